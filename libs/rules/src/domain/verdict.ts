/** Three values, after Kleene: what is not known is neither yes nor no. */
export type Verdict = 'yes' | 'no' | 'unknown';

export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}

export function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('unknown') ? 'unknown' : 'no';
}

export function noneOf(verdicts: readonly Verdict[]): Verdict {
  const any = anyOf(verdicts);
  return any === 'unknown' ? 'unknown' : any === 'yes' ? 'no' : 'yes';
}

export function yesOrNo(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
