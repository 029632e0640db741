import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { RuleApprovalService, RuleDraftsService, StaleRuleError } from '#libs/rules';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { sentOf, textIn, wholeIn } from '../questionnaires/form-reading.js';
import { editPage, type EditPageGiven } from './edit.page.js';
import { carriedOut } from './form-actions.js';
import { fieldsOfRule, readRule, ruleFrom } from './rule.form.js';
import { ruleDifference } from './rule-difference.js';
import { problemsByField, unreadable } from './rule-problems.js';
import { RuleViewingService } from './rule-viewing.service.js';

class DoneQuery {
  @IsOptional()
  @IsIn(['bewaard', 'gemaakt'])
  gedaan?: 'bewaard' | 'gemaakt';
}

/** The administrator writes a rule, as a sentence. Nothing counts by it before somebody else approved it. */
@Controller('beheer/regels/:rule/wijzigen')
@Roles('admin')
export class EditController {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly approval: RuleApprovalService,
    private readonly viewing: RuleViewingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const said = done === undefined ? null : texts.text(languageOf(request), `rules.done.${done}`);
    await this.view({ rule, staff, request, reply }, { done: said });
  }

  /** Every button of the form: what changes the form brings it back, only keeping keeps. */
  @Post()
  async keep(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const here = { rule, staff, request, reply };
    const sent = sentOf(body);
    const action = textIn(sent, 'actie', 60);
    const fields = carriedOut(readRule(sent), action, sent);
    const revision = revisionIn(body);
    if (action !== 'bewaar') return this.view(here, { fields, revision });
    const before = await this.drafts.open(rule);
    const { definition, problems } = ruleFrom(fields, before.definition);
    if (Object.keys(problems).length > 0)
      return this.view(
        here,
        { fields, revision, said: unreadable(problems, languageOf(request)), isRefused: true },
        HttpStatus.UNPROCESSABLE_ENTITY,
      );
    try {
      await this.drafts.save(rule, { revision, definition, note: fields.note }, staff.staffId, this.clock.now());
    } catch (error) {
      if (error instanceof InvalidInputError)
        return this.view(
          here,
          { fields, revision, said: unreadable({ toelichting: 'note-too-long' }, languageOf(request)), isRefused: true },
          HttpStatus.UNPROCESSABLE_ENTITY,
        );
      if (!(error instanceof StaleRuleError)) throw error;
      return this.conflict(here, { fields, definition });
    }
    void reply.redirect(`/beheer/regels/${rule}/wijzigen?gedaan=bewaard`, 303);
  }

  /** What was typed stays, beside what a colleague made of it; who saves once more has seen what there is now. */
  private async conflict(here: Here, { fields, definition }: Pick<EditPageGiven, 'fields' | 'definition'>): Promise<void> {
    const { draft, catalogue } = await this.viewing.see(here.rule, here.staff);
    const groups = ruleDifference(definition, draft.definition, catalogue, languageOf(here.request));
    return this.view(here, { fields, revision: draft.revision, conflict: { groups } }, HttpStatus.CONFLICT);
  }

  private async view(here: Here, given: Partial<EditPageGiven>, status: HttpStatus = HttpStatus.OK): Promise<void> {
    const language = languageOf(here.request);
    const seen = await this.viewing.see(here.rule, here.staff);
    const fields = given.fields ?? fieldsOfRule(seen.draft.definition, seen.draft.note);
    const { definition, places, problems: unread } = ruleFrom(fields, seen.draft.definition);
    const problems = this.approval.problems(definition, seen.catalogue, seen.now);
    // While a part of it is being filled in, only what cannot be read is said; the rest is for who has kept it.
    const said = given.said ?? {
      ...(given.fields && !given.conflict ? {} : problemsByField(problems, places, seen.catalogue, language)),
      ...unreadable(unread, language),
    };
    const page = editPage(
      { seen, fields, definition, revision: seen.draft.revision, isRefused: false, conflict: null, done: null, ...given, said },
      language,
    );
    await here.reply.status(status).header('cache-control', 'no-store').view('rules/edit', page);
  }
}

interface Here {
  rule: string;
  staff: SignedInStaff;
  request: StaffRequest;
  reply: FastifyReply;
}

/** Of the draft that was on the screen; 0, which no draft has, for what is none. */
export function revisionIn(body: unknown): number {
  return wholeIn(textIn(sentOf(body), 'revisie', 12)) ?? 0;
}
