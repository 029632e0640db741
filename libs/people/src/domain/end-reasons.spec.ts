import { END_REASONS, readEndReason, readScheme } from './end-reasons.js';

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
    expect(END_REASONS.map(readEndReason)).toEqual([...END_REASONS]);
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
