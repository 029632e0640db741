import { TREND_COUNTERS, type TrendCounter, type TrendCounts } from './trend.js';

const WIDTH = TREND_COUNTERS.length;
const PLACE = Object.fromEntries(TREND_COUNTERS.map((counter, at) => [counter, at])) as Record<TrendCounter, number>;
/** What is kept as a change from month to month, and added up at the end. */
const STANDING: readonly TrendCounter[] = ['stock', 'partTime', 'benefitStock'];
/** What is kept as a difference from everybody of the first being there the whole month. */
const DAYS = [
  ['days', 'stock'],
  ['benefitDays', 'benefitStock'],
] as const;

/** Counts of every month: of everybody, of each team (the last place: of none) and of each scheme, all at once. */
export class Tally {
  private readonly months: number;
  private readonly counts: Float64Array;

  /** @param firsts the first day of each month, and the first after the last */
  constructor(
    private readonly firsts: Int32Array,
    private readonly teams: number,
    schemes: number,
  ) {
    // One more: who is there until after the last month leaves in the one after it.
    this.months = firsts.length;
    this.counts = new Float64Array((1 + teams + 1 + schemes) * this.months * WIDTH);
  }

  /** What lies outside of the months is not counted. */
  add(counter: TrendCounter, month: number, team: number, scheme: number, amount = 1): void {
    if (month < 0 || month >= this.months) return;
    const at = month * WIDTH + PLACE[counter];
    const size = this.months * WIDTH;
    this.counts[at]! += amount;
    this.counts[(1 + team) * size + at]! += amount;
    this.counts[(2 + this.teams + scheme) * size + at]! += amount;
  }

  all(): TrendCounts[] {
    return this.rows(0);
  }

  ofTeam(team: number): TrendCounts[] {
    return this.rows(1 + team);
  }

  ofScheme(scheme: number): TrendCounts[] {
    return this.rows(2 + this.teams + scheme);
  }

  private rows(slot: number): TrendCounts[] {
    const running = Object.fromEntries(STANDING.map((counter) => [counter, 0])) as TrendCounts;
    return Array.from({ length: this.months - 1 }, (_, month) => {
      const begin = (slot * this.months + month) * WIDTH;
      const row = Object.fromEntries(TREND_COUNTERS.map((counter, at) => [counter, this.counts[begin + at]!])) as TrendCounts;
      for (const counter of STANDING) row[counter] = running[counter] += row[counter];
      const length = this.firsts[month + 1]! - this.firsts[month]!;
      for (const [days, stock] of DAYS) row[days] += row[stock] * length;
      return row;
    });
  }
}
