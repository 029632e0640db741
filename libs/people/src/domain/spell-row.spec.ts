import fc from 'fast-check';
import { END_REASONS } from './end-reasons.js';
import type { SpellFields } from './spell-columns.js';
import { spellReader } from './spell-row.js';

const today = Temporal.PlainDate.from('2026-11-22');
const own = new Map([['baan', 'WORK_EMPLOYED'] as const]);
const good: SpellFields = {
  clientNumber: 'K1',
  unitNumber: '',
  spellNumber: '',
  scheme: 'Participatiewet',
  startsOn: '1-3-2020',
  endsOn: '2023-06-01',
  endReason: 'Opleiding',
  withdrawn: '',
};
const read = (changed: Partial<SpellFields> = {}) => spellReader({ today, own })(12, { ...good, ...changed });
const codes = (changed: Partial<SpellFields>) => read(changed).problems.map(({ code }) => code);

describe('a row of a file of benefits', () => {
  it('is a benefit, with what was not told as not told', () => {
    expect(read()).toEqual({
      row: {
        line: 12,
        clientNumber: 'K1',
        unitNumber: null,
        spellNumber: null,
        scheme: 'PW',
        startsOn: '2020-03-01',
        endsOn: '2023-06-01',
        endReason: 'EDUCATION',
        endReasonLiteral: 'Opleiding',
        isWithdrawn: false,
      },
      problems: [],
    });
    expect(read({ endsOn: '', endReason: '' }).row).toMatchObject({ endsOn: null, endReason: null, endReasonLiteral: null });
  });

  it('is read by what the office told of its own words first, then by ours', () => {
    expect(read({ endReason: 'Baan' }).row).toMatchObject({ endReason: 'WORK_EMPLOYED', endReasonLiteral: 'Baan' });
    expect(read({ endReason: 'OVERLEDEN' }).row).toMatchObject({ endReason: 'DECEASED' });
    expect(read({ endReason: '07' })).toMatchObject({
      row: { endReason: 'UNKNOWN', endReasonLiteral: '07' },
      problems: [{ code: 'end-reason-unknown' }],
    });
  });

  it.each(['ja', 'Ja', 'J', 'x', '1', 'WAAR'])('never was when it says "%s", whatever else stands in it', (withdrawn) => {
    const { row, problems } = read({ withdrawn, scheme: '', endsOn: '31-31-2023', endReason: 'iets' });
    expect(problems).toEqual([]);
    expect(row).toMatchObject({ isWithdrawn: true, startsOn: '2020-03-01', endsOn: null });
  });

  it.each(['nee', '', 'N', '0', 'onwaar'])('was when it says "%s"', (withdrawn) => {
    expect(read({ withdrawn }).row).toMatchObject({ isWithdrawn: false });
  });

  it.each<[Partial<SpellFields>, string[]]>([
    [{ startsOn: '22-12-2026', endsOn: '', endReason: '' }, []],
    [{ startsOn: '23-12-2026', endsOn: '', endReason: '' }, ['date-far-ahead']],
    [{ startsOn: '22-11-1966' }, []],
    [{ startsOn: '21-11-1966' }, ['date-too-old']],
    [{ endsOn: '2-3-2020' }, []],
    [{ endsOn: '1-3-2020' }, ['end-before-start']],
    [{ endsOn: '' }, ['reason-without-end']],
    [{ clientNumber: '', scheme: '', startsOn: '', endsOn: '', endReason: '' }, ['missing', 'missing', 'missing']],
  ])('%j has problems %j', (changed, problems) => {
    expect(codes(changed)).toEqual(problems);
  });

  it('never throws, names a column of the file for every problem, and is refused exactly when something is refused', () => {
    const cell = fc.oneof(fc.constantFrom('', 'ja', 'PW', '1-3-2020', '31-2-2020', 'Overleden', ...END_REASONS), fc.string());
    const fields = fc.record<SpellFields>({
      clientNumber: cell, unitNumber: cell, spellNumber: cell, scheme: cell, startsOn: cell, endsOn: cell, endReason: cell, withdrawn: cell,
    }); // prettier-ignore
    const remarks = ['scheme-unknown', 'end-reason-unknown', 'end-reason-missing'];
    fc.assert(
      fc.property(fields, (given) => {
        const { row, problems } = spellReader({ today, own })(1, given);
        expect(row === null).toBe(problems.some(({ code }) => !remarks.includes(code)));
        expect(problems.every(({ column }) => column !== '')).toBe(true);
        if (row?.endsOn) expect(row.endsOn > row.startsOn).toBe(true);
        if (row) expect(row.endReason === null).toBe(row.endsOn === null);
      }),
    );
  });
});
