import fc from 'fast-check';
import { aDefinition, anItem, say } from '../../../../test/support/factories/questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import type { Item, QuestionnaireDefinition } from './definition.js';
import { differenceBetween, type Difference } from './difference.js';

const items = ['a', 'b', 'c', 'd'].map((key) => anItem(key));
const definition = aDefinition({ items, sections: [{ key: 'werk', title: say('Werk') }] });
const difference = (changed: Partial<QuestionnaireDefinition>) => differenceBetween(definition, { ...definition, ...changed });
const ofItem = (changed: Partial<Item>) => difference({ items: [{ ...anItem('a'), ...changed }, ...items.slice(1)] });
const none: Difference = { item: null, kind: 'words', part: 'title', which: null, language: null, before: null, after: null };

describe('the difference between two definitions', () => {
  it('is nothing when they are equal, whatever the order of their fields', () => {
    expect(differenceBetween(STANDARD_QUESTIONNAIRE, structuredClone(STANDARD_QUESTIONNAIRE))).toEqual([]);
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, part]) => [key, reversed(part)]),
            )
          : value;
    expect(differenceBetween(definition, reversed(definition) as QuestionnaireDefinition)).toEqual([]);
  });

  it.each<[string, Partial<QuestionnaireDefinition>, Partial<Difference>]>([
    ['a title', { title: { ...definition.title, nl: 'Lang' } }, { language: 'nl', before: 'Kort', after: 'Lang' }],
    [
      'a translation that came',
      { purpose: { ...definition.purpose, tr: 'Yardım' } },
      { part: 'purpose', language: 'tr', before: null, after: 'Yardım' },
    ],
    ['how long answers are kept', { retentionMonths: 12 }, { kind: 'setting', part: 'retentionMonths', before: 24, after: 12 }],
    [
      'a legal basis',
      { legalBasis: { ground: 'public_task', article: 'Gemeentewet' } },
      { kind: 'setting', part: 'legalBasis', before: definition.legalBasis!, after: { ground: 'public_task', article: 'Gemeentewet' } },
    ],
    ['how much is asked a month', { maxItemsPerMonth: 9 }, { kind: 'setting', part: 'maxItemsPerMonth', before: null, after: 9 }],
    [
      'the name of a section',
      { sections: [{ key: 'werk', title: { ...say('Werk'), nl: 'Baan' } }] },
      { part: 'section', which: 'werk', language: 'nl', before: 'Werk', after: 'Baan' },
    ],
    [
      'a section that went',
      { sections: [] },
      { kind: 'removed', part: 'section', which: 'werk', before: { key: 'werk', title: say('Werk') } },
    ],
    ['an item that came', { items: [...items, anItem('e')] }, { item: 'e', kind: 'added', part: 'item', after: anItem('e') }],
    ['an item that went', { items: items.slice(1) }, { item: 'a', kind: 'removed', part: 'item', before: anItem('a') }],
  ])('tells of %s', (_, changed, expected) => {
    expect(difference(changed)).toEqual([{ ...none, ...expected }]);
  });

  it.each<[string, Partial<Item>, Partial<Difference>]>([
    [
      'words',
      { wording: { ...say('Gaat het?'), en: 'How so?' } },
      { part: 'wording', language: 'en', before: 'Gaat het? (en)', after: 'How so?' },
    ],
    ['a trait', { trait: 'wellbeing.general' }, { kind: 'setting', part: 'trait', before: null, after: 'wellbeing.general' }],
    [
      'when it is asked',
      { showWhen: { of: 'trait', key: 'x', is: [1] } },
      { kind: 'setting', part: 'showWhen', after: { of: 'trait', key: 'x', is: [1] } },
    ],
    ['how it feeds', { feed: { how: 'reverse' } }, { kind: 'setting', part: 'feed', after: { how: 'reverse' } }],
    ['bounds', { number: { unit: say('uur'), min: 0, max: 40 } }, { kind: 'setting', part: 'number', after: { min: 0, max: 40 } }],
    [
      'an option that went',
      { options: [anItem('a').options[0]!] },
      { kind: 'removed', part: 'option', which: '2', before: anItem('a').options[1]! },
    ],
    [
      'the words of an option',
      { options: [anItem('a').options[0]!, { value: 2, label: { ...say('Nee'), nl: 'Niet' } }] },
      { part: 'option', which: '2', language: 'nl', before: 'Nee', after: 'Niet' },
    ],
    [
      'an option without a value that came',
      { options: [...anItem('a').options, { value: null, state: 'unknown', label: say('Weet ik niet') }] },
      { kind: 'added', part: 'option', which: 'unknown', after: { value: null, state: 'unknown', label: say('Weet ik niet') } },
    ],
    [
      'the order of options',
      { options: anItem('a').options.toReversed() },
      { kind: 'moved', part: 'option', which: '2', before: 2, after: 1 },
    ],
    [
      'a face',
      { options: [{ ...anItem('a').options[0]!, icon: 'face-1' }, anItem('a').options[1]!] },
      { kind: 'setting', part: 'icon', which: '1', after: 'face-1' },
    ],
  ])('tells of an item: %s', (_, changed, expected) => {
    expect(ofItem(changed).filter(({ part }) => part !== 'unit')).toEqual([{ ...none, item: 'a', ...expected }]);
  });

  it('tells of one item that was dragged to the top as one that moved, not of all that it passed', () => {
    expect(difference({ items: [items[3]!, ...items.slice(0, 3)] })).toEqual([
      { ...none, item: 'd', kind: 'moved', part: 'item', before: 4, after: 1 },
    ]);
  });

  it('of another order is only what moved, and putting it there gives that order', () => {
    const keys = STANDARD_QUESTIONNAIRE.items.map(({ key }) => key);
    fc.assert(
      fc.property(fc.shuffledSubarray([...STANDARD_QUESTIONNAIRE.items], { minLength: keys.length, maxLength: keys.length }), (order) => {
        const found = differenceBetween(STANDARD_QUESTIONNAIRE, { ...STANDARD_QUESTIONNAIRE, items: order });
        expect(found.every(({ kind, part }) => kind === 'moved' && part === 'item')).toBe(true);
        const moved = new Set(found.map(({ item }) => item));
        const rest = keys.filter((key) => !moved.has(key));
        for (const { item, after } of found.toSorted((a, b) => Number(a.after) - Number(b.after)))
          rest.splice(Number(after) - 1, 0, String(item));
        expect(rest).toEqual(order.map(({ key }) => key));
      }),
    );
  });

  it('misses nothing: whatever single thing is taken away, something is told', () => {
    const whole = STANDARD_QUESTIONNAIRE as unknown as Record<string, unknown>;
    const paths = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, part]) => [[...path, key], ...paths(part, [...path, key])])
        : [];
    const at = (path: string[]) => path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], whole);
    const optional = paths(whole).filter(
      (path) => path.length > 1 && path.at(-1) !== 'options' && path.at(-1) !== 'key' && at(path) !== null,
    );
    for (const path of optional) {
      const changed = structuredClone(whole);
      const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, changed);
      if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
      else if (path.at(-1) === 'wording' || path.at(-1) === 'label') parent[path.at(-1) as string] = say('Anders');
      else delete parent[path.at(-1) as string];
      expect([path, differenceBetween(STANDARD_QUESTIONNAIRE, changed as unknown as QuestionnaireDefinition).length > 0]).toEqual([
        path,
        true,
      ]);
    }
  });
});
