import type { CaseloadClient } from '#libs/insight';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { caseloadPage, type Filter } from './caseload.page.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const seconds = (daysAgo: number) => now.epochMilliseconds / 1000 - daysAgo * 86_400;
const aClient = (change: Partial<CaseloadClient> = {}): CaseloadClient => ({
  id: '0198c2f0-0000-7000-8000-000000000001',
  clientNumber: '1001',
  firstName: 'Fatima',
  infix: 'el',
  lastName: 'Amrani',
  language: 'nl',
  deceasedOn: null,
  benefitSince: '2024-03-01',
  askedFrom: '2025-01-01',
  rounds: [],
  heardAt: seconds(5),
  wellbeing: [],
  health: [],
  wishContact: null,
  wishHelp: null,
  suggestions: [],
  wishesDecided: [],
  running: [],
  contactPoints: [{ kind: 'mobile', address: '+31612345678', state: 'verified' }],
  optedOut: [],
  tasks: [],
  pause: null,
  signalAt: null,
  unreadAt: null,
  answered: [],
  objectedAt: null,
  ...change,
});
const page = (clients: CaseloadClient[], { filter = 'alle', search = '' }: { filter?: Filter; search?: string } = {}) =>
  caseloadPage(clients, { filter, search }, STANDARD_CATALOGUE, now, 'nl');
const row = (change: Partial<CaseloadClient>) => page([aClient(change)]).groups[0]?.rows[0];

describe('the caseload on the page', () => {
  it('shows at most 150 rows and says that there are more; searching goes through all of them', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      aClient({ clientNumber: `K${index}`, lastName: `Naam${String(index).padStart(3, '0')}` }),
    );
    const { groups, beyond } = page(many);
    expect(groups.flatMap(({ rows }) => rows)).toHaveLength(150);
    expect(beyond).toContain('de eerste 150 van 200');
    expect(page(many, { search: 'naam199' }).groups.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(['K199']);
  });

  it('counts one client as one', () => {
    expect(page([aClient({ wishContact: [seconds(1), 1] }), aClient()]).lead).toBe('1 van uw 2 klanten heeft u vandaag nodig.');
    expect(page([aClient()]).lead).toBe('Niemand van uw 1 klanten heeft u nu nodig.');
  });

  it('says what a coach has to do, and that somebody is not asked for a while', () => {
    expect(row({ tasks: ['call'] })?.reasons.map(({ text }) => text)).toEqual(['Bel de klant: geen antwoord of geen weg']);
    expect(row({ pause: { reason: 'holiday', until: '2026-12-01' } })?.checkIn).toEqual({
      state: 'Gepauzeerd: vakantie',
      when: 'tot 1 december',
    });
    expect(page([aClient({ tasks: ['repair_address'] })], { filter: 'niet-bereikt' }).groups).toHaveLength(1);
  });

  it('never shows an old answer as if it were new, nor a refusal as a value', () => {
    expect(row({ wellbeing: [[seconds(100), 4]] })?.wellbeing).toMatchObject({ now: 'het gaat goed (verouderd)', isOld: true });
    expect(
      row({
        wellbeing: [
          [seconds(100), 4],
          [seconds(5), null],
        ],
      })?.wellbeing,
    ).toMatchObject({ now: 'wil het niet zeggen', isOld: false });
    expect(row({ wellbeing: [] })?.wellbeing).toMatchObject({ now: 'nog niet bekend', picture: null });
  });

  it('tells a question that did not arrive from one that was not answered', () => {
    const state = (
      message: string | null,
      outcome: 'silent' | 'unreachable' | 'missed' | null,
      unreachable: 'opted_out' | 'not_delivered' | null = null,
      cause: string | null = null,
    ) => row({ rounds: [{ dueOn: '2026-10-20', outcome, started: false, unreachable, message, cause }] })?.checkIn.state;
    expect(state('delivered', 'silent')).toBe('Geen antwoord');
    expect(state('undelivered', 'silent')).toBe('Bericht kwam niet aan');
    expect(state('unknown', null)).toBe('Onbekend of het bericht aankwam');
    expect(state('sent', null)).toBe('Wacht op antwoord');
    expect(state(null, 'unreachable', 'opted_out')).toBe('Niet bereikbaar');
    expect(state('failed', 'unreachable', 'not_delivered')).toBe('Bericht kwam niet aan');
    expect(state(null, 'missed', null, 'worker_stood_still')).toBe('Niet gevraagd. Het systeem stond stil.');
    expect(row({ rounds: [] })?.checkIn.state).toBe('Nog niet gevraagd, eerste keer 1 januari');
    expect(row({ rounds: [], askedFrom: null })?.checkIn.state).toBe('Geen check-ins gepland');
  });
});
