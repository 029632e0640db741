import type { SelectionCount } from '#libs/planning';
import { carriedOut, criteriaOf, MOST_CONDITIONS, readSelection, selectionField } from './selection.form.js';
import { criteriaInWords, selectionFormPage, selectionPage } from './selections.page.js';

const SENT = {
  naam: 'Schulden',
  kenmerk1: 'finance.debt',
  soort1: 'is',
  antwoord1: '1',
  dagen1: '90',
  kenmerk2: 'workability.self',
  soort2: 'minstens',
  minstens2: '5',
  antwoord2: ['1', '2'],
  maandenvan: '12',
  maandentot: '',
};

describe('the form of a selection', () => {
  it('reads conditions about registered traits, one box or several, and nothing else', () => {
    const { fields } = readSelection({ ...SENT, kenmerk3: 'nationality', kenmerk4: 'health.mental', antwoord4: ['3', '4'] });

    expect(criteriaOf(fields)).toEqual({
      traits: [
        { trait: 'finance.debt', is: [1], notOlderThanDays: 90 },
        { trait: 'workability.self', atLeast: 5, notOlderThanDays: null },
        { trait: 'health.mental', is: [3, 4], notOlderThanDays: null },
      ],
      spell: { monthsAtLeast: 12, monthsAtMost: null },
    });
    expect(criteriaOf(readSelection({}).fields)).toEqual({ traits: [], spell: null });
  });

  it('takes a condition more, as long as there are no five, or one less', () => {
    const { fields, action } = readSelection({ ...SENT, actie: 'erbij', nieuw: 'housing.stability' });
    const more = carriedOut(fields, action);
    expect(more.conditions.map(({ trait }) => trait)).toEqual(['finance.debt', 'workability.self', 'housing.stability']);
    expect(carriedOut(fields, { kind: 'add', trait: 'nationality' })).toEqual(fields);
    expect(carriedOut(fields, readSelection({ actie: 'weg-1' }).action).conditions.map(({ trait }) => trait)).toEqual(['workability.self']);
    const full = { ...fields, conditions: Array.from({ length: MOST_CONDITIONS }, () => fields.conditions[0]!) };
    expect(carriedOut(full, action)).toEqual(full);
  });

  it('keeps when no button says otherwise, as Return in a field does', () => {
    expect(readSelection(SENT).action).toEqual({ kind: 'keep' });
    expect(readSelection({ actie: 'tel' }).action).toEqual({ kind: 'count' });
  });

  it('puts a problem beside what was filled in', () => {
    const { fields } = readSelection(SENT);
    const problems = ['name', 'criteria', 'traits.0.value', 'traits.1.value', 'traits.1.notOlderThanDays', 'spell.monthsAtMost'];

    expect(problems.map((problem) => selectionField(problem, fields))).toEqual([
      'naam',
      'nieuw',
      'antwoord1',
      'minstens2',
      'dagen2',
      'maandentot',
    ]);
  });

  it('asks for more or less only where answers have an order, and says when something is personal', () => {
    const of = (kenmerk1: string) => selectionFormPage({ fields: readSelection({ kenmerk1 }).fields, problems: {}, count: null }, 'nl');

    expect(of('housing.stability').conditions[0]?.comparisons.map(({ value }) => value)).toEqual(['is']);
    expect(of('finance.debt').conditions[0]?.comparisons.map(({ value }) => value)).toEqual(['is', 'minstens', 'hoogstens']);
    expect([of('finance.debt').isSensitive, of('digital.skills').isSensitive]).toEqual([true, false]);
  });
});

describe('a selection', () => {
  const page = (count: SelectionCount) =>
    selectionPage({ id: 's', name: 'x', criteria: { traits: [], spell: { monthsAtLeast: 1 } } }, count, null, 'nl').count;
  const team = (teamName: string, count: number | null) => ({ teamId: teamName, teamName, count });

  it('is told in words that coaches use', () => {
    expect(criteriaInWords(criteriaOf(readSelection(SENT).fields), 'nl')).toEqual([
      'Schulden: heeft schulden of betaalt rekeningen te laat (gezegd in de laatste 90 dagen)',
      'Hoe goed werken nu gaat: ten minste “5”',
      'De uitkering loopt ten minste 12 maanden',
    ]);
    expect(criteriaInWords({ traits: [], spell: { monthsAtLeast: 3, monthsAtMost: 6 } }, 'nl')).toEqual([
      'De uitkering loopt 3 tot en met 6 maanden',
    ]);
  });

  it('shows how many people it touches by team, and never fewer than ten', () => {
    expect(page({ total: 1_210, teams: [team('Noord', 1_000), team('Zuid', 200), team('Oost', 10)] })).toEqual({
      total: '1.210 mensen',
      teams: [
        { name: 'Noord', count: '1.000' },
        { name: 'Zuid', count: '200' },
        { name: 'Oost', count: '10' },
      ],
    });
    expect(page({ total: null, teams: [team('Noord', null)] })).toEqual({
      total: 'Minder dan 10 mensen',
      teams: [{ name: 'Noord', count: 'minder dan 10' }],
    });
  });

  it('gives no total from which a hidden team could be worked out', () => {
    expect(page({ total: 104, teams: [team('Noord', 100), team('Zuid', null)] }).total).toBe('Ten minste 100 mensen');
    expect(page({ total: 118, teams: [team('Noord', 100), team('Zuid', null), team('Oost', null)] }).total).toBe('118 mensen');
  });
});
