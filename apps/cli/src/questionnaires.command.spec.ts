import { readId, readNumber, tellList } from './questionnaires.command.js';

describe('what one types about questionnaires', () => {
  it.each([
    ['1', 1],
    ['42', 42],
  ])('version %s', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });

  it.each(['0', '-1', '1.5', 'laatste', '', '1234567'])('cannot be version "%s"', (text) => {
    expect(() => readNumber(text)).toThrow('nummer van een versie');
  });

  it.each(['', '7', "' or 1=1", '0198c0de-0000-7000-8000-00000000000g'])('cannot be check-in "%s"', (text) => {
    expect(() => readId(text)).toThrow('id van een check-in');
  });
});

describe('what one reads of them', () => {
  it('is a line each', () => {
    const definition = { title: { nl: 'Hoe gaat het met u?', en: 'How are you?' } };
    const lines = tellList([
      { key: 'hoe-gaat-het', definition, published: { number: 3 }, draft: null },
      { key: 'nieuw', definition, published: null, draft: { revision: 1 } },
    ] as never);
    expect(lines).toEqual([
      'hoe-gaat-het  versie 3              Hoe gaat het met u?',
      'nieuw         geen versie  concept  Hoe gaat het met u?',
    ]);
  });
});
