import { LANGUAGES } from '#libs/platform';
import { aJourney, answered } from '../../../../test/support/factories/journey.js';
import { addressAfter, addressOf, languageAsked, mayPrefer, mayTell, nextAddress } from './journey.js';

const LINK = '/c/abcdefgh01234567';

describe('the way through the questions', () => {
  it('carries the language in the address only when it is not the one of the check-in', () => {
    expect(addressOf(aJourney(), 'vraag', 1)).toBe(`${LINK}/vraag/1`);
    expect(addressOf({ ...aJourney(), language: 'en' }, 'vraag', 1)).toBe(`${LINK}/vraag/1?taal=en`);
  });

  it('makes no address out of what is no part of one', () => {
    expect(addressOf({ ...aJourney(), token: '../aanmelden?x=' }, 'klaar')).toBe('/c/..%2Faanmelden%3Fx%3D/klaar');
  });

  it.each([
    ['the first question of who has just begun', answered(), '/vraag/1'],
    ['the first question without an answer', answered(3, null), '/vraag/3'],
    ['the look back, when every question has one', answered(3, null, 0), '/nakijken'],
  ])('leads on to %s', (_, answers, expected) => {
    expect(nextAddress(aJourney({ answers }))).toBe(LINK + expected);
  });

  it.each([
    ['the first', 1, answered(3), '/vraag/2'],
    ['one that was changed, step by step forward again', 1, answered(3, null), '/vraag/2'],
    ['the last', 3, answered(3, null, 0), '/nakijken'],
    ['the last, when one was left open before it', 3, answered(3), '/vraag/2'],
    ['one that was changed after all had an answer', 1, answered(3, null, 0), '/nakijken'],
    ['the only one that was still open', 2, new Map([...answered(3, null, 0)].filter(([key]) => key !== 'finance.debt')), '/nakijken'],
  ])('goes on after %s', (_, number, answers, expected) => {
    expect(addressAfter(aJourney({ answers }), number)).toBe(LINK + expected);
  });

  it.each([
    ['en', undefined, 'en'],
    ['nl', 'en', 'nl'],
    [undefined, 'en-GB,en;q=0.9', 'en'],
    [undefined, 'tr, en;q=0.5, nl;q=0.4', 'en'],
    [undefined, 'ti,ar', null],
    ['ar', 'tr', null],
    [undefined, 'nld', null],
    ['xx', undefined, null],
    [['nl', 'en'], undefined, null],
    [undefined, undefined, null],
  ])('asked for %j by somebody whose browser says %j speaks %j', (chosen, header, expected) => {
    expect(languageAsked(chosen, header, LANGUAGES)).toBe(expected);
  });

  it('speaks a language that was reviewed, and no other', () => {
    expect(languageAsked('ar', 'tr', ['nl', 'en', 'ar'])).toBe('ar');
    expect(languageAsked('ti', 'ti-ER, ar-SY;q=0.8', ['nl', 'en', 'ar'])).toBe('ar');
  });
});

describe('afterwards', () => {
  const ended = Temporal.Instant.from('2026-11-03T10:00:00+01:00');
  const closes = Temporal.Instant.from('2026-11-09T00:00:00+01:00');

  it.each([
    ['spent', ended, { hours: 23, minutes: 59 }, true],
    ['spent', ended, { hours: 24 }, false],
    ['expired', ended, { hours: 1 }, false],
    ['open', null, { hours: 1 }, false],
  ] as const)('a word to the coach on a link that is %s', (state, endedAt, later, expected) => {
    expect(mayTell(aJourney({ state, endedAt }).view, ended.add(later))).toBe(expected);
  });

  it.each([
    ['open', null, closes, true],
    ['spent', ended, ended.add({ hours: 167 }), true],
    ['spent', ended, ended.add({ hours: 168 }), false],
    ['expired', null, closes.add({ hours: 167 }), true],
    ['expired', null, closes.add({ hours: 168 }), false],
  ] as const)('a wish about messages on a link that is %s', (state, endedAt, now, expected) => {
    expect(mayPrefer(aJourney({ state, endedAt }).view, now)).toBe(expected);
  });
});
