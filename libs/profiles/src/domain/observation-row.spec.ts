import { localInstant } from '#libs/platform';
import fc from 'fast-check';
import type { ObservationFields } from './observation-columns.js';
import { tellObservationProblem } from './observation-problems.js';
import { observationReader, type ReadingRules } from './observation-row.js';
import { TRAITS } from './traits.js';

const at = (date: string, time = '12:00') => localInstant(Temporal.PlainDate.from(date), time);
const rules: ReadingRules = { now: at('2026-11-22', '10:00'), oldestKept: at('2019-11-22', '10:00'), closedTraits: new Set() };
const good: ObservationFields = {
  clientNumber: 'K1',
  trait: 'health.self_rated',
  value: '3',
  date: '01-10-2026',
  time: '',
  source: 'zelf',
};
const read = (changed: Partial<ObservationFields>, given: Partial<ReadingRules> = {}) =>
  observationReader({ ...rules, ...given })(12, { ...good, ...changed });
const problems = (changed: Partial<ObservationFields>, given: Partial<ReadingRules> = {}) =>
  read(changed, given).problems.map(({ column, code }) => `${column}: ${code}`);

describe('a row of observations', () => {
  it('says what somebody said of one trait on one day', () => {
    expect(read({})).toEqual({
      row: {
        line: 12,
        clientNumber: 'K1',
        trait: 'health.self_rated',
        state: 'answered',
        value: 3,
        observedAt: '2026-09-30T22:00:00Z',
        source: 'self_report',
      },
      problems: [],
    });
  });

  it.each([
    ['3', 'answered', 3],
    ['3,0', 'answered', 3],
    ['gaat wel', 'answered', 3],
    ['Zeer  goed', 'answered', 5],
    ['weigert', 'refused', null],
    ['Weet niet', 'unknown', null],
  ])('knows the value %j', (value, state, number) => {
    expect(read({ value }).row).toMatchObject({ state, value: number });
  });

  it.each(['0', '6', '3,5', '-3', '03', 'prima', 'onbekend', '1e1', '3 4'])('does not guess at the value %j', (value) => {
    expect(problems({ value })).toEqual(['Waarde: value-off-scale']);
  });

  it('knows a trait by its key and by the words that staff read', () => {
    expect(['HEALTH.SELF_RATED', 'gezondheid', 'Health'].map((trait) => read({ trait }).row?.trait)).toEqual(
      Array<string>(3).fill('health.self_rated'),
    );
  });

  it.each([
    ['health.selfrated', 'dit kenmerk kennen wij niet; bedoelt u "health.self_rated"?'],
    ['Gezondhied', 'dit kenmerk kennen wij niet; bedoelt u "health.self_rated"?'],
    ['nationaliteit', 'dit kenmerk kennen wij niet'],
  ])('suggests what %s may have meant, when something is near', (trait, reason) => {
    expect(read({ trait }).problems.map((problem) => tellObservationProblem(problem).reason)).toEqual([reason]);
  });

  it.each([
    ['zelf', 'self_report', '2026-10-01T12:30:00Z'],
    ['Klantmanager', 'professional', '2026-10-01T12:30:01Z'],
    ['coach', 'professional', '2026-10-01T12:30:01Z'],
    ['import', 'import', '2026-10-01T12:30:02Z'],
  ])('by %s stands in a second of its own', (source, kept, observedAt) => {
    expect(read({ source, time: '14:30' }).row).toMatchObject({ source: kept, observedAt });
    expect(read({ source, date: '2026-10-01 14:30' }).row).toMatchObject({ observedAt });
  });

  // 2026-03-29 has no half past two at night, 2026-10-25 has two of them.
  it.each([
    ['2026-03-28', '', '2026-03-27T23:00:00Z'],
    ['2026-03-29', '', '2026-03-28T23:00:00Z'],
    ['2026-03-30', '', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '', '2026-10-24T22:00:00Z'],
    ['2026-10-26', '', '2026-10-25T23:00:00Z'],
    ['2026-03-29', '2:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['2026-11-22', '', '2026-11-21T23:00:00Z'],
  ])('on %s %s was at %s', (date, time, observedAt) => {
    expect(read({ date, time }).row?.observedAt).toBe(observedAt);
  });

  it.each<[string, Partial<ObservationFields>, string[]]>([
    ['is empty', { clientNumber: '', value: '' }, ['Klantnummer: missing', 'Waarde: missing']],
    ['has a day that does not exist', { date: '31-02-2026' }, ['Datum: date-nonexistent']],
    ['has half a date', { date: 'okt 2026' }, ['Datum: date-unreadable']],
    ['has an impossible time', { time: '25:00' }, ['Tijd: time-unreadable']],
    ['has seconds', { date: '01-10-2026 10:00:01' }, ['Datum: time-unreadable']],
    ['is of tomorrow', { date: '23-11-2026' }, ['Datum: date-in-future']],
    ['is of later today', { date: '22-11-2026', time: '10:01' }, ['Datum: date-in-future']],
    ['is older than is kept', { date: '22-11-2019' }, ['Datum: date-too-old']],
    ['has another source', { source: 'buurvrouw' }, ['Bron: source-unknown']],
    [
      'has everything wrong',
      { trait: 'leeftijd', date: '1', source: 'x', clientNumber: '' },
      ['Klantnummer: missing', 'Kenmerk: trait-unknown', 'Bron: source-unknown', 'Datum: date-unreadable'],
    ],
  ])('is refused when it %s', (_, changed, expected) => {
    expect(read(changed).row).toBeNull();
    expect(problems(changed)).toEqual(expected);
  });

  it('is refused when its trait belongs to a module that is off', () => {
    expect(problems({}, { closedTraits: new Set(['health.self_rated']) })).toEqual(['Kenmerk: module-off']);
  });

  it('never brings in anything that is not registered, whatever is written', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('3', 'zelf', 'Gezondheid', '01-10-2026', '', 'weigert'));
    fc.assert(
      fc.property(fc.record({ clientNumber: cell, trait: cell, value: cell, date: cell, time: cell, source: cell }), (fields) => {
        const { row, problems: found } = observationReader(rules)(1, fields);
        if (!row) return expect(found.length).toBeGreaterThan(0);
        const trait = TRAITS.find(({ key }) => key === row.trait);
        expect(row.state !== 'answered' || trait?.levels.some(({ value }) => value === row.value)).toBe(true);
      }),
    );
  });
});
