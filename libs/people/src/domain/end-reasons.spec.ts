import { END_REASONS, isOurOwnCode, readEndReason, readScheme, reasonKey } from './end-reasons.js';

describe('why a benefit ended', () => {
  it.each([
    ['Arbeid in dienstbetrekking', 'WORK_EMPLOYED'],
    ['Zelfstandig beroep', 'WORK_SELF_EMPLOYED'],
    ['Opleiding', 'EDUCATION'],
    ['Verhuizing naar andere gemeente', 'MOVED_MUNICIPALITY'],
    ['Bereiken AOW-leeftijd', 'STATE_PENSION_AGE'],
    ['Andere uitkering', 'OTHER_BENEFIT'],
    ['Samenwonen', 'HOUSEHOLD_CHANGE'],
    ['Handhaving', 'ENFORCEMENT'],
    ['Geen inlichtingen', 'NO_INFORMATION'],
    ['Overleden', 'DECEASED'],
    ['  beëindiging   na onderzoek ', 'ENFORCEMENT'],
    ['aow leeftijd', 'STATE_PENSION_AGE'],
    ['Zie dossier', null],
    ['', null],
  ])('"%s" is %s', (text, code) => {
    expect(readEndReason(text)).toBe(code);
  });

  it('is understood by its own code', () => {
    expect(END_REASONS.map((code) => readEndReason(code))).toEqual([...END_REASONS]);
  });

  it('is first what the office says it is, then what we understand ourselves', () => {
    const own = new Map([
      [reasonKey('Zie dossier'), 'OTHER' as const],
      [reasonKey('Werk'), 'OTHER_BENEFIT' as const],
    ]);
    expect(['zie Dossier', 'werk', 'Loondienst', 'Zwervend'].map((text) => readEndReason(text, own))).toEqual([
      'OTHER',
      'OTHER_BENEFIT',
      'WORK_EMPLOYED',
      null,
    ]);
  });

  it('is compared as it stands when it has no letter or figure', () => {
    expect(['Beëindigd!', '***', ''].map(reasonKey)).toEqual(['beeindigd', '***', '']);
  });

  it('cannot be a name of our own with another meaning', () => {
    expect(['Work employed', 'deceased', 'Werk', ''].map(isOurOwnCode)).toEqual([true, true, false, false]);
  });

  it('knows the schemes by their names', () => {
    expect(['PW', 'P-wet', 'Participatiewet', 'ioaw', 'IOAZ', 'Bbz 2004', 'Wet X'].map(readScheme)).toEqual([
      'PW',
      'PW',
      'PW',
      'IOAW',
      'IOAZ',
      'BBZ',
      null,
    ]);
  });
});
