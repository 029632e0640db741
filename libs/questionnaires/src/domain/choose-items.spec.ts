import fc from 'fast-check';
import { chooseItems, MOST_BY_MESSAGE } from './choose-items.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';

const KEYS = STANDARD_QUESTIONNAIRE.items.map(({ key }) => key);
const day = (number: number) => ({ observedAt: Temporal.Instant.from('2026-01-01T09:00:00Z').add({ hours: 24 * number }) });
const observedOn = (days: Record<string, number>) => new Map(Object.entries(days).map(([trait, number]) => [trait, day(number)]));

describe('choosing the items of a check-in', () => {
  it('asks a new client the first six, in the order of the questionnaire', () => {
    expect(chooseItems(STANDARD_QUESTIONNAIRE, new Map())).toEqual(KEYS.slice(0, 6));
  });

  it('asks what was never asked before what was', () => {
    const asked = observedOn(Object.fromEntries(KEYS.slice(0, 6).map((key) => [key, 0])));
    expect(chooseItems(STANDARD_QUESTIONNAIRE, asked)).toEqual(KEYS.slice(6, 12));
  });

  it('asks the oldest first, and shows them in the order of the questionnaire', () => {
    const days = Object.fromEntries(KEYS.map((key) => [key, 100]));
    const oldest = ['wish.contact', 'social.network', 'wellbeing.general', 'digital.skills', 'health.mental', 'mobility.transport'];
    oldest.forEach((key, index) => (days[key] = index));
    expect(chooseItems(STANDARD_QUESTIONNAIRE, observedOn(days))).toEqual([
      'wellbeing.general',
      'health.mental',
      'digital.skills',
      'mobility.transport',
      'social.network',
      'wish.contact',
    ]);
  });

  it('counts a trait that another questionnaire or a coach observed', () => {
    expect(chooseItems(STANDARD_QUESTIONNAIRE, observedOn({ 'wellbeing.general': 3, 'not.ours': 0 }))).toEqual(KEYS.slice(1, 7));
  });

  it('comes round: in three check-ins every item was asked once', () => {
    const latest = new Map<string, { observedAt: Temporal.Instant }>();
    const asked = [0, 28, 56].flatMap((number) => {
      const keys = chooseItems(STANDARD_QUESTIONNAIRE, latest);
      keys.forEach((key) => latest.set(key, day(number)));
      return keys;
    });
    expect(asked.toSorted()).toEqual(KEYS.toSorted());
  });

  it('asks who answers in text messages three questions that may stand there, the oldest of those, and fills up with the rest', () => {
    const isSensitive = (key: string) => STANDARD_QUESTIONNAIRE.items.find((item) => item.key === key)?.sensitive === true;
    expect(chooseItems(STANDARD_QUESTIONNAIRE, new Map(), MOST_BY_MESSAGE)).toEqual([
      'wellbeing.general',
      'health.self_rated',
      'health.physical',
      'health.mental',
      'literacy.reading_nl',
      'language.dutch_speaking',
    ]);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...KEYS), fc.integer({ min: 0, max: 9 })), (days) => {
        const chosen = chooseItems(STANDARD_QUESTIONNAIRE, observedOn(days), MOST_BY_MESSAGE);
        expect(chosen).toHaveLength(STANDARD_QUESTIONNAIRE.maxItems);
        expect(chosen.filter((key) => !isSensitive(key)).length).toBeGreaterThanOrEqual(MOST_BY_MESSAGE);
      }),
    );
  });

  it('never leaves out an item that is older than one it asks', () => {
    const history = fc.dictionary(fc.constantFrom(...KEYS), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 20 }), (days, maxItems) => {
        const age = (key: string) => days[key] ?? -1;
        const chosen = chooseItems({ ...STANDARD_QUESTIONNAIRE, maxItems }, observedOn(days));
        expect(chosen).toHaveLength(Math.min(maxItems, KEYS.length));
        expect(chosen).toEqual(KEYS.filter((key) => chosen.includes(key)));
        const youngestAsked = Math.max(...chosen.map(age));
        for (const key of KEYS) if (!chosen.includes(key)) expect(age(key)).toBeGreaterThanOrEqual(youngestAsked);
      }),
    );
  });
});
