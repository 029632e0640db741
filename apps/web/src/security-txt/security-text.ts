const MONTHS_VALID = 11;

/**
 * `/.well-known/security.txt` (RFC 9116): whom to tell about a leak. Expires is asked for and should lie less than a year ahead; it is
 * computed while serving, on the first of a month, so that it never runs out and caches see the same text for weeks.
 * @param publicUrl without a slash at the end
 * @param contact `mailto:…` or `https://…`
 */
export function securityText(now: Temporal.Instant, publicUrl: string, contact: string): string {
  const expires = now.toZonedDateTimeISO('UTC').toPlainDate().with({ day: 1 }).add({ months: MONTHS_VALID });
  return [
    `Contact: ${contact}`,
    `Expires: ${expires.toString()}T00:00:00Z`,
    'Preferred-Languages: nl, en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n');
}
