import fc from 'fast-check';
import { againstFhir } from '../../../../../test/support/fhir-schema.js';
import { told } from '../exchange-texts.js';
import { questionnaireFromFhir } from './questionnaire-from-fhir.js';

const CODES = 'https://ziekenhuis.example/codes';
const choice = (code: string, display: string) => ({ valueCoding: { system: CODES, code, display } });

/** As another organisation might make it: German and Dutch, groups in groups, types we do not have, rules we do not keep. */
const FOREIGN = {
  resourceType: 'Questionnaire',
  url: 'https://ziekenhuis.example/Questionnaire/Intake-2026',
  status: 'active',
  publisher: 'Ziekenhuis',
  language: 'nl-NL',
  title: 'Intake',
  _title: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'de' },
          { url: 'content', valueString: 'Aufnahme' },
        ],
      },
    ],
  },
  item: [
    { linkId: '0', type: 'display', text: 'Welkom!' },
    {
      linkId: 'Thuis & Werk',
      type: 'group',
      text: 'Thuis',
      enableWhen: [{ question: '1.1', operator: 'exists', answerBoolean: true }],
      item: [
        {
          linkId: '1.1',
          type: 'coding',
          text: 'Woont u alleen?',
          required: true,
          code: [{ system: 'http://loinc.org', code: '63503-7' }],
          answerOption: [choice('alleen', 'Alleen'), choice('samen', 'Samen')],
        },
        {
          linkId: '1.2',
          type: 'group',
          item: [
            {
              linkId: 'Kinderen?',
              type: 'boolean',
              text: 'Heeft u kinderen?',
              enableWhen: [{ question: '1.1', operator: '=', answerCoding: { system: CODES, code: 'samen' } }],
            },
          ],
        },
      ],
    },
    {
      linkId: 'aantal',
      type: 'integer',
      text: 'Hoeveel kinderen?',
      enableWhen: [{ question: 'Kinderen?', operator: '=', answerBoolean: true }],
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 12 }],
    },
    {
      linkId: 'oud',
      type: 'date',
      text: 'Sinds wanneer?',
      enableBehavior: 'any',
      enableWhen: [
        { question: 'aantal', operator: '>', answerInteger: 2 },
        { question: 'aantal', operator: '<', answerInteger: 1 },
        { question: 'aantal', operator: '!=', answerInteger: 0 },
      ],
    },
    { linkId: 'foto', type: 'attachment', text: 'Een foto' },
    { linkId: 'lengte', type: 'quantity', text: 'Hoe lang bent u?' },
    {
      linkId: 'klacht',
      type: 'text',
      text: 'Wat is er?',
      enableBehavior: 'all',
      enableWhen: [
        { question: 'aantal', operator: '=', answerInteger: 1 },
        { question: 'later', operator: 'exists', answerBoolean: true },
      ],
    },
    { linkId: 'later', type: 'string', text: 'Nog iets?', repeats: true, initial: [{ valueString: 'nee' }] },
  ],
};

describe('a questionnaire of others in FHIR', () => {
  const read = questionnaireFromFhir(asJson(FOREIGN));
  const { found, notMapped } = 'found' in read ? read : { found: null, notMapped: [] };

  it('is a good one to begin with', () => {
    expect(againstFhir(FOREIGN)).toEqual([]);
  });

  it('becomes questions with their options, limits, parts and conditions', () => {
    expect(found).toMatchObject({
      key: 'intake-2026',
      title: { nl: 'Intake', en: '' },
      maxItems: 6,
      sections: [{ key: 'thuis-werk', title: { nl: 'Thuis' } }],
      items: [
        {
          key: '1.1',
          trait: null,
          kind: 'choice',
          section: 'thuis-werk',
          options: [
            { value: 1, label: { nl: 'Alleen' } },
            { value: 2, label: { nl: 'Samen' } },
          ],
        },
        { key: 'kinderen', kind: 'yes_no', section: 'thuis-werk', showWhen: { of: 'item', key: '1.1', is: [2] } },
        { key: 'aantal', kind: 'number', number: { min: 0, max: 12 }, showWhen: { of: 'item', key: 'kinderen', is: [1] } },
        {
          key: 'oud',
          kind: 'date',
          showWhen: {
            any: [
              { of: 'item', key: 'aantal', from: 3 },
              { of: 'item', key: 'aantal', to: 0 },
              { none: [{ of: 'item', key: 'aantal', is: [0] }] },
            ],
          },
        },
        { key: 'klacht', kind: 'text', text: { maxLength: 500 } },
        { key: 'later', kind: 'text' },
      ],
    });
    expect(found?.items[4]).not.toHaveProperty('showWhen');
    expect(found?.refusal.nl).toBe('Dat wil ik niet zeggen');
  });

  it('is never taken up with something left out in silence', () => {
    expect(notMapped.map(({ place, code }) => `${place} ${code}`.trim())).toEqual([
      'fhir.field',
      'item[0] fhir.display',
      'item[1] fhir.group-condition',
      'item[1].item[0] fhir.required',
      'item[1].item[0] fhir.code',
      'item[1].item[0] fhir.counted-options',
      'item[1].item[1] fhir.group-in-group',
      'item[1].item[1].item[0] fhir.key',
      'item[2] fhir.usual-bounds',
      'item[4] fhir.type',
      'item[5] fhir.type',
      'item[6] fhir.condition',
      'item[6] fhir.usual-length',
      'item[7] fhir.repeats',
      'item[7] fhir.field',
      'item[7] fhir.usual-length',
      'fhir.language',
    ]);
    expect(told(notMapped[5] as (typeof notMapped)[0]).sentence).toBe(
      'Item 2, item 1: de antwoorden hebben geen eigen getal. Zij zijn genummerd vanaf 1.',
    );
  });

  it('in English only has its words in English, and Dutch still to be written', () => {
    const english = questionnaireFromFhir(asJson({ ...FOREIGN, language: 'en', title: 'Intake form', _title: undefined }));
    expect('found' in english && english.found.title).toEqual({ nl: '', en: 'Intake form' });
  });

  it('keeps numbers that codes are, and takes the weights of others', () => {
    const withOptions = (answerOption: object[]) => {
      const one = questionnaireFromFhir({ resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'coding', answerOption }] });
      return 'found' in one ? one.found.items[0]?.options.map(({ value, state }) => state ?? value) : null;
    };
    const weighing = (code: string, valueDecimal: number) => ({
      valueCoding: { code, extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal }] },
    });
    expect(withOptions([choice('5', 'Goed'), choice('1', 'Slecht')])).toEqual([5, 1]);
    expect(withOptions([weighing('a', 3), weighing('b', 0)])).toEqual([3, 0]);
    expect(withOptions([weighing('a', 1), weighing('b', 1)])).toEqual([1, 2]);
    expect(withOptions([weighing('a', 0.5), weighing('b', 1)])).toEqual([1, 2]);
    expect(withOptions([{ valueInteger: 7 }, { valueString: '9' }])).toEqual([7, 9]);
  });

  it.each<[string, object, string]>([
    ['another resource', { resourceType: 'Patient' }, 'Dit is geen Questionnaire van FHIR.'],
    ['no question at all', { resourceType: 'Questionnaire', status: 'draft' }, 'Er staan geen vragen in dit bestand.'],
    ['a question without a type', { resourceType: 'Questionnaire', item: [{ linkId: 'a' }] }, 'Item 1: "type" ontbreekt.'],
    [
      'words that are a number',
      { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'text', text: 4 }] },
      'Item 1, "text": hier hoort tekst te staan.',
    ],
    ['items that are no list', { resourceType: 'Questionnaire', item: 'a' }, '"item": hier hoort een lijst te staan.'],
  ])('is refused when it is %s', (_, resource, sentence) => {
    const refused = questionnaireFromFhir(asJson(resource));
    expect('problems' in refused && refused.problems.map((problem) => told({ ...problem }).sentence)).toContain(sentence);
  });

  it('never makes anything throw, and what comes out is of the right form', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const element = fc.record({
      extension: fc.array(
        fc.oneof(
          anything,
          fc.record({
            url: fc.constantFrom(...URLS),
            extension: anything,
            valueInteger: anything,
            valueCoding: anything,
            valueCodeableConcept: anything,
          }),
        ),
      ),
    });
    const item = fc.record(
      {
        linkId: fc.string({ minLength: 1 }),
        type: fc.constantFrom('coding', 'boolean', 'integer', 'date', 'text', 'string', 'group', 'display', 'quantity'),
        text: fc.string(),
        _text: element,
        extension: fc.array(
          fc.record({
            url: fc.constantFrom(...URLS),
            valueInteger: anything,
            valueDate: anything,
            valueCoding: fc.oneof(anything, element),
            valueCodeableConcept: fc.record({ coding: anything }),
          }),
        ),
        code: fc.array(fc.record({ system: anything, code: anything })),
        enableWhen: fc.array(fc.record({ question: fc.string(), operator: anything, answerCoding: anything, answerInteger: anything })),
        answerOption: fc.array(fc.record({ valueCoding: fc.oneof(anything, element), valueString: anything })),
        maxLength: anything,
        repeats: anything,
        item: fc.array(fc.record({ linkId: fc.string(), type: fc.string(), text: anything })),
      },
      { requiredKeys: ['linkId', 'type'] },
    );
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
        const one = questionnaireFromFhir(asJson({ resourceType: 'Questionnaire', item: items }));
        if ('problems' in one) return one.problems.length > 0;
        const keys = one.found.items.map(({ key }) => key);
        return new Set(keys).size === keys.length && one.found.items.every(isWhole);
      }),
    );
  });
});

const URLS = [
  'http://hl7.org/fhir/StructureDefinition/translation',
  'http://hl7.org/fhir/StructureDefinition/minValue',
  'http://hl7.org/fhir/StructureDefinition/maxValue',
  'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
];

function isWhole({ wording, options, number, text, trait }: import('../../domain/definition.js').Item): boolean {
  return (
    [wording, ...options.map(({ label }) => label), ...(number ? [number.unit] : [])].every((words) =>
      Object.values(words).every((one) => typeof one === 'string'),
    ) &&
    options.every(({ value }) => value === null || Number.isSafeInteger(value)) &&
    (!number || (Number.isSafeInteger(number.min) && Number.isSafeInteger(number.max))) &&
    (!text || Number.isSafeInteger(text.maxLength)) &&
    (trait === null || typeof trait === 'string')
  );
}

function asJson(resource: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(resource)) as Record<string, unknown>;
}
