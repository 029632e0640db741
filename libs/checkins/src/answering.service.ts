import { Injectable } from '@nestjs/common';
import { InvalidInputError, isClientLanguage, localDate, type ClientLanguage } from '#libs/platform';
import { OptOutsService } from '#libs/people';
import type { NewObservation } from '#libs/profiles';
import {
  isPossibleAnswer,
  itemOf,
  QuestionnairesService,
  type Item,
  type ItemAnswer,
  type ModuleKey,
  type QuestionnaireDefinition,
  type Reason,
} from '#libs/questionnaires';
import { DataSource, type EntityManager } from 'typeorm';
import { storeAnswers, type GivenAnswer } from './answers.js';
import { findCheckIn, findWithAnswers, type CheckIn, type CheckInReference } from './check-in.js';
import { AnswerNotPossibleError, LinkExpiredError, LinkSpentError, LinkUnknownError } from './checkins.errors.js';
import { CompletingService } from './completing.service.js';
import { linkState, type LinkState } from './domain/link-state.js';
import { leftOf, routeOf } from './domain/route.js';
import { OwnWordsService } from './own-words.service.js';

/** Everything a screen needs to go on where the client was, on whatever device. */
export interface AnsweringView {
  checkInId: string;
  clientId: string;
  state: LinkState;
  language: ClientLanguage;
  versionId: string;
  definition: QuestionnaireDefinition;
  /** Everything it was opened with, in order: a place in it never changes, whatever is answered. */
  items: Item[];
  /** Those of them that are asked now: what an answer led past, or whose module is off, is not. */
  route: Item[];
  /** By item key: what was answered so far, or passed over; also of what is not asked any more. */
  answers: Map<string, ItemAnswer>;
  /** The first item on the route that was neither answered nor passed over; null when there is none. */
  nextItem: string | null;
  modulesOn: readonly ModuleKey[];
  known: Readonly<Record<string, number>>;
  /** By item key: why it is asked now. */
  because: Readonly<Record<string, Reason>>;
  channel: CheckIn['channel'];
  startedAt: Temporal.Instant | null;
  closesAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
}

/** How an answer came in. Without a channel it is the one of the invitation, without a language the one of the check-in. */
export interface AnswerManner {
  channel?: NewObservation['channel'];
  language?: ClientLanguage;
  /** Who sat beside the client, when somebody did: the id of a member of staff, or a word for somebody else. */
  helpedBy?: string | null;
}

export type NewAnswer = ItemAnswer & { item: string } & AnswerManner;

/** Whether words among what was answered may mean danger: then the page shows at once whom to call. */
export interface Heard {
  isCrisis: boolean;
}

/** The jobseeker answers, without an account: whoever has the link. Looking changes nothing; only finishing spends it. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly questionnaires: QuestionnairesService,
    private readonly completing: CompletingService,
    private readonly optOuts: OptOutsService,
    private readonly ownWords: OwnWordsService,
  ) {}

  /**
   * Where a link leads; changes nothing, so a scanner may do it as often as it likes.
   * A link that is spent or expired is found too, with that as its `state`: the page it gets speaks the client's language.
   * @param link its token; or, inside the house, which check-in it is
   * @throws LinkUnknownError
   */
  async find(link: string | CheckInReference, now: Temporal.Instant): Promise<AnsweringView> {
    const found = await findWithAnswers(this.dataSource.manager, typeof link === 'string' ? { token: link } : link);
    if (!found) throw new LinkUnknownError();
    const { checkIn, answers } = found;
    const { definition } = await this.questionnaires.version(this.dataSource.manager, checkIn.versionId);
    return {
      checkInId: checkIn.id,
      clientId: checkIn.clientId,
      state: linkState(checkIn, now),
      language: checkIn.language,
      versionId: checkIn.versionId,
      definition,
      items: checkIn.items.map((key) => itemOf(definition, key) as Item),
      route: routeOf(definition, checkIn, answers),
      answers,
      nextItem: leftOf(definition, checkIn, answers)[0] ?? null,
      modulesOn: checkIn.modulesOn,
      known: checkIn.known,
      because: checkIn.because,
      channel: checkIn.channel,
      startedAt: checkIn.startedAt,
      closesAt: checkIn.closesAt,
      endedAt: checkIn.endedAt,
    };
  }

  /**
   * The client begins, in a language; beginning again changes only the language.
   * @throws LinkUnknownError, LinkExpiredError, LinkSpentError
   */
  async start(token: string, { language }: { language: ClientLanguage }, now: Temporal.Instant): Promise<void> {
    if (!isClientLanguage(language)) throw new InvalidInputError({ language: 'language' });
    await this.dataSource.transaction(async (tx) => {
      const { id } = mustBeOpen(await known(findCheckIn(tx, { token }, 'lock')), now);
      await tx.query(`update check_in set started_at = coalesce(started_at, $2), language = $3 where id = $1`, [id, now, language]);
    });
  }

  /**
   * Stores one answer, or replaces it. Each is kept at once: a crash loses nothing, and another device goes on from there.
   * @param link its token; or what `find` just made of it, which spares a look (what happened since is noticed all the same)
   * @returns whether what they wrote may mean that they are in danger: people were told then, in the same transaction
   * @throws AnswerNotPossibleError, LinkUnknownError, LinkExpiredError, LinkSpentError
   */
  async answer(link: string | AnsweringView, answer: NewAnswer, now: Temporal.Instant): Promise<Heard> {
    if (typeof link === 'string') return this.keep({ token: link }, [answer], {}, now);
    if (link.state !== 'open') throw link.state === 'spent' ? new LinkSpentError() : new LinkExpiredError();
    const seen = { ...link, id: link.checkInId, items: link.items.map(({ key }) => key) };
    return this.store(seen, [answer], {}, now);
  }

  /**
   * Spends the link. In one transaction the answers become observations and the rules are reviewed; of two devices that finish at once
   * one does, the other hears that it was done.
   * @throws NothingAnsweredError, LinkUnknownError, LinkExpiredError, LinkSpentError
   */
  async finish(token: string, now: Temporal.Instant): Promise<void> {
    await this.answerAll({ token }, [], {}, now);
  }

  /**
   * Answers several items in one transaction, and finishes unless told otherwise.
   * @throws AnswerNotPossibleError (then nothing is stored), NothingAnsweredError, LinkUnknownError, LinkExpiredError, LinkSpentError
   */
  async answerAll(
    reference: CheckInReference,
    answers: readonly NewAnswer[],
    { finish = true, ...manner }: AnswerManner & { finish?: boolean },
    now: Temporal.Instant,
  ): Promise<Heard> {
    if (!finish) return this.keep(reference, answers, manner, now);
    return this.dataSource.transaction(async (tx) => {
      const checkIn = mustBeOpen(await known(findCheckIn(tx, reference, 'lock')), now);
      const token = 'token' in reference ? reference.token : null;
      const { given, words } = await this.check(tx, checkIn, answers, manner, now);
      await this.completing.complete(tx, checkIn, 'finished', given, now, token);
      return this.ownWords.listen(tx, checkIn, words, now);
    });
  }

  /**
   * Answers that count at once, because nothing is sent afterwards to confirm them: by text message, or to somebody who asks. They are
   * stored, become observations and the rules are reviewed in the caller's transaction; the last answer finishes the check-in. What is said
   * again and has not changed is not observed again.
   * @param reference its id; or the check-in itself, whose row the caller has locked (`lockedCheckIn`), which spares a look
   * @param manner.address where they came from: an answer proves that it is theirs
   * @returns the items that still have no answer, in order; none: it is finished
   * @throws AnswerNotPossibleError (then nothing is stored), LinkUnknownError, LinkExpiredError, LinkSpentError
   */
  async answerNow(
    tx: EntityManager,
    reference: string | CheckIn,
    answers: readonly NewAnswer[],
    { address = null, ...manner }: AnswerManner & { address?: string | null },
    now: Temporal.Instant,
  ): Promise<string[]> {
    const found = typeof reference === 'string' ? findCheckIn(tx, { checkInId: reference }, 'lock') : Promise.resolve(reference);
    const checkIn = mustBeOpen(await known(found), now);
    const { given, words } = await this.check(tx, checkIn, answers, manner, now);
    const left = await this.completing.keepForGood(tx, checkIn, given, address, now);
    await this.ownWords.listen(tx, checkIn, words, now);
    return left;
  }

  /**
   * "Ik wil geen berichten meer", said on the page of a link: also of one that is spent or expired.
   * @param every every channel; otherwise the one that the invitation came by
   * @throws LinkUnknownError
   */
  async optOut(token: string, { every }: { every: boolean }, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const { clientId, channel } = await known(findCheckIn(tx, { token }));
      await this.optOuts.optOut(tx, clientId, every ? null : channel, 'client_page', now);
    });
  }

  private async keep(
    reference: CheckInReference,
    answers: readonly NewAnswer[],
    manner: AnswerManner,
    now: Temporal.Instant,
  ): Promise<Heard> {
    const checkIn = mustBeOpen(await known(findCheckIn(this.dataSource.manager, reference)), now);
    return this.store(checkIn, answers, manner, now);
  }

  /** What was over by the clock stays over; what somebody has ended since the caller looked is noticed by the storing itself. */
  private async store(seen: SeenCheckIn, answers: readonly NewAnswer[], manner: AnswerManner, now: Temporal.Instant): Promise<Heard> {
    const { given, words } = await this.check(this.dataSource.manager, seen, answers, manner, now);
    const keep = async (tx: EntityManager): Promise<Heard> => {
      const stored = await storeAnswers(tx, { id: seen.id, hasStarted: seen.startedAt !== null }, given, now);
      if (!stored) mustBeOpen(await known(findCheckIn(tx, { checkInId: seen.id })), now);
      return this.ownWords.listen(tx, seen, words, now);
    };
    // One statement is a transaction by itself; only words may bring more along.
    return words.length === 0 ? keep(this.dataSource.manager) : this.dataSource.transaction(keep);
  }

  /** @returns the answers as they are kept, and among them what somebody said in their own words */
  private async check(
    tx: EntityManager,
    checkIn: SeenCheckIn,
    answers: readonly NewAnswer[],
    manner: AnswerManner,
    now: Temporal.Instant,
  ): Promise<{ given: GivenAnswer[]; words: GivenAnswer[] }> {
    const { definition } = await this.questionnaires.version(tx, checkIn.versionId);
    const itemNamed = (key: string) => (checkIn.items.includes(key) ? itemOf(definition, key) : undefined);
    const all = answers.map(({ item: key, state, value, said = null, channel, language, helpedBy }): GivenAnswer => {
      const item = itemNamed(key);
      if (!item || !isPossibleAnswer(item, { state, value, said }, localDate(now))) throw new AnswerNotPossibleError();
      return {
        item: key,
        state,
        value,
        said,
        channel: channel ?? manner.channel ?? checkIn.channel ?? 'face_to_face',
        language: language ?? manner.language ?? checkIn.language,
        helpedBy: helpedBy ?? manner.helpedBy ?? null,
      };
    });
    // Of two answers to one item that come in together, the last counts.
    const given = [...new Map(all.map((answer) => [answer.item, answer])).values()];
    return { given, words: given.filter(({ item, said }) => said !== null && itemNamed(item)?.kind === 'text') };
  }
}

/** What the caller saw of it a moment ago, and what never changes of it. */
type SeenCheckIn = Pick<CheckIn, 'id' | 'clientId' | 'versionId' | 'items' | 'channel' | 'language' | 'startedAt'>;

async function known(found: Promise<CheckIn | null>): Promise<CheckIn> {
  const checkIn = await found;
  if (!checkIn) throw new LinkUnknownError();
  return checkIn;
}

function mustBeOpen(checkIn: CheckIn, now: Temporal.Instant): CheckIn {
  const state = linkState(checkIn, now);
  if (state === 'spent') throw new LinkSpentError();
  if (state === 'expired') throw new LinkExpiredError();
  return checkIn;
}
