import { FIRST_VALUE, NOT_KNOWN, traitCurves, traitGroups, type CurvesFound, type ShownGroup, type TraitCurves } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { traitOf } from '#libs/profiles';
import { aCohort, type CohortPerson } from '../../../../test/support/outflow-cohort.js';
import { readQuestion, type Choices } from './asking.js';
import { pictureFile } from './chart-file.js';
import { curveChart } from './curve-chart.js';
import { curvesCsv, curvesJson } from './curve-files.js';
import { curveLines } from './curve-lines.js';
import { curvePicture } from './curve-picture.js';
import { chartOf, readOwn, traitPage, type TraitChoices } from './trait.page.js';

const TODAY = Temporal.PlainDate.from('2026-11-21');
const MADE = Temporal.Instant.from('2026-11-21T06:00:00Z');
const trait = traitOf('health.self_rated');
const lead: SignedInStaff = { staffId: 's', name: 'Iris', role: 'team_lead', teamId: 't', clientId: null } as unknown as SignedInStaff;
const question = (choices: Choices = {}) =>
  readQuestion({ vanaf: '2025-01', maanden: '12', ...choices }, lead, [{ id: 't', name: 'Noord' }], TODAY);
const own: TraitChoices = { view: 'werk', clock: 'period' };

const some = (count: number, value: number | null, left?: string): CohortPerson[] =>
  Array.from({ length: count }, () => ({
    traits: { [trait.key]: value === null ? NOT_KNOWN : FIRST_VALUE + value },
    ...(left ? { left } : {}),
  }));
const PEOPLE = [
  ...some(20, 4, '2025-03-01'),
  ...some(20, 4),
  ...some(4, 2, '2025-08-01'),
  ...some(36, 2),
  ...some(15, 1),
  ...some(8, null, '2025-02-01'),
  ...some(12, null),
];
const SHOWN: ShownGroup[] = [
  { keys: ['1'], family: 'barrier', hidden: true },
  { keys: ['2'], family: 'barrier', hidden: false },
  { keys: ['4', '5'], family: 'favourable', hidden: false },
  { keys: ['not-known'], family: 'unknown', hidden: false },
];

function curves(people = PEOPLE, shown = SHOWN): TraitCurves {
  const cohort = aCohort({ people });
  const codes = cohort.trait(trait.key)!;
  const groups = traitGroups(trait);
  return traitCurves({
    cohort, codes, shown, months: 12, grid: 6, clock: 'period', censoring: 'out-of-sight',
    scope: { teamId: null, scheme: null },
    codesOf: (key) => groups.find((group) => group.key === key)?.codes ?? [],
  })!; // prettier-ignore
}
const found = (its = curves()): CurvesFound => ({ state: 'shown', madeAt: MADE, curves: its });
const page = (its: CurvesFound | null = found(), choices: TraitChoices = own, asked = question()) =>
  traitPage({ trait, asked, found: its, own: choices }, TODAY, 'nl');

describe('the page of one trait', () => {
  it('begins with the two groups that answered and are furthest apart', () => {
    expect(page().frame.headline).toBe('Gezondheid: van ‘goed of zeer goed’ vond 50% werk binnen een jaar, van ‘slecht’ 10%');
    expect(page(found(), { view: 'blijft', clock: 'period' }).frame.headline).toBe(
      'Gezondheid: van ‘slecht’ had 90% na een jaar nog een uitkering, van ‘goed of zeer goed’ 50%',
    );
    expect(page(found(curves(PEOPLE, SHOWN.slice(0, 2)))).frame.headline).toBe('Gezondheid: wie vertrekt er wanneer?');
  });

  it('says whether they differ more than chance expects, with the test that says so', () => {
    expect(page().shown).toMatchObject({
      verdict: 'De groepen verschillen: het verschil in werk vinden is groter dan toeval verwacht.',
      test: expect.stringContaining('p < 0,001, chi-kwadraat 16,2, 1 vrijheidsgraad)'),
    });
    const alike = curves([...some(20, 4, '2025-03-01'), ...some(20, 4), ...some(20, 2, '2025-03-01'), ...some(20, 2)]);
    expect(page(found(alike)).shown).toMatchObject({
      verdict: 'Het verschil tussen de groepen kan ook toeval zijn.',
      test: expect.stringContaining('p = 1,000'),
    });
    expect(page(found(curves(PEOPLE, SHOWN.slice(3)))).shown).toMatchObject({
      verdict: 'Er zijn nog geen twee groepen om naast elkaar te zetten.',
      test: null,
    });
  });

  it('has under each line how many are followed, and stops it where those are too few', () => {
    const { table } = page(
      found(
        curves([...PEOPLE, ...some(12, 3, '2025-05-01'), ...some(9, 3)], [...SHOWN, { keys: ['3'], family: 'barrier', hidden: false }]),
      ),
    ).shown!;

    expect(table.months).toEqual(['Eerste dag', 'Na 6 maanden', 'Na 12 maanden']);
    expect(
      table.rows.map(({ name, people, points }) => [
        name,
        people,
        ...points.map((point) => (point ? `${point.value}, ${point.atRisk}` : null)),
      ]),
    ).toEqual([
      ['slecht', '40', '0%, 40 gevolgd', '0%, 40 gevolgd', '10%, 36 gevolgd'],
      ['goed of zeer goed', '40', '0%, 40 gevolgd', '50%, 20 gevolgd', '50%, 20 gevolgd'],
      ['gaat wel', '21', '0%, 21 gevolgd', null, null],
      ['niet bekend', '20', '0%, 20 gevolgd', '40%, 12 gevolgd', '40%, 12 gevolgd'],
      ['Alle mensen', '136', '0%, 136 gevolgd', '29%, 96 gevolgd', '32%, 92 gevolgd'],
    ]);
  });

  it('divides everybody by why the benefit ended, and says for how much of the time there was one', () => {
    const { ends, means } = page().shown!;

    expect(ends.rows[0]!.parts.map(({ kind, x, width, share }) => [kind, x, width, share])).toEqual([
      ['work', '0%', '10%', '10%'],
      ['other', '10%', '0%', '0%'],
      ['outOfSight', '10%', '0%', '0%'],
      ['stays', '10%', '90%', '90%'],
    ]);
    expect(means.map(({ name, mean, median }) => [name, mean, median]).slice(0, 2)).toEqual([
      ['slecht', '11,5 maanden', 'niet binnen deze tijd'],
      ['goed of zeer goed', '7,0 maanden', 'binnen 6 maanden'],
    ]);
  });

  it('carries what was chosen along, and has no file of what is not there', () => {
    const { views, clocks, back, frame } = page(found(), { view: 'blijft', clock: 'period' }, question({ regeling: 'PW' }));

    expect(views.map(({ href }) => href)).toEqual([
      '/uitstroom/kenmerk/health.self_rated?vanaf=2025-01&maanden=12&regeling=PW',
      '/uitstroom/kenmerk/health.self_rated?vanaf=2025-01&maanden=12&regeling=PW&beeld=blijft',
    ]);
    expect(clocks[1]!.href).toContain('beeld=blijft&klok=uitkering');
    expect(back).toBe('/uitstroom?vanaf=2025-01&maanden=12&regeling=PW');
    expect(frame.files.map(({ href }) => /\.(\w+)\?/.exec(href)?.[1])).toEqual(['csv', 'json', 'svg']);
    expect(page({ state: 'no-clock', madeAt: MADE }, { view: 'werk', clock: 'benefit' })).toMatchObject({
      nothing: { title: 'Tellen vanaf het begin van de uitkering kan hier niet' },
      shown: null,
      frame: { files: [] },
    });
  });

  it('takes strange choices for the usual ones', () => {
    expect([readOwn({}), readOwn({ beeld: 'x', klok: 'y' }), readOwn({ beeld: 'blijft', klok: 'uitkering' })]).toEqual([
      own,
      own,
      { view: 'blijft', clock: 'benefit' },
    ]);
  });

  it('never names what is hidden, on the page or in a file', () => {
    const { definitions, ...told } = page();
    const files = [
      JSON.stringify(told),
      curvesCsv(found(), trait, question().question!, [], 'nl'),
      JSON.stringify(curvesJson(found(), trait, question().question!, own, {}, 'nl')),
      curvePicture(chartOf({ trait, curves: curves(), question: question().question!, own }, 'nl'), ''),
    ];

    expect(definitions).not.toBeNull();
    for (const file of files) expect(file).not.toMatch(/zeer slecht|"keys":\["1"\]/);
  });
});

describe('the files of one trait', () => {
  it('have a line for each point in a spreadsheet, and what it is about below', () => {
    const lines = curvesCsv(found(), trait, question().question!, ['Team Noord'], 'nl').split('\r\n');

    expect(lines[3]).toBe('2025-01-01;2025-12-31;Gezondheid;slecht;40;12;36;10,0;3,2;21,5;90,0;75,5;96,1;');
    expect(lines.at(-2)).toBe('2025-01-01;2025-12-31;Gezondheid;;;;;;;;;;;Team Noord');
  });

  it('say why there is nothing', () => {
    const nothing: CurvesFound = { state: 'too-few', madeAt: MADE };

    expect(curvesCsv(nothing, trait, question().question!, [], 'nl')).toContain('Te weinig mensen om te tonen');
    expect(curvesJson(nothing, trait, question().question!, own, {}, 'nl')).toMatchObject({
      state: 'too-few',
      groups: [],
      everybody: null,
    });
  });

  it('have fractions of four digits and stable keys for programs', () => {
    const { groups } = curvesJson(found(), trait, question().question!, own, {}, 'nl');

    expect(groups[0]).toMatchObject({ keys: ['2'], label: 'slecht', people: 40, points: [{ month: 0 }, { month: 6 }, { month: 12, atRisk: 36, work: { value: 0.1, low: 0.0318, high: 0.2149 } }] }); // prettier-ignore
  });

  it('have a picture that stands alone', () => {
    const svg = curvePicture(chartOf({ trait, curves: curves(), question: question().question!, own }, 'nl'), 'maanden');

    expect(pictureFile(svg, { title: 'Gezondheid', lines: ['Noord'], width: 1008 })).not.toMatch(/var\(|class=|href|<script/);
  });
});

describe('the names beside the lines', () => {
  it('lie below each other, each with its own line, however close their ends are', () => {
    const line = curveLines(trait.key, curves(), 'nl').groups[1]!;
    const lines = Array.from({ length: 8 }, (_, at) => ({
      ...line,
      name: at % 2 ? 'een heel lange naam van een groep die op twee regels moet' : 'kort',
    }));
    const { names } = curveChart({ lines, everybody: line, view: 'werk', language: 'nl' });
    const tops = names.map(({ top, words }) => ({ top, bottom: top + 0.06 * words.length }));

    expect(names).toHaveLength(9);
    tops.slice(1).forEach(({ top }, at) => expect(top).toBeGreaterThanOrEqual(tops[at]!.bottom - 1e-9));
    expect(tops.at(-1)!.bottom).toBeLessThanOrEqual(1.11);
  });
});
