import { readLanguage } from './language-names.js';

describe('the language of a client', () => {
  it.each([
    ['nl', 'nl'],
    ['NL', 'nl'],
    ['nl-NL', 'nl'],
    ['ti', 'ti'],
    ['pap', 'pap'],
    ['iw', 'he'],
  ])('%s is the code %s', (text, code) => {
    expect(readLanguage(text)).toEqual({ code, byName: false });
  });

  it.each([
    ['nederlands', 'nl'],
    ['Engels', 'en'],
    ['Arabisch', 'ar'],
    ['Turks', 'tr'],
    ['Pools', 'pl'],
    ['Oekraïens', 'uk'],
    ['Tigrinya', 'ti'],
    ['Somalisch', 'so'],
    ['Perzisch', 'fa'],
    ['Farsi', 'fa'],
    ['Dari', 'prs'],
    ['Koerdisch', 'ku'],
    ['Papiaments', 'pap'],
    ['Roemeens', 'ro'],
    ['Spaans', 'es'],
    ['Frans', 'fr'],
  ])('%s is the name of %s', (text, code) => {
    expect(readLanguage(text)).toEqual({ code, byName: true });
  });

  it.each(['xx', 'klingon', '', 'n'])('"%s" is neither', (text) => {
    expect(readLanguage(text)).toBeNull();
  });
});
