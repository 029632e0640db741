import { createHmac, timingSafeEqual } from 'node:crypto';

/** `closed`: too many wrong years; `together`: no year of birth is known (any more), so nothing can prove who reads. */
export type ShareLinkState = 'open' | 'expired' | 'closed' | 'together';

/** Who is reading when the link expires is not cut off: with the proof in hand an answer is taken for so much longer. */
export const GRACE = Temporal.Duration.from({ hours: 1 });
const OLDEST = 120;

export interface ShareLinkTimes {
  expiresAt: Temporal.Instant;
  closedAt: Temporal.Instant | null;
  birthYear: number | null;
}

/** Where following a link to what was shared leads. */
export function shareLinkState({ expiresAt, closedAt, birthYear }: ShareLinkTimes, now: Temporal.Instant): ShareLinkState {
  if (closedAt !== null) return 'closed';
  if (Temporal.Instant.compare(now, expiresAt) >= 0) return 'expired';
  return birthYear === null ? 'together' : 'open';
}

/** The same for who has shown the year before, on the page that lies open in front of them. */
export function stateWithPass(link: ShareLinkTimes, now: Temporal.Instant): ShareLinkState {
  return shareLinkState({ ...link, expiresAt: link.expiresAt.add(GRACE) }, now);
}

/**
 * The year that somebody types: `1980`, `3-5-1980`, ١٩٨٠. Null when it cannot be a year of birth: that is a mistake in typing, or a machine that
 * fills in whatever it finds, and never counts as a wrong attempt.
 */
export function readYear(typed: string, today: Temporal.PlainDate): number | null {
  const found = westernDigits(typed).match(/\d+/g) ?? [];
  const [year, ...others] = found.filter((digits) => digits.length === 4).map(Number);
  if (year === undefined || others.length > 0 || found.length > 3) return null;
  return year <= today.year && year >= today.year - OLDEST ? year : null;
}

/** Telephones in Arabic, Persian and Urdu write numbers with digits of their own. */
function westernDigits(text: string): string {
  return text
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

/**
 * What stands in the forms of a page that was opened with the right year, in place of the year itself: it proves that this link was opened, and
 * says nothing about anybody. It opens no other link, and ends with its own.
 */
export function passFor(linkId: string, secret: string): string {
  return createHmac('sha256', secret).update(`what was shared, behind ${linkId}`).digest('base64url');
}

export function isPass(given: string, linkId: string, secret: string): boolean {
  const [theirs, ours] = [Buffer.from(given), Buffer.from(passFor(linkId, secret))];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}
