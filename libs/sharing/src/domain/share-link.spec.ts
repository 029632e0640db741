import fc from 'fast-check';
import { isPass, passFor, readYear, shareLinkState, stateWithPass } from './share-link.js';

const today = Temporal.PlainDate.from('2026-11-02');
const noon = Temporal.Instant.from('2026-11-02T11:00:00Z');

describe('the year that somebody types', () => {
  it.each([
    ['1980', 1980],
    [' 1980 ', 1980],
    ['3-5-1980', 1980],
    ['ik ben van 1980', 1980],
    ['١٩٨٠', 1980],
    ['۱۹۸۰', 1980],
    ['2026', 2026],
  ])('is read in "%s"', (typed, year) => expect(readYear(typed, today)).toBe(year));

  it.each(['', 'test', '80', '19800', '0000', '2027', '1905', '1980 1981', '1-2-3-1980'])(
    'is none in "%s", and so no wrong attempt',
    (typed) => expect(readYear(typed, today)).toBeNull(),
  );

  it('is total, and never outside a life', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const year = readYear(typed, today);
        expect(year === null || (year >= 1906 && year <= 2026)).toBe(true);
      }),
    );
  });
});

describe('a link to what was shared', () => {
  const link = { expiresAt: noon, closedAt: null, birthYear: 1980 };
  const before = noon.subtract({ nanoseconds: 1 });

  it('is open until the moment it expires; who has shown the year has an hour more', () => {
    expect([shareLinkState(link, before), shareLinkState(link, noon)]).toEqual(['open', 'expired']);
    expect(stateWithPass(link, noon)).toBe('open');
    expect(stateWithPass(link, noon.add({ hours: 1 }))).toBe('expired');
  });

  it('is closed to everybody once it is, and proves nothing without a year of birth', () => {
    expect(stateWithPass({ ...link, closedAt: before }, before)).toBe('closed');
    expect(shareLinkState({ ...link, birthYear: null }, before)).toBe('together');
  });

  it('has a pass that opens no other link, and none without the secret', () => {
    const pass = passFor('one', 'secret');
    expect(isPass(pass, 'one', 'secret')).toBe(true);
    for (const [given, id, secret] of [
      [pass, 'other', 'secret'],
      [pass, 'one', 'another'],
      ['', 'one', 'secret'],
      [`${pass}x`, 'one', 'secret'],
      ['é'.repeat(20), 'one', 'secret'],
    ] as const)
      expect(isPass(given, id, secret)).toBe(false);
    expect(pass).not.toContain('1980');
  });
});
