import { hideSmallGroups, mayBeShown, type Estimate, type Family, type SafeGroups, share, outcomesOf } from '#libs/outflow';
import { SEXES } from '#libs/people';
import { AGE_BANDS } from '#libs/rules';

/** People by age or by sex, with what was done. A key of null: not known. */
export interface FairnessRow {
  dimension: FairnessDimension;
  key: string | null;
  /** On a benefit on the first day. */
  people: number;
  /** Of them, to whom something was suggested. */
  suggested: number;
  /** For whom a check-in was due. */
  asked: number;
  /** Of them, from whom at least one answer came. */
  heard: number;
  /** Suggestions on which a coach decided. */
  decided: number;
  accepted: number;
  /** Of the decisions, those that followed the suggestion not or not as it was. */
  overridden: number;
}

export const FAIRNESS_DIMENSIONS = ['age', 'sex'] as const;
export type FairnessDimension = (typeof FAIRNESS_DIMENSIONS)[number];

/** Each a share: how many of how many. */
export const FAIRNESS_MEASURES = {
  suggested: { of: 'people', count: 'suggested' },
  heard: { of: 'asked', count: 'heard' },
  accepted: { of: 'decided', count: 'accepted' },
  overridden: { of: 'decided', count: 'overridden' },
} as const;
export type FairnessMeasure = keyof typeof FAIRNESS_MEASURES;

/** Everybody together, and each group that may be shown; null: so few that even the whole would tell about a person. */
export interface FairnessTable {
  dimension: FairnessDimension;
  measure: FairnessMeasure;
  whole: (Estimate & { people: number; count: number }) | null;
  groups: SafeGroups;
}

const GROUPS: Record<FairnessDimension, readonly (readonly [key: string | null, family: Family])[]> = {
  // Neighbours in age may be joined when one of them is small.
  age: [...AGE_BANDS.map((band) => [band, 'favourable'] as const), [null, 'unknown']],
  // Women and men are no neighbours: one line for both would say nothing. Who is neither stands with who is not known when they are few.
  sex: [
    ...SEXES.map((sex) => [sex, ({ female: 'favourable', male: 'barrier', other: 'unknown' } as const)[sex]] as const),
    [null, 'unknown'],
  ],
};

/** What may be shown, per dimension and measure. A group of nobody is not there. */
export function fairnessTables(rows: readonly FairnessRow[]): FairnessTable[] {
  const dimensions = FAIRNESS_DIMENSIONS.filter((dimension) => rows.some((row) => row.dimension === dimension));
  return dimensions.flatMap((dimension) =>
    (Object.keys(FAIRNESS_MEASURES) as FairnessMeasure[]).map((measure) =>
      tableOf(
        dimension,
        measure,
        rows.filter((row) => row.dimension === dimension),
      ),
    ),
  );
}

function tableOf(dimension: FairnessDimension, measure: FairnessMeasure, rows: readonly FairnessRow[]): FairnessTable {
  const { of, count } = FAIRNESS_MEASURES[measure];
  const total = { people: sumOf(rows, of), work: sumOf(rows, count) };
  const found = total.people > 0 && mayBeShown(total) ? share(total.work, total.people) : null;
  const groups = GROUPS[dimension]
    .map(([key, family]) => {
      const its = rows.filter((row) => row.key === key);
      const [people, did] = [sumOf(its, of), sumOf(its, count)];
      return { key: key ?? 'not-known', family, outcomes: outcomesOf({ people, work: did, staying: people - did }) };
    })
    .filter(({ outcomes }) => outcomes.people > 0);
  return {
    dimension,
    measure,
    whole: found && { ...found, people: total.people, count: total.work },
    groups: found ? hideSmallGroups(groups) : { cells: [], hidden: null },
  };
}

function sumOf(rows: readonly FairnessRow[], field: Exclude<keyof FairnessRow, 'dimension' | 'key'>): number {
  return rows.reduce((sum, row) => sum + row[field], 0);
}
