/** People who began something for the first time in one month, as clients of a team, with a scheme; and what became of them. */
export interface StartsRow {
  type: string;
  /** Months since year 0. */
  month: number;
  team: string | null;
  scheme: string;
  /** Everybody is in one of these four. */
  completed: number;
  stopped: number;
  foundWork: number;
  running: number;
  /** Of whom is settled what happened within 6 (12) months; and who of them left for work within it. */
  followed6: number;
  work6: number;
  followed12: number;
  work12: number;
  /** Of each how many days they were followed, at most 366, times four plus the place in ENDINGS. */
  times: number[];
  /** To whom it was offered, or with whom it was agreed, for the first time in that month. */
  offered: number;
}

/** How many had a value before they began and another about three months later; null: not known, or not heard. */
export interface ChangeRow {
  type: string;
  trait: string;
  before: number | null;
  later: number | null;
  people: number;
}
