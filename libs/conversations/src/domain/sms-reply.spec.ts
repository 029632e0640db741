import { CLIENT_LANGUAGES } from '#libs/platform';
import { isPossibleAnswer, itemOf, STANDARD_QUESTIONNAIRE, type Item } from '#libs/questionnaires';
import fc from 'fast-check';
import { questionOf } from './question.js';
import { REPLY_EXAMPLES, type Situation } from './sms-reply.examples.js';
import { readReply, type Asked, type ReadAnswer, type Reading } from './sms-reply.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');

describe('a reply', () => {
  const rows = REPLY_EXAMPLES;

  it.each(rows)('($about) "$says" is read as $reads', ({ says, reads, situation }) => {
    expect(inShort(readReply(says, askedIn(situation)))).toBe(reads);
  });

  it('has a table of examples that says each thing once', () => {
    const keys = rows.map(({ says, situation }) => JSON.stringify([says, situation]));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(rows.length).toBeGreaterThan(300);
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '1',
          '2',
          '4',
          '10',
          '٤',
          'nee',
          'goed',
          'maar',
          'sorry',
          ',',
          '.',
          '\n',
          '?',
          'heel',
          'niet',
          'slecht',
          '👍',
          'een',
          '/',
          ' of ',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(' ')),
  );
  const situations = fc.constantFrom(...REPLY_EXAMPLES.map(({ situation }) => situation));

  it('of any kind is read as something, and never as an answer that the question does not have', () => {
    fc.assert(
      fc.property(anything, situations, fc.constantFrom(...CLIENT_LANGUAGES), (says, situation, language) => {
        const asked = askedIn({ ...situation, language });
        const reading = readReply(says, asked);
        const possible = [asked.waiting, ...asked.coming, ...(asked.last ? [asked.last] : [])].map(({ item }) => item);
        for (const { item, state, value } of answersOf(reading)) {
          expect(possible).toContain(item);
          expect(isPossibleAnswer(itemNamed(item), { state, value }, TODAY)).toBe(true);
        }
        const items = answersOf(reading).map(({ item }) => item);
        expect(new Set(items).size).toBe(items.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('says the same in capitals, with more room around it and with an exclamation mark', () => {
    for (const { says, situation } of rows) {
      const asked = askedIn(situation);
      const plain = inShort(readReply(says, asked));
      for (const other of [says.toUpperCase(), `  ${says}\n`, says.replaceAll(' ', '   '), `${says} !`, `. ${says}`, `«${says}»`])
        expect([other, inShort(readReply(other, asked))]).toEqual([other, plain]);
    }
  });

  it('says the same in the digits of every script', () => {
    const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0xff10, 0x1d7ce, 0x1d7d8, 0x1e950];
    for (const { says, situation } of rows.filter((row) => /[0-9]/.test(row.says) && !/[\u20E3]/.test(row.says)))
      for (const zero of zeros) {
        const other = says.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
        expect([other, inShort(readReply(other, askedIn(situation)))]).toEqual([other, inShort(readReply(says, askedIn(situation)))]);
      }
  });

  it.each(['4 '.repeat(800), 'het gaat '.repeat(200), '1 goed 2 nee '.repeat(120)])('as long as a letter is for the coach', (says) => {
    expect(readReply(says, askedIn({ coming: ['language.dutch_speaking', 'mobility.transport'] })).kind).toBe('message');
  });
});

function itemNamed(key: string): Item {
  return itemOf(STANDARD_QUESTIONNAIRE, key) as Item;
}

function askedIn({ to = 'wellbeing.general', after, coming = [], language = 'nl', isTooSoon }: Situation): Asked {
  const question = (key: string) => questionOf(itemNamed(key), language, STANDARD_QUESTIONNAIRE.refusal);
  return {
    waiting: question(to),
    coming: coming.map(question),
    last: after ? question(after) : null,
    isTooSoon: isTooSoon ?? false,
    language,
  };
}

function answersOf(reading: Reading): ReadAnswer[] {
  return reading.kind === 'answers' ? reading.answers : reading.kind === 'correction' ? [reading.answer] : [];
}

function inShort(reading: Reading): string {
  const short = ({ state, value }: ReadAnswer) => (state === 'answered' ? String(value) : state);
  switch (reading.kind) {
    case 'answers':
      return reading.answers.map(short).join(' ') + (reading.remark === null ? '' : ' +');
    case 'correction':
      return `was ${short(reading.answer)}`;
    default:
      return reading.kind;
  }
}
