import type { CourseObservation, CourseRound } from '#libs/insight';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { changeAgainstBaseline, traitOf, trendOf, volatilityOf } from '#libs/profiles';
import fc from 'fast-check';
import { contactInWords } from './contact.page.js';
import { howObserved } from './how-observed.js';
import { derivedOf } from './derived.page.js';
import { lanesOf } from './lanes.js';
import { pageWords, type HeardOne } from './page-words.js';
import { ticksOf } from './time-axis.js';
import { storyOf } from './trait-story.js';
import { roundsOfTraits } from './unheard.js';
import { usualInWords, usualOf } from './usual.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const DAY = 86_400_000;
const daysAgo = (days: number) => now.subtract({ hours: days * 24 });
const health = traitOf('health.self_rated');
const observed = (days: number, value: number | 'refused' | 'unknown'): HeardOne => ({
  observedAt: daysAgo(days),
  id: String(1000 - days),
  trait: 'health.self_rated',
  ...(typeof value === 'number' ? { state: 'answered', value } : { state: value, value: null }),
  at: daysAgo(days).toString(),
  source: 'self_report',
  channel: 'sms',
  mode: 'self',
  helpedBy: null,
});
const round = (change: Partial<CourseRound>): CourseRound => ({
  id: 'a',
  dueOn: '2026-10-01',
  versionId: 'v',
  openedAt: daysAgo(30).toString(),
  startedAt: null,
  endedAt: daysAgo(25).toString(),
  channel: 'sms',
  outcome: 'silent',
  cause: null,
  items: ['health.self_rated', 'extra'],
  answered: [],
  skipped: [],
  heardAt: null,
  arrived: true,
  ...change,
});

describe('what a picture shows, in a sentence', () => {
  const story = (...history: HeardOne[]) => storyOf(health, history, now, 'nl');

  it.each([
    ['one answer', [observed(5, 2)], '“slecht” op 28 oktober 2026'],
    ['always the same', [observed(60, 4), observed(5, 4)], 'steeds “goed” sinds september 2026'],
    ['a change', [observed(60, 4), observed(30, 2), observed(5, 2)], 'van “goed” naar “slecht” sinds oktober 2026'],
    ['up and down', [observed(60, 4), observed(30, 2), observed(5, 4)], 'wisselend, nu weer “goed”'],
    ['a refusal at last', [observed(60, 4), observed(5, 'refused')], '“goed” op 3 september 2026; daarna wilde de klant het niet zeggen'],
    ['not known at last', [observed(60, 4), observed(5, 'unknown')], '“goed” op 3 september 2026; daarna wist de klant het niet'],
    ['only refusals', [observed(5, 'refused')], 'de klant wil het niet zeggen'],
    ['only "weet ik niet"', [observed(5, 'unknown')], 'de klant weet het niet'],
    ['what is out of date', [observed(200, 4)], '“goed” op 16 april 2026; dat is verouderd'],
  ])('of %s', (_, history, words) => expect(story(...history)).toBe(words));
});

describe('what is usual for somebody', () => {
  it('is a level when it hardly differs, and from worse to better when it does', () => {
    expect(usualOf(health, { median: 3, spread: 0.5 })).toEqual({ lowest: 3, highest: 3 });
    expect(usualInWords(health, { lowest: 3, highest: 3 }, 'Amina', 'nl')).toBe('Gewoon voor Amina: “gaat wel”');
    expect(usualInWords(health, { lowest: 3, highest: 4 }, 'Amina', 'nl')).toBe('Gewoon voor Amina: “gaat wel” tot “goed”');
    expect(usualInWords(traitOf('health.mental'), { lowest: 1, highest: 3 }, 'Amina', 'nl')).toMatch(/“vaak .*” tot “nooit /);
  });

  it('is the nearest level of a scale with wide steps', () => {
    expect(usualOf(traitOf('wellbeing.who5'), { median: 50, spread: 0.5 })).toEqual({ lowest: 48, highest: 48 });
  });
});

describe('what became of asking', () => {
  const items = [
    { versionId: 'v', item: 'health.self_rated', trait: 'health.self_rated', isConditional: false },
    { versionId: 'v', item: 'extra', trait: 'health.physical', isConditional: true },
  ];
  const whyOf = (change: Partial<CourseRound>, trait = 'health.self_rated') =>
    roundsOfTraits([round(change)], items)(trait).unheard.map(({ why }) => why);

  it('tells skipped, not reached, silent and unreachable apart', () => {
    expect(whyOf({ outcome: 'finished', skipped: ['health.self_rated'] })).toEqual(['skipped']);
    expect(whyOf({ outcome: 'partial' })).toEqual(['not-reached']);
    expect(whyOf({ outcome: 'silent' })).toEqual(['silent']);
    expect(whyOf({ outcome: 'unreachable', channel: null })).toEqual(['unreachable']);
  });

  it('says nothing of what is open, was called off, or was answered', () => {
    expect(whyOf({ outcome: null })).toEqual([]);
    expect(whyOf({ outcome: 'canceled' })).toEqual([]);
    expect(whyOf({ outcome: 'finished', answered: ['health.self_rated'] })).toEqual([]);
  });

  it('does not say that a follow-up question was not reached: it may never have been asked', () => {
    expect(whyOf({ outcome: 'finished', answered: ['health.self_rated'] }, 'health.physical')).toEqual([]);
  });

  it('knows what was missed from what had nothing to ask', () => {
    const missed = (cause: string) => roundsOfTraits([round({ outcome: 'missed', cause, items: [] })], items)('health.self_rated').missed;
    expect(missed('paused')).toEqual([daysAgo(30).epochMilliseconds]);
    expect(missed('nothing_to_ask')).toEqual([]);
  });

  it('stands in words with its counts', () => {
    const words = contactInWords(
      [
        round({
          id: 'a',
          openedAt: daysAgo(60).toString(),
          outcome: 'finished',
          heardAt: daysAgo(59).toString(),
          startedAt: daysAgo(59).toString(),
        }),
        round({ id: 'b', openedAt: daysAgo(30).toString() }),
        round({ id: 'c', openedAt: daysAgo(10).toString(), arrived: false }),
      ],
      now,
      'nl',
    );
    expect(words).toEqual({
      heard: 'Het laatste antwoord kwam op 4 september 2026 (8 weken geleden).',
      silent: 'Daarna kwam er 2 keer op een rij geen antwoord.',
      reach: 'Sinds 3 september 2026 is er 3 keer gevraagd: 2 aangekomen, 1 geopend, 1 beantwoord.',
      channels: [],
    });
    expect(contactInWords([], now, 'nl')).toMatchObject({ heard: 'Op een check-in is nog nooit geantwoord.', silent: null });
  });
});

describe('what ran, below a line', () => {
  const span = { from: daysAgo(300).epochMilliseconds, to: now.epochMilliseconds };
  const intervention = (
    startsOn: string,
    endsOn: string | null,
    outcome: 'completed' | 'not_started' | null = endsOn ? 'completed' : null,
  ) => ({
    id: startsOn,
    type: 'LANGUAGE_COURSE',
    startsOn,
    endsOn,
    outcome,
    outcomeNote: null,
    plannedBy: 'Sanne',
    plannedAt: startsOn,
  });

  it('lies under each other where it overlaps, within the picture, and has a number and a name', () => {
    const { bars, height, legend } = lanesOf(
      [intervention('2025-06-01', '2026-04-01'), intervention('2026-03-01', null)],
      span,
      STANDARD_CATALOGUE,
      'nl',
    );
    expect(bars).toMatchObject([
      { number: 1, x: '0.0', y: 0 },
      { number: 2, y: 18 },
    ]);
    expect(height).toBe(36);
    expect(legend[1]).toEqual({ number: 2, name: 'Taalcursus', period: 'sinds 1 maart 2026' });
  });

  it('has room for its number, also when it began today, and never leaves the picture', () => {
    const [bar] = lanesOf([intervention('2026-11-01', null)], span, STANDARD_CATALOGUE, 'nl').bars;
    expect(Number(bar?.x) + Number(bar?.width)).toBeLessThanOrEqual(100);
    expect(Number(bar?.width)).toBeGreaterThanOrEqual(6);
  });

  it('does not hold what never started, was over before, or is still to come', () => {
    const none = [
      intervention('2026-05-01', null, 'not_started'),
      intervention('2020-01-01', '2020-03-01'),
      intervention('2026-12-01', null),
    ];
    expect(lanesOf(none, span, STANDARD_CATALOGUE, 'nl').bars).toEqual([]);
  });
});

describe('the months below a line', () => {
  it.each([20, 90, 400, 1200, 3650, 7300])('are few enough for a telephone over %s days, and in order', (days) => {
    const ticks = ticksOf({ from: now.epochMilliseconds - days * DAY, to: now.epochMilliseconds }, 'nl');
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.map(({ percent }) => Number(percent))).toEqual(ticks.map(({ percent }) => Number(percent)).toSorted((a, b) => a - b));
  });
});

describe('how something is known', () => {
  it.each([
    [{}, 'zelf gezegd, per sms'],
    [{ mode: 'interview', channel: 'phone' }, 'samen ingevuld, aan de telefoon'],
    [{ mode: 'interview', channel: 'face_to_face', helpedBy: 'Sanne' }, 'samen ingevuld met Sanne, aan tafel'],
    [{ mode: 'interview', source: 'professional', channel: 'face_to_face', helpedBy: 'Sanne' }, 'opgeschreven door Sanne, aan tafel'],
    [{ mode: 'file', source: 'import', channel: 'import' }, 'uit een bestand'],
    [{ mode: 'computed', source: 'derived' }, 'berekend uit andere antwoorden'],
  ] as [Partial<CourseObservation>, string][])('is said for %j', (change, words) => {
    expect(howObserved({ ...observed(1, 3), ...change }, 'nl')).toBe(words);
  });
});

describe('what follows from a history', () => {
  it('is computed from its latest part as from the whole of it', () => {
    const histories = fc
      .array(fc.tuple(fc.nat(2000), fc.option(fc.integer({ min: 1, max: 5 }))), { maxLength: 120 })
      .map((all) => [...new Map(all)].toSorted(([a], [b]) => b - a).map(([days, value]) => observed(days, value ?? 'refused')));
    fc.assert(
      fc.property(histories, (history) => {
        const lines = derivedOf(health, history, 'Amina', now, pageWords('nl')).lines;
        const whole = [changeAgainstBaseline(history, now), trendOf(history, now), volatilityOf(history, now)];
        expect(lines.map(({ inputs }) => inputs.length)).toEqual(whole.flatMap((each) => (each ? [each.inputs.length] : [])));
        expect(derivedOf(health, history, 'Amina', now, pageWords('nl'))).toMatchObject({
          change: whole[0] ? (whole[0] as { direction: string }).direction : null,
          trend: whole[1] ? (whole[1] as { direction: string }).direction : null,
        });
      }),
    );
  });

  it('names the answers it was computed from, newest first, and says nothing of too few', () => {
    const history = [300, 250, 200, 150, 100, 50].map((days) => observed(days, 4));
    const [change] = derivedOf(health, [...history, observed(5, 1)], 'Amina', now, pageWords('nl')).lines;
    expect(change).toMatchObject({ words: 'Slechter dan gewoon voor Amina', basis: 'op basis van 7 antwoorden sinds 6 januari 2026' });
    expect(change?.inputs[0]).toEqual({ date: '28 oktober 2026', words: 'zeer slecht' });
    expect(derivedOf(health, history.slice(0, 3), 'Amina', now, pageWords('nl')).lines).toEqual([]);
  });
});
