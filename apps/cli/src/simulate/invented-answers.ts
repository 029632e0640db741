import type { Chance } from './chance.js';
import { clamp, type InventedBarrier, type InventedPerson } from './invented-person.js';

export interface InventedAnswer {
  item: string;
  state: 'answered' | 'refused' | 'unknown';
  value: number | null;
}

/** For every item that shows a barrier: the value when it is there, when it is half there, and when it is not. */
const SHOWS: Record<string, { barrier: InventedBarrier; bad: number; middling: number; good: number; unknown?: true }> = {
  'health.physical': { barrier: 'body', bad: 3, middling: 2, good: 1 },
  'health.mental': { barrier: 'stress', bad: 3, middling: 2, good: 1 },
  'finance.debt': { barrier: 'debt', bad: 1, middling: 1, good: 2, unknown: true },
  'literacy.reading_nl': { barrier: 'reading', bad: 3, middling: 2, good: 1 },
  'language.dutch_speaking': { barrier: 'dutch', bad: 3, middling: 2, good: 1 },
  'digital.skills': { barrier: 'digital', bad: 3, middling: 2, good: 1 },
  'care.informal': { barrier: 'care', bad: 1, middling: 1, good: 2 },
  'mobility.transport': { barrier: 'transport', bad: 3, middling: 2, good: 1 },
  'housing.stability': { barrier: 'housing', bad: 2, middling: 3, good: 1 },
  'social.network': { barrier: 'network', bad: 3, middling: 2, good: 1 },
};

/** What somebody would like help with, beside what stands in the way. */
const WISHES: [InventedBarrier, number][] = [
  ['debt', 1],
  ['body', 2],
  ['stress', 2],
  ['reading', 3],
  ['dutch', 3],
  ['childcare', 4],
  ['transport', 5],
  ['housing', 6],
];

/** How this person answers an item today; noise included, because people do not answer as machines do. */
export function inventAnswer(item: string, person: InventedPerson, chance: Chance): InventedAnswer {
  if (chance.happens(item === 'finance.debt' ? 0.06 : 0.025)) return { item, state: 'refused', value: null };
  const answered = (value: number): InventedAnswer => ({ item, state: 'answered', value });
  const onScale = (level: number, low: number, high: number) => answered(clamp(Math.round(level + 0.45 * chance.normal()), low, high));

  const shows = SHOWS[item];
  if (shows) {
    if (shows.unknown && chance.happens(0.05)) return { item, state: 'unknown', value: null };
    const isThere = person.barriers.has(shows.barrier);
    if (chance.happens(0.1)) return answered(shows.middling);
    return answered(isThere ? shows.bad : shows.good);
  }
  switch (item) {
    case 'wellbeing.general':
      return onScale(person.wellbeing, 1, 5);
    case 'health.self_rated':
      return onScale(person.health, 1, 5);
    case 'finance.making_ends_meet':
      return onScale(person.barriers.has('debt') ? 1.8 : 3.4, 1, 5);
    case 'care.childcare':
      return answered(person.barriers.has('childcare') ? 2 : chance.happens(0.25) ? 1 : 3);
    case 'confidence.work':
      return answered(person.barriers.size >= 3 ? chance.between(2, 3) : chance.between(1, 2));
    case 'workability.self':
      return onScale(
        9 - person.barriers.size * 0.9 - (person.barriers.has('body') ? 2.5 : 0) - (person.barriers.has('stress') ? 1.2 : 0),
        0,
        10,
      );
    case 'wish.help':
      return answered(wishOf(person, chance));
    case 'wish.contact':
      return answered(chance.happens(0.08) ? 1 : 2);
    default:
      return { item, state: 'refused', value: null };
  }
}

function wishOf(person: InventedPerson, chance: Chance): number {
  const wanted = WISHES.filter(([barrier]) => person.barriers.has(barrier)).map(([, wish]) => wish);
  if (wanted.length > 0 && chance.happens(0.4)) return chance.oneOf(wanted);
  return chance.happens(0.12) ? 7 : 9;
}

/** A month goes by: moods drift back to where they were, now and then something happens, and help that was started may help. */
export function liveAMonth(person: InventedPerson, chance: Chance): void {
  person.wellbeing = clamp(person.wellbeing + 0.18 * chance.normal(), 1, 5);
  person.health = clamp(person.health + 0.12 * chance.normal(), 1, 5);
  if (chance.happens(0.012)) strike(person, chance);
  else if (chance.happens(0.02)) person.wellbeing = clamp(person.wellbeing + 0.8, 1, 5);
}

/** A setback: an illness, a debt, a death. */
function strike(person: InventedPerson, chance: Chance): void {
  person.wellbeing = clamp(person.wellbeing - 2, 1, 5);
  if (chance.happens(0.6)) {
    person.health = clamp(person.health - 1.8, 1, 5);
    person.barriers.add('body');
  } else person.barriers.add(chance.oneOf(['stress', 'debt'] as const));
}
