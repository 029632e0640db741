import type { Happening } from '#libs/insight';
import { TASK_KINDS, TASK_RESULTS } from '#libs/people';
import { LANGUAGES } from '#libs/platform';
import { happeningsPage } from './happenings.page.js';

const aHappening = (change: Partial<Happening> = {}): Happening => ({
  at: '2026-11-02T09:00:00.000Z',
  what: 'message',
  state: 'queued',
  cause: 'check_in_invitation',
  channel: 'sms',
  purpose: 'check_in_invitation',
  dueOn: '2026-11-02',
  kind: null,
  result: null,
  note: null,
  by: null,
  until: null,
  ...change,
});
const told = (change: Partial<Happening>) => happeningsPage([aHappening(change)], 'nl')[0]?.happenings[0];

const MESSAGE_STATES = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled'];
const ROUND_STATES = ['opened', 'started', 'finished', 'partial', 'silent', 'unreachable', 'canceled', 'missed', 'changed'];

describe('what happened', () => {
  it.each(LANGUAGES)('has words for every change there can be (%s), each its own', (language) => {
    const all = [
      ...MESSAGE_STATES.map((state) => aHappening({ state, cause: null })),
      ...ROUND_STATES.map((state) => aHappening({ what: 'check_in', state, cause: null })),
      ...['again', 'reminder', 'other_channel'].map((state) => aHappening({ what: 'step', state, cause: 'unanswered' })),
      ...['paused', 'resumed'].map((state) => aHappening({ what: 'pause', state, cause: 'holiday' })),
      ...TASK_KINDS.map((kind) => aHappening({ what: 'task', state: 'made', kind, cause: 'unanswered' })),
      ...TASK_RESULTS.map((result) => aHappening({ what: 'task', state: 'done', kind: 'call', result })),
    ];
    const words = happeningsPage(all, language).flatMap(({ happenings }) => happenings.map(({ what }) => what));
    expect(new Set(words).size).toBe(all.length);
  });

  it('tells apart what is ready, what waits and what is tried again', () => {
    expect(told({})).toMatchObject({ what: 'Uitnodiging per sms staat klaar', why: null });
    expect(told({ cause: 'quiet_hours' })).toMatchObject({ what: 'Uitnodiging per sms wacht', why: 'Het is buiten de uren.' });
    expect(told({ cause: 'rate_limited' })).toMatchObject({
      what: 'Uitnodiging per sms wordt nog eens geprobeerd',
      why: 'De verzenddienst had het te druk.',
    });
  });

  it('never calls a round that was not asked silent, nor one that was not reached', () => {
    expect(told({ what: 'check_in', state: 'missed', cause: 'worker_stood_still' })).toMatchObject({
      what: 'Check-in niet gevraagd',
      why: 'Het systeem stond stil.',
    });
    expect(told({ what: 'check_in', state: 'unreachable', cause: 'not_delivered' })).toMatchObject({
      what: 'Niet bereikt',
      why: 'Geen bericht kwam aan.',
    });
    expect(told({ what: 'check_in', state: 'silent', cause: null })?.what).toBe('Geen antwoord: de tijd was om');
  });

  it('keeps days together, by the calendar of the office', () => {
    const days = happeningsPage(
      [aHappening({ at: '2026-11-02T23:30:00Z' }), aHappening({ at: '2026-11-02T22:30:00Z' }), aHappening({ at: '2026-11-02T09:00:00Z' })],
      'nl',
    );
    expect(days.map(({ day, happenings }) => [day, happenings.map(({ time }) => time)])).toEqual([
      ['3 november 2026', ['00:30']],
      ['2 november 2026', ['23:30', '10:00']],
    ]);
  });
});
