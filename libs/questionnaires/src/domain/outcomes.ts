/** What may come out of a condition while not everything is known of what it asks: any of these together. */
export type Outcomes = number;
export const TRUE: Outcomes = 1;
export const FALSE: Outcomes = 2;
export const UNKNOWN: Outcomes = 4;

export function has(outcomes: Outcomes, one: Outcomes): boolean {
  return (outcomes & one) !== 0;
}

/** What comes out of one judgement: true, false, or null for what is not known. */
export function outcomeOf(judged: boolean | null): Outcomes {
  if (judged === null) return UNKNOWN;
  return judged ? TRUE : FALSE;
}

/** All of them, in Kleene's logic: false as soon as one is, true when all are. May say too much of parts that hang together, never too little. */
export function and(parts: readonly Outcomes[]): Outcomes {
  const canBeTrue = parts.every((part) => has(part, TRUE));
  const canBeFalse = parts.some((part) => has(part, FALSE));
  const canBeUnknown = parts.some((part) => has(part, UNKNOWN)) && parts.every((part) => has(part, TRUE | UNKNOWN));
  return (canBeTrue ? TRUE : 0) | (canBeFalse ? FALSE : 0) | (canBeUnknown ? UNKNOWN : 0);
}

export function negate(outcomes: Outcomes): Outcomes {
  return (has(outcomes, TRUE) ? FALSE : 0) | (has(outcomes, FALSE) ? TRUE : 0) | (outcomes & UNKNOWN);
}
