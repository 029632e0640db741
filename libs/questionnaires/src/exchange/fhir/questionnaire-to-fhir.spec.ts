import fc from 'fast-check';
import { againstFhir } from '../../../../../test/support/fhir-schema.js';
import { anyDefinition, EVERYTHING } from '../../../../../test/support/questionnaire-examples.js';
import type { Condition } from '../../domain/condition.js';
import type { QuestionnaireDefinition } from '../../domain/definition.js';
import { LONELINESS } from '../../instruments/loneliness.js';
import { STANDARD_QUESTIONNAIRE } from '../../standard-questionnaire.js';
import { told } from '../exchange-texts.js';
import { questionnaireFromFhir } from './questionnaire-from-fhir.js';
import { questionnaireToFhir } from './questionnaire-to-fhir.js';
import type { QuestionnaireItem } from './resources.js';

const PUBLISHED = { number: 3, publishedAt: Temporal.Instant.from('2026-03-02T23:30:00Z'), isCurrent: true };

describe('a questionnaire in FHIR', () => {
  it.each([STANDARD_QUESTIONNAIRE, LONELINESS, EVERYTHING])('is one by the official schema: $key', (definition) => {
    expect(againstFhir(questionnaireToFhir(definition, PUBLISHED).resource)).toEqual([]);
  });

  it('is one by the official schema, whatever it is', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { resource } = questionnaireToFhir(definition, PUBLISHED);
        // FHIR has no text without a letter in it; neither has a questionnaire that was published.
        fc.pre(!/"(text|display|title|purpose|valueString|copyright|copyrightLabel)":"\s*"/.test(JSON.stringify(resource)));
        expect(againstFhir(resource)).toEqual([]);
        const links = linkIdsOf(resource.item);
        expect(new Set(links).size).toBe(links.length);
      }),
    );
  });

  it('would not be one with a field that FHIR does not have', () => {
    const { resource } = questionnaireToFhir(EVERYTHING, PUBLISHED);
    expect(againstFhir({ ...resource, maxItems: 6 } as typeof resource)).not.toEqual([]);
    const strange = { ...resource, item: [{ linkId: 'a', type: 'text', repeats: 'often' }] };
    expect(againstFhir(strange)).not.toEqual([]);
  });

  it('says what it is, which version, since when in the office', () => {
    expect(questionnaireToFhir(EVERYTHING, PUBLISHED).resource).toMatchObject({
      url: 'urn:werkplein-check-in:questionnaire:alles-bij-elkaar',
      version: '3',
      name: 'AllesBijElkaar',
      title: 'Alles bij elkaar',
      status: 'active',
      date: '2026-03-03',
      language: 'nl',
      copyright: 'Niemand (2026).',
    });
    expect(questionnaireToFhir(EVERYTHING, { ...PUBLISHED, isCurrent: false }).resource.status).toBe('retired');
  });

  it('has translations beside the Dutch words', () => {
    expect(questionnaireToFhir(EVERYTHING, PUBLISHED).resource._title?.extension).toEqual([
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'en' },
          { url: 'content', valueString: 'Everything together' },
        ],
      },
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'ar' },
          { url: 'content', valueString: 'كل شيء معا' },
        ],
      },
    ]);
  });

  it('has a type for every kind, its bounds, and sections as groups', () => {
    const { item } = questionnaireToFhir(EVERYTHING, PUBLISHED).resource;
    expect(item.map(({ linkId, type }) => `${linkId} ${type}`)).toEqual([
      'wellbeing.general coding',
      'section/thuis group',
      'section/werk group',
      'last-day date',
      'dream text',
      'stress coding',
      'closing text',
    ]);
    const all = flat(item);
    expect(all.get('plants')).toMatchObject({ type: 'coding', repeats: true, answerConstraint: 'optionsOnly' });
    expect(all.get('hours')?.extension).toMatchObject([{ valueInteger: 0 }, { valueInteger: 40 }, { valueCoding: { display: 'uur' } }]);
    expect(all.get('hours/help')).toMatchObject({ type: 'display', text: 'Per week.' });
    expect(all.get('last-day')?.extension).toMatchObject([
      { valueDate: '1980-01-01' },
      { _valueDate: { extension: [{ valueExpression: { expression: 'today()' } }] } },
    ]);
    expect(all.get('dream')).toMatchObject({ maxLength: 300 });
    expect([...all.values()].some(({ required }) => required)).toBe(false);
  });

  it('says "weet ik niet" as FHIR does: asked, and unknown', () => {
    const { answerOption } = flat(questionnaireToFhir(EVERYTHING, PUBLISHED).resource.item).get('wellbeing.general') ?? {};
    expect(answerOption?.map(({ valueCoding }) => [valueCoding?.system, valueCoding?.code])).toEqual([
      ['urn:werkplein-check-in:answer', '1'],
      ['urn:werkplein-check-in:answer', '5'],
      ['http://terminology.hl7.org/CodeSystem/data-absent-reason', 'asked-unknown'],
    ]);
  });

  it('tells everything that FHIR has no place for, and where it stands', () => {
    const { notMapped } = questionnaireToFhir(EVERYTHING, PUBLISHED);
    expect(notMapped.map(({ place, code }) => `${place} ${code.replace('fhir.lost.', '')}`.trim())).toEqual([
      'refusal',
      'max-items',
      'legal-basis',
      'retention',
      'max-items-per-month',
      'scores',
      'items[0] opens',
      'items[0] icons',
      'items[2] feed',
      'items[5] sensitive',
      'items[6] module',
      'items[7] feed',
      'items[7] condition',
    ]);
    expect(notMapped.map(told).at(-1)?.sentence).toBe(
      'Vraag 8: deze voorwaarde past niet in FHIR. In het bestand wordt de vraag altijd gesteld.',
    );
  });
});

describe('a condition in FHIR', () => {
  it.each<[string, Condition, unknown, string | undefined]>([
    [
      'one of two answers',
      { of: 'item', key: 'garden', is: [1, 2] },
      [
        ['garden', '=', '1'],
        ['garden', '=', '2'],
      ],
      'any',
    ],
    ['a range over a list of answers', { of: 'item', key: 'plants', from: 3 }, [['plants', '=', '3']], undefined],
    [
      'a range over a number',
      { of: 'item', key: 'hours', from: 8, to: 16 },
      [
        ['hours', '>=', 8],
        ['hours', '<=', 16],
      ],
      'all',
    ],
    [
      'neither of two',
      { none: [{ of: 'item', key: 'garden', is: [1, 2] }] },
      [
        ['garden', '!=', '1'],
        ['garden', '!=', '2'],
      ],
      'all',
    ],
    ['answered', { of: 'item', key: 'garden', state: 'answered' }, [['garden', 'exists', true]], undefined],
    [
      'unknown, where that is an answer',
      { of: 'item', key: 'wellbeing.general', state: 'unknown' },
      [['wellbeing.general', '=', 'asked-unknown']],
      undefined,
    ],
  ])('fits: %s', (_, condition, tests, behavior) => {
    const { enableWhen, enableBehavior } = lastOf(condition);
    expect(
      enableWhen?.map(({ question, operator, answerCoding, answerInteger, answerBoolean }) => [
        question,
        operator,
        answerCoding?.code ?? answerInteger ?? answerBoolean,
      ]),
    ).toEqual(tests);
    expect(enableBehavior).toBe(behavior);
  });

  it.each<[string, Condition]>([
    ['what was known before', { of: 'trait', key: 'finance.debt', is: [1] }],
    ['a refusal', { of: 'item', key: 'garden', state: 'refused' }],
    ['an answer beside "weet ik niet"', { of: 'item', key: 'wellbeing.general', state: 'answered' }],
    [
      'any inside all',
      {
        all: [
          { of: 'item', key: 'garden', is: [1, 2] },
          { of: 'item', key: 'hours', from: 4 },
        ],
      },
    ],
    ['none of several choices, which FHIR means otherwise', { none: [{ of: 'item', key: 'plants', is: [1] }] }],
    ['none of a range', { none: [{ of: 'item', key: 'hours', from: 4, to: 8 }] }],
    ['an answer that is no option', { of: 'item', key: 'garden', is: [7] }],
  ])('does not fit, is left out and told: %s', (_, condition) => {
    const { enableWhen } = lastOf(condition);
    expect(enableWhen).toBeUndefined();
    expect(notMappedOf(condition)).toContain('fhir.lost.condition');
  });
});

describe('what FHIR has a place for', () => {
  it('comes back as it went', () => {
    const read = questionnaireFromFhir(asJson(questionnaireToFhir(EVERYTHING, PUBLISHED).resource));
    expect(read).toEqual({ found: withoutLost(EVERYTHING), notMapped: [] });
  });

  /** As it comes back: without what the export told of. */
  function withoutLost(definition: QuestionnaireDefinition) {
    return {
      ...without(definition, 'legalBasis', 'retentionMonths', 'maxItemsPerMonth', 'scores'),
      refusal: STANDARD_QUESTIONNAIRE.refusal,
      items: definition.items.map((item) => ({
        ...without(item, 'feed', 'module', 'sensitive', 'opens', 'showWhen'),
        ...(item.showWhen && item.key !== 'stress' && { showWhen: asReadBack(item.key, item.showWhen) }),
        options: item.options.map((option) => without(option, 'icon')),
      })),
    };
  }

  function without(object: object, ...fields: string[]): Record<string, unknown> {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !fields.includes(name)));
  }

  /** The same condition, said in the words that FHIR has for it. */
  function asReadBack(key: string, condition: Condition): Condition {
    if (key === 'hours')
      return { any: Array.from({ length: 10 }, (_, index) => ({ of: 'item', key: 'workability.self', is: [index + 1] })) };
    if (key !== 'last-day') return condition;
    return {
      all: [
        { of: 'item', key: 'hours', from: 8 },
        { of: 'item', key: 'hours', to: 40 },
        { none: [{ of: 'item', key: 'garden', is: [2] }] },
      ],
    };
  }
});

function lastOf(condition: Condition): QuestionnaireItem {
  const found = flat(questionnaireToFhir(withLast(condition), PUBLISHED).resource.item).get('last');
  if (!found) throw new Error('no last item');
  return found;
}

function notMappedOf(condition: Condition): string[] {
  return questionnaireToFhir(withLast(condition), PUBLISHED)
    .notMapped.filter(({ place }) => place === `items[${EVERYTHING.items.length}]`)
    .map(({ code }) => code);
}

function withLast(showWhen: Condition): QuestionnaireDefinition {
  const last = { key: 'last', trait: null, kind: 'text' as const, wording: { nl: 'En?', en: 'And?' }, options: [], showWhen };
  return { ...EVERYTHING, items: [...EVERYTHING.items, last] };
}

function flat(items: readonly QuestionnaireItem[]): Map<string, QuestionnaireItem> {
  return new Map(items.flatMap((item) => [[item.linkId, item] as const, ...flat(item.item ?? [])]));
}

function linkIdsOf(items: readonly QuestionnaireItem[]): string[] {
  return items.flatMap(({ linkId, item }) => [linkId, ...linkIdsOf(item ?? [])]);
}

function asJson(resource: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(resource)) as Record<string, unknown>;
}
