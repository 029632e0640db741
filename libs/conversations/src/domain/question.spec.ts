import { CLIENT_LANGUAGES } from '#libs/platform';
import { formValue, isPossibleAnswer, itemOf, readAnswer, STANDARD_QUESTIONNAIRE, type Item } from '#libs/questionnaires';
import { readKeyword } from '#libs/messaging';
import { OPTION_WORDS, WORDS } from './reply-words.js';
import { askableItems, choicesOf, optionsText, questionOf, refusalText } from './question.js';
import { readReply } from './sms-reply.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const { items, refusal } = STANDARD_QUESTIONNAIRE;
const item = (key: string): Item => itemOf(STANDARD_QUESTIONNAIRE, key) as Item;

describe('a question in a text message', () => {
  it.each([
    ['wellbeing.general', 'nl', '1 heel slecht\n2 slecht\n3 gaat wel\n4 goed\n5 heel goed', '0 = dat wil ik niet zeggen'],
    ['workability.self', 'nl', '0 helemaal niet\n10 zo goed als in uw beste tijd', 'NEE = dat wil ik niet zeggen'],
    ['care.childcare', 'en', '1 yes\n2 no\n3 I have no young children', '0 = I would rather not say'],
    ['finance.debt', 'nl', '1 ja\n2 nee\n3 weet ik niet', '0 = dat wil ik niet zeggen'],
  ] as const)('%s offers in %s its numbers with their words, and how to say nothing', (key, language, options, refused) => {
    expect(optionsText(item(key), language)).toBe(options);
    expect(refusalText(item(key), refusal, language)).toBe(refused);
  });

  it('writes capitals and small letters as the language does', () => {
    for (const language of CLIENT_LANGUAGES)
      for (const each of items) expect(optionsText(each, language).normalize('NFD')).not.toMatch(/i\u0307/);
    expect(refusalText(item('workability.self'), refusal, 'tr')).toMatch(/^HAYIR = /);
  });

  it('asks nothing that is too personal', () => {
    const asked = askableItems(
      STANDARD_QUESTIONNAIRE,
      items.map(({ key }) => key),
    );
    expect(asked).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(health|finance)/)]));
    for (const key of ['care.informal', 'housing.stability', 'social.network', 'wish.help']) expect(asked).not.toContain(key);
    expect(asked).toEqual(expect.arrayContaining(['wellbeing.general', 'workability.self', 'wish.contact']));
  });

  describe.each(CLIENT_LANGUAGES)('in %s', (language) => {
    it.each(items.map(({ key }) => key))('%s is answered by every number and every word that it offers', (key) => {
      const question = questionOf(item(key), language, refusal);
      const read = (says: string) => readReply(says, { waiting: question, coming: [], last: null, isTooSoon: false, language });
      const offered = choicesOf(item(key));
      expect(offered).toHaveLength(item(key).options.length);
      expect(new Set(offered.map(([, number]) => number)).size).toBe(offered.length);
      for (const [answer, number] of offered) {
        expect(isPossibleAnswer(item(key), answer, TODAY)).toBe(true);
        expect(read(String(number))).toEqual({ kind: 'answers', answers: [{ item: key, ...answer }], remark: null });
      }
      for (const option of item(key).options) {
        const answer = readAnswer(item(key), formValue({ state: option.state ?? 'answered', value: option.value }), TODAY);
        const label = option.label[language] ?? option.label.nl;
        expect([label, read(label)]).toEqual([label, { kind: 'answers', answers: [{ item: key, ...answer }], remark: null }]);
      }
      const [sign] = refusalText(item(key), refusal, language).split(' = ');
      expect(read(sign as string)).toMatchObject({ answers: [{ state: 'refused' }] });
      const words = refusal[language] ?? refusal.nl;
      expect([words, read(words)]).toMatchObject([words, { answers: [{ state: 'refused' }] }]);
    });
  });

  it.each(CLIENT_LANGUAGES)('is answered in %s with no word that stops, starts or asks for help', (language) => {
    const { numbers, yes, no, refuse, unknown, later, correct } = WORDS[language];
    const said = [...numbers.flatMap((word) => word.split('|')), ...yes, ...no, ...refuse, ...unknown, ...later, ...correct];
    // Of what is asked in a text message: behind the link nothing is a keyword.
    const labels = items
      .filter(({ sensitive }) => !sensitive)
      .flatMap(({ options }) => options.map(({ label }) => label[language] ?? label.nl));
    expect([...said, ...labels, ...Object.values(OPTION_WORDS[language]).flat()].filter((words) => readKeyword(words) !== null)).toEqual(
      [],
    );
    expect(readKeyword('STOP')).toBe('stop');
  });
});
