import {
  cox,
  eventTable,
  incidenceOf,
  logRank,
  survivalOf,
  type CoxFit,
  type EventTable,
  type LogRankTest,
  type SurvivalStep,
} from '#libs/outflow';
import type { SurvivalSample, Words } from './survival-sample.js';

/** What the command prints with --json, key by key. */
export interface SurvivalAnalysis {
  groups: GroupAnalysis[];
  /** null when there are no two groups. */
  logRank: Pick<LogRankTest, 'chisq' | 'df' | 'p'> | null;
  cox: { covariate: string; hazardRatio: number | null; lower: number | null; upper: number | null; p: number | null }[];
}

export interface GroupAnalysis {
  group: string;
  n: number;
  events: number;
  median: number | null;
  steps: SurvivalStep[];
  /** Per cause; without --cause none. */
  cumulativeIncidence: Record<string, { time: number; value: number }[]>;
}

/** Everything together: what is printed, and the fit with what there is to say about it. */
export function analyse(sample: SurvivalSample): { analysis: SurvivalAnalysis; fit: CoxFit | null } {
  const fit = sample.covariates.length > 0 ? cox(sample) : null;
  return { analysis: { groups: groupsOf(sample), logRank: logRankBetween(sample), cox: fit ? ratiosOf(fit) : [] }, fit };
}

function groupsOf({ time, event, entry, group, cause }: SurvivalSample): GroupAnalysis[] {
  return (group?.words ?? ['all']).map((name, nth) => {
    const its = <T extends Float64Array | Int32Array>(column: T) => (group ? column.filter((_, row) => group.place[row] === nth) : column);
    const tableOf = (happened: Float64Array | Int32Array, causes: number) =>
      eventTable({ time: its(time), event: its(happened), entry: entry && its(entry) }, causes);
    const { n, events, median, steps } = survivalOf(tableOf(event, 1));
    return {
      group: name,
      n,
      events,
      median,
      steps,
      cumulativeIncidence: cause ? incidencePerCause(tableOf(causeOf(cause), cause.words.length), cause.words) : {},
    };
  });
}

/** Causes from 1; 0 where nothing happened. What happened of an unknown cause counts in the curves, and is out of sight for the causes, as in R. */
function causeOf({ place }: Words): Int32Array {
  return Int32Array.from(place, (its) => its + 1);
}

/** How often something happened of which no cause is told. */
export function withoutCause({ event, cause }: SurvivalSample): number {
  return cause ? event.reduce((sum, happened, row) => sum + (happened === 1 && cause.place[row] === -1 ? 1 : 0), 0) : 0;
}

function incidencePerCause(table: EventTable, causes: readonly string[]): GroupAnalysis['cumulativeIncidence'] {
  const incidence = incidenceOf(table);
  return Object.fromEntries(causes.map((cause, nth) => [cause, (incidence[nth] ?? []).map(({ time, value }) => ({ time, value }))]));
}

function logRankBetween({ time, event, entry, group }: SurvivalSample): SurvivalAnalysis['logRank'] {
  if (!group || group.words.length < 2) return null;
  const { chisq, df, p } = logRank({ time, event, entry, group: group.place });
  return { chisq, df, p };
}

function ratiosOf({ coefficients }: CoxFit): SurvivalAnalysis['cox'] {
  return coefficients.map(({ covariate, hazardRatio, lower, upper, p }) => ({ covariate, hazardRatio, lower, upper, p }));
}
