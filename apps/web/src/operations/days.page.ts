import { allDays, FATES, type DayOfRounds } from '#libs/operations';
import type { Language } from '#libs/platform';
import { drawChart } from '../http/chart.js';
import { formatDate, formatDay } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { daysOption, fatesIn } from './days-chart.js';

/** Drawn three times, because a picture that shrinks to a telephone shrinks its words as well; the style sheet shows the one that fits. */
const SIZES = {
  wide: { width: 1060, height: 280, every: 1 },
  medium: { width: 640, height: 260, every: 2 },
  narrow: { width: 290, height: 220, every: 4 },
};

/** The last fortnight: a picture whose title says what it shows, its key, and the same numbers in a table. */
export function daysPart(days: readonly DayOfRounds[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.fortnight.${key}`, values);
  const totals = allDays(days);
  const due = sum(Object.values(totals));
  const key = fatesIn(days).map((fate) => ({
    fate,
    label: texts.text(language, `operations.fate.${fate}`),
    number: whole(language, totals[fate]),
    share: percent(language, totals[fate] / due),
  }));
  return {
    title:
      due === 0
        ? say('title-none')
        : say('title', { count: due, number: whole(language, due), share: percent(language, totals.delivered / due) }),
    isEmpty: due === 0,
    key,
    pictures: due === 0 ? null : pictures(days, key, language),
    heads: FATES.map((fate) => texts.text(language, `operations.fate.${fate}`)),
    rows: days.toReversed().map((day) => tableRow(day, language)),
    total: { due: whole(language, due), numbers: FATES.map((fate) => whole(language, totals[fate])) },
  };
}

function pictures(days: readonly DayOfRounds[], key: readonly { label: string; number: string }[], language: Language) {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  const title = texts.text(language, 'operations.fortnight.spoken', {
    from: first ? formatDate(language, first) : '',
    until: last ? formatDate(language, last) : '',
    totals: key.map(({ label, number }) => texts.text(language, 'operations.fortnight.one', { label, number })).join(', '),
  });
  const draw = (name: keyof typeof SIZES) => {
    const { width, height, every } = SIZES[name];
    const dayLabel = (day: Temporal.PlainDate, index: number) => ((days.length - 1 - index) % every === 0 ? shortDay(day, language) : '');
    const option = daysOption(days, { width, dayLabel, number: (value) => whole(language, value) });
    return drawChart(option, { name: `dagen-${name}`, title, width, height });
  };
  return Object.keys(SIZES).map((name) => ({ name, svg: draw(name as keyof typeof SIZES) }));
}

/** `ma 2` */
function shortDay(day: Temporal.PlainDate, language: Language): string {
  const weekday = day.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { weekday: 'short' });
  return `${weekday} ${day.day}`;
}

function tableRow({ day, rounds, causes }: DayOfRounds, language: Language) {
  const weekday = day.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { weekday: 'long' });
  return {
    day: `${weekday} ${formatDay(language, day)}`,
    due: whole(language, sum(Object.values(rounds))),
    numbers: FATES.map((fate) => whole(language, rounds[fate])),
    why: causes.map(({ cause, rounds: number }) =>
      texts.text(language, 'operations.fortnight.why-one', { cause: causeInFigures(cause, language), number: whole(language, number) }),
    ),
  };
}

/** Why something did not go, in two or three words: for a line of figures. */
export function causeInFigures(cause: string, language: Language): string {
  const key = `operations.cause.${cause}`;
  return texts.has(language, key) ? texts.text(language, key) : texts.text(language, 'operations.cause.other', { cause });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
