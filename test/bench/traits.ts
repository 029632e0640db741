import { loadavg } from 'node:os';
import { reading, type TraitMeasure } from './traits-reading.js';
import { openTraitsWorld } from './traits-world.js';
import { importing, recordingOfFive } from './traits-writing.js';

export interface TraitsReport {
  /** At a tenth of the size, and at the size itself. */
  steps: { clients: number; observations: number; generatedInSeconds: number; load: number; measures: TraitMeasure[] }[];
  /** By name: the time at ten times the history over the time before, of the product and of the bare statement. */
  growth: Record<string, { product: number; bare: number }>;
}

const OBSERVATIONS_EACH = 50;

/**
 * `npm run bench -- traits [--clients=400000] [--rows=1000000]`: traits as time series at the size of a large city, generated on the spot in a
 * server of its own that is thrown away afterwards. First a tenth of it, then all: what a coach waits for should not grow with the history.
 */
export async function traits({ clients, rows }: { clients: number; rows: number }, tell: (line: string) => void): Promise<TraitsReport> {
  const world = await openTraitsWorld({ clients, observationsEach: OBSERVATIONS_EACH });
  const report: TraitsReport = { steps: [], growth: {} };
  try {
    for (const size of [Math.round(clients / 10), clients]) {
      const generatedInSeconds = await world.grow({ clients: size, observationsEach: OBSERVATIONS_EACH });
      const observations = size * OBSERVATIONS_EACH;
      tell(
        `${size} clients with ${observations} observations, generated in ${Math.round(generatedInSeconds)} s; load ${loadavg()[0]?.toFixed(1)}`,
      );
      const measures: TraitMeasure[] = [];
      const add = (measure: TraitMeasure) => {
        measures.push(measure);
        tell(lineOf(measure));
      };
      for (const measure of await reading(world)) add(measure);
      add(await recordingOfFive(world));
      if (size === clients) add(await importing(world, rows));
      report.steps.push({ clients: size, observations, generatedInSeconds, load: loadavg()[0] ?? NaN, measures });
    }
  } finally {
    await world.close();
  }
  const [small, large] = report.steps;
  for (const { name, product, bare } of small?.measures ?? []) {
    const later = large?.measures.find((measure) => measure.name === name);
    if (later) report.growth[name] = { product: later.product.median / product.median, bare: later.bare.median / bare.median };
  }
  for (const [name, growth] of Object.entries(report.growth))
    tell(`with ten times as much: ${growth.product.toFixed(2)} of the time (bare: ${growth.bare.toFixed(2)}) for ${name}`);
  return report;
}

function lineOf({ name, product, bare, ratio, aim, plan }: TraitMeasure): string {
  const isReached = aim === null || ('atMost' in aim ? ratio <= aim.atMost : ratio >= aim.atLeast);
  const wanted =
    aim === null
      ? ''
      : ` (aim ${'atMost' in aim ? `at most ${aim.atMost}` : `at least ${aim.atLeast}`}, ${isReached ? 'reached' : 'NOT reached'})`;
  const ms = (value: number) => (value < 100 ? value.toFixed(2) : String(Math.round(value)));
  return (
    `${name}: ${ms(product.median)} ms (95%: ${ms(product.p95)}) against bare ${ms(bare.median)} (${ms(bare.p95)}), ` +
    `ratio ${ratio.toFixed(2)}${wanted}\n  ${plan}`
  );
}
