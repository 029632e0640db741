import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CrisisService } from '#libs/inbox';
import { Clock, CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { Allow } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { AnswerForm, readForm, typedIn } from '../answering/answer.form.js';
import { numberAfter, withAnswer, type Journey } from '../answering/journey.js';
import type { PageScreen } from '../answering/screen.js';
import { Roles, type StaffRequest } from '../http/access.js';
import { mayBeFramed } from '../http/framing.js';
import { formToken } from '../http/forms.js';
import { languageOf } from '../http/site.js';
import { PreviewService } from './preview.service.js';
import { journeyOf, readAnswers, readKnown } from './trial.js';
import { trialEndScreen, trialScreen, type TrialForm } from './trial.page.js';

class TrialAnswer extends AnswerForm {
  /** The answers so far. */
  @Allow()
  stand?: unknown;

  /** The number of the question that was shown. */
  @Allow()
  vraag?: unknown;

  @Allow()
  naar?: unknown;

  @Allow()
  taal?: unknown;

  @Allow()
  versturen?: unknown;

  /** The open question at the end was shown: what stands in it goes nowhere. */
  @Allow()
  'tot-slot'?: unknown;
}

class TrialQuery {
  @Allow()
  taal?: unknown;

  @Allow()
  versie?: unknown;

  @Allow()
  vraag?: unknown;

  @Allow()
  weet?: unknown;
}

/**
 * A questionnaire tried out, on the very pages that clients get and along the way that the answers make. Nothing is stored anywhere: what was
 * answered travels along in the form.
 */
@Controller('beheer/vragenlijsten/:key/proef')
@Roles('admin', 'privacy_officer')
export class TrialController {
  constructor(
    private readonly preview: PreviewService,
    private readonly crisis: CrisisService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async begin(
    @Param('key') key: string,
    @Query() query: TrialQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.journeyFor(key, query, undefined);
    const number = Number(query.vraag);
    const isAsked = journey.view.items[number - 1] !== undefined;
    const form = this.formFor(request, reply);
    // A question that only follows another is shown all the same to who wants to see just that one.
    await this.send(reply, isAsked ? trialScreen(showing(journey, number), number, form) : trialScreen(journey, 'start', form), form);
  }

  @Post()
  @HttpCode(200)
  async goOn(
    @Param('key') key: string,
    @Query() query: TrialQuery,
    @Body() given: TrialAnswer,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.journeyFor(key, query, given.stand);
    const form = this.formFor(request, reply);
    await this.send(reply, await this.next(journey, given, form, request), form);
  }

  private async next(journey: Journey, given: TrialAnswer, form: TrialForm, request: StaffRequest): Promise<PageScreen> {
    const { items, route } = journey.view;
    if (given['tot-slot'] === 'ja' && given.naar === undefined) return trialScreen(journey, 'review', form);
    if (given.versturen === 'ja') return trialEndScreen(journey, await this.dangerousIn(journey), form, languageOf(request));
    if (given.naar === 'nakijken' && route.length > 0) return trialScreen(journey, 'review', form);
    const to = Number(given.naar);
    if (items[to - 1]) return trialScreen(showing(journey, to), to, form);
    const number = Number(given.vraag);
    const item = items[number - 1];
    if (!item) {
      const first = route[0];
      return given.taal === undefined || !first
        ? trialScreen(journey, 'start', form)
        : trialScreen(journey, items.indexOf(first) + 1, form);
    }
    const read = readForm(item, given, localDate(this.clock.now()));
    if ('problem' in read) return trialScreen(showing(journey, number), number, form, { ...read, typed: typedIn(given) });
    const onward = withAnswer(journey, item.key, read.answer);
    const last = journey.view.answers.has(item.key) ? 'review' : 'closing';
    return trialScreen(onward, numberAfter(onward, number) ?? last, form);
  }

  /** The items whose words would have been heard as a cry for help. It looks, and tells nobody. */
  private async dangerousIn({ view }: Journey): Promise<Set<string>> {
    const dangerous = new Set<string>();
    for (const { key, kind } of view.route) {
      const said = view.answers.get(key)?.said;
      if (kind === 'text' && said && (await this.crisis.isCrisis(this.dataSource.manager, said))) dangerous.add(key);
    }
    return dangerous;
  }

  private async journeyFor(key: string, { taal, versie, weet }: TrialQuery, stand: unknown): Promise<Journey> {
    const { definition, language } = await this.preview.find(key, { versie, taal });
    const now = this.clock.now();
    return journeyOf({ definition, language, known: readKnown(weet), answers: readAnswers(stand, definition, localDate(now)) }, now);
  }

  private formFor(request: StaffRequest, reply: FastifyReply): TrialForm {
    // The version, the language and what is known go along in the address; where it began does not.
    const url = new URL(request.url, 'http://here');
    url.searchParams.delete('vraag');
    return { action: `${url.pathname}${url.search}`, csrf: formToken(request, reply, this.configuration) };
  }

  private async send(reply: FastifyReply, { view, status, page }: PageScreen, form: TrialForm): Promise<void> {
    mayBeFramed(reply);
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
    await reply.status(status).view(view, { ...page, site: { language: page.language, demo: false, csrf: form.csrf } });
  }
}

/** The journey with this question on its route, whatever its conditions say. */
function showing(journey: Journey, number: number): Journey {
  const { items, route } = journey.view;
  const item = items[number - 1];
  if (!item || route.includes(item)) return journey;
  const asked = items.filter((each) => each === item || route.includes(each));
  return { ...journey, view: { ...journey.view, route: asked } };
}
