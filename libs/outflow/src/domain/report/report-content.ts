import { USUAL_DEFINITION } from '../question.js';
import type { PerTrait } from '../per-trait.js';
import type { OutflowPeriod } from '../period.js';
import { findingsOf, type Finding, type ReportedFigures, type ReportedGroup } from './report.js';

/** How many groups the report names under its three sentences. */
const MOST_GROUPS = 5;

/** A monthly report as it is kept: what it told stays as it was told. Days as `2026-10-01`; `until` is the first day that no longer counts. */
export interface ReportContent {
  period: { from: string; until: string };
  before: { from: string; until: string } | null;
  findings: Finding[];
  people: number;
  work: number;
  /** Per 100 years on a benefit. */
  rate: { value: number; low: number; high: number };
  rateBefore: number | null;
  /** The groups that are surely below the average, lowest first. */
  below: { trait: string; keys: readonly string[]; people: number; rate: number }[];
}

/** The figures of a report are counted in the usual way: to work, per 100 years on a benefit. */
export const REPORTED = USUAL_DEFINITION;

/** The report on a period. @returns null when its total may not be shown: then there is nothing to tell */
export function reportOn(
  period: OutflowPeriod,
  now: PerTrait,
  before: { period: OutflowPeriod; figures: PerTrait } | null,
): ReportContent | null {
  const figures = reportedFigures(now);
  if (!figures) return null;
  const earlier = before && reportedFigures(before.figures);
  return {
    period: days(period),
    before: before && earlier ? days(before.period) : null,
    findings: findingsOf(figures, earlier),
    people: figures.people,
    work: figures.work,
    rate: figures.rate,
    rateBefore: earlier?.rate.value ?? null,
    below: figures.groups
      .filter(({ family, rate }) => family === 'barrier' && rate.high < figures.rate.value)
      .toSorted((a, b) => a.rate.value - b.rate.value || b.people - a.people || (a.trait < b.trait ? -1 : 1))
      .slice(0, MOST_GROUPS)
      .map(({ trait, keys, people, rate }) => ({ trait, keys, people, rate: rate.value })),
  };
}

function reportedFigures(figures: PerTrait): ReportedFigures | null {
  if (figures.state !== 'shown' || !figures.total.estimate) return null;
  return {
    people: figures.fates.people,
    work: figures.total.count,
    rate: figures.total.estimate,
    groups: figures.traits.flatMap(({ trait, cells }) =>
      cells.flatMap(({ keys, family, figure }): ReportedGroup[] =>
        figure?.estimate ? [{ trait, keys, family, people: figure.people, rate: figure.estimate }] : [],
      ),
    ),
    known: figures.traits.map(({ trait, knownShare }) => ({ trait, share: knownShare?.share ?? null })),
  };
}

function days({ from, until }: OutflowPeriod): { from: string; until: string } {
  return { from: from.toString(), until: until.toString() };
}
