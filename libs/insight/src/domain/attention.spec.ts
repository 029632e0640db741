import { attentionOf, urgencyOf, type CaseloadClient, type Moment, type Round } from './attention.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const daysAgo = (days: number) => now.epochMilliseconds / 1000 - days * 86_400;
const round = (change: Partial<Round> = {}): Round => ({
  dueOn: '2026-10-20',
  outcome: 'finished',
  started: true,
  unreachable: null,
  cause: null,
  message: 'delivered',
  ...change,
});

function aClient(change: Partial<CaseloadClient> = {}): CaseloadClient {
  return {
    id: '0198c2f0-0000-7000-8000-000000000001',
    clientNumber: '1001',
    firstName: 'Fatima',
    infix: 'el',
    lastName: 'Amrani',
    language: 'nl',
    deceasedOn: null,
    benefitSince: '2024-03-01',
    askedFrom: '2025-01-01',
    rounds: [round()],
    heardAt: daysAgo(13),
    wellbeing: [[daysAgo(13), 4]],
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
  };
}
const standingOf = (change: Partial<CaseloadClient>) => attentionOf(aClient(change), now).standing;
const reasonsOf = (change: Partial<CaseloadClient>) => attentionOf(aClient(change), now).reasons;
const kindsOf = (change: Partial<CaseloadClient>) => reasonsOf(change).map(({ kind }) => kind);

describe('who needs the coach today', () => {
  it('is nobody with recent answers in which nothing waits', () => {
    expect(attentionOf(aClient(), now)).toEqual({ standing: 'quiet', reasons: [] });
  });

  it('is never said to be fine when nothing is known, or nothing that still counts', () => {
    expect(standingOf({ heardAt: null, wellbeing: [], rounds: [] })).toBe('unheard');
    expect(standingOf({ heardAt: daysAgo(90) })).toBe('unheard');
    expect(standingOf({ heardAt: daysAgo(89.9) })).toBe('quiet');
  });

  it('is whoever may be in danger before everybody, and whoever wrote before what we think of anybody', () => {
    const asks = { wishContact: [daysAgo(1), 1] as Moment, suggestions: [{ intervention: 'COACH_CALL', fromWish: true }] };
    expect(kindsOf({ ...asks, signalAt: daysAgo(0.1), unreadAt: daysAgo(0.1), wishHelp: [daysAgo(1), 1], tasks: ['call'] })).toEqual([
      'crisis',
      'wants-contact',
      'message',
      'wants-help',
      'task',
    ]);
    const urgency = (change: Partial<CaseloadClient>) => urgencyOf(attentionOf(aClient(change), now));
    expect(urgency({ signalAt: daysAgo(0.1) })).toBeLessThan(urgency({ ...asks, tasks: ['call', 'repair_address'] }));
    expect(urgency({ ...asks })).toBeLessThan(urgency({ unreadAt: daysAgo(9) }));
  });

  it('is whoever answered about what was shared, or does not agree, after who wrote and before a wish; the suggestion itself is not told twice', () => {
    const said = { intervention: 'CV_WORKSHOP', response: 'rather_not' as const, at: daysAgo(1) };
    expect(
      reasonsOf({
        unreadAt: daysAgo(1),
        objectedAt: daysAgo(2),
        answered: [said],
        wishHelp: [daysAgo(1), 1],
        suggestions: [
          { intervention: 'CV_WORKSHOP', fromWish: false },
          { intervention: 'LANGUAGE_COURSE', fromWish: false },
        ],
      }),
    ).toEqual([
      { kind: 'message', at: daysAgo(1) },
      { kind: 'objection', at: daysAgo(2) },
      { kind: 'answered', ...said },
      { kind: 'wants-help', at: daysAgo(1), with: 1 },
      { kind: 'suggestions', interventions: ['LANGUAGE_COURSE'] },
    ]);
  });

  it('is whoever does not agree, also when the benefit has ended; what they would like from us then is over', () => {
    const left = { benefitSince: null, answered: [{ intervention: 'CV_WORKSHOP', response: 'yes' as const, at: daysAgo(1) }] };
    expect(kindsOf({ ...left, objectedAt: daysAgo(2) })).toEqual(['objection']);
  });

  it('is not who wished for something that the coach has put off since', () => {
    const wish = { wishHelp: [daysAgo(3), 1] as Moment, suggestions: [] };
    expect(kindsOf(wish)).toEqual(['wants-help']);
    expect(kindsOf({ ...wish, wishesDecided: [{ intervention: 'DEBT_COUNSELLING', at: daysAgo(2) }] })).toEqual([]);
  });

  it('is whoever wrote, also when the benefit has ended: nothing else about them waits', () => {
    const left = { benefitSince: null, tasks: ['call' as const], wishContact: [daysAgo(1), 1] as Moment };
    expect(attentionOf(aClient(left), now)).toEqual({ standing: 'left', reasons: [] });
    expect(attentionOf(aClient({ ...left, unreadAt: daysAgo(1) }), now)).toEqual({
      standing: 'needs-me',
      reasons: [{ kind: 'message', at: daysAgo(1) }],
    });
  });

  it('is whoever has a task, after what they ask for themselves and before anything we think; a wrong number can wait', () => {
    expect(
      kindsOf({
        tasks: ['call'],
        wishContact: [daysAgo(1), 1],
        suggestions: [{ intervention: 'CV_WORKSHOP', fromWish: false }],
        wishHelp: [daysAgo(1), 1],
      }).slice(0, 3),
    ).toEqual(['wants-contact', 'wants-help', 'task']);
    expect(kindsOf({ tasks: ['repair_address'], suggestions: [{ intervention: 'CV_WORKSHOP', fromWish: false }] })).toEqual([
      'suggestions',
      'task',
    ]);
  });

  it('is told once: a task says what silence or a broken number said', () => {
    const silent = { rounds: [round({ outcome: 'silent', started: false }), round({ outcome: 'silent', started: false })] };
    expect(kindsOf(silent)).toEqual(['silence']);
    expect(kindsOf({ ...silent, tasks: ['call'] })).toEqual(['task']);
    const broken = { contactPoints: [{ kind: 'mobile', address: '+31612345678', state: 'invalid' } as const] };
    expect(kindsOf(broken)).toEqual(['unreachable']);
    expect(kindsOf({ ...broken, tasks: ['repair_address'] })).toEqual(['task']);
  });

  it('does not take a round that was not asked for silence, nor for an interruption of it', () => {
    const [missed, silent] = [
      round({ outcome: 'missed', started: false, message: null, cause: 'paused' }),
      round({ outcome: 'silent', started: false }),
    ];
    expect(kindsOf({ rounds: [missed, missed] })).toEqual([]);
    expect(kindsOf({ rounds: [missed, silent] })).toEqual([]);
    expect(kindsOf({ rounds: [missed, silent, missed, silent] })).toEqual(['silence']);
  });

  it('asks nothing of the coach about who has left or died', () => {
    const urgent: Partial<CaseloadClient> = {
      wishContact: [daysAgo(1), 1],
      rounds: [round({ outcome: 'silent' }), round({ outcome: 'silent' })],
    };
    expect(attentionOf(aClient({ ...urgent, benefitSince: null }), now)).toEqual({ standing: 'left', reasons: [] });
    expect(attentionOf(aClient({ ...urgent, deceasedOn: '2026-10-01' }), now)).toEqual({ standing: 'left', reasons: [] });
  });

  it('hears the own wish first, whatever else there is', () => {
    const everything: Partial<CaseloadClient> = {
      wishContact: [daysAgo(3), 1],
      wishHelp: [daysAgo(3), 1],
      suggestions: [
        { intervention: 'DEBT_COUNSELLING', fromWish: true },
        { intervention: 'LANGUAGE_COURSE', fromWish: false },
      ],
      health: [
        [daysAgo(80), 5],
        [daysAgo(3), 2],
      ],
      rounds: [round({ outcome: 'silent' }), round({ outcome: 'silent' })],
      contactPoints: [],
    };
    expect(reasonsOf(everything)).toEqual([
      { kind: 'wants-contact', at: daysAgo(3) },
      { kind: 'wants-help', at: daysAgo(3), with: 1 },
      { kind: 'suggestions', interventions: ['LANGUAGE_COURSE'] },
      { kind: 'drop', trait: 'health.self_rated', from: 5, to: 2, at: daysAgo(3) },
      { kind: 'silence' },
      { kind: 'unreachable', why: 'no_contact_point' },
    ]);
    const order = [
      everything,
      { suggestions: [{ intervention: 'COACH_CALL', fromWish: false }] },
      { contactPoints: [] },
      { heardAt: null },
      {},
      { benefitSince: null },
    ];
    const urgencies = order.map((change) => urgencyOf(attentionOf(aClient(change), now)));
    expect(urgencies).toEqual(urgencies.toSorted((a, b) => a - b));
    expect(new Set(urgencies).size).toBe(order.length);
  });

  describe('a wish', () => {
    it('stands until the coach has decided about what came of it', () => {
      const wishContact: Moment = [daysAgo(5), 1];
      expect(kindsOf({ wishContact })).toEqual(['wants-contact']);
      expect(kindsOf({ wishContact, wishesDecided: [{ intervention: 'COACH_CALL', at: daysAgo(6) }] })).toEqual(['wants-contact']);
      expect(kindsOf({ wishContact, wishesDecided: [{ intervention: 'COACH_CALL', at: daysAgo(4) }] })).toEqual([]);
    });

    it('for help is not answered by a call, unless a call is what it asks for', () => {
      const wishesDecided = [{ intervention: 'COACH_CALL', at: daysAgo(4) }];
      const [money, health, somethingElse] = [1, 2, 8].map((help): Moment => [daysAgo(5), help]);
      expect(kindsOf({ wishHelp: money!, wishesDecided })).toEqual(['wants-help']);
      expect(kindsOf({ wishHelp: somethingElse!, wishesDecided })).toEqual([]);
      const suggestions = [{ intervention: 'MENTAL_HEALTH_REFERRAL', fromWish: true }];
      expect(kindsOf({ wishHelp: health!, wishesDecided, suggestions })).toEqual(['wants-help']);
      expect(kindsOf({ wishHelp: health!, wishesDecided })).toEqual([]);
    });

    it('is being met while what it asks for runs, however that came about', () => {
      expect(kindsOf({ wishHelp: [daysAgo(5), 1], running: ['DEBT_COUNSELLING'] })).toEqual([]);
      expect(kindsOf({ wishHelp: [daysAgo(5), 1], running: ['LANGUAGE_COURSE'] })).toEqual(['wants-help']);
    });

    it('is no wish when it says no, is refused, or is older than it counts', () => {
      expect(kindsOf({ wishContact: [daysAgo(1), 2], wishHelp: [daysAgo(1), 9] })).toEqual([]);
      expect(kindsOf({ wishContact: [daysAgo(1), null], wishHelp: [daysAgo(1), null] })).toEqual([]);
      expect(kindsOf({ wishContact: [daysAgo(30), 1], wishHelp: [daysAgo(60), 4] })).toEqual([]);
      expect(kindsOf({ wishContact: [daysAgo(29.9), 1], wishHelp: [daysAgo(59.9), 4] })).toEqual(['wants-contact', 'wants-help']);
    });

    it('that has expired does not hide the suggestion that came of it', () => {
      const suggestions = [{ intervention: 'DEBT_COUNSELLING', fromWish: true }];
      expect(reasonsOf({ wishHelp: [daysAgo(61), 1], suggestions })).toEqual([
        { kind: 'suggestions', interventions: ['DEBT_COUNSELLING'] },
      ]);
    });
  });

  describe('a sharp drop', () => {
    const drops = (wellbeing: Moment[]) => kindsOf({ wellbeing });
    it('is two steps or more between two answers in a row', () => {
      expect(
        drops([
          [daysAgo(90), 4],
          [daysAgo(5), 2],
        ]),
      ).toEqual(['drop']);
      expect(
        drops([
          [daysAgo(90), 4],
          [daysAgo(5), 3],
        ]),
      ).toEqual([]);
      expect(
        drops([
          [daysAgo(90), 2],
          [daysAgo(5), 4],
        ]),
      ).toEqual([]);
      expect(
        drops([
          [daysAgo(150), 5],
          [daysAgo(90), 3],
          [daysAgo(5), 2],
        ]),
      ).toEqual([]);
    });
    it('is not made up from a refusal, which is stepped over', () => {
      expect(
        drops([
          [daysAgo(90), 4],
          [daysAgo(5), null],
        ]),
      ).toEqual([]);
      expect(
        drops([
          [daysAgo(90), 4],
          [daysAgo(60), null],
          [daysAgo(5), 2],
        ]),
      ).toEqual(['drop']);
    });
    it('counts while it is fresh, and only between answers that can be compared', () => {
      expect(
        drops([
          [daysAgo(90), 4],
          [daysAgo(60), 2],
        ]),
      ).toEqual([]);
      expect(
        drops([
          [daysAgo(200), 4],
          [daysAgo(5), 2],
        ]),
      ).toEqual([]);
    });
  });

  describe('silence', () => {
    const silent = round({ outcome: 'silent', started: false });
    it('is two questions in a row that arrived and were not answered', () => {
      expect(kindsOf({ rounds: [silent, silent] })).toEqual(['silence']);
      expect(kindsOf({ rounds: [silent, round()] })).toEqual([]);
      expect(kindsOf({ rounds: [silent] })).toEqual([]);
      expect(kindsOf({ rounds: [round({ outcome: null, started: false }), silent, silent] })).toEqual(['silence']);
    });
    it('is not what it is called when the question never arrived', () => {
      expect(kindsOf({ rounds: [silent, round({ outcome: 'silent', started: false, message: 'undelivered' })] })).toEqual([]);
      expect(kindsOf({ rounds: [round({ outcome: 'silent', started: false, unreachable: 'opted_out', message: null }), silent] })).toEqual(
        [],
      );
    });
  });

  describe('out of reach', () => {
    it('says why', () => {
      const why = (change: Partial<CaseloadClient>) =>
        reasonsOf(change).map((reason) => (reason.kind === 'unreachable' ? reason.why : reason.kind));
      expect(why({ contactPoints: [] })).toEqual(['no_contact_point']);
      expect(why({ contactPoints: [{ kind: 'mobile', address: '+31612345678', state: 'invalid' }] })).toEqual(['invalid_contact_point']);
      expect(why({ optedOut: [null] })).toEqual(['opted_out']);
      expect(why({ rounds: [round({ outcome: 'silent', started: false, message: 'undelivered' })] })).toEqual(['undelivered']);
      expect(why({ rounds: [round({ outcome: 'finished', message: 'undelivered' })] })).toEqual([]);
    });
    it('is nobody who stopped one channel and can be reached by another', () => {
      const both: CaseloadClient['contactPoints'] = [
        { kind: 'mobile', address: '+31612345678', state: 'verified' },
        { kind: 'email', address: 'f@example.org', state: 'unverified' },
      ];
      expect(kindsOf({ contactPoints: both, optedOut: ['sms'] })).toEqual([]);
      expect(kindsOf({ contactPoints: both, optedOut: ['sms', 'email'] })).toEqual(['unreachable']);
    });
  });
});
