/** Three values, after Kleene: what is not known is neither yes nor no. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** As a number, for rows of many: 0 no, 1 yes, 2 unknown. */
export const VERDICTS = ['no', 'yes', 'unknown'] as const satisfies readonly Verdict[];

/** At least so many of them hold: yes once they do, no once they cannot any more, whatever the unknown ones turn out to be. */
export function atLeastOf(least: number, verdicts: readonly Verdict[]): Verdict {
  const yes = verdicts.filter((verdict) => verdict === 'yes').length;
  const unknown = verdicts.filter((verdict) => verdict === 'unknown').length;
  return yes >= least ? 'yes' : yes + unknown < least ? 'no' : 'unknown';
}

export function allOf(verdicts: readonly Verdict[]): Verdict {
  return atLeastOf(verdicts.length, verdicts);
}

export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return atLeastOf(1, verdicts);
}

export function noneOf(verdicts: readonly Verdict[]): Verdict {
  return negated(anyOf(verdicts));
}

export function negated(verdict: Verdict): Verdict {
  return verdict === 'unknown' ? 'unknown' : yesOrNo(verdict === 'no');
}

export function yesOrNo(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
