import { equalShares, PROBE_SHARE, type ProviderWeight } from './provider-choice.js';

/** What a provider did with the messages of the last minutes. */
export interface ProviderEvidence {
  provider: string;
  /** Those that ended, one way or another. */
  attempts: number;
  /** Of those: out of order, out of reach, or silent until our patience was over. */
  failing: number;
  /** Of those: answered, but too late to be well. */
  slow: number;
  /** How many of the newest failed, one after another. */
  failingInARow: number;
}

/** Why a provider has the share it has; the screens have a text for each. */
export const SHARE_REASONS = ['start', 'slow', 'failing', 'took_over', 'recovering', 'recovered', 'removed'] as const;
export type ShareReason = (typeof SHARE_REASONS)[number];

export interface DecidedShare extends ProviderWeight {
  reason: ShareReason;
}

/** How far back the evidence goes. */
export const EVIDENCE_MINUTES = 5;

/** Ill is: this part of at least so many attempts slow or failing, or so many failures in a row. As GOV.UK Notify does, 15 percent. */
const ILL_FRACTION = 0.15;
const FEWEST_ATTEMPTS = 10;
const IN_A_ROW = 5;

/** After a change the next one waits: the messages that show what it did must be there first. */
const LEAST_SECONDS_BETWEEN = 50;
/** The way back goes in steps, each after some minutes without complaint: whoever is just well again must not get everything at once. */
const STEP = 15;
const MINUTES_PER_STEP = 3;
/** When all are ill: one must be this much better than the one that leads before it takes over. */
const CLEARLY_BETTER = 0.2;

/**
 * Decides how the messages of a channel are shared out from now on. Away from a provider that is ill at once, all but a few that show when it
 * is well again; back to equal parts in steps. Never away from the last that is well; when all are ill, to the one that is clearly the least.
 * @param current what holds now, of exactly these providers, together 100
 * @param changedAt when it began to hold; null when nobody ever decided
 * @returns new shares, together 100, or null when everything stays as it is
 */
export function shiftShares(
  current: readonly ProviderWeight[],
  evidence: readonly ProviderEvidence[],
  changedAt: Temporal.Instant | null,
  now: Temporal.Instant,
): DecidedShare[] | null {
  const secondsSince = changedAt === null ? Infinity : changedAt.until(now).total('seconds');
  if (current.length < 2 || secondsSince < LEAST_SECONDS_BETWEEN) return null;
  const known = new Map(evidence.map((facts) => [facts.provider, facts]));
  const ill = current.filter(({ provider }) => isIll(known.get(provider)));
  if (ill.length === current.length) return toLeastIll(current, known, secondsSince);
  if (ill.some(({ share }) => share > PROBE_SHARE)) return awayFrom(new Set(ill.map(({ provider }) => provider)), current, known);
  return secondsSince >= MINUTES_PER_STEP * 60 ? stepBack(current, known) : null;
}

function isIll(facts: ProviderEvidence | undefined): boolean {
  if (!facts) return false;
  return facts.failingInARow >= IN_A_ROW || (facts.attempts >= FEWEST_ATTEMPTS && illness(facts) >= ILL_FRACTION);
}

/** From 0, all well, to 1. */
function illness(facts: ProviderEvidence | undefined): number {
  return facts && facts.attempts > 0 ? (facts.failing + facts.slow) / facts.attempts : 0;
}

function awayFrom(
  around: ReadonlySet<string>,
  current: readonly ProviderWeight[],
  known: ReadonlyMap<string, ProviderEvidence>,
): DecidedShare[] {
  const rest = equalParts(
    100 - around.size * PROBE_SHARE,
    current.filter(({ provider }) => !around.has(provider)),
  );
  return current.map(({ provider }) => {
    const share = rest.get(provider);
    if (share !== undefined) return { provider, share, reason: 'took_over' };
    const { failing, slow } = known.get(provider) ?? { failing: 0, slow: 0 };
    return { provider, share: PROBE_SHARE, reason: slow > failing ? 'slow' : 'failing' };
  });
}

function toLeastIll(
  current: readonly ProviderWeight[],
  known: ReadonlyMap<string, ProviderEvidence>,
  secondsSince: number,
): DecidedShare[] | null {
  const illnessOf = ({ provider }: ProviderWeight) => illness(known.get(provider));
  const leader = current.reduce((most, other) => (other.share > most.share ? other : most));
  const least = current.reduce((best, other) => (illnessOf(other) < illnessOf(best) ? other : best));
  const isClear = illnessOf(leader) - illnessOf(least) >= CLEARLY_BETTER;
  // With equal parts the first counts as the leader; it may be the least ill one itself, and still half of the messages go wrong.
  const second = current.filter((candidate) => candidate !== least).reduce((most, other) => (other.share > most.share ? other : most));
  const leadsAlready = least === leader && illnessOf(second) - illnessOf(least) >= CLEARLY_BETTER && second.share > PROBE_SHARE;
  if ((!isClear && !leadsAlready) || secondsSince < MINUTES_PER_STEP * 60) return null;
  return awayFrom(new Set(current.filter((candidate) => candidate !== least).map(({ provider }) => provider)), current, known);
}

/** One step towards equal parts, for each that has less and about which there are no complaints; silence is no complaint. */
function stepBack(current: readonly ProviderWeight[], known: ReadonlyMap<string, ProviderEvidence>): DecidedShare[] | null {
  const resting = new Map(equalShares(current.map(({ provider }) => provider)).map(({ provider, share }) => [provider, share]));
  const restOf = (provider: string) => resting.get(provider) ?? 0;
  const lagging = current.filter(({ provider, share }) => share < restOf(provider));
  const returning = new Set(lagging.filter(({ provider }) => illness(known.get(provider)) < ILL_FRACTION).map(({ provider }) => provider));
  if (returning.size === 0) return null;
  const lag = new Map(
    lagging.map(({ provider, share }) => [provider, returning.has(provider) ? Math.min(restOf(provider), share + STEP) : share]),
  );
  const given = [...lag.values()].reduce((sum, share) => sum + share, 0);
  const rest = equalParts(
    100 - given,
    current.filter(({ provider }) => !lag.has(provider)),
  );
  return current.map(({ provider, share: before }) => {
    const share = lag.get(provider) ?? rest.get(provider) ?? before;
    return { provider, share, reason: share < restOf(provider) || !isRest(rest, restOf) ? 'recovering' : 'recovered' };
  });
}

function isRest(rest: ReadonlyMap<string, number>, restOf: (provider: string) => number): boolean {
  return [...rest].every(([provider, share]) => share === restOf(provider));
}

/** Whole percents; what is left over goes to the first. */
function equalParts(total: number, among: readonly ProviderWeight[]): Map<string, number> {
  const part = Math.floor(total / Math.max(1, among.length));
  return new Map(among.map(({ provider }, index) => [provider, index === 0 ? total - part * (among.length - 1) : part]));
}
