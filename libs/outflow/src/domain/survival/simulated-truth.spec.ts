import { drawsFrom } from '../../../../../test/support/survival-samples.js';
import { cumulativeIncidence } from './aalen-johansen.js';
import { kaplanMeier, stepAt } from './kaplan-meier.js';
import { logRank } from './log-rank.js';

/** Months until somebody leaves when a fixed share leaves each month. */
const waiting = (draw: () => number, perMonth: number) => -Math.log(1 - draw()) / perMonth;
const PEOPLE = 20_000;

/** The benefit began up to five years before the window of a year; who left before it was never in our files. */
function windowOf(seed: number, perMonth: number) {
  const draw = drawsFrom(seed);
  const found = { time: [] as number[], event: [] as number[], entry: [] as number[] };
  while (found.time.length < PEOPLE) {
    const began = draw() * 60;
    const left = waiting(draw, perMonth);
    if (left <= began) continue;
    found.entry.push(began);
    found.time.push(Math.min(left, began + 12));
    found.event.push(Number(left <= began + 12));
  }
  return found;
}

describe('with a truth that we know', () => {
  it('people who are seen late (left truncation) give the true curve with their entry, and far too long a stay without', () => {
    const found = windowOf(11, 0.03);
    const honest = kaplanMeier(found);
    const naive = kaplanMeier({ time: found.time, event: found.event });

    for (const month of [6, 12, 24, 48]) {
      expect(Math.abs(stepAt(honest.steps, month)!.survival - Math.exp(-0.03 * month))).toBeLessThan(0.02);
      expect(stepAt(naive.steps, month)!.survival - Math.exp(-0.03 * month)).toBeGreaterThan(0.1 - 0.05 * Number(month === 6));
    }
    expect(Math.abs(honest.median! - Math.LN2 / 0.03)).toBeLessThan(1.5);
    expect(naive.median!).toBeGreaterThan(1.5 * honest.median!);
  });

  it('people who moved away (censored) neither count as leaving nor as staying', () => {
    const draw = drawsFrom(12);
    const everybody = Array.from({ length: PEOPLE }, () => ({ left: waiting(draw, 0.05), moved: waiting(draw, 0.04) }));
    const seen = {
      time: everybody.map(({ left, moved }) => Math.min(left, moved)),
      event: everybody.map(({ left, moved }) => Number(left <= moved)),
    };
    const truth = Math.exp(-0.05 * 12);

    expect(Math.abs(stepAt(kaplanMeier(seen).steps, 12)!.survival - truth)).toBeLessThan(0.015);
    const stillThere = seen.time.filter((time) => time > 12).length / PEOPLE;
    const didNotLeave = everybody.filter(({ left, moved }) => left > 12 || moved < left).length / PEOPLE;
    expect(truth - stillThere).toBeGreaterThan(0.1);
    expect(didNotLeave - truth).toBeGreaterThan(0.05);
  });

  it('of two ways to leave each gets the share that really went that way, where censoring the other promises too much', () => {
    const draw = drawsFrom(13);
    const everybody = Array.from({ length: PEOPLE }, () => ({
      work: waiting(draw, 0.03),
      other: waiting(draw, 0.06),
      end: 24 * draw() + 12,
    }));
    const time = everybody.map(({ work, other, end }) => Math.min(work, other, end));
    const cause = everybody.map(({ work, other, end }) => (Math.min(work, other) > end ? 0 : work < other ? 1 : 2));
    const truth = (1 / 3) * (1 - Math.exp(-0.09 * 12));
    const upsideDown = 1 - stepAt(kaplanMeier({ time, event: cause.map((its) => Number(its === 1)) }).steps, 12)!.survival;

    expect(Math.abs(stepAt(cumulativeIncidence({ time, cause }, 2)[0]!, 12)!.value - truth)).toBeLessThan(0.012);
    expect(upsideDown - truth).toBeGreaterThan(0.07);
  });

  it('people who come back begin anew: each spell from its own beginning gives the true stay', () => {
    const draw = drawsFrom(14);
    const spells = { time: [] as number[], event: [] as number[] };
    for (let person = 0; person < PEOPLE / 4; person += 1) {
      for (let now = draw() * 6; now < 36;) {
        const left = now + waiting(draw, 0.1);
        spells.time.push(Math.min(left, 36) - now);
        spells.event.push(Number(left < 36));
        now = left + 1 + waiting(draw, 0.2);
      }
    }

    for (const month of [3, 12, 24])
      expect(Math.abs(stepAt(kaplanMeier(spells).steps, month)!.survival - Math.exp(-0.1 * month))).toBeLessThan(0.015);
  });

  it('limits hold the truth about 95 times in a hundred, and the log-rank test of equals cries wolf about 5 times', () => {
    let [held, wolves] = [0, 0];
    const draw = drawsFrom(15);
    for (let time = 0; time < 400; time += 1) {
      const everybody = Array.from({ length: 100 }, () => ({ left: waiting(draw, 0.1), end: draw() * 30 }));
      const sample = {
        time: everybody.map(({ left, end }) => Math.min(left, end)),
        event: everybody.map(({ left, end }) => Number(left <= end)),
      };
      const { lower, upper } = stepAt(kaplanMeier(sample).steps, 6)!;
      if (lower! <= Math.exp(-0.6) && Math.exp(-0.6) <= upper!) held += 1;
      if (logRank({ ...sample, group: everybody.map((_, person) => person % 2) }).p < 0.05) wolves += 1;
    }

    expect(held).toBeGreaterThan(365);
    expect(held).toBeLessThan(396);
    expect(wolves).toBeGreaterThan(5);
    expect(wolves).toBeLessThan(40);
  });
});
