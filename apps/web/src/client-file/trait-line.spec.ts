import { TRAITS, traitOf } from '#libs/profiles';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '#libs/platform';
import { runsOf, traitLine, valuesFromTop, type HeardAt } from './trait-line.js';

const DAY = 86_400_000;
const span = { from: 0, to: 1000 * DAY };
const health = traitOf('health.self_rated');
const said = (day: number, value: number): HeardAt => ({ at: day * DAY, state: 'answered', value });
const refused = (day: number): HeardAt => ({ at: day * DAY, state: 'refused', value: null });
const lineOf = (heard: HeardAt[], unheard: number[] = [], trait = health) =>
  traitLine(trait, { heard, unheard: unheard.map((day) => ({ at: day * DAY, why: 'silent' })), usual: null }, span);

describe('one trait as a line', () => {
  it('joins answers of which the first still counted when the second came, and draws each on its own level', () => {
    expect(lineOf([said(0, 5), said(80, 3), said(160, 1)]).line).toBe('M0 10L80 50L160 90');
  });

  it('is broken after the validity of the trait, to the day', () => {
    expect(lineOf([said(0, 5), said(89, 3)]).line).not.toBe('');
    expect(lineOf([said(0, 5), said(90, 3)])).toMatchObject({ line: '', points: 'M0 10h0', latest: 'M90 50h0' });
  });

  it('is broken where the client would rather not say, however short it was ago', () => {
    expect(lineOf([said(0, 5), refused(10), said(20, 5), said(30, 4)]).line).toBe('M20 10L30 30');
  });

  it('is broken where a question got no answer, and goes on after it', () => {
    expect(lineOf([said(0, 5), said(40, 3), said(60, 3)], [20]).line).toBe('M40 50L60 50');
  });

  it('takes a silence before the first and after the last answer as nothing in between', () => {
    expect(lineOf([said(10, 5), said(40, 3)], [5, 50]).line).toBe('M10 10L40 50');
  });

  it('has better on top, also where a lower number is better', () => {
    expect(valuesFromTop(health)).toEqual([5, 4, 3, 2, 1]);
    expect(valuesFromTop(traitOf('health.mental'))).toEqual([1, 2, 3, 4]);
  });

  it('has points and no line where the answers are no scale', () => {
    expect(lineOf([said(0, 1), said(10, 2)], [], traitOf('care.childcare'))).toMatchObject({
      line: '',
      points: expect.stringMatching(/^M0/),
    });
  });

  it('draws one answer as one point, and nothing for none', () => {
    expect(lineOf([said(500, 3)])).toMatchObject({ line: '', points: '', latest: 'M500 50h0' });
    expect(lineOf([])).toMatchObject({ line: '', points: '', latest: '' });
  });

  it('puts what is usual over whole levels and what stands in the way behind them', () => {
    const drawn = traitLine(health, { heard: [], unheard: [], usual: { lowest: 3, highest: 4 } }, span);
    expect(drawn.usual).toEqual({ y: '20', height: '40' });
    expect(drawn.barriers).toEqual([
      { y: '40', height: '20', barrier: 'some' },
      { y: '60', height: '40', barrier: 'severe' },
    ]);
  });

  it('leaves out what is older than the picture', () => {
    expect(
      traitLine(health, { heard: [said(10, 5), said(40, 3)], unheard: [], usual: null }, { from: 20 * DAY, to: 60 * DAY }),
    ).toMatchObject({
      line: '',
      latest: 'M500 50h0',
    });
  });

  const histories = fc
    .array(fc.record({ day: fc.nat(900), value: fc.option(fc.integer({ min: 1, max: 5 })) }), { maxLength: 40 })
    .map((all) =>
      [...new Map(all.map((one) => [one.day, one])).values()]
        .toSorted((a, b) => a.day - b.day)
        .map(({ day, value }): HeardAt => (value === null ? refused(day) : said(day, value))),
    );

  it('never bridges a gap, and never loses an answer', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat(900), { maxLength: 20 }), (heard, silent) => {
        const runs = runsOf(
          heard,
          silent.map((day) => ({ at: day * DAY, why: 'silent' })),
          90 * DAY,
        );
        expect(runs.flat()).toEqual(heard.filter(({ value }) => value !== null).map(({ at, value }) => ({ at, value })));
        for (const run of runs)
          run.slice(1).forEach(({ at }, index) => {
            const before = run[index]?.at ?? at;
            expect(at - before).toBeLessThan(90 * DAY);
            expect(silent.filter((day) => day * DAY > before && day * DAY < at)).toEqual([]);
            expect(heard.filter((one) => one.value === null && one.at > before && one.at < at)).toEqual([]);
          });
      }),
    );
  });
});

describe('the names beside a line', () => {
  it('stand beside their levels for every trait that is registered: their heights are in the style sheet and in the view', () => {
    const read = (file: string) => readFileSync(path.join(PROJECT_ROOT, 'apps/web', file), 'utf8');
    const [style, view] = [read('assets/styles/staff/client-course.css'), read('views/partials/course/line.hbs')];
    const sizes = [...new Set(TRAITS.flatMap(({ bands }) => bands.map(({ values }) => values.length)))];
    expect(sizes.filter((size) => !style.includes(`.wp-line__level--${size} {`))).toEqual([]);
    expect(sizes.filter((size) => !new RegExp(`wp-line__level--${size}\\b`).test(view))).toEqual([]);
  });

  it('hold every level of a trait once, side by side: otherwise a name would stand beside another level', () => {
    for (const trait of TRAITS) {
      const values = valuesFromTop(trait);
      const rows = trait.bands.map(({ values: inside }) => inside.map((value) => values.indexOf(value)).toSorted((a, b) => a - b));
      expect([trait.key, rows.flat().toSorted((a, b) => a - b)]).toEqual([trait.key, values.map((_, row) => row)]);
      for (const row of rows) expect((row.at(-1) ?? 0) - (row[0] ?? 0)).toBe(row.length - 1);
    }
  });
});
