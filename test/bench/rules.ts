import { loadavg } from 'node:os';
import { evaluate, type RuleSet } from '#libs/rules';
import { BY_HAND, NAMES, type Known } from './rules-by-hand.js';
import type { Judge } from './rules-engines.js';
import { NOW, ourRules, people, type Somebody } from './rules-world.js';

export interface RulesReport {
  rules: number;
  profiles: number;
  load: number;
  /** Rules judged per second (one rule on one profile is one). */
  perSecond: Record<string, number>;
  ratios: { of: string; to: string; ratio: number; aim: number | null }[];
  /** How many verdicts were compared with those of the hand-written rules, by contestant; all were the same, or this report is not there. */
  agreed: Record<string, number>;
  heapMegabytes: number;
}

interface Contestant {
  name: string;
  /** How many of the profiles it is given: a slow one is not waited for, and its rate is of those. */
  profiles: number;
  /** Judges the first so many profiles. @returns how many verdicts were yes, so that nothing is left out as unused */
  judge: (profiles: readonly Somebody[]) => number | Promise<number>;
  /** What it says about one. */
  verdicts: (somebody: Somebody) => Uint8Array | Promise<Uint8Array>;
}

const PROFILES = 20_000;
const ROUNDS = 5;
/** Shorter says more about the clock than about the rules. */
const LEAST_MS = 300;

/**
 * `npm run bench -- rules`: thirty rules of two to four conditions over 20,000 profiles of twenty traits, all known, because that is what two
 * values can express. Everybody judges the same rules on the same people, and says the same of each, or it fails.
 */
export async function rules(tell: (line: string) => void): Promise<RulesReport> {
  const everybody = people(PROFILES);
  const set = ourRules();
  const { jsonRulesEngine, zenEngine } = await import('./rules-engines.js');
  const zen = zenEngine();
  try {
    const contestants = [
      ...ours(set, everybody),
      ...byHand(),
      engine('json-rules-engine', 200, jsonRulesEngine()),
      engine('zen-engine', 1_000, zen),
    ];
    const agreed: Record<string, number> = {};
    for (const contestant of contestants) agreed[contestant.name] = await agreement(contestant, everybody);
    const perSecond = await measured(contestants, everybody);
    const report: RulesReport = {
      rules: BY_HAND.length,
      profiles: PROFILES,
      load: loadavg()[0] ?? NaN,
      perSecond,
      ratios: RATIOS.map(([of, to, aim]) => ({ of, to, aim, ratio: perSecond[of]! / perSecond[to]! })),
      agreed,
      heapMegabytes: process.memoryUsage().heapUsed / 1e6,
    };
    for (const line of linesOf(report)) tell(line);
    return report;
  } finally {
    zen.close();
  }
}

const OURS = 'ours, verdicts on prepared rows';
const OURS_READ = 'ours, from profile to verdicts';
const OURS_TOLD = 'ours, from profile to verdicts with why';
const OBJECT = 'by hand, over an object';
const ROW = 'by hand, over a row';
const OBJECT_READ = 'by hand, object made from profile';

const RATIOS: readonly [of: string, to: string, aim: number | null][] = [
  [OURS, OBJECT, 0.5],
  [OURS, ROW, 0.5],
  [OURS_READ, OBJECT_READ, 0.5],
  [OURS, 'json-rules-engine', 400],
  [OURS_READ, 'json-rules-engine', 190],
  [OURS_TOLD, 'json-rules-engine', null],
  [OURS, 'zen-engine', null],
  [OURS_READ, 'zen-engine', null],
];

function ours(set: RuleSet, everybody: readonly Somebody[]): Contestant[] {
  const rows = new Map(everybody.map((somebody) => [somebody, set.prepare(somebody.profile, NOW)]));
  const prepared = [...rows.values()];
  const verdicts = new Uint8Array(set.rules.length);
  const row = set.prepare(everybody[0]!.profile, NOW);
  return [
    {
      name: OURS,
      profiles: PROFILES,
      judge: () => sum(prepared, (each) => yesIn(set.verdicts(each, verdicts))),
      verdicts: (somebody) => set.verdicts(rows.get(somebody)!),
    },
    {
      name: OURS_READ,
      profiles: PROFILES,
      judge: (all) => sum(all, ({ profile }) => yesIn(set.verdicts(set.prepare(profile, NOW, row), verdicts))),
      verdicts: ({ profile }) => set.verdicts(set.prepare(profile, NOW)),
    },
    {
      // What a review does: the observations behind every rule that says yes, and of no other.
      name: OURS_TOLD,
      profiles: PROFILES / 4,
      judge: (all) =>
        sum(all, ({ profile }) =>
          sum(evaluate(set, profile, NOW), ({ verdict, facts }) => (verdict === 'yes' ? Number(facts.length > 0) : 0)),
        ),
      verdicts: ({ profile }) => Uint8Array.from(evaluate(set, profile, NOW), ({ verdict }) => Number(verdict === 'yes')),
    },
  ];
}

function byHand(): Contestant[] {
  const [onObject, onRow] = [BY_HAND.map(({ known }) => known), BY_HAND.map(({ row }) => row)];
  const objectVerdicts = new Uint8Array(BY_HAND.length);
  const rowVerdicts = new Uint8Array(BY_HAND.length);
  const overObject = (known: Known) => {
    for (let index = 0; index < onObject.length; index += 1) objectVerdicts[index] = onObject[index]!(known) ? 1 : 0;
    return objectVerdicts;
  };
  const overRow = (row: Int32Array) => {
    for (let index = 0; index < onRow.length; index += 1) rowVerdicts[index] = onRow[index]!(row) ? 1 : 0;
    return rowVerdicts;
  };
  return [
    {
      name: OBJECT,
      profiles: PROFILES,
      judge: (all) => sum(all, ({ known }) => yesIn(overObject(known))),
      verdicts: ({ known }) => overObject(known),
    },
    { name: ROW, profiles: PROFILES, judge: (all) => sum(all, ({ row }) => yesIn(overRow(row))), verdicts: ({ row }) => overRow(row) },
    {
      name: OBJECT_READ,
      profiles: PROFILES,
      judge: (all) => sum(all, ({ profile }) => yesIn(overObject(knownOf(profile)))),
      verdicts: ({ profile }) => overObject(knownOf(profile)),
    },
  ];
}

/** What somebody would write to have the values of a profile: those that are there. That they may have expired is not looked at, which is a head start. */
function knownOf({ latest }: Somebody['profile']): Known {
  const value = (trait: string) => latest.get(trait)?.value ?? NaN;
  return {
    wellbeing: value(NAMES.wellbeing),
    health: value(NAMES.health),
    body: value(NAMES.body),
    stress: value(NAMES.stress),
    money: value(NAMES.money),
    debt: value(NAMES.debt),
    reading: value(NAMES.reading),
    dutch: value(NAMES.dutch),
    online: value(NAMES.online),
    childcare: value(NAMES.childcare),
    carer: value(NAMES.carer),
    travel: value(NAMES.travel),
    home: value(NAMES.home),
    people: value(NAMES.people),
    confidence: value(NAMES.confidence),
    work: value(NAMES.work),
    wish: value(NAMES.wish),
    call: value(NAMES.call),
    lonely: value(NAMES.lonely),
    hours: value(NAMES.hours),
  };
}

function engine(name: string, profiles: number, judge: Judge): Contestant {
  return {
    name,
    profiles,
    async judge(all) {
      let yes = 0;
      for (const { known } of all) yes += yesIn(await judge(known));
      return yes;
    },
    verdicts: ({ known }) => judge(known),
  };
}

/** @returns how many verdicts were compared. @throws when one is another */
async function agreement({ name, profiles, verdicts }: Contestant, everybody: readonly Somebody[]): Promise<number> {
  let compared = 0;
  for (const somebody of everybody.slice(0, profiles)) {
    const said = await verdicts(somebody);
    BY_HAND.forEach(({ known }, index) => {
      if (said[index] !== Number(known(somebody.known)))
        throw new Error(`${name} does not agree on rule ${index} of ${JSON.stringify(somebody.known)}`);
      compared += 1;
    });
  }
  return compared;
}

/** In turn, several rounds, each the other way around than the one before; of each the median. */
async function measured(contestants: readonly Contestant[], everybody: readonly Somebody[]): Promise<Record<string, number>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await rate(contestant, everybody);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed())
      rates.get(contestant.name)!.push(await rate(contestant, everybody));
  return Object.fromEntries([...rates].map(([name, all]) => [name, all.toSorted((a, b) => a - b)[ROUNDS >> 1]!]));
}

/** Rules a second. */
async function rate({ profiles, judge }: Contestant, everybody: readonly Somebody[]): Promise<number> {
  const some = everybody.slice(0, profiles);
  const began = performance.now();
  let [judged, yes] = [0, 0];
  do {
    yes += await judge(some);
    judged += some.length * BY_HAND.length;
  } while (performance.now() - began < LEAST_MS);
  if (yes === 0) throw new Error('nobody got a yes: then nothing was judged');
  return judged / ((performance.now() - began) / 1_000);
}

function yesIn(verdicts: Uint8Array): number {
  let yes = 0;
  for (const verdict of verdicts) if (verdict === 1) yes += 1;
  return yes;
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  let total = 0;
  for (const one of all) total += of(one);
  return total;
}

function linesOf({ rules: count, profiles, load, perSecond, ratios, agreed }: RulesReport): string[] {
  const millions = (each: number) => `${(each / 1e6).toFixed(each < 1e6 ? 3 : 1)} million a second`;
  return [
    `rules: ${count} rules over ${profiles} profiles of ${Object.keys(NAMES).length} traits, all known; load ${load.toFixed(1)}`,
    ...Object.entries(perSecond).map(
      ([name, each]) => `  ${name}: ${millions(each)}, the same verdict on all ${agreed[name]} that were compared`,
    ),
    ...ratios.map(({ of, to, ratio, aim }) => {
      const wanted = aim === null ? '' : ` (aim ${aim}, ${ratio >= aim ? 'reached' : 'NOT reached'})`;
      return `  ${of} / ${to}: ${ratio.toFixed(ratio < 10 ? 2 : 0)}${wanted}`;
    }),
  ];
}
