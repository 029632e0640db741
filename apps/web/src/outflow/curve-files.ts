import type { Curve, CurvesFound, OutflowQuestion, Uncertain } from '#libs/outflow';
import type { Language } from '#libs/platform';
import type { TraitDefinition } from '#libs/profiles';
import { texts } from '../http/views.js';
import { curveLines } from './curve-lines.js';
import { groupName } from './outflow-lines.js';
import { csvOf, decimal } from './outflow.csv.js';
import type { TraitChoices } from './trait.page.js';

const COLUMNS = ['from', 'last-day', 'trait', 'group', 'people', 'month', 'at-risk', 'work', 'work-low', 'work-high', 'stays', 'stays-low', 'stays-high', 'remark'] as const; // prettier-ignore

/** The points of the page's lines, as a Dutch spreadsheet opens them; above them stands nothing, below them what they are about. */
export function curvesCsv(
  found: CurvesFound,
  trait: TraitDefinition,
  { period }: OutflowQuestion,
  about: readonly string[],
  language: Language,
): string {
  const say = (key: string) => texts.text(language, `outflow-trait.csv.${key}`);
  const start = [String(period.from), String(period.until.subtract({ days: 1 })), trait.label[language]];
  const percents = (value: Uncertain) => [value.value, value.low, value.high].map((part) => (part === null ? '' : decimal(100 * part)));
  const blank = (count: number) => Array.from({ length: count }, () => '');
  const rows: string[][] = [];
  if (found.state === 'shown') {
    const { groups, everybody } = curveLines(trait.key, found.curves, language);
    for (const { name, curve } of [...groups, everybody]) {
      for (const { month, atRisk, work, stays } of curve.points)
        rows.push([...start, name, String(curve.people), String(month), String(atRisk), ...percents(work), ...percents(stays), '']);
      if (curve.points.length === 0) rows.push([...start, name, String(curve.people), ...blank(8), say('too-few')]);
    }
  } else rows.push([...start, ...blank(10), texts.text(language, `outflow-trait.nothing.${found.state}.title`)]);
  return csvOf([COLUMNS.map((column) => say(`column.${column}`)), ...rows, ...about.map((line) => [...start, ...blank(10), line])]);
}

/** Four digits: enough for every use, and no trace of single days in the last ones. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(4));
}

/**
 * The curves for programs. Keys are stable and English; labels are in the reader's language and may change. `state`: `shown`, `nobody`, `too-few` or
 * `no-clock`. Per group: `points` (as far as enough are followed) with `month`, `atRisk`, `work` (share that left for work) and `stays` (share that did not
 * leave) with 95% limits, null where none are known; `exits` at the last point; `meanMonths` and `medianMonths` with a benefit. `tests`: log-rank over
 * the groups of which the answer is known. Fractions, to four digits.
 */
export function curvesJson(
  found: CurvesFound,
  trait: TraitDefinition,
  { period, definition }: OutflowQuestion,
  { clock }: TraitChoices,
  scope: object,
  language: Language,
) {
  const head = {
    about: 'outflow-of-a-trait',
    madeAt: String(found.madeAt),
    period: { from: String(period.from), until: String(period.until) },
    scope,
    censoring: definition.censoring,
    clock,
    trait: trait.key,
    label: trait.label[language],
    state: found.state,
  };
  if (found.state !== 'shown') return { ...head, from: null, grid: null, groups: [], everybody: null, isAnyHidden: null, tests: null };
  const { from, grid, groups, everybody, isAnyHidden, tests } = found.curves;
  const test = (of: NonNullable<typeof tests>['work']) => ({ chisq: rounded(of.chisq), df: of.df, p: rounded(of.p) });
  return {
    ...head,
    from,
    grid,
    groups: groups.map((group) => ({
      keys: group.keys,
      label: groupName(trait.key, group.keys, language),
      family: group.family,
      ...curveJson(group),
    })),
    everybody: curveJson(everybody),
    isAnyHidden,
    tests: tests && { work: test(tests.work), stays: test(tests.stays) },
  };
}

function curveJson({ people, points, exits, meanMonths, medianMonths }: Curve) {
  const uncertain = ({ value, low, high }: Uncertain) => ({ value: rounded(value), low: rounded(low), high: rounded(high) });
  return {
    people,
    points: points.map(({ month, atRisk, work, stays }) => ({ month, atRisk, work: uncertain(work), stays: uncertain(stays) })),
    exits: exits && { work: rounded(exits.work), other: rounded(exits.other), outOfSight: rounded(exits.outOfSight) },
    meanMonths: meanMonths && uncertain(meanMonths),
    medianMonths,
  };
}
