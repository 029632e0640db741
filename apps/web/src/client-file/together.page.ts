import type { AnsweringView } from '#libs/checkins';
import type { FileCheckIn } from '#libs/insight';
import { localDate, wordingIn, type Language } from '#libs/platform';
import { formValue, REFUSED, SKIPPED, type AnswerProblem, type Item } from '#libs/questionnaires';
import { isFilledIn, typedOf } from '../answering/answer.form.js';
import { problemInWords } from '../answering/question.page.js';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { howAnswered } from './how-answered.js';
import {
  fieldsOf,
  readChannel,
  standingIn,
  standingOf,
  TOGETHER_CHANNELS,
  type TogetherChannel,
  type TogetherForm,
} from './together.forms.js';

export const TOGETHER_DONE = ['bewaard', 'vervolg', 'afgerond'] as const;
export type TogetherDone = (typeof TOGETHER_DONE)[number];

export interface ShownTogether {
  done?: TogetherDone | undefined;
  /** The form comes back as it was. */
  refused?: { form: TogetherForm; problem: 'nothing-answered' | 'closed' | 'fields'; problems?: ReadonlyMap<string, AnswerProblem> };
  /** Words that may mean danger: whom to call, while they sit together. */
  isCrisis?: boolean;
}

/** By which fields an item is filled in; the others have a button for each answer. */
const INPUTS: Partial<Record<Item['kind'], 'several' | 'number' | 'date' | 'text'>> = {
  several: 'several',
  number: 'number',
  date: 'date',
  text: 'text',
};

/** The round that is open: the latest, when there are more. null: none is. */
export function openCheckIn(checkIns: readonly FileCheckIn[], now: Temporal.Instant): FileCheckIn | null {
  const isOpen = ({ endedAt, closesAt }: FileCheckIn) =>
    endedAt === null && Temporal.Instant.compare(Temporal.Instant.from(closesAt), now) > 0;
  return checkIns.find(isOpen) ?? null;
}

/** Every question that the open round asks now, with what was answered already by whatever way; nothing of it has to be answered. */
export function togetherPage(
  checkIn: FileCheckIn | null,
  view: AnsweringView | null,
  { done, refused, isCrisis = false }: ShownTogether,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `together.${key}`, values);
  const answered = new Map(checkIn?.answers.map((answer) => [answer.item, answer]));
  const channel = refused ? readChannel(refused.form) : lastChannel(checkIn);
  return {
    done: done ? say(`done.${done}`) : null,
    crisis: isCrisis ? say('crisis') : null,
    problem: refused ? say(`problem.${refused.problem}`) : null,
    open: checkIn && {
      title: say('of', { date: formatDate(language, Temporal.PlainDate.from(checkIn.dueOn)) }),
      until: say('until', { date: formatDate(language, localDate(Temporal.Instant.from(checkIn.closesAt).subtract({ nanoseconds: 1 }))) }),
      id: checkIn.id,
      channels: TOGETHER_CHANNELS.map((value) => ({ value, label: say(`channel.${value}`), isChosen: value === channel })),
      items: (view?.route ?? []).map((item, index) => {
        const answer = answered.get(item.key);
        return {
          number: index + 1,
          how: answer ? howAnswered(answer, language) : null,
          ...fieldsFor(item, view as AnsweringView, refused, language),
        };
      }),
    },
  };
}

function fieldsFor(item: Item, view: AnsweringView, refused: ShownTogether['refused'], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `together.${key}`, values);
  const stored = standingOf(item, view.answers.get(item.key));
  const before = refused ? standingIn(refused.form, item, 'before') : stored;
  const now = refused ? standingIn(refused.form, item, 'now') : stored;
  const problem = refused?.problems?.get(item.key);
  const input = INPUTS[item.kind] ?? null;
  const id = item.key.replaceAll(/[^a-z0-9]/gi, '-');
  const ticked = now.filled.split(',');
  const options = item.options
    .filter(({ value }) => input === null || value === null)
    .map((option): [string, string] => [formValue(option), wordingIn(option.label, language)]);
  const instead: [string, string][] = [
    [REFUSED, say('refused')],
    [SKIPPED, say('skipped')],
  ];
  const typed = { ...typedOf(item, undefined), words: now.filled };
  return {
    id,
    question: wordingIn(item.wording, language),
    help: item.help ? wordingIn(item.help, language) : null,
    describedBy: [problem && `fout-${id}`, item.help && `hulp-${id}`].filter(Boolean).join(' '),
    names: fieldsOf(item.key),
    before,
    isScale: item.kind === 'scale',
    problem: problem ? problemInWords(item, { problem, typed }, language) : null,
    input: input && {
      is: { several: input === 'several', number: input === 'number', date: input === 'date', text: input === 'text' },
      value: now.filled,
      unit: item.number ? wordingIn(item.number.unit, language) : null,
      boxes: item.options.flatMap(({ value, label }) =>
        value === null ? [] : { value: String(value), label: wordingIn(label, language), isChosen: ticked.includes(String(value)) },
      ),
    },
    options: [...options, ...instead].map(([value, label]) => ({
      value,
      label:
        item.kind === 'scale' && value !== REFUSED && value !== SKIPPED && label !== value ? say('scale', { value, label }).trim() : label,
      isInstead: value === REFUSED || value === SKIPPED || isFilledIn(item),
      isChosen: value === now.chosen,
    })),
  };
}

/** Who began on the telephone goes on there. */
function lastChannel(checkIn: FileCheckIn | null): TogetherChannel {
  const helped = checkIn?.answers.filter(({ helpedBy }) => helpedBy !== null).toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return readChannel({ kanaal: helped?.at(-1)?.channel });
}
