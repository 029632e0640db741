import type { Condition, Item, QuestionnaireDefinition } from '#libs/questionnaires';
import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import fc from 'fast-check';

const w = (nl: string, en: string, ar?: string): Wording => ({ nl, en, ...(ar && { ar }) });

/** Invented words; every kind of question, and most of what may be said about one. */
export const EVERYTHING: QuestionnaireDefinition = {
  key: 'alles-bij-elkaar',
  title: w('Alles bij elkaar', 'Everything together', 'كل شيء معا'),
  purpose: w('Om te proberen.', 'To try.'),
  legalBasis: { ground: 'public_task', article: 'Participatiewet art. 7' },
  retentionMonths: 24,
  maxItems: 6,
  maxItemsPerMonth: 20,
  refusal: w('Dat wil ik niet zeggen', 'I would rather not say'),
  sections: [
    { key: 'thuis', title: w('Thuis', 'At home') },
    { key: 'werk', title: w('Werk', 'Work') },
  ],
  items: [
    {
      key: 'wellbeing.general',
      trait: 'wellbeing.general',
      kind: 'choice',
      opens: true,
      wording: w('Hoe gaat het met u?', 'How are you?', 'كيف حالك؟'),
      options: [
        { value: 1, label: w('Slecht', 'Bad'), icon: 'face-1' },
        { value: 5, label: w('Goed', 'Good', 'جيد'), icon: 'face-5' },
        { value: null, state: 'unknown', label: w('Weet ik niet', 'I do not know') },
      ],
    },
    {
      key: 'garden',
      trait: null,
      kind: 'yes_no',
      section: 'thuis',
      wording: w('Heeft u een tuin?', 'Do you have a garden?'),
      options: [
        { value: 1, label: w('Ja', 'Yes') },
        { value: 2, label: w('Nee', 'No') },
      ],
    },
    {
      key: 'plants',
      trait: null,
      kind: 'several',
      section: 'thuis',
      wording: w('Wat groeit er?', 'What grows there?'),
      showWhen: { of: 'item', key: 'garden', is: [1] },
      feed: { how: 'count' },
      options: [
        { value: 1, label: w('Gras', 'Grass') },
        { value: 2, label: w('Bomen', 'Trees') },
        { value: 3, label: w('Groente', 'Vegetables') },
      ],
    },
    {
      key: 'workability.self',
      trait: 'workability.self',
      kind: 'scale',
      section: 'werk',
      wording: w('Hoe goed kunt u nu werken?', 'How well can you work now?'),
      options: Array.from({ length: 11 }, (_, value) => ({ value, label: w(String(value), String(value)) })),
    },
    {
      key: 'hours',
      trait: 'work.hours_possible',
      kind: 'number',
      section: 'werk',
      wording: w('Hoeveel uur kunt u werken?', 'How many hours can you work?'),
      help: w('Per week.', 'A week.'),
      showWhen: { of: 'item', key: 'workability.self', from: 1 },
      options: [],
      number: { unit: w('uur', 'hours'), min: 0, max: 40 },
    },
    {
      key: 'last-day',
      trait: null,
      kind: 'date',
      sensitive: true,
      wording: w('Wanneer werkte u voor het laatst?', 'When did you work last?'),
      showWhen: { all: [{ of: 'item', key: 'hours', from: 8, to: 40 }, { none: [{ of: 'item', key: 'garden', is: [2] }] }] },
      options: [],
      date: { from: '1980-01-01', until: 'today' },
    },
    {
      key: 'dream',
      trait: null,
      kind: 'text',
      module: 'health',
      wording: w('Wat zou u het liefst doen?', 'What would you like to do most?'),
      showWhen: {
        any: [
          { of: 'item', key: 'wellbeing.general', state: 'unknown' },
          { of: 'item', key: 'garden', is: [1] },
        ],
      },
      options: [],
      text: { maxLength: 300 },
    },
    {
      key: 'stress',
      trait: 'health.mental',
      kind: 'choice',
      wording: w('Heeft u veel zorgen?', 'Do you worry a lot?'),
      showWhen: { of: 'trait', key: 'finance.debt', is: [1] },
      feed: { how: 'map', values: { '1': 4, '2': 1 } },
      options: [
        { value: 1, label: w('Ja', 'Yes') },
        { value: 2, label: w('Nee', 'No') },
      ],
    },
  ],
  scores: [{ trait: 'mental.distress', instrument: 'phq4', items: ['garden', 'stress'] }],
  closing: w('Wilt u nog iets kwijt?', 'Is there anything else you would like to say?'),
  source: { citation: 'Niemand (2026).', licence: 'CC0-1.0' },
};

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const key = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\.[a-z0-9]{1,8})?$/);
const value = fc.integer({ min: -5, max: 12 });

/** Any text in Dutch, English and what other languages it likes. */
export const anyWording: fc.Arbitrary<Wording> = fc
  .tuple(word, word, fc.dictionary(fc.constantFrom(...CLIENT_LANGUAGES), word, { noNullPrototype: true }))
  .map(([nl, en, others]) => ({ ...others, nl, en }));

const anyCondition = (keys: string[]): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition }>((tie) => {
    const of = fc.record({ of: fc.constantFrom('item' as const, 'trait' as const), key: fc.constantFrom(...keys) });
    const parts = fc.array(tie('condition'), { minLength: 1, maxLength: 2 });
    return {
      condition: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.tuple(of, fc.uniqueArray(value, { minLength: 1, maxLength: 3 })).map(([about, is]): Condition => ({ ...about, is })),
        fc.tuple(of, value).map(([about, from]): Condition => ({ ...about, from })),
        fc
          .tuple(fc.constantFrom(...keys), fc.constantFrom('answered' as const, 'refused' as const, 'unknown' as const))
          .map(([about, state]): Condition => ({ of: 'item', key: about, state })),
        parts.map((all): Condition => ({ all })),
        parts.map((any): Condition => ({ any })),
        parts.map((none): Condition => ({ none })),
      ),
    };
  }).condition;

const anyItem = (itemKey: string, earlier: string[]): fc.Arbitrary<Item> =>
  fc
    .record(
      {
        key: fc.constant(itemKey),
        trait: fc.option(key),
        kind: fc.constantFrom('choice', 'scale', 'several', 'yes_no', 'number', 'date', 'text'),
        wording: anyWording,
        help: anyWording,
        sensitive: fc.constant(true as const),
        module: fc.constantFrom('health', 'mental_health', 'loneliness'),
        opens: fc.constant(true as const),
        showWhen: earlier.length > 0 ? anyCondition(earlier) : fc.constant<Condition>({ of: 'trait', key: 'housing.stability', is: [1] }),
        feed: fc.constantFrom({ how: 'reverse' as const }, { how: 'count' as const }, { how: 'map' as const, values: { '1': 2, '-3': 0 } }),
      },
      { requiredKeys: ['key', 'trait', 'kind', 'wording'] },
    )
    .chain((item) =>
      fc.tuple(fc.uniqueArray(value, { minLength: 2, maxLength: 5 }), anyWording).map(([values, label]): Item => {
        const isList = item.kind === 'choice' || item.kind === 'scale' || item.kind === 'several' || item.kind === 'yes_no';
        const kept = item.kind === 'yes_no' ? values.slice(0, 2) : values;
        return {
          ...(item as Omit<Item, 'options'>),
          options: isList ? kept.map((one) => ({ value: one, label })) : [],
          ...(item.kind === 'number' && { number: { unit: label, min: 0, max: 40 } }),
          ...(item.kind === 'text' && { text: { maxLength: 100 } }),
          ...(item.kind === 'date' && { date: { from: '2020-02-29', until: 'today' } }),
        };
      }),
    );

/** Any definition of the right form; not any that may be published. */
export const anyDefinition: fc.Arbitrary<QuestionnaireDefinition> = fc.uniqueArray(key, { minLength: 1, maxLength: 5 }).chain((keys) =>
  fc.record(
    {
      key,
      title: anyWording,
      purpose: anyWording,
      maxItems: fc.integer({ min: 1, max: 20 }),
      refusal: anyWording,
      items: fc.tuple(...keys.map((one, index) => anyItem(one, keys.slice(0, index)))),
      retentionMonths: fc.integer({ min: 1, max: 60 }),
      closing: anyWording,
      source: fc.record({ citation: word, licence: word }),
    },
    { requiredKeys: ['key', 'title', 'purpose', 'maxItems', 'refusal', 'items'] },
  ),
);
