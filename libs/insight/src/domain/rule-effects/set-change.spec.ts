import { STANDARD_CATALOGUE } from '#libs/interventions';
import { SetChange, type Placed } from './set-change.js';

/** `CV_WORKSHOP !DEBT_COUNSELLING`: suggested first, and then what is advised against. */
const placed = (text: string): Placed[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, at) => ({
      intervention: word.replace('!', ''),
      stance: word.startsWith('!') ? 'advise_against' : 'suggest',
      rank: at + 1,
    }));
/** What changes for twenty people, among forty for whom nothing does. */
const changeOf = (before: string, after: string) => {
  const change = new SetChange();
  for (let at = 0; at < 20; at += 1) change.add(`a${at}`, placed(before), placed(after));
  for (let at = 0; at < 40; at += 1) change.add(`b${at}`, placed('COACH_CALL'), placed('COACH_CALL'));
  const { touched, added, withdrawn, firstPlace, interventions } = change.shown(60, STANDARD_CATALOGUE);
  return {
    touched,
    counts: [added, withdrawn, firstPlace],
    rows: interventions.map(
      (each) =>
        `${each.stance === 'suggest' ? '' : '!'}${each.intervention} +${each.added} -${each.withdrawn} ↑${each.first} ↓${each.noLongerFirst}`,
    ),
  };
};

describe('what changes for people when rules change', () => {
  it.each([
    ['CV_WORKSHOP', 'CV_WORKSHOP', 0, [0, 0, 0], []],
    ['', 'CV_WORKSHOP', 20, [20, 0, 20], ['CV_WORKSHOP +20 -0 ↑20 ↓0']],
    ['CV_WORKSHOP', '', 20, [0, 20, 20], ['CV_WORKSHOP +0 -20 ↑0 ↓0']],
    [
      'CV_WORKSHOP DEBT_COUNSELLING',
      'DEBT_COUNSELLING CV_WORKSHOP',
      20,
      [0, 0, 20],
      ['DEBT_COUNSELLING +0 -0 ↑20 ↓0', 'CV_WORKSHOP +0 -0 ↑0 ↓20'],
    ],
    ['DEBT_COUNSELLING CV_WORKSHOP', 'DEBT_COUNSELLING', 20, [0, 20, 0], ['CV_WORKSHOP +0 -20 ↑0 ↓0']],
    // What was suggested is advised against: one goes, one comes, and nothing stands first.
    ['CV_WORKSHOP', '!CV_WORKSHOP', 20, [20, 20, 20], ['CV_WORKSHOP +0 -20 ↑0 ↓0', '!CV_WORKSHOP +20 -0 ↑0 ↓0']],
  ] as const)('from "%s" to "%s"', (before, after, touched, counts, rows) => {
    expect(changeOf(before, after)).toEqual({ touched, counts: [...counts], rows: [...rows] });
  });

  it('tells no number of a few people, nor of all but a few', () => {
    const change = new SetChange();
    for (let at = 0; at < 9; at += 1) change.add(`a${at}`, [], placed('CV_WORKSHOP'));
    for (let at = 0; at < 60; at += 1) change.add(`b${at}`, placed('COACH_CALL'), []);
    const shown = change.shown(69, STANDARD_CATALOGUE);

    // Sixty of sixty-nine is all but nine.
    expect([shown.added, shown.withdrawn]).toEqual([null, null]);
    expect(shown.interventions.map(({ added, withdrawn }) => [added, withdrawn])).toEqual([
      [0, null],
      [null, 0],
    ]);
  });
});
