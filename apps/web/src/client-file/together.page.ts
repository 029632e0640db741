import type { FileCheckIn } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { formValue, itemOf, readAnswer, REFUSED, type Item, type ItemAnswer, type QuestionnaireDefinition } from '#libs/questionnaires';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { howAnswered } from './how-answered.js';

export const TOGETHER_CHANNELS = ['face_to_face', 'phone'] as const;
export type TogetherChannel = (typeof TOGETHER_CHANNELS)[number];
export const TOGETHER_DONE = ['bewaard', 'afgerond'] as const;
export type TogetherDone = (typeof TOGETHER_DONE)[number];

/** What was filled in: per field of the form. */
export type TogetherForm = Record<string, unknown>;

export interface ShownTogether {
  done?: TogetherDone | undefined;
  refused?: { form: TogetherForm; problem: 'nothing-answered' | 'closed' };
}

/** The names of the fields of an item: what is chosen now, and what was chosen when the page was made. */
const chosenField = (key: string) => `antwoord-${key}`;
const beforeField = (key: string) => `was-${key}`;

/** The round that is open: the latest, when there are more. null: none is. */
export function openCheckIn(checkIns: readonly FileCheckIn[], now: Temporal.Instant): FileCheckIn | null {
  const isOpen = ({ endedAt, closesAt }: FileCheckIn) =>
    endedAt === null && Temporal.Instant.compare(Temporal.Instant.from(closesAt), now) > 0;
  return checkIns.find(isOpen) ?? null;
}

/** Every question of the open round, with what was answered already by whatever way; nothing of it has to be answered. */
export function togetherPage(
  checkIn: FileCheckIn | null,
  definition: QuestionnaireDefinition | null,
  { done, refused }: ShownTogether,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `together.${key}`, values);
  const items = checkIn && definition ? itemsOf(checkIn, definition) : [];
  const answered = new Map(checkIn?.answers.map((answer) => [answer.item, answer]));
  const channel = refused ? readChannel(refused.form) : lastChannel(checkIn);
  return {
    done: done ? say(`done.${done}`) : null,
    problem: refused ? say(`problem.${refused.problem}`) : null,
    open: checkIn && {
      title: say('of', { date: formatDate(language, Temporal.PlainDate.from(checkIn.dueOn)) }),
      until: say('until', { date: formatDate(language, localDate(Temporal.Instant.from(checkIn.closesAt).subtract({ nanoseconds: 1 }))) }),
      id: checkIn.id,
      channels: TOGETHER_CHANNELS.map((value) => ({ value, label: say(`channel.${value}`), isChosen: value === channel })),
      items: items.map((item, index) => {
        const answer = answered.get(item.key);
        const before = answer ? formValue(answer) : '';
        const chosen = refused ? chosenIn(refused.form, item) : before;
        return {
          number: index + 1,
          question: item.wording[language],
          help: item.help?.[language] ?? null,
          field: chosenField(item.key),
          beforeField: beforeField(item.key),
          before: refused ? beforeIn(refused.form, item) : before,
          isScale: item.kind === 'scale',
          how: answer ? howAnswered(answer, language) : null,
          options: [...item.options.map((option) => [formValue(option), option.label[language]]), [REFUSED, say('refused')]].map(
            ([value = '', label = '']) => ({
              id: `${item.key.replaceAll('.', '-')}-${value}`,
              value,
              label: item.kind === 'scale' && value !== REFUSED && label !== value ? say('scale', { value, label }).trim() : label,
              isRefusal: value === REFUSED,
              isChosen: value === chosen,
            }),
          ),
        };
      }),
    },
  };
}

/**
 * What was chosen on this page and is another than it was when the page was made: what the client answered elsewhere in the meantime is
 * not overwritten by what the coach left as it was.
 */
export function answersIn(
  form: TogetherForm,
  checkIn: FileCheckIn,
  definition: QuestionnaireDefinition,
): ({ item: string } & ItemAnswer)[] {
  return itemsOf(checkIn, definition).flatMap((item) => {
    const raw = form[chosenField(item.key)];
    const answer = raw === undefined || raw === form[beforeField(item.key)] ? null : readAnswer(item, raw);
    return answer ? [{ item: item.key, ...answer }] : [];
  });
}

export function readChannel({ kanaal }: TogetherForm): TogetherChannel {
  return TOGETHER_CHANNELS.find((channel) => channel === kanaal) ?? TOGETHER_CHANNELS[0];
}

function beforeIn(form: TogetherForm, { key }: Item): string {
  const raw = form[beforeField(key)];
  return typeof raw === 'string' ? raw : '';
}

function chosenIn(form: TogetherForm, item: Item): string {
  const raw = form[chosenField(item.key)];
  return typeof raw === 'string' && readAnswer(item, raw) ? raw : '';
}

function itemsOf(checkIn: FileCheckIn, definition: QuestionnaireDefinition): Item[] {
  return checkIn.items.flatMap((key) => itemOf(definition, key) ?? []);
}

/** Who began on the telephone goes on there. */
function lastChannel(checkIn: FileCheckIn | null): TogetherChannel {
  const helped = checkIn?.answers.filter(({ helpedBy }) => helpedBy !== null).toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return readChannel({ kanaal: helped?.at(-1)?.channel });
}
