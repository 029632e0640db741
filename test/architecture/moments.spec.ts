import { runInNewContext } from 'node:vm';

describe('in a test, two moments', () => {
  const noon = Temporal.Instant.from('2026-11-02T11:00:00Z');
  const monday = Temporal.PlainDate.from('2026-11-02');

  it('are equal when they are the same, wherever they were made', () => {
    expect({ at: noon, on: [monday] }).toEqual({
      at: Temporal.Instant.from('2026-11-02T12:00:00+01:00'),
      on: [Temporal.PlainDate.from('2026-11-02')],
    });
  });

  it('are equal when one came out of a program of its own', () => {
    const elsewhere = runInNewContext(`Temporal.Instant.from('2026-11-02T11:00:00Z')`) as Temporal.Instant;
    expect(elsewhere).toEqual(noon);
    expect({ at: elsewhere }).not.toMatchObject({ at: noon.add({ seconds: 1 }) });
  });

  it.each([
    ['another moment', noon, noon.add({ nanoseconds: 1 })],
    ['another day', monday, monday.add({ days: 1 })],
    ['another length', Temporal.Duration.from('PT1H'), Temporal.Duration.from('PT2H')],
    ['no moment', noon, null],
  ])('differ when one is %s', (_, one, other) => {
    expect(one).not.toEqual(other);
    expect({ at: one }).not.toMatchObject({ at: other });
    expect([one]).not.toEqual([other]);
  });
});
