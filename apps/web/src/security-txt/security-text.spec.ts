import fc from 'fast-check';
import { securityText } from './security-text.js';

const URL = 'https://checkin.gemeente.example';
const CONTACT = 'mailto:security@gemeente.example';

describe('security.txt', () => {
  it('says whom to tell, until when, in which languages and where it lives', () => {
    expect(securityText(Temporal.Instant.from('2026-11-21T18:30:00Z'), URL, CONTACT)).toBe(
      [
        'Contact: mailto:security@gemeente.example',
        'Expires: 2027-10-01T00:00:00Z',
        'Preferred-Languages: nl, en',
        'Canonical: https://checkin.gemeente.example/.well-known/security.txt',
        '',
      ].join('\n'),
    );
  });

  it('counts from the month it is in UTC', () => {
    expect(expiresOf(Temporal.Instant.from('2026-01-31T23:59:59Z')).toString()).toBe('2026-12-01T00:00:00Z');
    expect(expiresOf(Temporal.Instant.from('2026-02-01T00:00:00Z')).toString()).toBe('2027-01-01T00:00:00Z');
  });

  it('is never about to expire, and never valid for a year or more', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) }), (ms) => {
        const now = Temporal.Instant.fromEpochMilliseconds(ms);
        const days = now.until(expiresOf(now)).total('days');
        return days > 300 && days < 365;
      }),
    );
  });
});

function expiresOf(now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.from(String(/^Expires: (.+)$/m.exec(securityText(now, URL, CONTACT))?.[1]));
}
