import type { PaidWorkFields } from './paid-work-columns.js';
import { paidWorkReader } from './paid-work-row.js';

const today = Temporal.PlainDate.from('2026-11-22');
const good: PaidWorkFields = {
  clientNumber: 'K1',
  startsOn: '01-03-2025',
  endsOn: '',
  hours: '24',
  kind: 'loondienst',
  withdrawn: '',
};
const read = (changed: Partial<PaidWorkFields> = {}) => paidWorkReader({ today })(3, { ...good, ...changed });

describe('a row of a file of paid work', () => {
  it.each([
    ['24', 24],
    ['24,5', 24.5],
    ['0.5', 0.5],
    ['8,50', 8.5],
    ['60', 60],
    ['', null],
  ])('has "%s" hours a week', (hours, hoursPerWeek) => {
    expect(read({ hours }).row).toMatchObject({ hoursPerWeek });
  });

  it.each([
    ['0', 'hours-impossible'],
    ['60,5', 'hours-impossible'],
    ['240', 'hours-impossible'],
    ['24,55', 'hours-unreadable'],
    ['24 uur', 'hours-unreadable'],
    ['-8', 'hours-unreadable'],
  ])('cannot have "%s" hours a week', (hours, code) => {
    expect(read({ hours })).toMatchObject({ row: null, problems: [{ code, column: 'Uren per week', value: hours }] });
  });

  it.each([
    ['Loondienst', 'employee'],
    ['dienstbetrekking', 'employee'],
    ['ZZP', 'self_employed'],
    ['zelfstandig', 'self_employed'],
  ])('is of the kind "%s"', (kind, known) => {
    expect(read({ kind }).row).toMatchObject({ kind: known });
  });

  it('is taken back whatever its kind and its hours say', () => {
    expect(read({ withdrawn: 'ja', kind: '?', hours: 'veel' })).toMatchObject({ row: { isWithdrawn: true }, problems: [] });
  });
});
