import { STANDARD_CATALOGUE } from '#libs/interventions';
import { decisionForms, doubts, type RefusedDecision } from './suggestion-forms.page.js';

const given = { intervention: 'CV_WORKSHOP', isFull: false };
const forms = (today: string, refused: RefusedDecision | null = null, isFull = false) =>
  decisionForms({ ...given, isFull }, refused, STANDARD_CATALOGUE, Temporal.PlainDate.from(today), 'nl');

describe('deciding in two taps', () => {
  it.each([
    ['2026-11-01', '2026-11-02'],
    ['2026-11-02', '2026-11-09'],
    ['2026-11-07', '2026-11-09'],
    ['2026-12-31', '2027-01-04'],
  ])('offers on %s today, and the Monday to come: %s', (today, monday) => {
    expect(forms(today).accept.days.map(({ day }) => day)).toEqual([today, monday]);
  });

  it('offers a week, two weeks and a month later; a month from the end of January is the end of February', () => {
    expect(forms('2027-01-31').later.days.map(({ day }) => day)).toEqual(['2027-02-07', '2027-02-14', '2027-02-28']);
  });

  it('offers the waiting list instead of a day where there is no place', () => {
    const { accept } = forms('2026-11-02', null, true);
    expect(accept).toMatchObject({ isOnADay: false, days: [{ label: 'Zet op de wachtlijst' }] });
  });

  it('opens what was refused and nothing else, as it was filled in', () => {
    const values = { startdatum: '', interventie: 'COACH_CALL', grond: 'not_now', reden: 'Nu niet', tot: '' };
    const refused = { suggestionId: 'x', decision: 'anders', values, problems: { startdatum: 'form.date-needed' } } as const;
    const { accept, adjust, decline, later } = forms('2026-11-02', refused);
    expect([accept, adjust, decline, later].map(({ isOpen }) => isOpen)).toEqual([false, true, false, false]);
    expect(adjust.reasons.find(({ isChosen }) => isChosen)?.code).toBe('not_now');
    expect(adjust.types.find(({ isChosen }) => isChosen)?.code).toBe('COACH_CALL');
    expect([adjust.dateError !== null, accept.dateError, accept.startsOn]).toEqual([true, null, '2026-11-02']);
  });

  it('sees words about what somebody has as whole words, whatever their accents and capitals; money is no secret in a file', () => {
    expect(doubts('Heeft een Dépressie en slikt medicatie')).toEqual(['medicatie', 'depressie']);
    expect(doubts('Is DEPRESSIEF.')).toEqual(['depressief']);
    expect(doubts('Artsenbezoek is geweest; heeft schulden en een bewindvoerder')).toEqual([]);
  });
});
