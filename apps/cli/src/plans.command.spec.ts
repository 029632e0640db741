import { readCadence, readDate, tell } from './plans.command.js';

describe('what one types to plan check-ins', () => {
  it.each([
    ['28d', 28],
    ['28', 28],
    ['7d', 7],
    ['366d', 366],
  ])('every %s', (text, days) => {
    expect(readCadence(text)).toBe(days);
  });

  it.each(['6d', '367d', '0', '', 'd', '4w', '28 d', '-28d', '7.5d', 'wekelijks'])('cannot be every "%s"', (text) => {
    expect(() => readCadence(text)).toThrow('van 7 tot en met 366');
  });

  it.each(['2026-03-02', '2028-02-29'])('from %s', (text) => {
    expect(readDate(text).toString()).toBe(text);
  });

  it.each(['2026-02-30', '02-03-2026', '2026-3-2', '20260302', '2026-03-02T09:00', 'morgen', ''])('cannot be from "%s"', (text) => {
    expect(() => readDate(text)).toThrow('jjjj-mm-dd');
  });
});

describe('what one reads afterwards', () => {
  it('is how many got a plan, and how many had one', () => {
    expect(tell({ added: 1200, unchanged: 3, different: 0 }, { all: true })).toBe('Toegevoegd: 1.200\nOngewijzigd (had al een plan): 3');
    expect(tell({ added: 0, unchanged: 3, different: 2 }, { all: true })).toContain('waarvan met een ander ritme of kanaal: 2');
  });

  it('is why nothing happened', () => {
    expect(tell({ added: 0, unchanged: 0, different: 0 }, { clientNumber: 'W1' })).toContain('Deze klant heeft nu geen uitkering');
    expect(tell({ added: 0, unchanged: 0, different: 0 }, { all: true })).toContain('niemand met een uitkering');
  });
});
