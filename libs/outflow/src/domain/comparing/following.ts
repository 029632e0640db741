import { firstStart, spellOn, type Lives } from './lives.js';

/** What ended the following of somebody. */
export const ENDINGS = ['followed', 'work', 'other'] as const;
export const WORK = ENDINGS.indexOf('work');
export const OTHER = ENDINGS.indexOf('other');
/** How the end of a benefit is told in `Lives.spells.exit`: while it runs, and of who is out of sight, nobody knows whether work came. */
export const EXIT_CODES = ['running', 'work', 'other', 'out-of-sight'] as const;
export const OUT_OF_SIGHT = EXIT_CODES.indexOf('out-of-sight');

export interface Followed {
  /** In days, 1 at least. */
  time: Int32Array;
  /** Place in ENDINGS. */
  ending: Uint8Array;
}

export interface Following {
  person: ArrayLike<number>;
  /** The day from which each is followed; all were on a benefit then. */
  day: ArrayLike<number>;
  /** Follow until they begin it themselves; otherwise whatever they begin (intention to treat). */
  untilOwnStart: ArrayLike<number>;
}

/**
 * Follows people until they leave the benefit for a month or more, are out of sight, begin it themselves, or until the last day of which it is
 * settled what happened, whichever comes first.
 * @param settledUntil the first day of which it is not settled: who left then may yet come back within the month
 * @param isOutOfSightLeaving take who moved or died as having left for another reason, instead of followed until then
 */
export function follow(
  lives: Lives,
  { person, day, untilOwnStart }: Following,
  settledUntil: number,
  isOutOfSightLeaving = false,
): Followed {
  const rows = person.length;
  const followed: Followed = { time: new Int32Array(rows), ending: new Uint8Array(rows) };
  const { spells } = lives;
  for (let row = 0; row < rows; row += 1) {
    const [who, from] = [person[row]!, day[row]!];
    const place = lastOfChain(lives, who, spellOn(lives, who, from));
    const left = spells.until[place]!;
    const ownStart = firstStart(lives, who);
    const stops = untilOwnStart[row] === 1 && ownStart > from ? Math.min(settledUntil, ownStart) : settledUntil;
    followed.time[row] = Math.max(1, Math.min(left, stops) - from);
    followed.ending[row] = left < stops ? endingOf(spells.exit[place]!, isOutOfSightLeaving) : 0;
  }
  return followed;
}

/** A benefit that began again within a month went on: the last of what is one time on a benefit. */
function lastOfChain({ spells }: Lives, person: number, place: number): number {
  if (place === -1) throw new RangeError('somebody who was not on a benefit cannot be followed');
  let last = place;
  while (last + 1 < spells.at[person + 1]! && spells.first[last + 1]! <= spells.backBy[last]!) last += 1;
  return last;
}

function endingOf(exit: number, isOutOfSightLeaving: boolean): number {
  if (exit === OUT_OF_SIGHT) return isOutOfSightLeaving ? OTHER : 0;
  return exit === WORK ? WORK : exit === OTHER ? OTHER : 0;
}
