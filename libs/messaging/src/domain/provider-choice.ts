/** A provider that is part of the choice, and the part of a channel's messages it gets, in percent. */
export interface ProviderWeight {
  provider: string;
  share: number;
}

/** What a provider keeps when the messages are led around it: enough to see that it is well again, little enough to do little harm. */
export const PROBE_SHARE = 5;

/**
 * Chooses by weight. A second try prefers a provider that was not tried yet, unless messages are being led around that one:
 * then the weights alone decide, for a provider that refused a moment ago is better than one that is ill.
 * @param chance from 0 to 1. @returns null only when there is nothing to choose from
 */
export function chooseProvider(weights: readonly ProviderWeight[], tried: readonly string[], chance: number): string | null {
  const untried = weights.filter(({ provider, share }) => !tried.includes(provider) && share > PROBE_SHARE);
  const candidates = tried.length > 0 && untried.length > 0 ? untried : weights;
  const total = candidates.reduce((sum, { share }) => sum + Math.max(0, share), 0);
  if (total === 0) return candidates[0]?.provider ?? null;
  let left = Math.min(Math.max(chance, 0), 1) * total;
  for (const { provider, share } of candidates) {
    left -= Math.max(0, share);
    if (left < 0) return provider;
  }
  return candidates.findLast(({ share }) => share > 0)?.provider ?? null;
}

/**
 * A number from 0 to 1 that is always the same for an address, and evenly spread over addresses (FNV-1a): whoever trusts the number that wrote
 * last time should get the next message from it as well.
 */
export function steadyChance(address: string): number {
  let hash = 0x811c9dc5;
  for (const letter of address) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  // The last letters of two numbers are often all that differs: one more round mixes them through.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}

/** The same messages for everybody when nobody has decided otherwise. Whole percents that make 100; what is left over goes to the first. */
export function equalShares(providers: readonly string[]): ProviderWeight[] {
  const share = Math.floor(100 / Math.max(1, providers.length));
  return providers.map((provider, index) => ({ provider, share: index === 0 ? 100 - share * (providers.length - 1) : share }));
}
