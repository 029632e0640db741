import { kaplanMeierByGroup, type Grouping } from '#libs/outflow';
import type { Contest } from './ratio.js';

const SPELLS = 400_000;
const GROUPINGS = 20;
const GROUPS = 6;
/** Two years of days, the longest period that a page asks for. */
const DAYS = 730;

/** Spells that were followed for up to two years, of people who are divided in twenty ways. */
function spells(): { time: Int32Array; event: Uint8Array; groupings: Grouping[] } {
  const draw = drawsFrom(7);
  const time = new Int32Array(SPELLS);
  const event = new Uint8Array(SPELLS);
  for (let spell = 0; spell < SPELLS; spell += 1) {
    const left = Math.floor(-Math.log(1 - draw()) * 1_500);
    time[spell] = Math.min(left, DAYS);
    event[spell] = left < DAYS ? 1 : 0;
  }
  const groupings = Array.from({ length: GROUPINGS }, () => ({
    group: Uint8Array.from({ length: SPELLS }, () => draw() * GROUPS),
    groups: GROUPS,
  }));
  return { time, event, groupings };
}

/**
 * Kaplan-Meier with Greenwood's errors of 400,000 spells in twenty groupings, beside the least that can be done with the same arrays: per grouping one
 * plain pass that reads every time, event and group, and adds them up. The unit is a spell in a grouping.
 * @throws Error when somebody is not counted, or another sum comes out
 */
export function kaplanMeierContest(): Contest {
  const { time, event, groupings } = spells();
  const left = event.reduce((sum, one) => sum + one, 0);
  return {
    name: 'kaplan-meier',
    unit: 'spells',
    aim: 0.4,
    product: () =>
      repeatedly(() => {
        for (const groups of kaplanMeierByGroup(time, event, groupings)) {
          const n = groups.reduce((sum, { table }) => sum + table.n, 0);
          const events = groups.reduce((sum, group) => sum + group.events.reduce((all, one) => all + one, 0), 0);
          if (n !== SPELLS || events !== left) throw new Error(`${n} spells and ${events} who left`);
        }
      }),
    bare: () =>
      repeatedly(() => {
        for (const { group } of groupings) if (!(plainPass(time, event, group) > 0)) throw new Error('nothing to add up');
      }),
  };
}

/** Several times, because once is over before a clock has looked twice. @returns how many spells in a grouping were gone through */
function repeatedly(work: () => void): Promise<number> {
  const times = 10;
  for (let time = 0; time < times; time += 1) work();
  return Promise.resolve(times * SPELLS * GROUPINGS);
}

function plainPass(time: Int32Array, event: Uint8Array, group: Uint8Array): number {
  let sum = 0;
  for (let spell = 0; spell < time.length; spell += 1) sum += time[spell]! * event[spell]! + group[spell]!;
  return sum;
}

/** The same draws each time: a small generator (mulberry32) from a seed. */
function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
