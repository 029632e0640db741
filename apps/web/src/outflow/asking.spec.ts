import { USUAL_DEFINITION } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { NotAllowedError } from '#libs/platform';
import { addressOf, choicesOf, readQuestion, type Choices } from './asking.js';

const TODAY = Temporal.PlainDate.from('2026-11-21');
const NORTH = { id: '019a0000-0000-7000-8000-000000000001', name: 'Team Noord' };
const SOUTH = { id: '019a0000-0000-7000-8000-000000000002', name: 'Team Zuid' };
const TEAMS = [NORTH, SOUTH];
const staff = (role: SignedInStaff['role'], teamId: string | null): SignedInStaff => ({
  staffId: '019a0000-0000-7000-8000-000000000009',
  name: 'Iris',
  email: 'iris@werkplein.example',
  role,
  teamId,
});
const lead = staff('team_lead', NORTH.id);
const manager = staff('management', null);
const ask = (query: Choices, who = manager) => readQuestion(query, who, TEAMS, TODAY);

describe('a question about outflow', () => {
  it('is about the usual when nothing is chosen: the settled year, of work per time on a benefit', () => {
    const { question, problems } = ask({});

    expect(problems).toEqual({});
    expect(question).toEqual({
      period: { from: Temporal.PlainDate.from('2025-10-01'), until: Temporal.PlainDate.from('2026-10-01') },
      scope: { teamId: null, scheme: null },
      definition: USUAL_DEFINITION,
    });
  });

  it.each<[string, Choices, SignedInStaff, { teamId: string | null; scheme: string | null }]>([
    ['management, of all teams', { team: 'alle', regeling: 'alle' }, manager, { teamId: null, scheme: null }],
    ['management, of one team', { team: SOUTH.id, regeling: 'PW' }, manager, { teamId: SOUTH.id, scheme: 'PW' }],
    ['a team lead, who chose nothing', {}, lead, { teamId: NORTH.id, scheme: null }],
    ['a team lead, with the own team in the address', { team: NORTH.id, regeling: 'overig' }, lead, { teamId: NORTH.id, scheme: 'OTHER' }],
  ])('of %s', (_, query, who, scope) => {
    expect(ask(query, who).question?.scope).toEqual(scope);
  });

  it.each([SOUTH.id, 'alle', 'iets'])('of a team lead never is about %s', (team) => {
    expect(() => ask({ team }, lead)).toThrow(NotAllowedError);
    expect(() => ask({ team }, staff('team_lead', null))).toThrow(NotAllowedError);
  });

  it('is none for a team lead without a team, who can do nothing about it', () => {
    expect(ask({}, staff('team_lead', null))).toMatchObject({ question: null, problems: {}, hasTeam: false, teams: [] });
  });

  it('gives a team lead no other team to choose', () => {
    expect(ask({}, lead).teams).toEqual([NORTH]);
    expect(ask({}).teams).toEqual(TEAMS);
  });

  it.each<[Choices, Record<string, string>]>([
    [{ vanaf: '2027-01' }, { vanaf: 'not-begun' }],
    [{ maanden: '7' }, { maanden: 'no-length' }],
    [{ team: '019a0000-0000-7000-8000-000000000007' }, { team: 'not-offered' }],
    [{ regeling: 'WW' }, { regeling: 'not-offered' }],
    [{ maat: 'geluk' }, { maat: 'not-offered' }],
    [{ noemer: 'klanten' }, { noemer: 'not-offered' }],
    [{ censureren: 'nee' }, { censureren: 'not-offered' }],
    [
      { vanaf: 'gisteren', regeling: 'pw', maat: 'WORK' },
      { vanaf: 'no-month', regeling: 'not-offered', maat: 'not-offered' },
    ],
  ])('with %j says what cannot be, and keeps what was typed', (query, problems) => {
    expect(ask(query)).toMatchObject({ question: null, problems, asked: query });
  });

  it('comes back the same from the address it is written into', () => {
    const query = {
      vanaf: '2025-01',
      maanden: '6',
      team: SOUTH.id,
      regeling: 'overig',
      maat: 'sustained-6',
      noemer: 'start',
      censureren: 'left',
    };
    const { question } = ask(query);

    expect(choicesOf(question!, true)).toEqual(query);
    expect(ask(choicesOf(question!, true)).question).toEqual(question);
  });

  it('is written with its month, also when that was the usual: who opens the address next month sees the same', () => {
    expect(addressOf('/uitstroom', choicesOf(ask({}).question!, true))).toBe('/uitstroom?vanaf=2025-10&maanden=12');
    expect(addressOf('/uitstroom', choicesOf(ask({}, lead).question!, false))).not.toContain('team');
  });
});
