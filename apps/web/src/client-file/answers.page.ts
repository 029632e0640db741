import { routeOf } from '#libs/checkins';
import type { FileCheckIn } from '#libs/insight';
import { localDate, wordingIn, type Language } from '#libs/platform';
import { itemOf, MODULES, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import { answerInWords } from '../answering/answer-words.js';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { askedBecause } from './asked-because.js';
import { causeInWords } from './causes.js';
import { howAnswered } from './how-answered.js';
import { openCheckIn } from './together.page.js';

/** Every check-in as it was asked and answered, in the words of its own version. What was asked and not answered is said, not left out. */
export function answersPage(
  checkIns: readonly FileCheckIn[],
  definitions: ReadonlyMap<string, QuestionnaireDefinition>,
  now: Temporal.Instant,
  language: Language,
) {
  return {
    mayFillIn: openCheckIn(checkIns, now) !== null,
    checkIns: checkIns.map((checkIn) => inWords(checkIn, definitions.get(checkIn.versionId), now, language)),
  };
}

function inWords(checkIn: FileCheckIn, definition: QuestionnaireDefinition | undefined, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.answers.${key}`, values);
  const state = checkIn.outcome ?? (checkIn.unreachable ? 'unreachable' : checkIn.startedAt ? 'started' : 'waiting');
  const asked = askedIn(checkIn, definition);
  const counting = checkIn.answers.filter(({ item }) => asked.has(item));
  return {
    title: say('of', { date: formatDate(language, Temporal.PlainDate.from(checkIn.dueOn)) }),
    state: say(`state.${state}`),
    isOpen: checkIn.outcome === null && checkIn.unreachable === null,
    facts: [
      causeInWords(checkIn.unreachable ?? checkIn.cause, language),
      checkIn.channel ? say(`sent.${checkIn.channel}`) : null,
      checkIn.endedAt && checkIn.answers.length > 0 ? say('last', { moment: formatMoment(language, lastMoment(checkIn)) }) : null,
      checkIn.outcome === null && checkIn.unreachable === null
        ? say('until', { date: formatDate(language, localDate(Temporal.Instant.from(checkIn.closesAt).subtract({ nanoseconds: 1 }))) })
        : null,
      checkIn.language === 'nl'
        ? null
        : say('language', { language: new Intl.DisplayNames([language], { type: 'language' }).of(checkIn.language) }),
    ].filter((fact) => fact !== null),
    answered: say('answered', { count: counting.filter(({ state: how }) => how !== 'skipped').length, total: asked.size }),
    items: checkIn.answers.length > 0 ? checkIn.items.map((item) => answerTo(item, checkIn, definition, asked, language)) : [],
    isRecent: Temporal.Instant.compare(Temporal.Instant.from(checkIn.openedAt), now.subtract({ hours: 24 * 120 })) > 0,
  };
}

/** Skipped, refused, not reached and not asked are four things; an answer that another one led past is shown, and said not to count. */
function answerTo(
  key: string,
  checkIn: FileCheckIn,
  definition: QuestionnaireDefinition | undefined,
  asked: ReadonlySet<string>,
  language: Language,
) {
  const say = (name: string) => texts.text(language, `client-file.answers.${name}`);
  const item = definition ? itemOf(definition, key) : undefined;
  const answer = checkIn.answers.find((each) => each.item === key);
  const words = !answer ? say(asked.has(key) ? 'none' : 'not-asked') : inOwnWords(item, answer, language);
  const how = answer ? howAnswered(answer, language) : null;
  return {
    question: item ? wordingIn(item.wording, language) : key,
    answer: words,
    isAnswer: answer?.state === 'answered' && asked.has(key),
    how: answer && !asked.has(key) ? [say('not-counted'), how].join(' · ') : how,
    because: asked.has(key) ? askedBecause(checkIn.because[key], definition, language) : null,
  };
}

function inOwnWords(item: Item | undefined, answer: FileCheckIn['answers'][number], language: Language): string {
  if (answer.state === 'refused') return texts.text(language, 'client-file.profile.refused');
  if (answer.state === 'skipped') return texts.text(language, 'client-file.answers.skipped');
  const words = item ? answerInWords(item, answer, language) : (answer.said ?? (answer.value === null ? null : String(answer.value)));
  return words ?? texts.text(language, 'client-file.profile.unknown');
}

/** What was asked, as its answers made the way; a module that was switched off since makes no difference to what was. */
function askedIn({ items, known, answers }: FileCheckIn, definition: QuestionnaireDefinition | undefined): Set<string> {
  if (!definition) return new Set(items);
  const given = new Map(answers.map((answer) => [answer.item, answer]));
  return new Set(routeOf(definition, { items, known, modulesOn: MODULES }, given).map(({ key }) => key));
}

function lastMoment({ answers, openedAt }: FileCheckIn): Temporal.Instant {
  const moments = answers.map(({ at }) => Temporal.Instant.from(at)).toSorted((a, b) => Temporal.Instant.compare(a, b));
  return moments.at(-1) ?? Temporal.Instant.from(openedAt);
}
