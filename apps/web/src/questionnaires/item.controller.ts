import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { differenceBetween, DraftsService, itemOf, StaleDraftError, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { revisionIn } from './draft.controller.js';
import { DraftViewingService } from './draft-viewing.service.js';
import { sentOf, textIn } from './form-reading.js';
import { carriedOut, fieldsOfItem, LOOKS, newFields, readItem, type Look } from './item.form.js';
import { itemFrom } from './item-from-form.js';
import { itemPage, type ItemPageGiven } from './item.page.js';
import { remarksAbout, unreadable } from './problem-words.js';

class LookQuery {
  @IsOptional()
  @IsIn(LOOKS)
  soort?: Look;

  @IsOptional()
  @IsIn(['bewaard'])
  gedaan?: 'bewaard';
}

/** The administrator writes one question. */
@Controller('beheer/vragenlijsten/:key')
@Roles('admin')
export class ItemController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly viewing: DraftViewingService,
    private readonly clock: Clock,
  ) {}

  @Get('nieuwe-vraag')
  async fresh(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { soort: look = 'keuze' }: LookQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.show({ key, staff, request, reply }, { before: null, fields: newFields(look), said: {} });
  }

  @Post('nieuwe-vraag')
  async add(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.keep({ key, staff, request, reply }, null, body);
  }

  @Get('vragen/:item')
  @Roles('admin', 'privacy_officer')
  async change(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Param('item') itemKey: string,
    @Query() { gedaan: done }: LookQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const item = demandItem((await this.drafts.open(key)).definition, itemKey);
    await this.show(
      { key, staff, request, reply },
      {
        before: item,
        fields: fieldsOfItem(item),
        done: done === undefined ? null : texts.text(languageOf(request), 'questionnaires.done.bewaard'),
      },
    );
  }

  @Post('vragen/:item')
  async keepChange(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Param('item') itemKey: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.keep({ key, staff, request, reply }, itemKey, body);
  }

  @Post('vragen/:item/weg')
  async remove(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Param('item') itemKey: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { definition } = await this.drafts.open(key);
    const item = demandItem(definition, itemKey);
    const items = definition.items.filter((each) => each.key !== itemKey);
    try {
      await this.drafts.save(key, revisionIn(body), { ...definition, items }, staff.staffId, this.clock.now());
    } catch (error) {
      if (!(error instanceof StaleDraftError)) throw error;
      const given = { before: item, fields: fieldsOfItem(item), conflict: { changes: [], isGone: false } };
      return this.show({ key, staff, request, reply }, given, HttpStatus.CONFLICT);
    }
    void reply.redirect(`/beheer/vragenlijsten/${key}?gedaan=weg`, 303);
  }

  /** Keeps a question as it was typed. What the form cannot read comes back at once; what cannot be published is kept, and said beside it. */
  private async keep(here: Here, itemKey: string | null, body: unknown): Promise<void> {
    const { key, staff, request, reply } = here;
    const { fields: typed, action } = readItem(sentOf(body));
    const fields = carriedOut(typed, action);
    const { definition, revision: newest } = await this.drafts.open(key);
    const now = itemKey === null ? null : (itemOf(definition, itemKey) ?? null);
    const before = now ?? beforeIn(body, itemKey);
    if (itemKey !== null && before === null) throw new NotFoundError('no such question');
    const given = { before, fields, revision: revisionIn(body) };
    if (action.do !== 'bewaar') return this.show(here, { ...given, said: {} });
    const others = definition.items.filter((item) => item.key !== itemKey).map((item) => item.key);
    const { item, problems } = itemFrom(fields, before, others);
    if (Object.keys(problems).length > 0)
      return this.show(here, { ...given, said: unreadable(problems, languageOf(request)) }, HttpStatus.UNPROCESSABLE_ENTITY);
    try {
      await this.drafts.save(key, given.revision, withItem(definition, item), staff.staffId, this.clock.now());
    } catch (error) {
      if (!(error instanceof StaleDraftError)) throw error;
      const conflict = { changes: changesBetween(definition, beforeIn(body, itemKey), now), isGone: itemKey !== null && now === null };
      // Who saves once more has seen what there is now.
      return this.show(here, { ...given, revision: newest, conflict, said: {} }, HttpStatus.CONFLICT);
    }
    const seen = await this.viewing.see(key, staff);
    const isWrong = Object.values(remarksAbout(item.key, seen.problems, seen.draft.definition, 'nl')).some(
      ({ errors }) => errors.length > 0,
    );
    const list = `/beheer/vragenlijsten/${key}`;
    const at = encodeURIComponent(item.key);
    void reply.redirect(isWrong ? `${list}/vragen/${at}?gedaan=bewaard` : `${list}?gedaan=bewaard#vraag-${at}`, 303);
  }

  private async show(
    { key, staff, request, reply }: Here,
    given: Pick<ItemPageGiven, 'before' | 'fields'> & Partial<ItemPageGiven>,
    status: HttpStatus = HttpStatus.OK,
  ): Promise<void> {
    const language = languageOf(request);
    const seen = await this.viewing.see(key, staff);
    const { definition, revision } = seen.draft;
    const said = remarksAbout(given.before?.key ?? null, seen.problems, definition, language);
    const page = itemPage({ seen, revision, said, conflict: null, done: null, ...given }, language);
    await reply.status(status).header('cache-control', 'no-store').view('questionnaires/item', page);
  }
}

interface Here {
  key: string;
  staff: SignedInStaff;
  request: StaffRequest;
  reply: FastifyReply;
}

/** A new question comes last; one that somebody else took away comes back. */
function withItem(definition: QuestionnaireDefinition, item: Item): QuestionnaireDefinition {
  const index = definition.items.findIndex(({ key }) => key === item.key);
  return { ...definition, items: index === -1 ? [...definition.items, item] : definition.items.with(index, item) };
}

/** What somebody else made of a question since it was shown. */
function changesBetween(definition: QuestionnaireDefinition, shown: Item | null, now: Item | null) {
  if (shown === null || now === null) return [];
  return differenceBetween({ ...definition, items: [shown] }, { ...definition, items: [now] });
}

/** The question as it was when the form was first shown: it only serves to tell what changed, so what cannot be read is none. */
function beforeIn(body: unknown, itemKey: string | null): Item | null {
  try {
    const read = JSON.parse(textIn(sentOf(body), 'eerst', 64 * 1024)) as Item;
    return read.key === itemKey && Array.isArray(read.options) && typeof read.wording === 'object' ? read : null;
  } catch {
    return null;
  }
}

function demandItem(definition: QuestionnaireDefinition, key: string): Item {
  const item = itemOf(definition, key);
  if (!item) throw new NotFoundError('no such question');
  return item;
}
