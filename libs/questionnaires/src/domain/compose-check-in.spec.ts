import { TRAITS, type Heard } from '#libs/profiles';
import fc from 'fast-check';
import type { AskingFacts } from './asking.js';
import { composeCheckIn, MOST_BY_MESSAGE, MOST_IN_A_MONTH } from './compose-check-in.js';
import type { Item, ModuleKey, QuestionnaireDefinition } from './definition.js';
import { isAskableByMessage } from './modules-of.js';
import { MODULES } from './definition.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';

const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z');
const DAY = 24;
const KEYS = STANDARD_QUESTIONNAIRE.items.map(({ key }) => key);
const all: ReadonlySet<ModuleKey> = new Set(MODULES);
const ago = (days: number) => NOW.subtract({ minutes: Math.round(days * DAY * 60) });

type Told = number | 'refused' | 'unknown';
let id = 0;
function heardOf(trait: string, days: number, what: Told = 1, source: Heard['source'] = 'self_report'): Heard {
  id += 1;
  const state = typeof what === 'number' ? 'answered' : what;
  return { id: String(id), trait, state, value: typeof what === 'number' ? what : null, observedAt: ago(days), source };
}
const history = (...heard: Heard[]) => Map.groupBy(heard, ({ trait }) => trait);
/** Everything was heard so many days ago, apart from what is told otherwise. */
const allHeard = (days: number, other: Record<string, number> = {}) => history(...KEYS.map((key) => heardOf(key, other[key] ?? days)));

function compose(facts: Partial<AskingFacts> = {}) {
  return composeCheckIn({ definition: STANDARD_QUESTIONNAIRE, heard: new Map(), modulesOn: all, askedThisMonth: 0, now: NOW, ...facts });
}

describe('composing a check-in', () => {
  it('asks somebody new the first six, in the order of the questionnaire, because nothing is known', () => {
    const { items, because, nothing } = compose();
    expect(items).toEqual(KEYS.slice(0, 6));
    expect(Object.values(because)).toEqual(items.map(() => ({ kind: 'never' })));
    expect(nothing).toBeNull();
  });

  it('comes round: whoever answers every four weeks is asked everything in time, and how it goes each time', () => {
    const heard = new Map<string, Heard[]>();
    const definition = withItems((item) => (item.key === 'wellbeing.general' ? { ...item, opens: true } : item));
    const asked = Array.from({ length: 6 }, (_, round) => {
      const now = NOW.add({ hours: 28 * DAY * round });
      const { items } = compose({ definition, heard, now });
      for (const key of items) heard.set(key, [...(heard.get(key) ?? []), { ...heardOf(key, 0), observedAt: now.add({ hours: 50 }) }]);
      return items;
    });
    for (const items of asked) expect(items[0]).toBe('wellbeing.general');
    expect(new Set(asked.slice(0, 4).flat())).toEqual(new Set(KEYS));
  });

  it('asks what was heard longest beyond its time first, and says how long ago', () => {
    const stale = { 'wish.contact': 40, 'social.network': 94, 'digital.skills': 80, 'health.physical': 78, 'care.informal': 100 };
    const { items, because } = compose({ heard: allHeard(5, stale), definition: { ...STANDARD_QUESTIONNAIRE, maxItems: 3 } });
    expect(items).toEqual(['care.informal', 'social.network', 'wish.contact']);
    expect(because).toEqual({
      'care.informal': { kind: 'stale', days: 100 },
      'social.network': { kind: 'stale', days: 94 },
      'wish.contact': { kind: 'stale', days: 40 },
    });
  });

  it('asks what a rule or the coach wants to know before what is more overdue, and says so', () => {
    const heard = allHeard(200, { 'digital.skills': 80 });
    const definition = withItems((item) => item, 1);
    expect(compose({ heard, definition }).items).not.toContain('digital.skills');
    expect(compose({ heard, definition, wanted: new Map([['digital.skills', 'rule']]) })).toMatchObject({
      items: ['digital.skills'],
      because: { 'digital.skills': { kind: 'wanted', by: 'rule', days: 80 } },
    });
    expect(compose({ definition, wanted: new Map([['digital.skills', 'coach']]) }).because).toEqual({
      'digital.skills': { kind: 'wanted', by: 'coach', days: null },
    });
  });

  it('asks nothing sooner because somebody wants to know it: who would rather not say is left alone', () => {
    const wanted = new Map([['digital.skills', 'coach'] as const]);
    const lately = heardOf('digital.skills', 30, 'refused');
    const heard = new Map([...allHeard(5), ['digital.skills', [lately]] as const]);
    expect(compose({ heard, wanted })).toMatchObject({ items: [], nothing: 'nothing_to_ask' });
  });

  it('opens with what opens a check-in whenever it is due, however little overdue', () => {
    const definition = withItems((item) => (item.key === 'wellbeing.general' ? { ...item, opens: true } : item), 2);
    const heard = allHeard(200, { 'wellbeing.general': 21 });
    expect(compose({ definition, heard }).items).toEqual(['wellbeing.general', 'wish.contact']);
    expect(compose({ definition, heard: allHeard(200, { 'wellbeing.general': 20 }) }).items).not.toContain('wellbeing.general');
  });

  it('asks nothing when everything was heard lately, and says so', () => {
    expect(compose({ heard: allHeard(20) })).toEqual({ items: [], because: {}, known: {}, nothing: 'nothing_to_ask' });
  });

  it.each([
    [0, 6],
    [MOST_IN_A_MONTH - 2, 2],
    [MOST_IN_A_MONTH, 0],
    [40, 0],
  ])('asks no more than fits beside the %d that were asked this month', (askedThisMonth, count) => {
    const { items, nothing } = compose({ askedThisMonth });
    expect(items).toHaveLength(count);
    expect(nothing).toBe(count === 0 ? 'asked_enough' : null);
    const definition = { ...STANDARD_QUESTIONNAIRE, maxItemsPerMonth: 3 };
    expect(compose({ definition, askedThisMonth }).items).toHaveLength(askedThisMonth === 0 ? 3 : 0);
  });

  it('asks who answers in text messages three questions that may stand there, the most overdue of those', () => {
    const { items } = compose({ byMessage: MOST_BY_MESSAGE });
    expect(items.filter((key) => isAskableByMessage(itemOf(key)))).toHaveLength(3);
    expect(items).toHaveLength(6);
  });
});

describe('how soon something is asked again', () => {
  const only = (key: string) => withItems((item) => (item.key === key ? item : null));
  const reasonOf = (key: string, ...heard: Heard[]) => compose({ definition: only(key), heard: history(...heard) }).because[key] ?? null;

  it.each<[string, Heard[], unknown]>([
    ['not a moment before its validity is over', [heardOf('health.mental', 76.99)], null],
    ['when it is', [heardOf('health.mental', 77)], { kind: 'stale', days: 77 }],
    ['a refusal counts for all of it', [heardOf('health.mental', 76, 'refused')], null],
    ['and contradicts nobody', [heardOf('health.mental', 40, 4, 'professional'), heardOf('health.mental', 25, 'refused')], null],
    ['and is asked again after it', [heardOf('health.mental', 78, 'refused')], { kind: 'stale', days: 78 }],
    ['"weet ik niet": sooner', [heardOf('health.mental', 21, 'unknown')], { kind: 'uncertain', because: 'unknown', days: 21 }],
    ['"weet ik niet": never within three weeks', [heardOf('health.mental', 20.9, 'unknown')], null],
    ['a score that could not be computed is nobody who does not know', [heardOf('health.mental', 30, 'unknown', 'derived')], null],
    [
      'two sources that contradict each other within a month',
      [heardOf('health.mental', 40, 4, 'professional'), heardOf('health.mental', 25, 1)],
      { kind: 'uncertain', because: 'sources', days: 25 },
    ],
    ['two sources that agree', [heardOf('health.mental', 40, 1, 'professional'), heardOf('health.mental', 25, 1)], null],
    ['one source that changed its mind a little', [heardOf('health.mental', 50, 1), heardOf('health.mental', 25, 2)], null],
    [
      'from not in the way to severely in the way at once',
      [heardOf('finance.debt', 50, 2), heardOf('finance.debt', 25, 1)],
      { kind: 'changing', direction: 'worse', days: 25 },
    ],
    [
      'a refusal after a jump: left alone',
      [heardOf('finance.debt', 50, 2), heardOf('finance.debt', 30, 1), heardOf('finance.debt', 25, 'refused')],
      null,
    ],
    ['two of eleven levels is a mood', [heardOf('workability.self', 50, 8), heardOf('workability.self', 25, 10)], null],
    [
      'away from what is usual for this person',
      [...[500, 400, 300, 200, 100].map((days) => heardOf('workability.self', days, 9)), heardOf('workability.self', 25, 7)],
      { kind: 'changing', direction: 'worse', days: 25 },
    ],
    [
      'when its validity is over too, that is the reason',
      [heardOf('finance.debt', 150, 2), heardOf('finance.debt', 94, 1)],
      { kind: 'stale', days: 94 },
    ],
    ['what was corrected counts for nothing', [heardOf('health.mental', 25, 'unknown'), heardOf('health.mental', 25, 2)], null],
  ])('%s', (_, heard, expected) => {
    expect(reasonOf(heard[0]!.trait, ...heard)).toEqual(expected);
  });

  it('what feeds no trait goes by when it was answered', () => {
    const definition = withItems((item) => (item.key === 'digital.skills' ? { ...item, trait: null } : null));
    const { items } = compose({ definition, answered: new Map([['digital.skills', ago(76)]]) });
    expect(items).toEqual([]);
    expect(compose({ definition, answered: new Map([['digital.skills', ago(80)]]) }).because).toEqual({
      'digital.skills': { kind: 'stale', days: 80 },
    });
  });
});

describe('modules, follow-ups and instruments', () => {
  it('never asks of a module that is off', () => {
    const definition = withItems((item) => (item.key.startsWith('health.') ? { ...item, module: 'health' } : item), 18);
    expect(compose({ definition, modulesOn: new Set() }).items.filter((key) => key.startsWith('health.'))).toEqual([]);
    expect(compose({ definition }).items.filter((key) => key.startsWith('health.'))).toHaveLength(3);
  });

  const following = (key: string, showWhen: Item['showWhen'], maxItems = 6) =>
    withItems((item) => (item.key === key ? { ...item, showWhen: showWhen! } : item), maxItems);

  it('brings what follows along with what it follows, and asks it of nobody else', () => {
    const definition = following('digital.skills', { of: 'item', key: 'wellbeing.general', is: [1, 2] });
    const { items, because } = compose({ definition });
    expect(items).toEqual([...KEYS.slice(0, 5), 'digital.skills']);
    expect(because['digital.skills']).toEqual({ kind: 'follows', item: 'wellbeing.general' });
    const without = compose({ definition, heard: history(heardOf('wellbeing.general', 3, 1)) });
    expect(without.items).not.toContain('digital.skills');
    expect(compose({ definition, heard: history(heardOf('digital.skills', 3, 1)) }).items).not.toContain('digital.skills');
  });

  it('asks what hangs on two answers only when both are asked', () => {
    const both: Item['showWhen'] = {
      all: [
        { of: 'item', key: 'wellbeing.general', is: [1] },
        { of: 'item', key: 'wish.contact', is: [1] },
      ],
    };
    expect(compose({ definition: following('digital.skills', both) }).items).not.toContain('digital.skills');
    expect(compose({ definition: { ...following('digital.skills', both, 18), maxItemsPerMonth: 18 } }).items).toContain('digital.skills');
  });

  it('asks what hangs on a trait only when that is known to be so, and keeps what was known', () => {
    const definition = following('care.childcare', { of: 'trait', key: 'work.hours_possible', from: 8 }, 18);
    expect(compose({ definition }).items).not.toContain('care.childcare');
    const known = compose({ definition, heard: history(heardOf('work.hours_possible', 10, 16)) });
    expect(known.items).toContain('care.childcare');
    expect(known.known).toEqual({ 'work.hours_possible': 16 });
    for (const days of [10, 500]) {
      const heard = history(heardOf('work.hours_possible', days, days === 10 ? 'refused' : 16));
      expect(compose({ definition, heard })).toMatchObject({ known: {} });
      expect(compose({ definition, heard }).items).not.toContain('care.childcare');
    }
  });

  it('asks an instrument whole or not at all, by when its score was last known', () => {
    const items = KEYS.slice(6, 12);
    const definition: QuestionnaireDefinition = {
      ...withItems((item) => (items.includes(item.key) ? { ...item, trait: null } : item)),
      scores: [{ trait: 'social.loneliness', instrument: 'djg6', items }],
    };
    const others = KEYS.filter((key) => !items.includes(key));
    const quiet = others.map((key) => heardOf(key, 3));
    expect(compose({ definition, heard: history(...quiet) }).items).toEqual(items);
    expect(compose({ definition, heard: history(...quiet), askedThisMonth: 10 })).toMatchObject({ items: [], nothing: 'asked_enough' });
    expect(compose({ definition, heard: history(...quiet, heardOf('social.loneliness', 100, 2)) }).items).toEqual([]);
    expect(compose({ definition, heard: history(...quiet, heardOf('social.loneliness', 170, 2)) }).items).toEqual(items);
  });
});

describe('whatever was heard', () => {
  const aDay = fc.double({ min: 0, max: 400, noNaN: true });
  const aTold = fc.oneof(fc.constantFrom<Told>('refused', 'unknown'), fc.integer({ min: 1, max: 5 }));
  const aHistory = fc.array(
    fc.record({
      trait: fc.constantFrom(...KEYS),
      days: aDay,
      told: aTold,
      source: fc.constantFrom<Heard['source']>('self_report', 'professional', 'import'),
    }),
    { maxLength: 80 },
  );
  const facts = fc.record({
    heard: aHistory.map((entries) => history(...entries.map(({ trait, days, told, source }) => heardOf(trait, days, told, source)))),
    askedThisMonth: fc.integer({ min: 0, max: 20 }),
    byMessage: fc.constantFrom(0, MOST_BY_MESSAGE),
    definition: fc
      .record({
        maxItems: fc.integer({ min: 0, max: 20 }),
        opener: fc.constantFrom(...KEYS),
        hangs: fc.array(
          fc.record({
            key: fc.constantFrom(...KEYS),
            on: fc.constantFrom(...KEYS),
            of: fc.constantFrom('item' as const, 'trait' as const),
          }),
        ),
        moduleOf: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...MODULES)),
      })
      .map(({ maxItems, opener, hangs, moduleOf }) =>
        withItems((item) => {
          const hang = hangs.find(({ key, on }) => key === item.key && KEYS.indexOf(on) < KEYS.indexOf(key));
          const module = moduleOf[item.key];
          return {
            ...item,
            ...(item.key === opener && { opens: true as const }),
            ...(module && { module }),
            ...(hang && { showWhen: { of: hang.of, key: hang.on, from: 2 } }),
          };
        }, maxItems),
      ),
    modulesOn: fc.subarray([...MODULES]).map((on) => new Set(on)),
  });

  it('nothing is asked that was heard within its validity, whatever the reason, and nothing quiet or refused before all of it is over', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { items, because } = compose(given);
        for (const key of items) {
          const heard = (given.heard.get(key) ?? []).toSorted((a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt));
          const latest = heard.at(-1);
          if (!latest) continue;
          const days = latest.observedAt.until(NOW).total('days');
          const validity = TRAITS.find((trait) => trait.key === key)!.askAfterDays;
          expect(days).toBeGreaterThanOrEqual(Math.min(21, validity));
          const reason = because[key]!;
          if (latest.state === 'refused' || reason.kind === 'stale') expect(days).toBeGreaterThanOrEqual(validity);
          if ('days' in reason) expect(reason.days).toBe(Math.floor(days));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays within its bounds, keeps the order, gives a reason for each, and the same for the same', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const composed = compose(given);
        const { items, because, nothing } = composed;
        expect(items.length).toBeLessThanOrEqual(Math.max(0, Math.min(given.definition.maxItems, MOST_IN_A_MONTH - given.askedThisMonth)));
        expect(items).toEqual(KEYS.filter((key) => items.includes(key)));
        expect(Object.keys(because)).toEqual(items);
        expect(nothing === null).toBe(items.length > 0);
        for (const key of items) {
          const { module, showWhen } = given.definition.items.find((item) => item.key === key)!;
          if (module) expect(given.modulesOn).toContain(module);
          if (showWhen && 'of' in showWhen && showWhen.of === 'item') expect(items).toContain(showWhen.key);
        }
        const again = new Map([...given.heard].toReversed().map(([trait, heard]) => [trait, heard.toReversed()]));
        expect(compose({ ...given, heard: again })).toEqual(composed);
      }),
      { numRuns: 300 },
    );
  });

  it('who opens is asked whenever it is due and there is room', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const opener = given.definition.items.find(({ opens }) => opens)!;
        fc.pre(!opener.showWhen && !opener.module && given.definition.maxItems > 0 && given.askedThisMonth < MOST_IN_A_MONTH);
        const alone = { ...given.definition, items: [opener] };
        const isDue = compose({ ...given, definition: alone }).items.length === 1;
        expect(compose(given).items.includes(opener.key)).toBe(isDue);
      }),
    );
  });
});

function withItems(change: (item: Item) => Item | null, maxItems = 6): QuestionnaireDefinition {
  return { ...STANDARD_QUESTIONNAIRE, maxItems, items: STANDARD_QUESTIONNAIRE.items.map(bare).flatMap((item) => change(item) ?? []) };
}

/** Without what the standard questionnaire says of it: the test says that itself. */
function bare({ opens: _opens, module: _module, showWhen: _showWhen, ...item }: Item): Item {
  return item;
}

function itemOf(key: string): Item {
  return STANDARD_QUESTIONNAIRE.items.find((item) => item.key === key)!;
}
