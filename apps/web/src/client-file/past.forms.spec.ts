import { lookOf, pastForm, readPast, type PastQuestion } from './past.forms.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const read = (fields: { op?: string; bekend?: string }) => readPast(fields, now) as PastQuestion;

describe('a day to look at', () => {
  it('is today, by what is known now, when nothing is chosen', () => {
    expect(read({}).day.toString()).toBe('2026-11-02');
    expect(read({}).known).toBeNull();
    expect(read({ op: ' ', bekend: '' }).knownBefore.toString()).toBe('2026-11-02T09:00:00.000000001Z');
  });

  it.each([
    ['in winter', '2026-01-15', '2026-01-15T23:00:00Z'],
    ['in summer', '2026-07-15', '2026-07-15T22:00:00Z'],
    ['of 23 hours', '2026-03-29', '2026-03-29T22:00:00Z'],
    ['of 25 hours', '2026-10-25', '2026-10-25T23:00:00Z'],
    ['before the day of 25 hours', '2026-10-24', '2026-10-24T22:00:00Z'],
    ['the leap day', '2024-02-29', '2024-02-29T23:00:00Z'],
  ])('%s ends at midnight at the office', (_, op, end) => {
    expect(read({ op }).trueBefore.toString()).toBe(end);
    expect(read({ bekend: op }).knownBefore.toString()).toBe(end);
  });

  it('may be typed as people type it', () => {
    expect(read({ op: '3-5-2026' }).day.toString()).toBe('2026-05-03');
  });

  it.each(['morgen', '2026-02-30', '31-4-2026', '20260301', "2026-01-01'; --"])('is none when it says %s', (op) => {
    expect(readPast({ op }, now)).toEqual({ problems: { op: 'client-past.form.unreadable' } });
    expect(readPast({ bekend: op }, now)).toEqual({ problems: { bekend: 'client-past.form.unreadable' } });
  });

  it('cannot be one that has not been', () => {
    expect(readPast({ op: '2026-11-03', bekend: '2027-01-01' }, now)).toEqual({
      problems: { op: 'client-past.form.in-future', bekend: 'client-past.form.in-future' },
    });
  });

  it('is tomorrow already at the office when it is not yet in Greenwich', () => {
    expect(readPast({ op: '2026-07-02' }, Temporal.Instant.from('2026-07-01T22:30:00Z'))).toHaveProperty('day');
  });

  it('comes back as it was typed when it cannot be read, with the error beside it', () => {
    const fields = { op: 'morgen', bekend: '2026-05-01' };
    expect(pastForm('1', fields, readPast(fields, now), now, 'nl')).toMatchObject({
      hasError: true,
      op: { value: 'morgen', error: 'Vul een datum in, bijvoorbeeld 3-5-2026.' },
      bekend: { value: '2026-05-01', error: null },
    });
  });

  it('is written down as what was looked at', () => {
    expect(lookOf(read({ op: '2026-03-01', bekend: '2026-06-01' }))).toBe('profile-as-of-2026-03-01-known-on-2026-06-01');
    expect(lookOf(read({ op: '2026-03-01' }))).toBe('profile-as-of-2026-03-01');
    expect(lookOf(readPast({ op: 'x' }, now))).toBe('profile-as-of');
  });
});
