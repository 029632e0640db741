import type { Alarm, DayOfRounds } from '#libs/operations';
import { readConfiguration } from '#libs/platform';
import { sendingPage, timeInWords, type Seen, type Viewer } from './sending.page.js';

const NOW = Temporal.Instant.from('2026-11-02T12:00:00+01:00');
const nobody = { delivered: 0, sent: 0, waiting: 0, failed: 0, unreachable: 0, missed: 0, withdrawn: 0 };
const days: DayOfRounds[] = Array.from({ length: 14 }, (_, index) => ({
  day: Temporal.PlainDate.from('2026-10-20').add({ days: index }),
  rounds: { ...nobody },
  causes: [],
}));
const nothing: Seen = {
  waiting: { messages: 0, oldestSeconds: null, rounds: 0, held: [], heartbeats: [] },
  lastDay: { messages: [], promptness: [] },
  days,
  providers: [],
  unknown: { total: 0, shown: [] },
  alarms: [],
  past: [],
  pause: null,
};
const alarm: Alarm = {
  id: 'a',
  kind: 'provider_shifted',
  planId: null,
  planName: null,
  channel: 'sms',
  about: 'twilio',
  detail: { share: 5, reason: 'slow', since: NOW.toString() },
  raisedAt: NOW,
  mailedAt: null,
  clearedAt: null,
};
const pause: NonNullable<Seen['pause']> = {
  id: 'p',
  scope: 'everybody',
  clientId: null,
  planId: null,
  reason: 'maintenance',
  note: null,
  pausedAt: NOW,
  pausedBy: 'Noor Jansen',
  until: null,
};
const page = (seen: Partial<Seen>, viewer: Partial<Viewer> = {}, settings: Record<string, string> = {}) =>
  sendingPage(
    { ...nothing, ...seen },
    { configuration: readConfiguration({ DEMO: 'on', ...settings }), mayPause: true, refused: null, done: null, ...viewer },
    NOW,
    'nl',
  );
const used = {
  lastDay: {
    messages: [{ channel: 'sms', status: 'delivered', reason: null, messages: 1204 }],
    promptness: [{ channel: 'sms', within: 1203, total: 1204 }],
  },
};

describe('the page about sending', () => {
  it.each<[string, Partial<Seen>]>([
    ['Er is nog niets te versturen', {}],
    ['De verzending werkt zoals het hoort', used],
    ['Er is 1 ding mis met de verzending', { ...used, alarms: [alarm] }],
    ['Alle check-ins staan stil', { ...used, pause }],
    ['Alles staat stil, en er zijn 2 dingen mis', { ...used, pause, alarms: [alarm, alarm] }],
  ])('says in its headline: %s', (headline, seen) => {
    expect(page(seen).headline).toBe(headline);
    expect(page(seen).isWell).toBe(!seen.alarms && !seen.pause);
  });

  it('never rounds up to all: one in 1,204 that was late is not a hundred per cent', () => {
    expect(page(used).lead).toBe(
      'De laatste 24 uur gingen 1.204 berichten weg. Van wat weg moest, was 99% binnen 10 seconden bij de aanbieder.',
    );
    expect(page(used).lastDay.prompt).toEqual(['99%']);
  });

  it('gives no share of what nothing is known of', () => {
    const failed = { messages: [{ channel: 'email', status: 'failed', reason: 'hard_bounce', messages: 1 }], promptness: [] };
    expect(page({ lastDay: failed }).lastDay.prompt).toEqual(['niet gemeten']);
    expect(page({ lastDay: failed }).lead).toBe(
      'De laatste 24 uur ging er geen enkel bericht weg, en niet omdat er niets te versturen was.',
    );
  });

  it('says why a provider gets less, and what to do', () => {
    const [told] = page({ alarms: [alarm] }).alarms;
    expect(told!.title).toBe('twilio krijgt minder berichten');
    expect(told!.text).toBe(
      'Sinds 2 november 12:00 krijgt deze aanbieder van sms nog 5% van de berichten (hij was traag). De rest gaat via een andere.',
    );
  });

  it('keeps the brake on top while it is pulled, and when it could not be', () => {
    expect(page({}).pause.isOnTop).toBe(false);
    expect(page({ pause }).pause.isOnTop).toBe(true);
    const refused = { values: { reden: 'iets', tot: '', toelichting: '' }, problems: { reason: 'form.unknown-pause-reason' } };
    expect(page({}, { refused }).pause).toMatchObject({ isOnTop: true, form: { reasonError: 'Kies een reden.', untilError: null } });
  });

  it.each([
    [{ QUIET_HOURS: 'on' }, 'Maandag tot en met vrijdag van 09:00 tot 20:00, op de klok van de klant. Nooit op feestdagen.'],
    [
      { QUIET_HOURS: 'on', SEND_WINDOW: 'ma,wo,vr 10:00-17:30' },
      'Maandag, woensdag en vrijdag van 10:00 tot 17:30, op de klok van de klant. Nooit op feestdagen.',
    ],
    [{ QUIET_HOURS: 'off' }, 'Uit: dit is de demo. Berichten gaan op elk uur weg, naar verzonnen telefoons.'],
  ])('tells the hours that hold with %j', (settings, words) => {
    expect(page({}, {}, settings).rules[0]!.text).toBe(words);
  });

  it('says that a guest list is on', () => {
    expect(page({}, {}, { GUEST_LIST: '+31612345678,a@example.nl' }).rules[1]).toEqual({
      term: 'Gastenlijst',
      text: 'Aan: alleen 2 adressen krijgen berichten. Dit is een proefopstelling.',
      needsCare: true,
    });
  });

  it('says of a cause that it does not know the name as it is', () => {
    const odd = { ...days[13]!, rounds: { ...nobody, missed: 1 }, causes: [{ fate: 'missed' as const, cause: 'solar_flare', rounds: 1 }] };
    expect(page({ days: [...days.slice(0, 13), odd] }).days.rows[0]!.why).toEqual(['andere reden (solar_flare): 1']);
  });

  it.each([
    [0, '0 seconden'],
    [1, '1 seconde'],
    [59, '59 seconden'],
    [60, '1 minuut'],
    [3599, '59 minuten'],
    [3600, '1 uur'],
    [172_799, '47 uur'],
    [172_800, '2 dagen'],
  ])('calls %i seconds %s', (seconds, words) => {
    expect(timeInWords(seconds, 'nl')).toBe(words);
  });
});
