import { chiSquareP } from './chi-square.js';
import { eventTable, eventTimes, type EventTable, type SurvivalSample } from './event-table.js';

export interface LogRankTest {
  chisq: number;
  /** One less than the number of groups in which anybody could leave when somebody did. */
  df: number;
  p: number;
  groups: { n: number; observed: number; expected: number }[];
}

/** Groups beside each other; with `strata`, only people of one stratum beside each other. */
export interface GroupedSample extends SurvivalSample {
  /** Which group each is in: 0, 1, … */
  group: ArrayLike<number>;
  /** Which stratum each is in: any whole numbers. */
  stratum?: ArrayLike<number> | undefined;
}

/**
 * Whether groups leave differently: what happened in each beside what would have happened had all who could leave at a moment been alike (Mantel, Cancer
 * Chemotherapy Reports 50, 1966; Peto and Peto, Journal of the Royal Statistical Society A 135, 1972), with the hypergeometric variance where more
 * leave at once. Stratified: the sums are made within each stratum. R's survdiff (rho = 0).
 * @throws RangeError for what no sample can be, see `eventTable`
 */
export function logRank(sample: GroupedSample): LogRankTest {
  let groups = 0;
  for (let person = 0; person < sample.group.length; person += 1) groups = Math.max(groups, sample.group[person]! + 1);
  const test = new Sums(groups);
  for (const stratum of strataOf(sample)) {
    const parts = partition(stratum, groups);
    const times = eventTimes(parts);
    test.add(parts.map((part) => eventTable(part, 1, times)));
  }
  return test.result();
}

/** The same from a table per group, all with the same times. */
export function logRankOf(tables: readonly EventTable[]): LogRankTest {
  const test = new Sums(tables.length);
  test.add(tables);
  return test.result();
}

/** Observed, expected and their covariance, added up over times and strata. */
class Sums {
  private readonly n: number[];
  private readonly observed: number[];
  private readonly expected: number[];
  private readonly variance: number[][];

  constructor(private readonly size: number) {
    const zeros = () => Array.from({ length: size }, () => 0);
    [this.n, this.observed, this.expected] = [zeros(), zeros(), zeros()];
    this.variance = Array.from({ length: size }, zeros);
  }

  add(tables: readonly EventTable[]): void {
    tables.forEach((table, group) => (this.n[group]! += table.n));
    const times = tables[0]?.times.length ?? 0;
    for (let place = 0; place < times; place += 1) {
      const atRisk = tables.map((table) => table.atRisk[place]!);
      const left = tables.map(({ causes }) => causes.reduce((sum, cause) => sum + cause[place]!, 0));
      this.addMoment(atRisk, left);
    }
  }

  private addMoment(atRisk: readonly number[], left: readonly number[]): void {
    const [people, events] = [total(atRisk), total(left)];
    if (events === 0) return;
    const spread = people > 1 ? (events * (people - events)) / (people - 1) : 0;
    for (let one = 0; one < this.size; one += 1) {
      const share = atRisk[one]! / people;
      this.observed[one]! += left[one]!;
      this.expected[one]! += events * share;
      const row = this.variance[one]!;
      for (let other = 0; other < this.size; other += 1) row[other]! += spread * share * (Number(one === other) - atRisk[other]! / people);
    }
  }

  result(): LogRankTest {
    const compared = this.expected.flatMap((expected, group) => (expected > 0 ? [group] : [])).slice(1);
    const difference = compared.map((group) => this.observed[group]! - this.expected[group]!);
    const { value, rank } = quadraticForm(
      compared.map((one) => compared.map((other) => this.variance[one]![other]!)),
      difference,
    );
    return {
      chisq: value,
      df: rank,
      p: chiSquareP(value, rank),
      groups: this.n.map((n, group) => ({ n, observed: this.observed[group]!, expected: this.expected[group]! })),
    };
  }
}

/** xᵀ V⁻¹ x by elimination, over as much of V as says something (its rank). */
function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): { value: number; rank: number } {
  const rows = matrix.map((row, at) => [...row, vector[at]!]);
  const largest = Math.max(0, ...matrix.map((row, at) => row[at]!));
  let [value, rank] = [0, 0];
  const left = new Set(rows.keys());
  while (left.size > 0) {
    const pivot = [...left].reduce((best, at) => (rows[at]![at]! > rows[best]![best]! ? at : best));
    const row = rows[pivot]!;
    if (row[pivot]! <= largest * 1e-12) break;
    left.delete(pivot);
    rank += 1;
    value += row.at(-1)! ** 2 / row[pivot]!;
    for (const other of left) {
      const factor = rows[other]![pivot]! / row[pivot]!;
      rows[other] = rows[other]!.map((number, at) => number - factor * row[at]!);
    }
  }
  return { value, rank };
}

function strataOf(sample: GroupedSample): GroupedSample[] {
  const { stratum } = sample;
  if (!stratum) return [sample];
  const people = new Map<number, number[]>();
  for (let person = 0; person < stratum.length; person += 1) {
    const among = people.get(stratum[person]!);
    if (among) among.push(person);
    else people.set(stratum[person]!, [person]);
  }
  return [...people.values()].map((among) => taken(sample, among));
}

function partition(sample: GroupedSample, groups: number): GroupedSample[] {
  const among: number[][] = Array.from({ length: groups }, () => []);
  for (let person = 0; person < sample.group.length; person += 1) among[sample.group[person]!]!.push(person);
  return among.map((people) => taken(sample, people));
}

function taken({ time, event, entry, group }: GroupedSample, people: readonly number[]): GroupedSample {
  const of = (column: ArrayLike<number>) => Float64Array.from(people, (person) => column[person]!);
  return { time: of(time), event: of(event), entry: entry && of(entry), group: of(group) };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
