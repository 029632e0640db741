import { readNumber, type Delimiter } from './survival-number.js';

describe('a number in a file', () => {
  it.each<[string, Delimiter, number]>([
    ['12', ',', 12],
    ['0', ';', 0],
    ['-3', ',', -3],
    ['+3', ',', 3],
    ['1.5', ',', 1.5],
    ['1.5', ';', 1.5],
    ['1,5', ';', 1.5],
    ['1,5', '\t', 1.5],
    [',5', ';', 0.5],
    ['5.', ',', 5],
    ['1e3', ',', 1000],
    ['1.5E-2', ',', 0.015],
  ])('%j between %j is %d', (text, delimiter, value) => {
    expect(readNumber(text, delimiter)?.value).toBe(value);
  });

  it.each<[string, Delimiter]>([
    ['', ','],
    ['1,5', ','],
    ['1,500', ','],
    ['1.234,5', ';'],
    ['1 000', ';'],
    ['twaalf', ','],
    ['12 weken', ','],
    ['NA', ','],
    ['Infinity', ','],
    ['0x10', ','],
    ['1e999', ','],
    ['-', ','],
    ['.', ','],
  ])('%j between %j is none', (text, delimiter) => {
    expect(readNumber(text, delimiter)).toBeNull();
  });
});
