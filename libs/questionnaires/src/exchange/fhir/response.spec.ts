import fc from 'fast-check';
import { againstFhir } from '../../../../../test/support/fhir-schema.js';
import { EVERYTHING } from '../../../../../test/support/questionnaire-examples.js';
import type { ItemAnswer } from '../../domain/definition.js';
import { aboutResponse, answersFromFhir } from './response-from-fhir.js';
import { responseToFhir, type AnsweredCheckIn } from './response-to-fhir.js';

const TODAY = Temporal.PlainDate.from('2026-03-02');
const ALL = EVERYTHING.items.map(({ key }) => key);
const ANSWERS: [string, ItemAnswer][] = [
  ['wellbeing.general', { state: 'unknown', value: null }],
  ['garden', { state: 'answered', value: 1 }],
  ['plants', { state: 'answered', value: null, said: '1,3' }],
  ['workability.self', { state: 'answered', value: 0 }],
  ['hours', { state: 'answered', value: 16 }],
  ['last-day', { state: 'answered', value: null, said: '2024-05-31' }],
  ['dream', { state: 'answered', value: null, said: 'Bakker worden.' }],
  ['stress', { state: 'refused', value: null }],
];

function checkIn(change: Partial<AnsweredCheckIn> = {}): AnsweredCheckIn {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    clientNumber: 'K100001',
    number: 3,
    language: 'nl',
    asked: ALL,
    answers: new Map(ANSWERS),
    outcome: 'finished',
    answeredAt: Temporal.Instant.from('2026-03-02T09:00:00.123Z'),
    ...change,
  };
}

describe('what was answered, in FHIR', () => {
  it('is a response by the official schema', () => {
    expect(againstFhir(responseToFhir(EVERYTHING, checkIn()))).toEqual([]);
    expect(againstFhir(responseToFhir(EVERYTHING, checkIn({ answers: new Map(), outcome: null, answeredAt: null })))).toEqual([]);
  });

  it.each(['refused', 'unknown', 'skipped'] as const)('is one too when everything was %s', (state) => {
    const answers = new Map(ALL.map((key): [string, ItemAnswer] => [key, { state, value: null }]));
    expect(againstFhir(responseToFhir(EVERYTHING, checkIn({ answers })))).toEqual([]);
  });

  it('names its version, its client and its moment', () => {
    expect(responseToFhir(EVERYTHING, checkIn())).toMatchObject({
      questionnaire: 'urn:werkplein-check-in:questionnaire:alles-bij-elkaar|3',
      status: 'completed',
      subject: { identifier: { system: 'urn:werkplein-check-in:client-number', value: 'K100001' } },
      authored: '2026-03-02T09:00:00Z',
    });
  });

  it.each([
    [null, 'in-progress'],
    ['finished', 'completed'],
    ['partial', 'stopped'],
    ['silent', 'stopped'],
  ])('of a check-in with outcome %s is %s', (outcome, status) => {
    expect(responseToFhir(EVERYTHING, checkIn({ outcome })).status).toBe(status);
  });

  it('keeps refused, unknown, passed over, not reached and not asked apart', () => {
    const { item = [] } = responseToFhir(
      { ...EVERYTHING, sections: [] },
      checkIn({
        asked: ['garden', 'hours', 'dream', 'plants'],
        answers: new Map<string, ItemAnswer>([
          ['garden', { state: 'refused', value: null }],
          ['hours', { state: 'unknown', value: null }],
          ['dream', { state: 'skipped', value: null }],
        ]),
      }),
    );
    const reason = (code: string) => ({
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: code }],
    });
    expect(Object.fromEntries(item.map(({ linkId, answer }) => [linkId, answer]))).toEqual({
      garden: [{ valueCoding: reason('asked-declined') }],
      hours: [{ _valueInteger: reason('asked-unknown') }],
      dream: [{ _valueString: reason('unknown') }],
      plants: undefined,
    });
  });

  it('comes back as it went', () => {
    const sent = asJson(responseToFhir(EVERYTHING, checkIn()));
    expect(answersFromFhir(EVERYTHING, sent, TODAY)).toEqual({ answers: new Map(ANSWERS), notMapped: [] });
    expect(aboutResponse(sent)).toEqual({
      clientNumber: 'K100001',
      questionnaireKey: 'alles-bij-elkaar',
      versionNumber: 3,
      authored: Temporal.Instant.from('2026-03-02T09:00:00Z'),
    });
  });

  it('comes back as it went, however it was answered', () => {
    const answerOf = (key: string) => {
      const item = EVERYTHING.items.find((one) => one.key === key);
      const without = fc.constantFrom<ItemAnswer>({ state: 'refused', value: null }, { state: 'skipped', value: null });
      const values = item?.options.flatMap(({ value }) => (value === null ? [] : [value])) ?? [];
      if (item?.kind === 'several')
        return fc.oneof(
          without,
          fc
            .uniqueArray(fc.constantFrom(...values), { minLength: 1 })
            .map((chosen): ItemAnswer => ({ state: 'answered', value: null, said: chosen.toSorted((a, b) => a - b).join(',') })),
        );
      if (item?.kind === 'number')
        return fc.oneof(
          without,
          fc.integer({ min: 0, max: 40 }).map((value): ItemAnswer => ({ state: 'answered', value })),
        );
      if (values.length > 0)
        return fc.oneof(
          without,
          fc.constantFrom(...values).map((value): ItemAnswer => ({ state: 'answered', value })),
        );
      return without;
    };
    fc.assert(
      fc.property(fc.subarray(ALL), fc.tuple(...ALL.map(answerOf)), (keys, given) => {
        const answers = new Map(keys.map((key): [string, ItemAnswer] => [key, given[ALL.indexOf(key)] as ItemAnswer]));
        const sent = asJson(responseToFhir(EVERYTHING, checkIn({ answers })));
        expect(answersFromFhir(EVERYTHING, sent, TODAY)).toEqual({ answers, notMapped: [] });
      }),
    );
  });
});

describe('a response of others', () => {
  const response = (...item: object[]) => asJson({ resourceType: 'QuestionnaireResponse', item });

  it.each<[string, object]>([
    [
      'an answer that is no option',
      { linkId: 'garden', answer: [{ valueCoding: { system: 'urn:werkplein-check-in:answer', code: '9' } }] },
    ],
    ['a code of another system', { linkId: 'garden', answer: [{ valueCoding: { code: '1' } }] }],
    ['two answers to a question with one', { linkId: 'hours', answer: [{ valueInteger: 1 }, { valueInteger: 2 }] }],
    ['a number out of bounds', { linkId: 'hours', answer: [{ valueInteger: 41 }] }],
    ['a day that does not exist', { linkId: 'last-day', answer: [{ valueDate: '2024-02-30' }] }],
    ['a day after today', { linkId: 'last-day', answer: [{ valueDate: '2026-03-03' }] }],
    ['too many words', { linkId: 'dream', answer: [{ valueString: 'x'.repeat(301) }] }],
    ['a choice that is there twice', { linkId: 'plants', answer: [coded('1'), coded('1')] }],
  ])('loses %s, and that is told', (_, item) => {
    expect(answersFromFhir(EVERYTHING, response(item), TODAY)).toEqual({
      answers: new Map(),
      notMapped: [{ place: 'item[0]', code: 'fhir.response-answer', values: { question: (item as { linkId: string }).linkId } }],
    });
  });

  it('tells of a question that we do not have', () => {
    expect(answersFromFhir(EVERYTHING, response({ linkId: 'shoes', answer: [{ valueInteger: 44 }] }), TODAY).notMapped).toMatchObject([
      { code: 'fhir.response-question', values: { question: 'shoes' } },
    ]);
  });

  it('never makes anything throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...ALL), (anything, linkId) => {
        answersFromFhir(EVERYTHING, asJson({ item: [{ linkId, answer: anything }, anything] }), TODAY);
        answersFromFhir(
          EVERYTHING,
          asJson({ item: [{ linkId, answer: [{ valueCoding: anything, valueInteger: anything, valueDate: anything }] }] }),
          TODAY,
        );
        return aboutResponse(asJson({ resourceType: 'QuestionnaireResponse', subject: anything, questionnaire: anything })) !== null;
      }),
    );
  });

  function coded(code: string) {
    return { valueCoding: { system: 'urn:werkplein-check-in:answer', code } };
  }
});

function asJson(resource: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(resource)) as Record<string, unknown>;
}
