import { FEWEST_PEOPLE } from '#libs/outflow';
import type { ShownCount } from './rule-effects/shown.js';

/** Numbers are shown in fives. */
const STEP = 5;

/**
 * A group while it is counted: how many, and a mark of who. By that mark the same group is always rounded in the same way, and a group with one
 * person more in a way of its own: whoever writes two rules that differ in one person cannot subtract one number from the other to learn what
 * that person said (fixed random rounding, as Statistics New Zealand rounds to three). On average it is right.
 */
export class Crowd {
  count = 0;
  private mark = 0;

  /** A group that the database counted, with a mark it made of who is in it. */
  static of(count: number, mark: number): Crowd {
    const crowd = new Crowd();
    crowd.count = count;
    crowd.mark = mark >>> 0;
    return crowd;
  }

  add(clientId: string): void {
    this.count += 1;
    this.mark = (this.mark ^ hashOf(clientId)) >>> 0;
  }

  /** Groups that share nobody, as one. */
  static together(...crowds: readonly Crowd[]): Crowd {
    return crowds.reduce((sum, { count, mark }) => Crowd.of(sum.count + count, sum.mark ^ mark), new Crowd());
  }

  /** Rounded to a neighbouring five, whether or not it may be shown. */
  get rounded(): number {
    const left = this.count % STEP;
    return left === 0 ? this.count : this.count - left + (scrambled(this.mark) % STEP < left ? STEP : 0);
  }

  /** As it may be seen within a group of so many: not when it is a few, and not when it is all but a few. */
  shownWithin(everybody: number): ShownCount {
    return isShowable(this.count) && isShowable(everybody - this.count) ? this.rounded : null;
  }
}

/** Nobody is no person; between that and 10 nothing is shown. */
export function isShowable(count: number): boolean {
  return count === 0 || count >= FEWEST_PEOPLE;
}

/** FNV-1a, 32 bits: spreads enough for rounding, and is the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return scrambled(hash >>> 0);
}

/** The last step of MurmurHash3: every bit reaches every other. */
function scrambled(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
