import { DAY_PARTS } from '#libs/people';
import { aJourney } from '../../../../test/support/factories/journey.js';
import { preferenceScreen, readWish, type Wishes } from './preference.page.js';
import type { PageScreen } from './screen.js';

const LINK = '/c/abcdefgh01234567';
const wishes = (given: Partial<Wishes> = {}): Wishes => ({
  preference: { channels: [], answerBy: null, hours: null },
  language: 'nl',
  channels: ['sms', 'email'],
  canAnswerByMessage: true,
  dayParts: ['morning', 'afternoon', 'evening'],
  ...given,
});
const groupsOf = (given: Partial<Wishes> = {}, journey = aJourney()) =>
  (preferenceScreen(journey, wishes(given)) as PageScreen).page['groups'] as {
    name: string;
    choices: { value: string; words: string; isChosen: boolean }[];
  }[];
const chosenIn = (given: Partial<Wishes> = {}, journey = aJourney()) =>
  Object.fromEntries(groupsOf(given, journey).map(({ name, choices }) => [name, choices.find(({ isChosen }) => isChosen)?.value]));

describe('what somebody may choose', () => {
  it('is everything there is a choice of', () => {
    expect(groupsOf().map(({ name, choices }) => [name, ...choices.map(({ value }) => value)])).toEqual([
      ['kanaal', 'sms', 'email'],
      ['antwoord', 'link', 'message'],
      ['taal', 'nl', 'en'],
      ['uren', 'all', 'morning', 'afternoon', 'evening'],
    ]);
  });

  it('says the hours in words', () => {
    expect(groupsOf()[3]?.choices[1]?.words).toBe('In de ochtend, van 09:00 tot 12:00');
  });

  it.each([
    ['one channel', { channels: ['sms'] as const }, 'kanaal'],
    ['a sender that cannot be answered', { canAnswerByMessage: false }, 'antwoord'],
    ['no part of the day within the hours of the office', { dayParts: [] }, 'uren'],
  ])('leaves out what is no choice: %s', (_, given, name) => {
    expect(groupsOf(given).map((group) => group.name)).not.toContain(name);
  });

  it('marks what holds now: as it is done when nothing was chosen', () => {
    expect(chosenIn()).toEqual({ kanaal: 'sms', antwoord: 'link', taal: 'nl', uren: 'all' });
    expect(chosenIn({}, aJourney({ channel: 'email' }))).toMatchObject({ kanaal: 'email' });
  });

  it('marks what was chosen', () => {
    const preference = { channels: ['email', 'sms'], answerBy: 'message', hours: DAY_PARTS.evening } as const;
    expect(chosenIn({ preference, language: 'en' })).toEqual({ kanaal: 'email', antwoord: 'message', taal: 'en', uren: 'evening' });
  });

  it('marks the language that is really used, when the chosen one may not be', () => {
    expect(chosenIn({ language: 'ar' })).toMatchObject({ taal: 'nl' });
    expect(chosenIn({ language: 'ar' }, aJourney({ languages: ['nl', 'en', 'ar'] }))).toMatchObject({ taal: 'ar' });
  });

  it('confirms in words, and only what holds', () => {
    const saved = (what: string) => (preferenceScreen(aJourney(), wishes(), { saved: what }) as PageScreen).page['saved'];
    expect(saved('kanaal')).toBe('Dat is geregeld: Eerst per sms.');
    expect(saved('iets')).toBeNull();
  });

  it('is no longer there when it is too late', () => {
    expect(preferenceScreen(aJourney({ state: 'spent', mayPrefer: false }), wishes())).toMatchObject({ view: 'answering/closed' });
  });
});

describe('a button that was pressed', () => {
  it.each([
    [{ kanaal: 'email' }, { name: 'kanaal', change: { channels: ['email', 'sms'] } }],
    [{ kanaal: 'sms' }, { name: 'kanaal', change: { channels: ['sms', 'email'] } }],
    [{ antwoord: 'link' }, { name: 'antwoord', change: { answerBy: 'link' } }],
    [{ antwoord: 'message' }, { name: 'antwoord', change: { answerBy: 'message' } }],
    [{ taal: 'en' }, { name: 'taal', change: { language: 'en' } }],
    [{ uren: 'all' }, { name: 'uren', change: { hours: null } }],
    [{ uren: 'evening' }, { name: 'uren', change: { hours: DAY_PARTS.evening } }],
  ])('%j is a wish', (form, wish) => {
    expect(readWish(form, aJourney(), wishes())).toEqual(wish);
  });

  it.each([{}, { kanaal: '' }, { kanaal: 'app' }, { taal: 'ar' }, { taal: ['nl', 'en'] }, { uren: 'night' }, { antwoord: 'sms' }])(
    '%j is none',
    (form) => {
      expect(readWish(form, aJourney(), wishes())).toBeNull();
    },
  );

  it('is none when it is not on the page', () => {
    expect(readWish({ kanaal: 'email' }, aJourney(), wishes({ channels: ['sms'] }))).toBeNull();
    expect(readWish({ antwoord: 'message' }, aJourney(), wishes({ canAnswerByMessage: false }))).toBeNull();
  });

  it('brings text messages first for who wants to answer in them', () => {
    const preference = { channels: ['email', 'sms'], answerBy: null, hours: null } as const;
    expect(readWish({ antwoord: 'message' }, aJourney(), wishes({ preference }))?.change).toEqual({
      answerBy: 'message',
      channels: ['sms', 'email'],
    });
  });

  it('goes to a page in the language of the screen', () => {
    const page = (preferenceScreen(aJourney({ language: 'en' }), wishes()) as PageScreen).page;
    expect([page['action'], page['backHref']]).toEqual([`${LINK}/voorkeur?taal=en`, `${LINK}?taal=en`]);
  });
});
