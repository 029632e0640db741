import { Body, Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Render, Req, Res } from '@nestjs/common';
import { RuleDraftsService, type RuleWriting } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { sentOf, textIn, type Sent } from '../questionnaires/form-reading.js';
import { EffectsViewingService } from './effects-viewing.service.js';
import { readRule, ruleFrom } from './rule.form.js';

/** The administrator looks at whom a rule touches while writing it, as it stands in the form: nothing is kept, and nothing counts by it. */
@Controller('beheer/regels/:rule')
@Roles('admin')
export class EffectsController {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly viewing: EffectsViewingService,
  ) {}

  /** What stands beside the form, for a page that shows it while somebody is writing. */
  @Post('raakt/deel')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  @Render('rules/effect-touch')
  async touchPart(@Param('rule') rule: string, @Body() body: unknown, @Req() request: StaffRequest) {
    const sent = sentOf(body);
    const atOnce = textIn(sent, 'tussendoor', 2) === 'ja';
    return { effect: await this.viewing.touch(await this.written(rule, sent), languageOf(request), { atOnce }) };
  }

  @Post('terugkijken/deel')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  @Render('rules/effect-look-back')
  async lookBackPart(@Param('rule') rule: string, @Body() body: unknown, @Req() request: StaffRequest) {
    return { effect: await this.viewing.lookBack(await this.written(rule, sentOf(body)), languageOf(request)) };
  }

  /** The same as a page, for who has no script: what was typed goes along, and comes back in the form. */
  @Post('raakt')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  @Render('rules/effect-page')
  async touchPage(@Param('rule') rule: string, @Body() body: unknown, @Req() request: StaffRequest) {
    const written = await this.written(rule, sentOf(body));
    const touch = await this.viewing.touch(written, languageOf(request));
    return { ...pageOf('touch', rule, written, sentOf(body), request), touch, lookBack: null };
  }

  @Post('terugkijken')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  @Render('rules/effect-page')
  async lookBackPage(@Param('rule') rule: string, @Body() body: unknown, @Req() request: StaffRequest) {
    const written = await this.written(rule, sentOf(body));
    const lookBack = await this.viewing.lookBack(written, languageOf(request));
    return { ...pageOf('back', rule, written, sentOf(body), request), touch: null, lookBack };
  }

  /** Where signing in, another language of the screens, or typing the address leads to. */
  @Get(['raakt', 'raakt/deel', 'terugkijken', 'terugkijken/deel'])
  afterRefusal(@Param('rule') rule: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/beheer/regels/${encodeURIComponent(rule)}/wijzigen`, 303);
  }

  /** As the form says; what a request without a form means is what was kept. @throws NotFoundError */
  private async written(rule: string, sent: Sent): Promise<RuleWriting> {
    const { definition } = await this.drafts.open(rule);
    return 'revisie' in sent ? ruleFrom(readRule(sent), definition).definition : definition;
  }
}

function pageOf(part: 'touch' | 'back', rule: string, { title }: RuleWriting, sent: Sent, request: StaffRequest) {
  const language = languageOf(request);
  return {
    title: texts.text(language, `rule-effects.${part}.title`),
    rule: title[language] || rule,
    back: `/beheer/regels/${encodeURIComponent(rule)}/wijzigen`,
    kept: fieldsOf(sent),
  };
}

/** Every field of the form that was sent, to send it back; its token and its button are not among them. */
function fieldsOf(sent: Sent): { name: string; value: string }[] {
  return Object.entries(sent)
    .filter(([name]) => name !== '_csrf' && name !== 'actie')
    .flatMap(([name, value]) => [value].flat().flatMap((each: unknown) => (typeof each === 'string' ? [{ name, value: each }] : [])));
}
