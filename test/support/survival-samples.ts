import fc from 'fast-check';
import type { SurvivalSample } from '#libs/outflow';

/** `6 6 6* 10*`: times, with a star where nothing had happened when somebody was last seen. `3~7*`: followed from 3 on. */
export function sampleOf(text: string): Required<Pick<SurvivalSample, 'time' | 'event'>> & { entry: number[] } {
  const people = text.trim().split(/\s+/).filter(Boolean);
  const times = people.map((person) => person.replace('*', '').split('~').map(Number));
  return {
    time: times.map((parts) => parts.at(-1)!),
    event: people.map((person) => (person.endsWith('*') ? 0 : 1)),
    entry: times.map((parts) => (parts.length > 1 ? parts[0]! : -Infinity)),
  };
}

/** Two groups of leukaemia patients in remission, in weeks (Freireich et al., Blood 21, 1963; the example of Cox, 1972). */
export const SIX_MP = sampleOf('6 6 6 6* 7 9* 10 10* 11* 13 16 17* 19* 20* 22 23 25* 32* 32* 34* 35*');
export const PLACEBO = sampleOf('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

/** Of somebody in a property: from a few times, so that ties are usual, and zeros too. */
export interface Somebody {
  entry: number;
  time: number;
  /** 0 to 3: nothing, or one of three causes. */
  cause: number;
  group: number;
}

const somebody = fc.record({
  entry: fc.constantFrom(-1, -1, 0, 1, 2, 5),
  time: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 })),
  cause: fc.constantFrom(0, 0, 1, 1, 2, 3),
  group: fc.constantFrom(0, 0, 1, 2),
});

/** People who were followed from the beginning. */
export const people = fc.array(
  somebody.map((one) => ({ ...one, entry: -1 })),
  { minLength: 1, maxLength: 60 },
);
/** People of whom some came later. */
export const latecomers = fc.array(
  somebody.map((one) => ({ ...one, entry: Math.min(one.entry, one.time - 1) })),
  { minLength: 1, maxLength: 60 },
);

export function columnsOf(everybody: readonly Somebody[]) {
  return {
    time: Int32Array.from(everybody, ({ time }) => time),
    event: Uint8Array.from(everybody, ({ cause }) => Number(cause > 0)),
    cause: Uint8Array.from(everybody, ({ cause }) => cause),
    entry: Int32Array.from(everybody, ({ entry }) => entry),
    group: Uint8Array.from(everybody, ({ group }) => group),
  };
}

/** The same draws from 0 to 1 each time (mulberry32). */
export function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
