/** The places of the world whose clock we know, as IANA names, in order. */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'));

export function isTimeZone(name: string): boolean {
  return TIME_ZONES.includes(name);
}
