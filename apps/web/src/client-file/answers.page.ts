import type { FileCheckIn } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { itemOf, type QuestionnaireDefinition } from '#libs/questionnaires';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
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
    answered: say('answered', { count: checkIn.answers.length, total: checkIn.items.length }),
    items: checkIn.answers.length > 0 ? checkIn.items.map((item) => answerTo(item, checkIn, definition, language)) : [],
    isRecent: Temporal.Instant.compare(Temporal.Instant.from(checkIn.openedAt), now.subtract({ hours: 24 * 120 })) > 0,
  };
}

function answerTo(key: string, checkIn: FileCheckIn, definition: QuestionnaireDefinition | undefined, language: Language) {
  const item = definition ? itemOf(definition, key) : undefined;
  const answer = checkIn.answers.find((each) => each.item === key);
  const words = !answer
    ? texts.text(language, 'client-file.answers.none')
    : answer.state === 'refused'
      ? texts.text(language, 'client-file.profile.refused')
      : (item?.options.find(({ value, state }) =>
          answer.state === 'unknown' ? state === 'unknown' : value === answer.value && state !== 'unknown',
        )?.label[language] ?? (answer.value === null ? texts.text(language, 'client-file.profile.unknown') : String(answer.value)));
  return {
    question: item?.wording[language] ?? key,
    answer: words,
    isAnswer: answer?.state === 'answered',
    how: answer ? howAnswered(answer, language) : null,
  };
}

function lastMoment({ answers, openedAt }: FileCheckIn): Temporal.Instant {
  const moments = answers.map(({ at }) => Temporal.Instant.from(at)).toSorted((a, b) => Temporal.Instant.compare(a, b));
  return moments.at(-1) ?? Temporal.Instant.from(openedAt);
}
