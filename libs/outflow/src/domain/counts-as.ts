import { OUT_OF_SIGHT_REASONS, WORK_REASONS } from './definition.js';

/** What an end counts as: work, another reason, or out of sight (whether work came, nobody knows). */
export const COUNTED_AS = ['work', 'other', 'out-of-sight'] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

/** A reason that nobody knows counts as another reason: what is not known to be work is not counted as work. */
export function countsAs(endReason: string): CountedAs {
  if (WORK_REASONS.includes(endReason)) return 'work';
  return OUT_OF_SIGHT_REASONS.includes(endReason) ? 'out-of-sight' : 'other';
}
