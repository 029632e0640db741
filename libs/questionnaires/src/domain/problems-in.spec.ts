import { TRAITS, type TraitDefinition } from '#libs/profiles';
import { aDefinition, anItem, say } from '../../../../test/support/factories/questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import type { Condition } from './condition.js';
import type { Item, QuestionnaireDefinition } from './definition.js';
import { problemsIn } from './problems-in.js';

const level = (value: number) => ({ value, label: say(String(value)), barrier: 'none' as const });
const trait = (key: string, values: number[], sensitivity: TraitDefinition['sensitivity'] = 'ordinary') =>
  ({ key, levels: values.map(level), sensitivity }) as unknown as TraitDefinition;
const traits = [trait('mood', [1, 2]), trait('hours', [0, 1, 2, 3]), trait('body', [1, 2], 'health'), trait('purse', [1, 2], 'sensitive')];

const problems = (given: Partial<QuestionnaireDefinition>, languages: readonly 'tr'[] = []) =>
  problemsIn(aDefinition(given), { traits, languages }).map(({ place, code, severity }) => `${severity} ${place} ${code}`);
const ofItem = (given: Partial<Item>) => problems({ items: [anItem('a', given)] });
const options = (...values: (number | null)[]) =>
  values.map((value) => (value === null ? { value, state: 'unknown' as const, label: say('?') } : { value, label: say(`n${value}`) }));

describe('the problems of a definition', () => {
  it('are none of one that may be published', () => {
    expect(problems({})).toEqual([]);
  });

  it('forbid nothing of the questionnaire that comes with the product', () => {
    const found = problemsIn(STANDARD_QUESTIONNAIRE, { traits: TRAITS, languages: ['nl', 'en'] });
    expect(found.filter(({ severity }) => severity === 'refused')).toEqual([]);
  });

  it.each<[string, Partial<QuestionnaireDefinition>, string[]]>([
    ['no legal basis', { legalBasis: undefined }, ['refused legalBasis legal-basis-missing']],
    ['a basis without an article', { legalBasis: { ground: 'public_task', article: ' ' } }, ['refused legalBasis legal-basis-missing']],
    ['no retention', { retentionMonths: undefined }, ['refused retentionMonths retention-out-of-bounds']],
    ['too long a retention', { retentionMonths: 121 }, ['refused retentionMonths retention-out-of-bounds']],
    ['a check-in of thirteen', { maxItems: 13 }, ['refused maxItems max-items-out-of-bounds']],
    ['a check-in of none', { maxItems: 0 }, ['refused maxItems max-items-out-of-bounds']],
    ['a month of none', { maxItemsPerMonth: 0 }, ['refused maxItemsPerMonth max-items-per-month-out-of-bounds']],
    ['no purpose', { purpose: { nl: ' ', en: 'To help' } }, ['refused purpose.nl words-missing']],
    ['too long a title', { title: say('a'.repeat(151)) }, ['refused title.nl words-too-long']],
    ['no closing question', { closing: undefined }, ['remark closing closing-missing']],
    ['no items', { items: [] }, ['refused items no-items']],
    ['too many items', { items: Array.from({ length: 101 }, (_, index) => anItem(`a${index}`)) }, ['refused items too-many-items']],
    ['an item twice', { items: [anItem('a'), anItem('a')] }, ['refused items.a duplicate-item']],
    ['a key with a space', { items: [anItem('a b')] }, ['refused items.a b key-wrong']],
    ['two that open', { items: [anItem('a', { opens: true }), anItem('b', { opens: true })] }, ['refused items.b.opens opens-twice']],
    ['a section nobody knows', { items: [anItem('a', { section: 's' })] }, ['refused items.a.section unknown-section']],
    ['a section without items', { sections: [{ key: 's', title: say('S') }] }, ['refused sections.s empty-section']],
    [
      'a section twice, in pieces',
      {
        sections: [
          { key: 's', title: say('S') },
          { key: 's', title: say('S') },
        ],
        items: [anItem('a', { section: 's' }), anItem('b'), anItem('c', { section: 's' })],
      },
      ['refused sections.s duplicate-section', 'remark sections.s section-in-pieces'],
    ],
  ])('name %s', (_, given, expected) => {
    expect(problems(given)).toEqual(expected);
  });

  it.each<[string, Partial<Item>, string[]]>([
    ['one option', { options: options(1) }, ['refused items.a.options too-few-options']],
    ['one option beside "weet ik niet"', { options: options(1, null) }, ['refused items.a.options too-few-options']],
    ['a value twice', { options: options(1, 2, 1) }, ['refused items.a.options.3.value duplicate-value']],
    ['"weet ik niet" twice', { options: options(1, 2, null, null) }, ['refused items.a.options.4.value duplicate-value']],
    ['half a value', { options: options(1, 2.5) }, ['refused items.a.options.2.value value-not-whole']],
    ['no value', { options: [...options(1, 2), { value: null, label: say('Geen') }] }, ['refused items.a.options.3.value value-not-whole']],
    [
      'a face nobody drew',
      { options: [{ ...options(1)[0]!, icon: 'face-9' }, ...options(2)] },
      ['refused items.a.options.1.icon icon-unknown'],
    ],
    ['three buttons for yes and no', { kind: 'yes_no', options: options(1, 2, 3) }, ['refused items.a.options too-many-options']],
    [
      'a row of twelve',
      { kind: 'scale', options: options(...Array.from({ length: 12 }, (_, at) => at)) },
      ['refused items.a.options too-many-options'],
    ],
    ['words with options', { kind: 'text' }, ['refused items.a.options options-not-allowed']],
    ['words without end', { kind: 'text', options: [], text: { maxLength: 1001 } }, ['refused items.a.text text-length']],
    ['a number of nothing', { kind: 'number', options: [] }, ['refused items.a.number number-missing']],
    [
      'a number upside down',
      { kind: 'number', options: [], number: { unit: say('uur'), min: 9, max: 1 } },
      ['refused items.a.number number-bounds'],
    ],
    ['a day that is none', { kind: 'date', options: [], date: { from: '2026-02-30' } }, ['refused items.a.date date-bounds']],
    [
      'days upside down',
      { kind: 'date', options: [], date: { from: '2026-03-02', until: '2026-03-01' } },
      ['refused items.a.date date-bounds'],
    ],
    [
      'words that miss',
      { options: [{ value: 1, label: { nl: '', en: 'Yes' } }, options(2)[0]!] },
      ['refused items.a.options.1.label.nl words-missing'],
    ],
    ['a hard word', { wording: say('Heeft u inzake werk hulp?') }, ['remark items.a.wording.nl hard-word']],
    ['a long sentence', { help: { nl: 'een '.repeat(16), en: 'x' } }, ['remark items.a.help.nl long-sentence']],
  ])('of an item name %s', (_, given, expected) => {
    expect(ofItem(given)).toEqual(expected);
  });

  it('name what is not said in a language that is wanted, and ask no translation of a number', () => {
    const item = anItem('a', {
      wording: { ...say('Hoe?'), tr: 'Nasıl?' },
      options: [
        { value: 1, label: say('1') },
        { value: 2, label: { ...say('Nee'), tr: ' ' } },
      ],
    });
    const words = { ...say('Kort'), tr: 'Kısa' };
    expect(problems({ title: words, purpose: words, refusal: words, closing: words, items: [item] }, ['tr'])).toEqual([
      'remark items.a.options.2.label.tr words-missing',
    ]);
  });

  it.each<[string, Partial<Item>, string[]]>([
    ['what it is fed', { trait: 'mood' }, []],
    ['a trait nobody registered', { trait: 'weight' }, ['refused items.a.trait unknown-trait']],
    ['a value off its scale', { trait: 'mood', options: options(1, 3) }, ['refused items.a.options.2.value value-off-scale']],
    [
      'a map that brings it onto the scale',
      { trait: 'mood', options: options(1, 3), feed: { how: 'map', values: { '1': 1, '3': 2 } } },
      [],
    ],
    [
      'a map that lacks a value',
      { trait: 'mood', feed: { how: 'map', values: { '1': 1 } } },
      ['remark items.a.options.2.value feed-incomplete'],
    ],
    [
      'a map off the scale',
      { trait: 'mood', feed: { how: 'map', values: { '1': 1, '2': 9 } } },
      ['refused items.a.options.2.value value-off-scale'],
    ],
    ['the other way around', { trait: 'mood', feed: { how: 'reverse' } }, []],
    ['a count of one', { trait: 'mood', feed: { how: 'count' } }, ['refused items.a.feed feed-not-possible']],
    ['a feed of nothing', { feed: { how: 'reverse' } }, ['refused items.a.feed feed-not-possible']],
    ['several without a count', { trait: 'hours', kind: 'several' }, ['refused items.a.trait trait-not-fed']],
    ['a count on the scale', { trait: 'hours', kind: 'several', feed: { how: 'count' } }, []],
    [
      'a count off the scale',
      { trait: 'mood', kind: 'several', options: options(1, 2, 3), feed: { how: 'count' } },
      ['refused items.a.feed value-off-scale'],
    ],
    ['words', { trait: 'mood', kind: 'text', options: [] }, ['refused items.a.trait trait-not-fed']],
    ['a day', { trait: 'mood', kind: 'date', options: [] }, ['refused items.a.trait trait-not-fed']],
    ['a number on the scale', { trait: 'hours', kind: 'number', options: [], number: { unit: say('uur'), min: 0, max: 3 } }, []],
    [
      'a number off the scale',
      { trait: 'hours', kind: 'number', options: [], number: { unit: say('uur'), min: 0, max: 999_999 } },
      ['refused items.a.number value-off-scale'],
    ],
    ['health in the open', { trait: 'body' }, ['refused items.a.module module-missing', 'refused items.a.sensitive sensitive-missing']],
    ['health in its module', { trait: 'body', module: 'health', sensitive: true }, []],
    ['what is sensitive in a text message', { trait: 'purse' }, ['refused items.a.sensitive sensitive-missing']],
  ])('of what an item feeds: %s', (_, given, expected) => {
    expect(ofItem(given)).toEqual(expected);
  });

  it('of a score name items that are not there, other values than the instrument has, and items outside a module', () => {
    const score = { trait: 'body', instrument: 'djg6' as const, items: ['a', 'b', 'c', 'd', 'e', 'f'] };
    const item = (key: string, given: Partial<Item> = {}) =>
      anItem(key, { options: options(1, 2, 3), module: 'loneliness', sensitive: true, ...given });
    expect(problems({ items: score.items.map((key) => item(key)), scores: [score] })).toEqual([]);
    const items = [item('a', { options: options(1, 2) }), { ...item('b'), module: undefined }, ...['c', 'd', 'e'].map((key) => item(key))];
    expect(problems({ items, scores: [score, { ...score, items: ['c', 'd'] }] })).toEqual([
      'refused scores.1.items score-unknown-item',
      'refused items.a.options score-values',
      'refused items.b.module module-missing',
      'refused scores.2.items score-item-count',
    ]);
  });

  const when = (showWhen: Condition): string[] =>
    problems({
      items: [
        anItem('a'),
        anItem('n', { kind: 'number', options: [], number: { unit: say('uur'), min: 0, max: 9 } }),
        anItem('b', { showWhen }),
        anItem('c'),
      ],
    });

  it.each<[string, Condition, string[]]>([
    ['an answer', { of: 'item', key: 'a', is: [1] }, []],
    ['a number', { of: 'item', key: 'n', from: 9 }, []],
    ['a trait', { of: 'trait', key: 'mood', to: 1 }, []],
    ['an item nobody knows', { of: 'item', key: 'x', is: [1] }, ['refused items.b.showWhen condition-unknown-item']],
    ['a trait nobody registered', { of: 'trait', key: 'x', is: [1] }, ['refused items.b.showWhen condition-unknown-trait']],
    ['itself', { of: 'item', key: 'b', is: [1] }, ['refused items.b.showWhen condition-forward']],
    ['what comes later', { of: 'item', key: 'c', is: [1] }, ['refused items.b.showWhen condition-forward']],
    ['an answer that is none', { of: 'item', key: 'a', is: [1, 7] }, ['refused items.b.showWhen condition-impossible']],
    ['a number beyond its bounds', { of: 'item', key: 'n', from: 10 }, ['refused items.b.showWhen condition-impossible']],
    ['a level that is none', { of: 'trait', key: 'mood', from: 3 }, ['refused items.b.showWhen condition-impossible']],
    ['a range upside down', { of: 'trait', key: 'mood', from: 2, to: 1 }, ['refused items.b.showWhen condition-impossible']],
    ['nothing', { all: [] }, ['refused items.b.showWhen condition-empty']],
    ['any value at all', { of: 'item', key: 'a' }, ['refused items.b.showWhen condition-empty']],
    ['a state it does not have', { of: 'item', key: 'a', state: 'unknown' }, ['refused items.b.showWhen condition-state-impossible']],
    [
      'what nobody reads',
      { all: [{ any: [{ all: [{ none: [{ of: 'item', key: 'a', is: [1] }] }] }] }] },
      ['refused items.b.showWhen condition-too-deep'],
    ],
    [
      'both answers at once',
      {
        all: [
          { of: 'item', key: 'a', is: [1] },
          { of: 'item', key: 'a', is: [2] },
        ],
      },
      ['refused items.b.showWhen unreachable'],
    ],
    [
      'an answer and its refusal',
      {
        all: [
          { of: 'item', key: 'a', is: [1] },
          { of: 'item', key: 'a', state: 'refused' },
        ],
      },
      ['refused items.b.showWhen unreachable'],
    ],
    ['no answer that there is', { none: [{ of: 'item', key: 'a', is: [1, 2] }] }, ['refused items.b.showWhen unreachable']],
    [
      'a gap between two numbers',
      {
        all: [
          { of: 'item', key: 'n', from: 4.2 },
          { of: 'item', key: 'n', to: 4.8 },
        ],
      },
      ['refused items.b.showWhen unreachable'],
    ],
  ])('of when an item is asked: %s', (_, condition, expected) => {
    expect(when(condition)).toEqual(expected);
  });

  it('follow a dead end to its end: what only follows what is never asked, and its section', () => {
    const never: Condition = { none: [{ of: 'item', key: 'a', is: [1, 2] }] };
    const items = [
      anItem('a'),
      anItem('b', { showWhen: never, section: 's' }),
      anItem('c', { showWhen: { of: 'item', key: 'b', is: [1] }, section: 's' }),
    ];
    expect(problems({ items, sections: [{ key: 's', title: say('S') }] })).toEqual([
      'refused items.b.showWhen unreachable',
      'refused items.c.showWhen follows-unreachable',
      'refused sections.s section-never-asked',
    ]);
  });

  it('name a questionnaire of which nothing can be asked', () => {
    const never: Condition = {
      all: [
        { of: 'trait', key: 'mood', is: [1] },
        { of: 'trait', key: 'mood', is: [2] },
      ],
    };
    expect(problems({ items: [anItem('a', { showWhen: never })] })).toEqual([
      'refused items.a.showWhen unreachable',
      'refused items nothing-can-be-asked',
    ]);
  });

  it('carry what their sentence names', () => {
    const found = (given: Partial<Item>) => problemsIn(aDefinition({ items: [anItem('a', given)] }), { traits, languages: [] });
    expect(found({ trait: 'mood', options: options(1, 3) })[0]?.values).toEqual({ value: 3, trait: 'mood' });
    expect(found({ wording: say('Heeft u inzake werk hulp?') })[0]?.values).toEqual({ what: 'inzake', instead: 'over' });
  });
});
