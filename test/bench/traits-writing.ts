import { ObservationImportService, ObservationsService, type NewObservation } from '#libs/profiles';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { spreadOf } from './spread.js';
import type { TraitMeasure } from './traits-reading.js';
import { PROFILE_TRAITS, type TraitsWorld } from './traits-world.js';

const CHECK_INS = 600;
const AT_ONCE = 8;
const ROUNDS = 5;
/** What the product and the bare way write, the first time and the second, never meets. */
const DAYS_APART = 60;

/** One check-in of five observations in a transaction of the service, against one bare statement of five rows: eight at a time, as when people answer. */
export async function recordingOfFive(world: TraitsWorld): Promise<TraitMeasure> {
  const observations = world.app.get(ObservationsService);
  const bareStatement = `insert into trait_observation
    (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language) values ${places(5, 12)}`;
  const took = { product: [] as number[], bare: [] as number[] };
  const rates: number[] = [];
  let minute = 0;
  const fives = (): NewObservation[][] =>
    Array.from({ length: CHECK_INS }, (_, index) => {
      const at = world.now.add({ seconds: (minute += 1) });
      const clientId = world.caseload[index % world.caseload.length]!;
      return PROFILE_TRAITS.slice(0, 5).map((trait) => ({
        clientId,
        trait,
        state: 'answered' as const,
        value: 2,
        observedAt: at,
        recordedAt: at,
        source: 'self_report' as const,
        channel: 'app' as const,
        mode: 'self' as const,
        questionnaireVersionId: null,
        checkInId: null,
        language: 'nl',
      }));
    });
  const ways = {
    product: (five: NewObservation[]) => world.dataSource.transaction((tx) => observations.record(tx, five)),
    bare: async (five: NewObservation[]) =>
      void (await world.pool.query({ name: 'five', text: bareStatement, values: five.flatMap(valuesOf) })),
  };
  for (let round = -1; round < ROUNDS; round += 1) {
    const seconds = { product: 0, bare: 0 };
    for (const name of round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
      const before = await rowsIn(world);
      const began = performance.now();
      await atOnce(fives(), async (five) => {
        const since = performance.now();
        await ways[name](five);
        if (round >= 0) took[name].push(performance.now() - since);
      });
      seconds[name] = (performance.now() - began) / 1_000;
      if ((await rowsIn(world)) - before !== CHECK_INS * 5) throw new Error(`${name} wrote another number of rows`);
    }
    if (round >= 0) rates.push(seconds.bare / seconds.product);
  }
  return {
    name: `recording a check-in of five, eight at a time`,
    product: spreadOf(took.product),
    bare: spreadOf(took.bare),
    ratio: spreadOf(rates).median,
    aim: { atLeast: 0.6 },
    plan: 'insert',
  };
}

/** A file of observations through the import, against COPY of the same rows, ready-made, into the same table. Clients in no order, as in a real file. */
export async function importing(world: TraitsWorld, rows: number): Promise<TraitMeasure> {
  const service = world.app.get(ObservationImportService);
  const { rows: clients } = await world.pool.query<{ id: string; number: string }>(
    `select id, client_number as number from client where client_number like 'T%' order by md5(client_number) limit $1`,
    [rows],
  );
  const took = { product: [] as number[], bare: [] as number[] };
  for (const round of [0, 1]) {
    const file = path.join(world.folder, `import-${round}.csv`);
    const dayOf = (way: number) => Temporal.PlainDate.from('2025-01-06').add({ days: (round * 2 + way) * DAYS_APART });
    const nth = (index: number) => ({
      client: clients[index % clients.length]!,
      trait: PROFILE_TRAITS[Math.floor(index / clients.length) % PROFILE_TRAITS.length]!,
      value: 1 + (index % 2),
      later: Math.floor(index / (clients.length * PROFILE_TRAITS.length)),
    });
    await pipeline(Readable.from(csv(rows, nth, dayOf(0))), createWriteStream(file));
    for (const way of round === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
      const before = await rowsIn(world);
      const began = performance.now();
      if (way === 'product') {
        const report = await service.import(file, { closedTraits: new Set() }, world.now);
        if (report.new !== rows || !report.written) throw new Error(`the import wrote ${JSON.stringify(report)}`);
      } else {
        const client = await world.pool.connect();
        await pipeline(Readable.from(copyText(rows, nth, dayOf(1))), client.query(copyFrom(COPY)));
        client.release();
      }
      took[way].push(performance.now() - began);
      if ((await rowsIn(world)) - before !== rows) throw new Error(`${way} wrote another number of rows`);
    }
  }
  const [product, bare] = [spreadOf(took.product), spreadOf(took.bare)];
  const ratio = sum(took.bare) / sum(took.product);
  return {
    name: `import of ${rows} observations against COPY into the same table`,
    product,
    bare,
    ratio,
    aim: { atLeast: 0.4 },
    plan: 'copy, insert',
  };
}

const COPY = `copy trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language) from stdin`;

interface Nth {
  client: { id: string; number: string };
  trait: string;
  value: number;
  /** In days: whoever has said everything on one day says it again on the next. */
  later: number;
}

function* csv(rows: number, nth: (index: number) => Nth, day: Temporal.PlainDate): Generator<string> {
  const dates = datesFrom(day);
  yield 'Klantnummer;Kenmerk;Waarde;Datum;Bron\r\n';
  yield* chunked(rows, (index) => {
    const { client, trait, value, later } = nth(index);
    return `${client.number};${trait};${value};${dates[later]};zelf\r\n`;
  });
}

function* copyText(rows: number, nth: (index: number) => Nth, day: Temporal.PlainDate): Generator<string> {
  const dates = datesFrom(day);
  yield* chunked(rows, (index) => {
    const { client, trait, value, later } = nth(index);
    return `${client.id}\t${trait}\tanswered\t${value}\t${dates[later]} 00:00:00+01\t2026-11-04 09:30:00+00\tself_report\timport\tfile\tnl\n`;
  });
}

function datesFrom(day: Temporal.PlainDate): string[] {
  return Array.from({ length: DAYS_APART }, (_, days) => day.add({ days }).toString());
}

function* chunked(rows: number, line: (index: number) => string): Generator<string> {
  let chunk = '';
  for (let index = 0; index < rows; index += 1) {
    chunk += line(index);
    if (chunk.length < 64_000) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function valuesOf(row: NewObservation): unknown[] {
  const [observed, recorded] = [new Date(row.observedAt.epochMilliseconds), new Date(row.recordedAt.epochMilliseconds)];
  return [row.clientId, row.trait, row.state, row.value, observed, recorded, row.source, row.channel, row.mode, null, null, row.language];
}

function places(rows: number, width: number): string {
  const row = (nth: number) => `(${Array.from({ length: width }, (_, column) => `$${nth * width + column + 1}`).join(', ')})`;
  return Array.from({ length: rows }, (_, nth) => row(nth)).join(', ');
}

/** By what the sequence gave out: counting twenty million rows would take longer than what is measured. */
async function rowsIn({ pool }: TraitsWorld): Promise<number> {
  const { rows } = await pool.query<{ last: string }>(`select last_value as last from trait_observation_id_seq`);
  return Number(rows[0]!.last);
}

async function atOnce<T>(tasks: readonly T[], work: (task: T) => Promise<void>): Promise<void> {
  const waiting = [...tasks];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) await work(task);
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
