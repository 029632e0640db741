import { INSTRUMENTS, STANDARD_QUESTIONNAIRE, type Condition, type Item } from '#libs/questionnaires';
import fc from 'fast-check';
import { conditionOf, fieldsOfCondition } from './condition.form.js';
import { carriedOut, fieldsOfItem, LOOKS, newFields, readItem } from './item.form.js';
import { itemFrom } from './item-from-form.js';

const ITEMS = [
  ...STANDARD_QUESTIONNAIRE.items,
  ...INSTRUMENTS.flatMap((instrument) => (instrument.words === 'here' ? instrument.definition.items : [])),
];

describe('the form of a question', () => {
  it.each(ITEMS.map((item) => [item.key, item] as const))(
    'says of %s what it is, and no more: saved as it stands nothing changes',
    (_, item) => {
      expect(itemFrom(fieldsOfItem(item), item, [])).toEqual({ item, problems: {} });
    },
  );

  it('keeps what it has no place for: a deeper condition, a table over numbers', () => {
    const showWhen: Condition = {
      any: [{ all: [{ of: 'trait', key: 'finance.debt', is: [2] }] }, { of: 'item', key: 'a', state: 'refused' }],
    };
    const item: Item = {
      key: 'b',
      trait: 'workability.self',
      kind: 'number',
      wording: { nl: 'Hoeveel?', en: 'How many?' },
      options: [],
      number: { unit: { nl: 'uur', en: 'hours' }, min: 0, max: 9 },
      feed: { how: 'map', values: { 0: 0, 9: 10 } },
      showWhen,
    };
    expect(itemFrom(fieldsOfItem(item), item, [])).toEqual({ item, problems: {} });
  });

  it('gives a new question a key of its own, which is the trait as long as no other has it', () => {
    const fields = {
      ...newFields('keuze'),
      wording: { ...newFields('keuze').wording, nl: 'Hééft u ’n fiets?' },
      trait: 'mobility.transport',
    };
    const keyBeside = (...taken: string[]) => itemFrom(fields, null, taken).item.key;
    expect(keyBeside()).toBe('mobility.transport');
    expect(keyBeside('mobility.transport')).toBe('heeft-u-n-fiets');
    expect(keyBeside('mobility.transport', 'heeft-u-n-fiets')).toBe('heeft-u-n-fiets-2');
  });

  it('reads whatever is sent, and never throws', () => {
    const sent = fc.dictionary(
      fc.constantFrom(
        'soort',
        'vraag-nl',
        'keuze-1-nl',
        'keuze-1-waarde',
        'keuze-2-nl',
        'laagste',
        'hoogste',
        'minst',
        'vanaf',
        'lengte',
        'kenmerk',
        'telt',
        'als',
        'als-1-over',
        'als-1-hoe',
        'als-1-is',
        'als-1-van',
        'actie',
        'als-nieuw',
      ),
      fc.oneof(
        fc.string(),
        fc.constantFrom(...LOOKS, 'all', 'item:a', 'trait:b', 'is', 'van-tot', '3', '-1', 'keuze-weg-9', 'als-erbij', 'tabel'),
        fc.array(fc.string()),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(sent, (body) => {
        const { fields, action } = readItem(body);
        const { item } = itemFrom(carriedOut(fields, action), null, []);
        expect(typeof item.key).toBe('string');
      }),
    );
  });
});

describe('the rules of a question', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      of: fc.constantFrom('item' as const, 'trait' as const),
      key: fc.constantFrom('a', 'b.c'),
      is: fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      of: fc.constantFrom('item' as const, 'trait' as const),
      key: fc.constant('a'),
      from: fc.integer({ min: 0, max: 4 }),
      to: fc.integer({ min: 5, max: 9 }),
    }),
    fc.record({
      of: fc.constant('item' as const),
      key: fc.constant('a'),
      state: fc.constantFrom('answered' as const, 'refused' as const, 'unknown' as const),
    }),
  );
  const leaves = fc.array(leaf, { minLength: 1, maxLength: 9 });
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    leaf,
    leaves.map((all) => ({ all })),
    leaves.map((any) => ({ any })),
    leaves.map((none) => ({ none: [{ any: none }] })),
  );

  it('say the same after they were shown and saved, however deep they are', () => {
    fc.assert(
      fc.property(condition, (before) => {
        const { condition: after, problems } = conditionOf(fieldsOfCondition(before), before);
        // One rule of "all" is that rule.
        const [only, ...more] = 'all' in before ? before.all : [];
        expect([problems, after]).toEqual([{}, only && more.length === 0 ? only : before]);
      }),
    );
  });
});
