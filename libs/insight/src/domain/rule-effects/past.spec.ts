import type { Needs } from '#libs/rules';
import { profileAt, type ClientPast, type PastObservation } from './past.js';

const at = (day: string) => Temporal.Instant.from(`${day}T10:00:00Z`);
const day = (text: string) => Temporal.PlainDate.from(text);
const needs: Needs = { traits: ['t'], lookBackDays: new Map([['t', 60]]), everHeard: [], reads: [], oldestDays: 90, contact: false };
const observed = (id: string, value: number, on: string, recorded = on): PastObservation => ({
  id,
  trait: 't',
  state: 'answered',
  value,
  observedAt: at(on),
  recordedAt: at(recorded),
});
const pastWith = (given: Partial<ClientPast>): ClientPast => ({
  clientId: 'c',
  birthDate: null,
  heard: [],
  observations: [],
  interventions: [],
  suggestions: [],
  refusals: [],
  spells: [{ from: day('2020-01-01'), until: null, endReason: null }],
  ...given,
});
const latestOn = (moment: string, observations: PastObservation[], needed = needs) =>
  profileAt(pastWith({ observations }), needed, at(moment))?.latest.get('t')?.value ?? null;

describe('what was known of somebody then', () => {
  it.each([
    ['nothing before anything was observed', '2025-02-28', null],
    ['what was observed that moment', '2025-03-01', 1],
    ['not what was observed and only told later', '2025-03-15', 1],
    ['what was told by then', '2025-03-20', 2],
    ['what took its place', '2025-04-02', 3],
    ['nothing that has grown too old to count', '2025-08-01', null],
  ])('is %s', (_, moment, value) => {
    const observations = [
      observed('1', 1, '2025-03-01'),
      observed('2', 2, '2025-03-10', '2025-03-20'),
      observed('10', 3, '2025-03-10', '2025-04-01'),
    ];
    expect(latestOn(moment, observations)).toBe(value);
  });

  it('keeps what is too old where a rule asks whether anything was ever heard', () => {
    expect(latestOn('2025-08-01', [observed('1', 1, '2025-03-01')], { ...needs, everHeard: ['t'] })).toBe(1);
  });

  it('holds earlier answers as far back as a rule looks', () => {
    const observations = [observed('1', 1, '2025-03-01'), observed('2', 2, '2025-04-10'), observed('3', 3, '2025-05-01')];
    const profile = profileAt(pastWith({ observations }), needs, at('2025-05-02'));

    expect(profile?.earlier.get('t')?.map(({ value }) => value)).toEqual([2, 3]);
  });

  it('is nothing at all of who had no benefit', () => {
    const spells = [{ from: day('2020-01-01'), until: day('2025-05-01'), endReason: 'WORK_EMPLOYED' }];

    expect(profileAt(pastWith({ spells }), needs, at('2025-04-30'))?.person.benefitSince?.toString()).toBe('2020-01-01');
    expect(profileAt(pastWith({ spells }), needs, at('2025-05-01'))).toBeNull();
  });

  it('is the age of that day', () => {
    const birthDate = day('1998-05-01');

    expect(profileAt(pastWith({ birthDate }), needs, at('2025-04-30'))?.person.ageBand).toBe('under-27');
    expect(profileAt(pastWith({ birthDate }), needs, at('2025-05-01'))?.person.ageBand).toBe('27-34');
  });

  it.each([
    ['2025-02-28', []],
    ['2025-03-05', ['accepted']],
    ['2025-03-10', ['started']],
    ['2025-06-01', ['ended']],
    ['2027-07-01', []],
  ])('on %s, of a course planned on 1 March that began on the 10th and ended in May: %j', (moment, states) => {
    const interventions = [
      {
        type: 'CV_WORKSHOP',
        plannedAt: at('2025-03-01'),
        startsOn: day('2025-03-10'),
        endedAt: at('2025-05-20'),
        outcome: 'completed' as const,
      },
    ];

    expect(profileAt(pastWith({ interventions }), needs, at(moment))?.interventions.map(({ state }) => state)).toEqual(states);
  });

  it('is what had been set aside by then, by the coach or by the client', () => {
    const suggestion = {
      intervention: 'CV_WORKSHOP',
      stance: 'suggest' as const,
      madeAt: at('2025-01-01'),
      withdrawnAt: null,
      reasonCode: null,
    };
    const past = pastWith({
      suggestions: [
        { ...suggestion, decision: 'declined', decidedAt: at('2025-02-01') },
        { ...suggestion, intervention: 'JOB_MATCHING', decision: 'accepted', decidedAt: at('2025-02-01') },
      ],
      refusals: [{ intervention: 'DEBT_COUNSELLING', at: at('2025-04-01') }],
    });

    expect(profileAt(past, needs, at('2025-03-01'))?.declined.map(({ intervention }) => intervention)).toEqual(['CV_WORKSHOP']);
    expect(profileAt(past, needs, at('2025-05-01'))?.declined.map(({ intervention }) => intervention)).toEqual([
      'CV_WORKSHOP',
      'DEBT_COUNSELLING',
    ]);
  });
});
