import { smsShape, SMS_COST_CENTS } from './sms-shape.js';

describe('the shape of a text message', () => {
  it.each([
    ['', 'GSM-7', 0, 0, 160],
    ['Dag', 'GSM-7', 1, 3, 157],
    ['a'.repeat(160), 'GSM-7', 1, 160, 0],
    ['a'.repeat(161), 'GSM-7', 2, 161, 145],
    ['a'.repeat(306), 'GSM-7', 2, 306, 0],
    ['a'.repeat(307), 'GSM-7', 3, 307, 152],
    ['€', 'GSM-7', 1, 2, 158],
    ['é', 'GSM-7', 1, 1, 159],
    ['ë', 'UCS-2', 1, 1, 69],
    ['a'.repeat(69) + 'ë', 'UCS-2', 1, 70, 0],
    ['a'.repeat(70) + 'ë', 'UCS-2', 2, 71, 63],
    ['مرحبا', 'UCS-2', 1, 5, 65],
    ['😀', 'UCS-2', 1, 2, 68],
  ])('%j is %s, %i parts, %i characters, and %i fit yet', (text, encoding, segments, characters, charactersLeft) => {
    expect(smsShape(text)).toMatchObject({ encoding, segments, characters, charactersLeft, costCents: segments * SMS_COST_CENTS });
  });

  it('names what makes it wide, each once, with what to write instead', () => {
    expect(smsShape('Financiële coördinatie: “reïntegratie” – zoals “cliënt”…').offending).toEqual([
      { character: 'ë', instead: 'e' },
      { character: '“', instead: '"' },
      { character: 'ï', instead: 'i' },
      { character: '”', instead: '"' },
      { character: '–', instead: '-' },
      { character: '…', instead: '...' },
    ]);
  });

  it.each([
    ['ł', 'l'],
    ['ç', 'c'],
    ['ş', 's'],
    ['á', 'a'],
    ['’', "'"],
    ['😀', null],
    ['م', null],
  ])('%s may be %j', (character, instead) => {
    expect(smsShape(character).offending).toEqual([{ character, instead }]);
  });

  it('has nothing against the letters that fit', () => {
    expect(smsShape('Één coördinator, à la carte: ñ ü ß æ ø å Ç').offending).toEqual([]);
  });
});
