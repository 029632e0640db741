import { share } from './intervals.js';

/** Fewer decisions than this say nothing about a rule. */
export const FEWEST_DECIDED = 20;

/**
 * Whether coaches set aside so often what a rule suggests that somebody should look at the rule: of twenty decisions or more, surely more than
 * half were declined (the lower limit of the 95% Wilson interval lies above it).
 */
export function isMostlyDeclined({ decided, declined }: { decided: number; declined: number }): boolean {
  return decided >= FEWEST_DECIDED && (share(declined, decided)?.low ?? 0) > 0.5;
}
