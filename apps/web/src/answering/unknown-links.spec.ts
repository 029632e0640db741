import { UnknownLinks } from './unknown-links.js';

const NOW = Temporal.Instant.from('2026-11-02T10:00:00Z');
const fail = (links: UnknownLinks, address: string, times: number, now = NOW) =>
  Array.from({ length: times }, () => links.areTooMany(address, now)).filter(Boolean).length;

describe('counting links that lead nowhere', () => {
  it('leaves who mistypes in peace: thirty times in a quarter of an hour', () => {
    expect(fail(new UnknownLinks(), '192.0.2.1', 30)).toBe(0);
  });

  it('refuses the next', () => {
    expect(fail(new UnknownLinks(), '192.0.2.1', 33)).toBe(3);
  });

  it('does not hold it against another address', () => {
    const links = new UnknownLinks();
    fail(links, '192.0.2.1', 100);
    expect(links.areTooMany('192.0.2.2', NOW)).toBe(false);
  });

  it('begins anew after a quarter of an hour, counted from the first', () => {
    const links = new UnknownLinks();
    fail(links, '192.0.2.1', 31);
    expect(links.areTooMany('192.0.2.1', NOW.add({ minutes: 14 }))).toBe(true);
    expect(links.areTooMany('192.0.2.1', NOW.add({ minutes: 15 }))).toBe(false);
  });

  it('remembers no more than ten thousand addresses, and forgets the quietest first', () => {
    const links = new UnknownLinks();
    fail(links, 'loud', 40);
    fail(links, 'quiet', 40);
    for (let n = 0; n < 9_999; n += 1) {
      links.areTooMany(`address ${n}`, NOW);
      links.areTooMany('loud', NOW);
    }
    expect([links.areTooMany('loud', NOW), links.areTooMany('quiet', NOW)]).toEqual([true, false]);
  });
});
