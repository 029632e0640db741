import type { ComparedLine, InterventionInFull, Part, WithinMonths } from '#libs/insight';
import { firstOf } from '#libs/insight';
import type { Estimate, OutflowQuestion, Ratio, SetComparison } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { AskedQuestion } from './asking.js';
import { about } from './frame.js';
import { traitName } from './interventions.page.js';
import type { InterventionFigures } from './interventions-figures.js';
import { csvOf, decimal } from './outflow.csv.js';

const COLUMNS = ['from', 'last-day', 'intervention', 'what', 'people', 'count', 'value', 'low', 'high', 'remark'] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;
const OUTCOMES = ['completed', 'running', 'stopped', 'foundWork'] as const;

/** What a file says of itself, where the page around it is gone. */
export function aboutInterventions(
  question: OutflowQuestion,
  asked: AskedQuestion,
  madeAt: Temporal.Instant,
  language: Language,
): string[] {
  return [
    about(question, asked, language),
    texts.text(language, 'outflow-interventions.file.defined'),
    texts.text(language, 'outflow-frame.picture.made', { moment: formatMoment(language, madeAt) }),
  ];
}

/** For a spreadsheet: a line a figure, and of what is not shown a line that says so. */
export function interventionsCsv(
  { lines, catalogue }: Pick<InterventionFigures, 'lines' | 'catalogue'>,
  { period }: OutflowQuestion,
  remarks: readonly string[],
  language: Language,
): string {
  const say = (key: string) => texts.text(language, `outflow-interventions.file.${key}`);
  const notShown = texts.text(language, 'outflow-interventions.not-shown');
  const dates = { from: String(period.from), 'last-day': String(period.until.subtract({ days: 1 })) };
  const row = (cells: Cells) => COLUMNS.map((column) => ({ ...dates, ...cells })[column] ?? '');
  const rows = lines.flatMap((line) => {
    const intervention = catalogue.find(line.type)?.name[language] ?? line.type;
    const one = (what: string, cells: Cells) => row({ intervention, what: say(`what.${what}`), ...cells });
    const { started, comparison } = line;
    if (!started) return [one('started', { remark: notShown })];
    return [
      one('offered', line.offered === null ? { remark: notShown } : { people: String(line.offered), remark: say('rounded') }),
      one('started', { people: String(started.people), remark: partsOf(line.parts) }),
      ...OUTCOMES.map((outcome) => one(outcome, { people: String(started.people), count: String(started[outcome]) })),
      one('work6', withinOf(line.work6) ?? { remark: notShown }),
      one('work12', withinOf(line.work12) ?? { remark: notShown }),
      ...(line.estimated12 ? [one('estimated', estimateOf(line.estimated12, 100))] : []),
      ...(comparison.state === 'shown'
        ? comparedOf(comparison, one, say('rounded'))
        : [one('difference', { remark: say(`state.${comparison.state}`) })]),
      ...line.after.flatMap(({ trait, people, better, same, worse }) =>
        Object.entries({ better, same, worse }).map(([how, share]) =>
          row({
            intervention,
            what: `${traitName(trait, language)}: ${say(`what.${how}`)}`,
            people: String(people),
            value: decimal(100 * share),
            remark: say('rounded'),
          }),
        ),
      ),
    ];
  });
  return csvOf([COLUMNS.map((column) => say(`column.${column}`)), ...rows, ...remarks.map((remark) => row({ remark }))]);
}

/** For other programs: keys that stay, `null` for what is not shown. Shares are from 0 to 1; what is compared is rounded, see the page. */
export function interventionsJson(
  lines: readonly (ComparedLine | InterventionInFull)[],
  { period, scope }: OutflowQuestion,
  madeAt: Temporal.Instant,
) {
  return {
    from: period.from.toString(),
    until: period.until.toString(),
    ...scope,
    madeAt: madeAt.toString(),
    interventions: lines.map(({ parts, ...line }) => ({
      ...line,
      parts: parts.map(({ from, until }) => ({ from: firstOf(from).toString(), until: firstOf(until).toString() })),
    })),
  };
}

function withinOf(within: WithinMonths | null): Cells | null {
  return within && { people: String(within.of), count: String(within.count), ...estimateOf(within.share, 100) };
}

function estimateOf({ value, low, high }: Estimate, times: 1 | 100): Cells {
  return { value: decimal(times * value), low: decimal(times * low), high: decimal(times * high) };
}

function comparedOf(
  { got, others, difference, ratio, adjusted }: Extract<SetComparison, { state: 'shown' }>,
  one: (what: string, cells: Cells) => string[],
  rounded: string,
): string[][] {
  const ratioOf = (what: string, found: Ratio | null) => (found ? [one(what, estimateOf(found, 1))] : []);
  return [
    one('began', { people: String(got.people), ...estimateOf(got.share, 100), remark: rounded }),
    one('alike', { people: String(others.people), ...estimateOf(others.share, 100), remark: rounded }),
    one('difference', estimateOf(difference, 100)),
    ...ratioOf('ratio', ratio),
    ...ratioOf('adjusted', adjusted),
  ];
}

/** `2026-01-01/2026-07-01`: the time that the figures are about. */
function partsOf(parts: readonly Part[]): string {
  return parts.map(({ from, until }) => `${firstOf(from)}/${firstOf(until)}`).join(' ');
}
