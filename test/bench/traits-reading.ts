import { LATEST_OF, ProfilesService, TRAIT_KEYS } from '#libs/profiles';
import { spreads, type Spread } from './spread.js';
import { PROFILE_TRAITS, type TraitsWorld } from './traits-world.js';

export interface TraitMeasure {
  name: string;
  product: Spread;
  bare: Spread;
  /** For what should be quick: time over bare time, at most the aim. For what should be much: rate over bare rate, at least the aim. */
  ratio: number;
  aim: { atMost: number } | { atLeast: number } | null;
  /** What PostgreSQL used: each kind of scan with its index. */
  plan: string;
}

const TIMES = 60;
const EIGHT_WEEKS = 56 * 24;

const COLUMNS = `o.id, o.client_id, o.trait, o.state, o.value, o.observed_at, o.recorded_at, o.source, o.channel, o.mode,
  o.questionnaire_version_id, o.check_in_id, o.language`;
const HISTORY = `select ${COLUMNS} from trait_observation as o where o.client_id = $1 order by o.observed_at, o.id`;
const AS_OF = `
  select ${COLUMNS} from unnest($2::text[]) as registered (trait)
   cross join lateral (select * from trait_observation where client_id = $1 and trait = registered.trait and observed_at < $3
                        order by observed_at desc, id desc limit 1) as o`;

/** What a coach looks at, through the service and on a bare connection. Counts are checked: a quick answer with nothing in it is no answer. */
export async function reading(world: TraitsWorld): Promise<TraitMeasure[]> {
  const { app, dataSource, pool, caseload, now } = world;
  const profiles = app.get(ProfilesService);
  const tx = dataSource.manager;
  const since = now.subtract({ hours: EIGHT_WEEKS });
  const past = now.subtract({ hours: 120 * 24 });
  const client = (turn: number) => caseload[turn % caseload.length]!;
  const bare = await pool.connect();
  const ask = async (name: string, text: string, values: unknown[]) =>
    (await bare.query({ name: name.slice(0, 60), text, values })).rowCount ?? 0;
  const date = (moment: Temporal.Instant) => new Date(moment.epochMilliseconds);
  const caseloadValues = [caseload, PROFILE_TRAITS, date(since), date(now)];
  try {
    const measures: TraitMeasure[] = [];
    const measure = async (
      name: string,
      aim: TraitMeasure['aim'],
      times: number,
      product: (turn: number) => Promise<number>,
      statement: { text: string; values: (turn: number) => unknown[] },
    ) => {
      const counts: [number[], number[]] = [[], []];
      const took = await spreads(
        times,
        async (turn) => void counts[0].push(await product(turn)),
        async (turn) => void counts[1].push(await ask(name, statement.text, statement.values(turn))),
      );
      if (counts[0].join() !== counts[1].join() || counts[0].includes(0)) throw new Error(`${name}: product and bare read different rows`);
      const plan = await planOf((text) => bare.query(text, statement.values(0)), statement.text);
      measures.push({ name, ...took, ratio: took.product.median / took.bare.median, aim, plan });
    };

    await measure(
      'the latest profile of a caseload (150 × 20) with the change since eight weeks',
      { atMost: 1.2 },
      TIMES,
      async () => {
        const found = await profiles.latestOf(tx, caseload, { since, until: now }, PROFILE_TRAITS);
        return [...found.values()].reduce((sum, traits) => sum + traits.size, 0);
      },
      { text: LATEST_OF, values: () => caseloadValues },
    );
    await measure('the full history of a client', null, TIMES * 3, async (turn) => (await profiles.history(tx, client(turn))).length, {
      text: HISTORY,
      values: (turn) => [client(turn)],
    });
    await measure(
      'the profile of a client as of a past date',
      null,
      TIMES * 3,
      async (turn) => (await profiles.asOf(tx, client(turn), { trueOn: past })).size,
      { text: AS_OF, values: (turn) => [client(turn), TRAIT_KEYS, date(past)] },
    );
    return measures;
  } finally {
    bare.release();
  }
}

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** Each kind of scan that was really done, with how many indexes it went over. */
async function planOf(ask: (text: string) => Promise<{ rows: unknown[] }>, text: string): Promise<string> {
  const { rows } = await ask(`explain (analyze, format json) ${text}`);
  const [{ 'QUERY PLAN': plan }] = rows as [{ 'QUERY PLAN': [{ Plan: PlanNode & { 'Actual Loops'?: number } }] }];
  const scans = new Map<string, Set<string>>();
  const visit = (node: PlanNode & { 'Actual Loops'?: number }) => {
    const over = node['Index Name'] ?? node['Relation Name'];
    if (over && node['Actual Loops'] !== 0) scans.set(node['Node Type'], (scans.get(node['Node Type']) ?? new Set()).add(over));
    for (const child of node.Plans ?? []) visit(child);
  };
  visit(plan[0].Plan);
  return [...scans].map(([kind, over]) => `${kind} on ${[...over].toSorted().join(', ')}`).join('; ');
}
