import { CohortsService, countCohort, FiguresService, LADDER_NOT_KNOWN, NEVER, USUAL_DEFINITION, type Cohort } from '#libs/outflow';
import { loadavg } from 'node:os';
import { watchMemory } from './memory.js';
import { checkAgreement, countBare, makeWideTable } from './outflow-wide.js';
import { openOutflowWorld, TRAITS_ASKED, type OutflowWorld } from './outflow-world.js';
import { spreadOf, spreads, type Spread } from './spread.js';

interface Measure {
  name: string;
  product: Spread;
  bare: Spread | null;
}

export interface OutflowReport {
  /** At a quarter of the size, and at the size itself. */
  steps: {
    spells: number;
    people: number;
    generatedInSeconds: number;
    load: number;
    seconds: Record<string, number>;
    measures: Measure[];
    peakMegabytes: number;
  }[];
  /** The pure part, without a database: people and milliseconds of counting twenty traits. */
  pure: { people: number; ms: number }[];
}

const TURNS = 9;

/**
 * `npm run bench -- outflow [--spells=400000]`: from a database of the size of a large city to the finished figures of the pages, against the barest SQL over a
 * table made for it. What both counted is compared.
 */
export async function outflow({ spells }: { spells: number }, tell: (line: string) => void): Promise<OutflowReport> {
  const report: OutflowReport = { steps: [], pure: [] };
  for (const size of [Math.round(spells / 4), spells]) {
    const world = await openOutflowWorld(size);
    try {
      report.steps.push(await measured(world, size, tell));
    } finally {
      await world.close();
    }
  }
  for (const people of [spells, spells * 10]) {
    const cohort = inventedCohort(people);
    const traits = Array.from({ length: TRAITS_ASKED }, (_, nth) => `t${nth}`);
    const took = await timed(5, async () => void countCohort(cohort, 12, traits));
    report.pure.push({ people, ms: took.median });
    tell(`counting alone, ${people} people, ${TRAITS_ASKED} traits: ${Math.round(took.median)} ms`);
  }
  return report;
}

async function measured(world: OutflowWorld, spells: number, tell: (line: string) => void): Promise<OutflowReport['steps'][number]> {
  const { app, month, months, now, traits, generatedInSeconds } = world;
  const [cohorts, figures] = [app.get(CohortsService), app.get(FiguresService)];
  const until = month.add({ months });
  const memory = watchMemory();
  const seconds: Record<string, number> = {};
  const once = async (name: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    seconds[name] = (performance.now() - began) / 1_000;
    tell(`  ${name}: ${seconds[name].toFixed(1)} s`);
  };
  tell(`${spells} spells, generated in ${Math.round(generatedInSeconds)} s; load ${loadavg()[0]?.toFixed(1)}`);
  await once('making a cohort that nobody asked for before, what was known then as well', () => cohorts.ensure(month, until, now));
  await world.pool.query('vacuum analyze outflow_baseline');
  await world.pool.query('delete from outflow_cohort');
  await once('making it anew', () => cohorts.ensure(month, until, now));
  await once('making the table that bare SQL counts', () => makeWideTable(world));

  const counted = async (wished: readonly string[]) => countCohort(await cohorts.cohort(month, now, { traits: wished }), months, wished);
  const measures: Measure[] = [];
  const add = (measure: Measure) => {
    measures.push(measure);
    tell(`  ${lineOf(measure)}`);
  };
  for (const wished of [traits.slice(0, 1), traits]) {
    const nths = wished.map((_, nth) => nth);
    checkAgreement(world, await counted(wished), await countBare(world, nths));
    const both = await spreads(
      TURNS,
      async () => void (await counted(wished)),
      async () => void (await countBare(world, nths)),
    );
    add({ name: `from the database to what was counted, ${wished.length} trait(s)`, ...both });
  }
  const cohort = await cohorts.cohort(month, now, { traits });
  add({
    name: `reading the columns, ${traits.length} traits`,
    product: await timed(TURNS, async () => void (await cohorts.cohort(month, now, { traits }))),
    bare: null,
  });
  add({
    name: `counting alone, ${traits.length} traits`,
    product: await timed(TURNS, async () => void countCohort(cohort, months, traits)),
    bare: null,
  });

  const question = { period: { from: month, until }, scope: { teamId: null, scheme: null }, definition: USUAL_DEFINITION };
  const fromColumns = await timed(TURNS, async () => {
    await world.pool.query('delete from outflow_figures');
    await figures.perTrait(question, now);
  });
  add({ name: 'the finished figures of every trait, made safe for every scope', product: fromColumns, bare: null });
  add({
    name: 'the figures of the page from what is kept ready',
    product: await timed(50, async () => void (await figures.perTrait(question, now))),
    bare: null,
  });
  return { spells, people: cohort.people, generatedInSeconds, load: loadavg()[0] ?? NaN, seconds, measures, peakMegabytes: memory.stop() };
}

/** The first two warm up. */
async function timed(times: number, work: () => Promise<void>): Promise<Spread> {
  const took: number[] = [];
  for (let turn = -2; turn < times; turn += 1) {
    const began = performance.now();
    await work();
    if (turn >= 0) took.push(performance.now() - began);
  }
  return spreadOf(took);
}

/** People without a database: what becomes of them follows from their place. */
function inventedCohort(people: number): Cohort {
  const mixed = (seed: number) => (at: number) => Math.imul((at ^ seed) + 0x9e3779b9, 0x85ebca6b) >>> 8;
  const bytes = (seed: number, most: number) => Uint8Array.from({ length: people }, (_, at) => mixed(seed)(at) % most);
  const days = (seed: number, most: number, oneIn: number) =>
    Int32Array.from({ length: people }, (_, at) => (mixed(seed)(at) % oneIn === 0 ? 1 + (mixed(seed + 1)(at) % most) : NEVER));
  const codes = Array.from({ length: TRAITS_ASKED }, (_, nth) => bytes(nth + 20, 8));
  const month = Temporal.PlainDate.from('2025-10-01');
  return {
    month,
    knownUntil: Temporal.PlainDate.from('2026-11-04'),
    madeAt: Temporal.Instant.from('2026-11-04T02:30:00Z'),
    people,
    teams: [null, ...Array.from({ length: 12 }, (_, nth) => `team ${nth}`)],
    schemes: ['PW', 'IOAW', 'IOAZ', 'BBZ', 'OTHER'],
    team: Uint16Array.from({ length: people }, (_, at) => Math.floor((at / people) * 13)),
    scheme: bytes(1, 5),
    since: days(2, 3_000, 1),
    left: days(4, 390, 3),
    reason: bytes(6, 17),
    back: days(7, 700, 8),
    workAfter: bytes(9, 3),
    workAfter6: bytes(10, 3),
    workAfter12: bytes(11, 3),
    workAfter18: bytes(12, 3),
    partTime: days(13, 365, 12),
    ladderUp: days(15, 365, 9).map((day, at) => (at % 2 === 0 ? LADDER_NOT_KNOWN : day)),
    ageBand: bytes(17, 6),
    channel: bytes(18, 4),
    trait: (key) => codes[Number(key.slice(1))] ?? null,
  };
}

function lineOf({ name, product, bare }: Measure): string {
  const ms = ({ median, p95 }: Spread) => `${median < 10 ? median.toFixed(1) : Math.round(median)} ms (95%: ${Math.round(p95)})`;
  return `${name}: ${ms(product)}${bare ? ` against bare SQL ${ms(bare)}, ratio ${(bare.median / product.median).toFixed(2)}` : ''}`;
}
