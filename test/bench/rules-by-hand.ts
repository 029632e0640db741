import type { Condition } from '#libs/rules';

/** Twenty traits, each by the short name and the place that the hand-written rules have for it. */
export const NAMES = {
  wellbeing: 'wellbeing.general',
  health: 'health.self_rated',
  body: 'health.physical',
  stress: 'health.mental',
  money: 'finance.making_ends_meet',
  debt: 'finance.debt',
  reading: 'literacy.reading_nl',
  dutch: 'language.dutch_speaking',
  online: 'digital.skills',
  childcare: 'care.childcare',
  carer: 'care.informal',
  travel: 'mobility.transport',
  home: 'housing.stability',
  people: 'social.network',
  confidence: 'confidence.work',
  work: 'workability.self',
  wish: 'wish.help',
  call: 'wish.contact',
  lonely: 'social.loneliness',
  hours: 'work.hours_possible',
} as const;

export type Name = keyof typeof NAMES;
/** Everything is known: that is what logic with two values can say. */
export type Known = Record<Name, number>;

const PLACES = Object.keys(NAMES) as Name[];
export const placeOf = (name: Name): number => PLACES.indexOf(name);

interface ByHand {
  when: Condition;
  /** The same over an object. */
  known: (p: Known) => boolean;
  /** The same over a row of numbers, in the order of NAMES. */
  row: (r: Int32Array) => boolean;
}

type Told = { is: number } | { oneOf: number[] } | { atLeast: number } | { atMost: number };
const of = (name: Name, told: Told): Condition => ({ trait: NAMES[name], ...told });
const all = (...parts: Condition[]): Condition => ({ all: parts });
const any = (...parts: Condition[]): Condition => ({ any: parts });
const none = (...parts: Condition[]): Condition => ({ none: parts });

/** Thirty rules of two to four conditions, as data and written out by hand. */
export const BY_HAND: readonly ByHand[] = [
  {
    when: all(of('health', { atMost: 2 }), of('work', { atMost: 4 })),
    known: (p) => p.health <= 2 && p.work <= 4,
    row: (r) => r[1]! <= 2 && r[15]! <= 4,
  },
  {
    when: all(of('body', { is: 3 }), of('hours', { atMost: 12 })),
    known: (p) => p.body === 3 && p.hours <= 12,
    row: (r) => r[2] === 3 && r[19]! <= 12,
  },
  {
    when: all(of('stress', { atLeast: 3 }), of('wellbeing', { atMost: 2 })),
    known: (p) => p.stress >= 3 && p.wellbeing <= 2,
    row: (r) => r[3]! >= 3 && r[0]! <= 2,
  },
  {
    when: all(of('debt', { is: 1 }), of('money', { atMost: 2 })),
    known: (p) => p.debt === 1 && p.money <= 2,
    row: (r) => r[5] === 1 && r[4]! <= 2,
  },
  {
    when: all(of('work', { atLeast: 6 }), of('confidence', { is: 3 }), of('reading', { is: 1 })),
    known: (p) => p.work >= 6 && p.confidence === 3 && p.reading === 1,
    row: (r) => r[15]! >= 6 && r[14] === 3 && r[6] === 1,
  },
  {
    when: all(of('work', { atLeast: 7 }), of('health', { atLeast: 3 }), of('home', { is: 1 }), of('stress', { atMost: 2 })),
    known: (p) => p.work >= 7 && p.health >= 3 && p.home === 1 && p.stress <= 2,
    row: (r) => r[15]! >= 7 && r[1]! >= 3 && r[12] === 1 && r[3]! <= 2,
  },
  {
    when: any(of('reading', { is: 3 }), of('dutch', { is: 3 })),
    known: (p) => p.reading === 3 || p.dutch === 3,
    row: (r) => r[6] === 3 || r[7] === 3,
  },
  {
    when: all(of('dutch', { atLeast: 2 }), any(of('reading', { atLeast: 2 }), of('online', { is: 3 }))),
    known: (p) => p.dutch >= 2 && (p.reading >= 2 || p.online === 3),
    row: (r) => r[7]! >= 2 && (r[6]! >= 2 || r[8] === 3),
  },
  {
    when: all(of('childcare', { is: 2 }), of('work', { atLeast: 5 })),
    known: (p) => p.childcare === 2 && p.work >= 5,
    row: (r) => r[9] === 2 && r[15]! >= 5,
  },
  {
    when: all(of('carer', { is: 1 }), any(of('stress', { atLeast: 3 }), of('hours', { atMost: 16 }))),
    known: (p) => p.carer === 1 && (p.stress >= 3 || p.hours <= 16),
    row: (r) => r[10] === 1 && (r[3]! >= 3 || r[19]! <= 16),
  },
  {
    when: all(of('travel', { is: 3 }), of('hours', { atLeast: 8 }), of('work', { atLeast: 5 })),
    known: (p) => p.travel === 3 && p.hours >= 8 && p.work >= 5,
    row: (r) => r[11] === 3 && r[19]! >= 8 && r[15]! >= 5,
  },
  {
    when: all(of('home', { oneOf: [2, 3] }), of('debt', { is: 1 })),
    known: (p) => (p.home === 2 || p.home === 3) && p.debt === 1,
    row: (r) => (r[12] === 2 || r[12] === 3) && r[5] === 1,
  },
  {
    when: all(of('people', { is: 3 }), of('lonely', { atLeast: 4 })),
    known: (p) => p.people === 3 && p.lonely >= 4,
    row: (r) => r[13] === 3 && r[18]! >= 4,
  },
  {
    when: any(of('lonely', { atLeast: 5 }), of('wellbeing', { is: 1 }), of('stress', { is: 4 })),
    known: (p) => p.lonely >= 5 || p.wellbeing === 1 || p.stress === 4,
    row: (r) => r[18]! >= 5 || r[0] === 1 || r[3] === 4,
  },
  {
    when: all(of('wish', { is: 7 }), of('work', { atLeast: 5 }), of('reading', { atMost: 2 })),
    known: (p) => p.wish === 7 && p.work >= 5 && p.reading <= 2,
    row: (r) => r[16] === 7 && r[15]! >= 5 && r[6]! <= 2,
  },
  {
    when: all(of('wish', { oneOf: [1, 2] }), of('call', { is: 1 })),
    known: (p) => (p.wish === 1 || p.wish === 2) && p.call === 1,
    row: (r) => (r[16] === 1 || r[16] === 2) && r[17] === 1,
  },
  {
    when: all(of('call', { is: 1 }), of('wellbeing', { atMost: 2 }), none(of('stress', { is: 1 }))),
    known: (p) => p.call === 1 && p.wellbeing <= 2 && !(p.stress === 1),
    row: (r) => r[17] === 1 && r[0]! <= 2 && !(r[3] === 1),
  },
  {
    when: all(of('confidence', { atLeast: 2 }), of('hours', { atLeast: 20 }), of('health', { atLeast: 3 })),
    known: (p) => p.confidence >= 2 && p.hours >= 20 && p.health >= 3,
    row: (r) => r[14]! >= 2 && r[19]! >= 20 && r[1]! >= 3,
  },
  {
    when: all(of('online', { is: 3 }), of('dutch', { atMost: 2 })),
    known: (p) => p.online === 3 && p.dutch <= 2,
    row: (r) => r[8] === 3 && r[7]! <= 2,
  },
  {
    when: all(of('work', { atLeast: 8 }), none(of('childcare', { is: 2 }), of('travel', { is: 3 }), of('home', { is: 2 }))),
    known: (p) => p.work >= 8 && !(p.childcare === 2 || p.travel === 3 || p.home === 2),
    row: (r) => r[15]! >= 8 && !(r[9] === 2 || r[11] === 3 || r[12] === 2),
  },
  {
    when: all(of('hours', { atLeast: 24 }), of('confidence', { is: 1 }), of('work', { atLeast: 6 }), of('body', { is: 1 })),
    known: (p) => p.hours >= 24 && p.confidence === 1 && p.work >= 6 && p.body === 1,
    row: (r) => r[19]! >= 24 && r[14] === 1 && r[15]! >= 6 && r[2] === 1,
  },
  {
    when: any(of('money', { is: 1 }), of('debt', { is: 1 }), of('home', { is: 2 })),
    known: (p) => p.money === 1 || p.debt === 1 || p.home === 2,
    row: (r) => r[4] === 1 || r[5] === 1 || r[12] === 2,
  },
  {
    when: all(of('health', { is: 3 }), of('body', { is: 2 }), of('stress', { atMost: 2 })),
    known: (p) => p.health === 3 && p.body === 2 && p.stress <= 2,
    row: (r) => r[1] === 3 && r[2] === 2 && r[3]! <= 2,
  },
  {
    when: all(of('people', { atLeast: 2 }), of('wellbeing', { atMost: 3 }), of('carer', { is: 2 })),
    known: (p) => p.people >= 2 && p.wellbeing <= 3 && p.carer === 2,
    row: (r) => r[13]! >= 2 && r[0]! <= 3 && r[10] === 2,
  },
  {
    when: all(of('wish', { is: 3 }), any(of('dutch', { is: 3 }), of('reading', { is: 3 }))),
    known: (p) => p.wish === 3 && (p.dutch === 3 || p.reading === 3),
    row: (r) => r[16] === 3 && (r[7] === 3 || r[6] === 3),
  },
  {
    when: all(of('hours', { atMost: 8 }), of('work', { atLeast: 7 })),
    known: (p) => p.hours <= 8 && p.work >= 7,
    row: (r) => r[19]! <= 8 && r[15]! >= 7,
  },
  {
    when: all(of('lonely', { atMost: 1 }), of('people', { is: 1 }), of('work', { atLeast: 6 })),
    known: (p) => p.lonely <= 1 && p.people === 1 && p.work >= 6,
    row: (r) => r[18]! <= 1 && r[13] === 1 && r[15]! >= 6,
  },
  {
    when: all(of('money', { atMost: 2 }), none(of('debt', { is: 1 })), of('work', { atLeast: 4 })),
    known: (p) => p.money <= 2 && !(p.debt === 1) && p.work >= 4,
    row: (r) => r[4]! <= 2 && !(r[5] === 1) && r[15]! >= 4,
  },
  {
    when: any(of('body', { is: 3 }), of('health', { is: 1 })),
    known: (p) => p.body === 3 || p.health === 1,
    row: (r) => r[2] === 3 || r[1] === 1,
  },
  {
    when: all(of('travel', { atLeast: 2 }), of('hours', { atLeast: 16 }), of('home', { is: 1 })),
    known: (p) => p.travel >= 2 && p.hours >= 16 && p.home === 1,
    row: (r) => r[11]! >= 2 && r[19]! >= 16 && r[12] === 1,
  },
];
