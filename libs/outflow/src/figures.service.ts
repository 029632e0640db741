import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CohortsService, type Refreshed } from './cohorts.service.js';
import type { Cohort } from './domain/cohort.js';
import { countCohort } from './domain/counting.js';
import { outcomesOf, type Outcomes } from './domain/definition.js';
import { OUTFLOW_TRAITS } from './domain/groups.js';
import { perTraitOf, type Fates, type PerTrait, type ShownGroup } from './domain/per-trait.js';
import { PERIOD_MONTHS, type OutflowPeriod } from './domain/period.js';
import type { OutflowQuestion, Scope } from './domain/question.js';
import type { Cell } from './domain/safe-groups.js';
import { safeCube, scopeKey, type SafeCube, type SafeTable } from './domain/safe/cube.js';
import { isOfWhoLeft, layerOf, LAYERS, MONTHS_OF_WHO_LEFT, type LayerName } from './domain/safe/layers.js';
import { readCohort } from './kept-cohort.js';

/** So long after the first day of a period the first end may be: in a small office nobody leaves for weeks. */
const KNOWN_LATE = { months: 2 };

/** Figures that may be shown, whoever asks: every screen, download, command and mail gets them here. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly cohorts: CohortsService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * The figures of each trait for the scope that is asked, and no other: small groups joined or hidden, by one decision for all scopes,
   * measures and lengths with this beginning. From what is kept; the first who asks after a cohort was made anew waits until it is counted.
   * @throws RangeError when the period is not over
   */
  async perTrait({ period, scope, definition }: OutflowQuestion, now: Temporal.Instant): Promise<PerTrait> {
    const layer = layerOf(definition.measure);
    const months = period.from.until(period.until, { largestUnit: 'months' }).months;
    const kept = await this.kept(period.from, period.until, months, scope, [layer, 'exit'], now);
    const state = (which: 'nobody' | 'too-few' | 'only-a-year'): PerTrait => ({ state: which, definition, madeAt: kept.madeAt });
    const exit = kept.tables.get('exit');
    if (!exit || exit.state !== 'shown') return state(exit?.state ?? 'nobody');
    if (isOfWhoLeft(layer) && months !== MONTHS_OF_WHO_LEFT) return state('only-a-year');
    const own = kept.tables.get(layer);
    if (own?.state !== 'shown') return state('too-few');
    const { people, work, other, outOfSight, staying, pending } = own.table.total.people > 0 ? exit.table.total : own.table.total;
    const fates: Fates = { people, work, other, outOfSight, staying, pending };
    const leavesOut = kept.leavesOut && scope.teamId === null;
    return perTraitOf(definition, { madeAt: kept.madeAt, leavesOut, months, table: own.table, fates });
  }

  /** The lines of one trait in this scope. @returns null when nothing of the scope may be shown */
  async groupsToShow(
    { period, scope }: Pick<OutflowQuestion, 'period' | 'scope'>,
    trait: string,
    now: Temporal.Instant,
  ): Promise<ShownGroup[] | null> {
    const months = period.from.until(period.until, { largestUnit: 'months' }).months;
    const exit = (await this.kept(period.from, period.until, months, scope, ['exit'], now)).tables.get('exit');
    const found = exit?.state === 'shown' ? exit.table.traits.find((each) => each.trait === trait) : undefined;
    return found ? found.cells.map(({ keys, family, outcomes }) => ({ keys, family, hidden: outcomes === null })) : null;
  }

  /**
   * Whether it was brought in who left in a period. Before the product was there only who stayed was known: where the first benefit known to have ended
   * did so long after the period began, its figures are too low, and no other can be compared with them.
   */
  async knowsWhoLeft({ from }: Pick<OutflowPeriod, 'from'>): Promise<boolean> {
    const [found] = await this.dataSource.query<[{ isKnown: boolean }]>(
      `select exists (select from benefit_spell where not upper_inf(during) and upper(during) < $1::date) as "isKnown"`,
      [from.add(KNOWN_LATE)],
    );
    return found.isKnown;
  }

  /** Makes the cohorts that are due (`CohortsService.refreshDue`), and counts those that are not counted yet: no page has to wait for either. */
  async refreshDue(now: Temporal.Instant): Promise<Refreshed & { counted: number }> {
    const refreshed = await this.cohorts.refreshDue(now);
    const months = await this.dataSource.query<{ month: string }[]>(UNCOUNTED, [MADE, `P${Math.min(...PERIOD_MONTHS)}M`]);
    for (const { month } of months) {
      // Not as somebody who asks: what only the clock looks at is dropped in time.
      const cohort = await readCohort(this.dataSource, Temporal.PlainDate.from(month), null);
      if (cohort) await this.make(cohort);
    }
    return { ...refreshed, counted: months.length };
  }

  private async kept(
    from: Temporal.PlainDate,
    until: Temporal.PlainDate,
    months: number,
    scope: Scope,
    layers: readonly LayerName[],
    now: Temporal.Instant,
  ): Promise<Kept> {
    const keys = layers.map((layer) => keyOf(months, layer, scopeKey(scope.teamId, scope.scheme)));
    // In between the cohort may be made anew, and what was kept is gone.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await this.cohorts.ensure(from, until, now);
      const rows = await this.dataSource.query<KeptRow[]>(READ, [from, [MADE, ...keys]]);
      const made = rows.find(({ key }) => key === MADE);
      if (made) {
        const tables = layers.flatMap((layer, at) => {
          const row = rows.find(({ key }) => key === keys[at]);
          return row ? [[layer, filled(row.figures as StoredTable)] as const] : [];
        });
        return { madeAt: made.made_at.toTemporalInstant(), leavesOut: (made.figures as Made).leavesOut, tables: new Map(tables) };
      }
      await this.make(await this.cohorts.cohort(from, now, { until }));
    }
    throw new Error(`the figures of ${from} are dropped as fast as they are made`);
  }

  /** Counts every length that is over, and keeps all that may be shown of it: unless the cohort was made anew meanwhile. */
  private async make(cohort: Cohort): Promise<void> {
    const traits = OUTFLOW_TRAITS.map(({ key }) => key);
    const lengths = PERIOD_MONTHS.filter((months) => Temporal.PlainDate.compare(cohort.month.add({ months }), cohort.knownUntil) <= 0);
    const cube = safeCube(
      lengths.map((months) => countCohort(cohort, months, traits)),
      traits,
    );
    const rows = storedOf(cube);
    await this.dataSource.query(KEEP, [
      cohort.month,
      cohort.madeAt,
      rows.map(([key]) => key),
      rows.map(([, figures]) => JSON.stringify(figures)),
    ]);
  }
}

interface Kept {
  madeAt: Temporal.Instant;
  leavesOut: boolean;
  tables: ReadonlyMap<LayerName, { state: 'shown'; table: SafeTable } | { state: 'nobody' | 'too-few' }>;
}

interface KeptRow {
  key: string;
  figures: StoredTable | Made;
  made_at: Date;
}

/** The key of the row that says that all others are there. */
const MADE = 'per-trait';
interface Made {
  leavesOut: boolean;
}

/** A table with the counts that are not nought. */
type StoredTable =
  | { state: 'nobody' | 'too-few' }
  | {
      state: 'shown';
      total: Partial<Outcomes>;
      traits: {
        trait: string;
        hidden: Partial<Outcomes> | null;
        cells: (Omit<Cell, 'outcomes'> & { outcomes: Partial<Outcomes> | null })[];
      }[];
    };

function storedOf({ leavesOut, byLength }: SafeCube): (readonly [key: string, figures: StoredTable | Made])[] {
  const tables = [...byLength].flatMap(([months, scopes]) =>
    [...scopes].flatMap(([scope, found]) => {
      if (found.state !== 'shown') return [[keyOf(months, 'exit', scope), { state: found.state }] as const];
      return LAYERS.flatMap((layer) => {
        const table = found.tables[layer];
        return table ? [[keyOf(months, layer, scope), stored(table)] as const] : [];
      });
    }),
  );
  return [[MADE, { leavesOut }], ...tables];
}

function stored({ total, traits }: SafeTable): StoredTable {
  const some = (outcomes: Outcomes | null) =>
    outcomes && (Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count !== 0)) as Partial<Outcomes>);
  return {
    state: 'shown',
    total: some(total)!,
    traits: traits.map(({ trait, hidden, cells }) => ({
      trait,
      hidden: some(hidden),
      cells: cells.map(({ keys, family, outcomes }) => ({ keys, family, outcomes: some(outcomes) })),
    })),
  };
}

function filled(table: StoredTable): { state: 'shown'; table: SafeTable } | { state: 'nobody' | 'too-few' } {
  if (table.state !== 'shown') return table;
  const all = (outcomes: Partial<Outcomes> | null) => outcomes && outcomesOf(outcomes);
  const traits = table.traits.map(({ trait, hidden, cells }) => ({
    trait,
    hidden: all(hidden),
    cells: cells.map((cell) => ({ ...cell, outcomes: all(cell.outcomes) })),
  }));
  return { state: 'shown', table: { total: outcomesOf(table.total), traits } };
}

function keyOf(months: number, layer: LayerName, scope: string): string {
  return `per-trait ${months} ${layer} ${scope}`;
}

const READ = `
  select kept.key, kept.figures, cohort.made_at
    from outflow_figures kept
    join outflow_cohort cohort using (month)
   where kept.month = $1 and kept.key = any ($2::text[])`;

/** Of which at least the shortest period is over. */
const UNCOUNTED = `
  select month from outflow_cohort cohort
   where (month + $2::interval)::date <= known_until
     and not exists (select from outflow_figures kept where kept.month = cohort.month and kept.key = $1)
   order by month desc`;

/** All or nothing, and only of the cohort that is still there: whoever is making it anew is waited for, and then there is nothing to keep these with. */
const KEEP = `
  insert into outflow_figures (month, key, figures, made_at)
  select cohort.month, row.key, row.figures::jsonb, cohort.made_at
    from outflow_cohort cohort
   cross join unnest($3::text[], $4::text[]) as row (key, figures)
   where cohort.month = $1 and date_trunc('milliseconds', cohort.made_at) = date_trunc('milliseconds', $2::timestamptz)
     for key share of cohort
      on conflict (month, key) do nothing`;
