import { asksIn, type Ask, type ConditionTree } from './condition-tree.js';
import type { RuleProfile } from './profile.js';
import { cutsOf, holdsFor, type Moment, type Quantity, type Test } from './quantity.js';

/** What is known of somebody, as far as a set of rules asks: one number for each thing that is asked, with one bit set. */
export type Row = Int32Array;

/** One number of a row. Its quantity is cut where a test turns; which stretch it is in is told by one bit, so that a test is one mask. */
export interface Slot {
  quantity: Quantity;
  /** In order; stretch 0 lies before the first. */
  cuts: readonly number[];
  /** For whole numbers from 0 up: the bit of each, so that nothing needs to be compared. */
  bits: Int32Array | null;
}

/** The bit of what is not known. The stretches have the others. */
export const UNKNOWN_BIT = 1;
/** A number has thirty-two bits, and n cuts make n + 1 stretches. */
const MOST_CUTS = 30;
const LARGEST_TABLE = 128;

/** Where everything that these conditions ask stands in a row: each quantity once, unless it is cut too finely for one number. */
export function layoutOf(trees: readonly ConditionTree[]): Slot[] {
  const slots: Slot[] = [];
  for (const asks of Map.groupBy(trees.flatMap(asksIn), ({ quantity }) => quantity.key).values())
    for (const tests of chunksOf(asks)) slots.push(slotOf(asks[0]!.quantity, cutsOf(tests)));
  return slots;
}

/** The bit that is set in this place of a row. */
export function readInto({ quantity, cuts, bits }: Slot, profile: RuleProfile, at: Moment): number {
  const value = quantity.read(profile, at);
  if (Number.isNaN(value)) return UNKNOWN_BIT;
  return bits === null ? bitOf(cuts, value) : (bits[value] as number);
}

/** In which place a test can be made, and by which bits it holds. */
export function placeOf(layout: readonly Slot[], { quantity, test }: Ask): { place: number; yes: number; no: number } {
  const cuts = cutsOf([test]);
  const place = layout.findIndex((slot) => slot.quantity.key === quantity.key && cuts.every((cut) => slot.cuts.includes(cut)));
  const slot = layout[place];
  if (!slot) throw new RangeError(`nothing in the row for "${quantity.key}"`);
  let [yes, no] = [0, 0];
  for (const value of [-Infinity, ...slot.cuts])
    if (holdsFor(test, value)) yes |= bitOf(slot.cuts, value);
    else no |= bitOf(slot.cuts, value);
  return { place, yes, no };
}

function slotOf(quantity: Quantity, cuts: readonly number[]): Slot {
  const { range } = quantity;
  const isTable = !('from' in range) && range.every((value) => Number.isInteger(value) && value >= 0 && value < LARGEST_TABLE);
  const size = isTable ? Math.max(...range) + 1 : 0;
  return { quantity, cuts, bits: isTable ? Int32Array.from({ length: size }, (_, value) => bitOf(cuts, value)) : null };
}

function bitOf(cuts: readonly number[], value: number): number {
  let stretch = 0;
  while (stretch < cuts.length && (cuts[stretch] as number) <= value) stretch += 1;
  return 2 << stretch;
}

function chunksOf(asks: readonly Ask[]): Test[][] {
  const chunks: Test[][] = [];
  for (const { test } of asks) {
    const last = chunks.at(-1);
    if (last && cutsOf([...last, test]).length <= MOST_CUTS) last.push(test);
    else chunks.push([test]);
  }
  return chunks;
}
