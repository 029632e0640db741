import { aJourney, answered } from '../../../../test/support/factories/journey.js';
import { STANDARD_QUESTIONNAIRE, type AnswerProblem, type Reason } from '#libs/questionnaires';
import { typedIn, type AnswerForm } from './answer.form.js';
import { doorScreen, stoppedScreen, stopScreen, thanksScreen } from './answering.page.js';
import { questionScreen } from './question.page.js';
import { reviewScreen } from './review.page.js';
import type { PageScreen, Screen } from './screen.js';

const LINK = '/c/abcdefgh01234567';
const begun = Temporal.Instant.from('2026-11-02T10:00:00+01:00');
const refused = (code: AnswerProblem['code'], values = {}, form: AnswerForm = {}) => ({ problem: { code, values }, typed: typedIn(form) });
const pageOf = (screen: Screen) => (screen as PageScreen).page;

describe('the door', () => {
  it('says how many questions, until when, and offers every language', () => {
    const { view, status, page } = doorScreen(aJourney()) as PageScreen;
    expect([view, status]).toEqual(['answering/start', 200]);
    expect(page).toMatchObject({
      duration: '3 korte vragen. Het kost minder dan 1 minuut.',
      lastDay: '8\u00a0november',
      heading: 'Hoe gaat het met u?',
      action: `${LINK}/start`,
      otherLanguages: [],
      preferenceHref: `${LINK}/voorkeur`,
    });
    expect(page['languages']).toEqual([
      { language: 'nl', name: 'Nederlands', href: '?taal=nl', isCurrent: true },
      { language: 'en', name: 'English', href: '?taal=en', isCurrent: false },
    ]);
  });

  it('promises a minute only where it takes one', () => {
    const items = STANDARD_QUESTIONNAIRE.items.slice(0, 7);
    expect(pageOf(doorScreen(aJourney({ items })))['duration']).toBe('7 korte vragen. Het kost een paar minuten.');
  });

  it('welcomes back who was here before, at the question where they were', () => {
    const { view, page } = doorScreen(aJourney({ startedAt: begun, answers: answered(4) })) as PageScreen;
    expect(view).toBe('answering/resume');
    expect(page).toMatchObject({ next: { number: 2, href: `${LINK}/vraag/2` }, count: 3, hasAnswers: true });
  });

  it('has only the sending left for who answered everything', () => {
    expect(pageOf(doorScreen(aJourney({ startedAt: begun, answers: answered(4, null, 0) })))).toMatchObject({
      next: null,
      reviewHref: `${LINK}/nakijken`,
    });
  });

  it.each([
    ['spent', 'nl', 'U heeft deze vragen al beantwoord'],
    ['spent', 'en', 'You have already answered these questions'],
    ['expired', 'nl', 'Deze vragen zijn gesloten'],
    ['expired', 'en', 'These questions are closed'],
  ] as const)('is closed, kindly, when the link is %s (%s)', (state, language, title) => {
    const { status, page } = doorScreen(aJourney({ state, language })) as PageScreen;
    expect([status, page.title]).toEqual([410, title]);
    expect(page['stopHref']).toContain(`${LINK}/geen-berichten`);
  });
});

describe('a question', () => {
  it('has the question first in its title, and where one is', () => {
    expect(pageOf(questionScreen(aJourney(), 2)).title).toBe('Heeft u schulden of betaalt u rekeningen te laat? · Vraag 2 van 3');
  });

  it.each<[Reason | undefined, string]>([
    [{ kind: 'never' }, 'Dit weten wij nog niet van u.'],
    [{ kind: 'stale', days: 94 }, 'Wij weten dit van 94 dagen geleden. Misschien is het nu anders.'],
    [{ kind: 'changing', direction: 'worse', days: 25 }, 'Wij weten dit van 25 dagen geleden. Misschien is het nu anders.'],
    [{ kind: 'uncertain', because: 'unknown', days: 21 }, 'Wij weten dit van 21 dagen geleden. Misschien is het nu anders.'],
    [{ kind: 'follows', item: 'wellbeing.general' }, 'Dit hoort bij een antwoord dat u net gaf.'],
    [undefined, 'Zo weten wij hoe het nu met u gaat.'],
  ])('says why it is asked (%j), and nothing of what was said before', (because, why) => {
    const page = pageOf(questionScreen(aJourney({ because: because ? { 'finance.debt': because } : {} }), 2));
    expect(page['why']).toBe(why);
  });

  it('puts a face beside the words on a scale of five', () => {
    const answers = pageOf(questionScreen(aJourney(), 1))['answers'] as object[];
    expect(answers).toHaveLength(5);
    expect(answers[0]).toEqual({ value: '1', words: 'Heel slecht', number: null, face: 'face-1', isStep: false, isChosen: false });
  });

  it('shows "weet ik niet" as an answer, and the refusal beside them all', () => {
    const page = pageOf(questionScreen(aJourney(), 2));
    expect((page['answers'] as { value: string }[]).map(({ value }) => value)).toEqual(['1', '2', 'unknown']);
    expect(page['refusal']).toEqual({ value: 'refused', words: 'Dat wil ik niet zeggen', isChosen: false });
  });

  it('draws a scale as keys: the ends with their words, the steps with a number only', () => {
    const { answers, isScale } = pageOf(questionScreen(aJourney(), 3)) as unknown as {
      answers: { number: string; words: string | null; isStep: boolean }[];
      isScale: boolean;
    };
    expect(isScale).toBe(true);
    expect(answers.map(({ number }) => number)).toEqual(Array.from({ length: 11 }, (_, number) => String(number)));
    expect(answers.map(({ words }) => words).filter(Boolean)).toEqual(['helemaal niet', 'zo goed als in uw beste tijd']);
    expect(answers.filter(({ isStep }) => isStep)).toHaveLength(9);
  });

  it.each([
    ['an answer', answered(3), 1, ['3'], false],
    ['zero', answered(3, null, 0), 3, ['0'], false],
    ['a refusal', answered(3, null), 2, [], true],
    ['nothing', answered(3), 2, [], false],
  ])('marks what was chosen: %s', (_, answers, number, chosen, refused) => {
    const page = pageOf(questionScreen(aJourney({ answers }), number));
    const marked = (page['answers'] as { value: string; isChosen: boolean }[]).filter(({ isChosen }) => isChosen);
    expect(marked.map(({ value }) => value)).toEqual(chosen);
    expect((page['refusal'] as { isChosen: boolean }).isChosen).toBe(refused);
  });

  it('lets an answer stay, and a question without one wait for it', () => {
    const journey = aJourney({ answers: answered(3) });
    expect(pageOf(questionScreen(journey, 1))).toMatchObject({ previousHref: null, nextHref: `${LINK}/vraag/2` });
    expect(pageOf(questionScreen(journey, 2))).toMatchObject({ previousHref: `${LINK}/vraag/1`, nextHref: null });
  });

  it('comes back with what was wrong, tied to the answers', () => {
    const { status, page } = questionScreen(aJourney(), 3, refused('not-an-option')) as PageScreen;
    expect(status).toBe(422);
    expect(page).toMatchObject({ describedBy: 'fout uitleg' });
    expect(page.title).toMatch(/^Kies een antwoord: /);
  });

  it.each([0, 4, NaN, 1.5, -1])('number %d does not exist and leads back to the link', (number) => {
    expect(questionScreen(aJourney(), number)).toEqual({ redirectTo: LINK });
  });

  it('is not shown on a link that is spent: nobody who finds the telephone reads the answers back', () => {
    const journey = aJourney({ state: 'spent', answers: answered(1, null, 0) });
    for (const screen of [questionScreen(journey, 1), reviewScreen(journey)]) {
      expect((screen as PageScreen).status).toBe(410);
      expect(JSON.stringify(screen)).not.toContain('Heel slecht');
    }
  });
});

describe('the look back', () => {
  it('shows every answer in words, and what has none yet', () => {
    const page = pageOf(reviewScreen(aJourney({ answers: answered(5, null) })));
    expect(page['given']).toEqual([
      { question: 'Hoe gaat het met u?', answer: 'Heel goed', href: `${LINK}/vraag/1`, invitation: 'Verander' },
      {
        question: 'Heeft u schulden of betaalt u rekeningen te laat?',
        answer: 'Dat wil ik niet zeggen',
        href: `${LINK}/vraag/2`,
        invitation: 'Verander',
      },
      { question: 'Hoe goed kunt u nu werken?', answer: 'Nog geen antwoord', href: `${LINK}/vraag/3`, invitation: 'Beantwoord' },
    ]);
    expect(page['action']).toBe(`${LINK}/versturen`);
  });

  it('says "weet ik niet" for who does not know', () => {
    const answers = new Map([['finance.debt', { state: 'unknown' as const, value: null }]]);
    const given = pageOf(reviewScreen(aJourney({ answers })))['given'] as { answer: string }[];
    expect(given[1]?.answer).toBe('Weet ik niet');
  });

  it('offers nothing to send when nothing was answered', () => {
    expect(pageOf(reviewScreen(aJourney()))['action']).toBeNull();
  });
});

describe('the end', () => {
  it('thanks who has sent, with the help lines in large print', () => {
    expect(pageOf(thanksScreen(aJourney({ state: 'spent' })))).toMatchObject({ title: 'Dank u wel!', urgentHelp: true });
  });

  it('is not the end for who has not sent', () => {
    expect(thanksScreen(aJourney())).toEqual({ redirectTo: LINK });
  });

  it.each([
    ['sms', ['Geen sms meer', 'Helemaal geen berichten meer']],
    ['email', ['Geen e-mail meer', 'Helemaal geen berichten meer']],
    [null, ['Helemaal geen berichten meer']],
  ] as const)('offers to stop the messages that came by %j, or all', (channel, words) => {
    expect((pageOf(stopScreen(aJourney({ channel })))['choices'] as { words: string }[]).map((choice) => choice.words)).toEqual(words);
  });

  it('says what has stopped', () => {
    expect(pageOf(stoppedScreen(aJourney(), 'kanaal')).title).toBe('U krijgt geen sms meer');
    expect(pageOf(stoppedScreen(aJourney({ channel: null }), 'alles')).title).toBe('U krijgt geen berichten meer');
  });
});
