import type { CoxFit, CoxNote } from '#libs/outflow';
import type { GroupAnalysis, SurvivalAnalysis } from './survival-analysis.js';
import type { Problem } from './survival-file.js';
import { number } from './terminal.js';

/** So many lines of a curve are told in the terminal, spread over the time that people were followed. */
const LINES = 12;

const NOTES: Record<CoxNote, string> = {
  separated: 'scheidt de groepen volledig; de schatting en de grenzen zijn die van Firth',
  constant: 'is voor iedereen die te vergelijken valt gelijk; er is geen hazard ratio',
  collinear: 'volgt uit de kenmerken die ervoor staan; er is geen hazard ratio',
};

/** What is wrong with a file: everything that was kept of it, and how much more there is. */
export function tellProblems(problems: readonly Problem[], count: number): string {
  const lines = problems.map(({ line, column, value, reason }) => {
    const cell = [column, value && `"${value}"`].filter(Boolean).join(' ');
    return `Regel ${line}${cell ? `, ${cell}` : ''}: ${reason}.`;
  });
  const more = count > problems.length ? [`En nog ${number(count - problems.length)}.`] : [];
  return [...lines, ...more, 'Er is niets berekend: een waarde die ontbreekt of niet klopt, wordt niet geraden.'].join('\n');
}

/** What there is to beware of in a fit, a line each. */
export function remarksOn(fit: CoxFit): string[] {
  const notes = fit.coefficients.flatMap(({ covariate, note }) => (note ? [`${covariate} ${NOTES[note]}.`] : []));
  const changing = fit.proportionality.filter(({ p }) => p < 0.05).map(({ covariate, p }) => `${covariate} (${pOf(p)})`);
  return [
    ...(fit.converged ? [] : ['De hazard ratio’s zijn niet te bepalen: de berekening kwam niet tot rust. Gebruik ze niet.']),
    ...notes,
    ...(changing.length > 0
      ? [`De hazard ratio blijft niet gelijk in de tijd: ${changing.join(', ')}. Eén getal zegt hier te weinig.`]
      : []),
  ];
}

/**
 * The analysis as one reads it in a terminal.
 * @param by the column with the group, if there is one
 */
export function tellAnalysis({ groups, logRank, cox }: SurvivalAnalysis, fit: CoxFit | null, by?: string): string {
  const compared =
    logRank && `Verschil tussen de groepen (log-rank): chi² ${decimals(logRank.chisq, 2)}, df ${logRank.df}, ${pOf(logRank.p)}`;
  const ratios =
    fit &&
    [
      `Hazard ratio’s (Cox, ${number(fit.n)} regels, bij ${number(fit.events)} gebeurde het)`,
      table(
        ['', 'ratio', 'van', 'tot', 'p'],
        cox.map(({ covariate, ...numbers }) => [
          covariate,
          ...[numbers.hazardRatio, numbers.lower, numbers.upper].map((its) => decimals(its, 3)),
          shortly(numbers.p),
        ]),
      ),
      ...remarksOn(fit),
      'Dit is samenhang, geen bewijs.',
    ].join('\n');
  return [...groups.map((group) => tellGroup(group, by === undefined ? 'Iedereen' : `${by} ${group.group}`)), compared, ratios]
    .filter(Boolean)
    .join('\n\n');
}

function tellGroup({ n, events, median, steps, cumulativeIncidence }: GroupAnalysis, title: string): string {
  const half = median === null ? 'niet bij de helft' : `bij de helft op tijd ${plain(median)}`;
  const shown = spread(steps);
  const curve = shown.map(({ time, atRisk, events: left, survival, lower, upper }) => [
    plain(time),
    number(atRisk),
    number(left),
    percentage(survival),
    percentage(lower),
    percentage(upper),
  ]);
  const causes = Object.entries(cumulativeIncidence).map(([cause, its]) => [cause, percentage(its.at(-1)?.value ?? 0)]);
  return [
    `${title}: ${number(n)} regels, bij ${number(events)} gebeurde het, ${half}`,
    ...(curve.length > 0 ? [table(['tijd', 'in beeld', 'gebeurd', 'nog niet', 'van', 'tot'], curve)] : []),
    ...(shown.length < steps.length ? [`  (${shown.length} van ${number(steps.length)} tijden; met --json ziet u ze alle)`] : []),
    ...(causes.length > 0 ? [table(['oorzaak', 'gebeurd aan het eind'], causes)] : []),
  ].join('\n');
}

/** The first, the last, and as many in between as fit. */
function spread<T>(steps: readonly T[]): T[] {
  if (steps.length <= LINES) return [...steps];
  return Array.from({ length: LINES }, (_, line) => steps[Math.round((line * (steps.length - 1)) / (LINES - 1))]!);
}

function table(header: readonly string[], rows: readonly string[][]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [header, ...rows]
    .map((row) =>
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

function decimals(value: number | null, digits: number): string {
  if (value === null) return '–';
  return value.toLocaleString('nl-NL', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function plain(value: number): string {
  return value.toLocaleString('nl-NL', { maximumFractionDigits: 6 });
}

function percentage(value: number | null): string {
  return value === null ? '–' : `${decimals(100 * value, 1)}%`;
}

function shortly(p: number | null): string {
  return p !== null && p < 0.0001 ? '< 0,0001' : decimals(p, 4);
}

function pOf(p: number): string {
  return p < 0.0001 ? 'p < 0,0001' : `p = ${decimals(p, 4)}`;
}
