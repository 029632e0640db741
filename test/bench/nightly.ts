import { localInstant } from '#libs/platform';
import { ProfilesModule, TRAITS } from '#libs/profiles';
import { ReviewsService, RulesModule, RulesService, type NightlyReview } from '#libs/rules';
import { loadavg } from 'node:os';
import { fillUnchecked, openCity, type City } from './city.js';
import { watchMemory } from './memory.js';

export interface NightlyReport {
  clients: number;
  rules: number;
  generatedInSeconds: number;
  load: number;
  /** The first night makes every suggestion; the second finds little to change; a week later some answers have grown too old. */
  nights: (NightlyReview & { night: string; seconds: number; peakMegabytes: number })[];
}

const NOW = localInstant(Temporal.PlainDate.from('2026-11-04'), '02:30');
/** Of a hundred answers, so many tell of something that stands in the way. */
const BARRIERS_IN_A_HUNDRED = 4;
const TRAITS_EACH = 20;

/**
 * `npm run bench -- nightly [--clients=400000]`: the review of the night over a large city: everybody with a benefit and twenty traits that were all
 * asked in the past twelve weeks, under the standard rules.
 */
export async function nightly({ clients }: { clients: number }, tell: (line: string) => void): Promise<NightlyReport> {
  const city = await openCity([ProfilesModule, RulesModule], clients * TRAITS_EACH * 2);
  try {
    const began = performance.now();
    await settle(city, clients);
    await city.app.get(RulesService).ensureStandard(NOW.subtract({ hours: 24 }));
    const [{ rules }] = await city.dataSource.query<[{ rules: number }]>(`select count(distinct rule)::int as rules from rule_version`);
    const report: NightlyReport = {
      clients,
      rules,
      generatedInSeconds: (performance.now() - began) / 1_000,
      load: loadavg()[0] ?? NaN,
      nights: [],
    };
    tell(`${clients} clients, ${rules} rules, generated in ${Math.round(report.generatedInSeconds)} s; load ${report.load.toFixed(1)}`);
    const reviews = city.app.get(ReviewsService);
    for (const [index, night] of ['the first, that makes everything', 'the night after', 'a week later'].entries()) {
      const now = NOW.add({ hours: 24 * [0, 1, 8][index]! });
      if (index === 1) await city.pool.query('vacuum analyze suggestion');
      const started = performance.now();
      const memory = watchMemory();
      const done = await reviews.reviewNightly(now);
      const entry = { night, ...done, seconds: (performance.now() - started) / 1_000, peakMegabytes: memory.stop() };
      report.nights.push(entry);
      tell(lineOf(entry));
    }
    return report;
  } finally {
    await city.close();
  }
}

/** Everybody is on a benefit, and was asked everything in the past twelve weeks, five questions at a time. */
export async function settle(city: City, clients: number): Promise<void> {
  const traits = TRAITS.filter(({ levels }) => levels.length > 0).slice(0, TRAITS_EACH);
  const valuesWith = (isBarrier: boolean) =>
    traits.map(
      ({ levels }) =>
        (levels.find(({ barrier }) => (barrier === 'severe') === isBarrier && (isBarrier || barrier === 'none')) ?? levels[0]!).value,
    );
  await fillUnchecked(city.pool, async (client) => {
    await client.query(
      `insert into client (client_number, first_name, last_name, birth_date)
       select 'N' || n, 'Bente', 'Bench', date '1965-01-01' + n % 14000 from generate_series(1, $1::int) as n`,
      [clients],
    );
    await client.query(
      `insert into benefit_spell (client_id, scheme, during, recorded_at)
       select id, 'PW', daterange(date '2023-01-01' + substr(client_number, 2)::int % 1000, null), '2023-01-01' from client`,
    );
    await client.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select client.id, asked.trait,
              case when told.chance < 3 then 'refused' when told.chance < 5 then 'unknown' else 'answered' end,
              case when told.chance < 5 then null when told.chance < 5 + ${BARRIERS_IN_A_HUNDRED} then asked.barrier else asked.fine end,
              told.at, told.at, 'self_report', 'app', 'self', 'nl'
         from (select id, substr(client_number, 2)::int as n from client) as client
        cross join unnest($2::text[], $3::int[], $4::int[]) with ordinality as asked (trait, fine, barrier, nth)
        cross join generate_series(0, 1) as time
        cross join lateral (
          select abs(hashint8(client.n * 1000 + asked.nth * 10 + time)) % 100 as chance,
                 $1::timestamptz - make_interval(days => (1 + client.n % 14 + (asked.nth::int % 4) * 14 + time * 84)::int, secs => client.n % 3600) as at) as told`,
      [new Date(NOW.epochMilliseconds), traits.map(({ key }) => key), valuesWith(false), valuesWith(true)],
    );
  });
}

function lineOf({
  night,
  reviewed,
  changed,
  seconds,
  readingMs,
  judgingMs,
  writingMs,
  peakMegabytes,
}: NightlyReport['nights'][number]): string {
  const share = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return (
    `night, ${night}: ${reviewed} reviewed in ${seconds.toFixed(1)} s (${Math.round(reviewed / seconds)} a second), ${changed} changed; ` +
    `reading ${share(readingMs)} (while judging), judging ${share(judgingMs)}, writing ${share(writingMs)}; at most ${Math.round(peakMegabytes)} MB`
  );
}
