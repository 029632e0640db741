import fc from 'fast-check';
import { columnsOf, drawsFrom, latecomers } from '../../../../../test/support/survival-samples.js';
import { cumulativeIncidence, incidenceOf } from './aalen-johansen.js';
import { eventTablesByGroup, kaplanMeierByGroup } from './by-group.js';
import { kaplanMeier, survivalOf } from './kaplan-meier.js';
import { logRank, logRankOf } from './log-rank.js';

describe('counting many groupings at once', () => {
  it('gives each group the curve, the incidences and the test that it has by itself', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const columns = columnsOf(everybody);
        const [byGroup, together] = eventTablesByGroup(columns, 3, [
          { group: columns.group, groups: 3 },
          { group: new Uint8Array(everybody.length), groups: 1 },
        ]);
        byGroup!.forEach((table, group) => {
          const alone = columnsOf(everybody.filter((one) => one.group === group));
          expect(survivalOf(table)).toEqual(kaplanMeier(alone));
          const moments = new Set(everybody.filter((one) => one.group === group && one.cause > 0).map(({ time }) => time));
          expect(incidenceOf(table)).toEqual(cumulativeIncidence(alone, 3).map((steps) => steps.filter(({ time }) => moments.has(time))));
        });
        expect(survivalOf(together![0]!)).toEqual(kaplanMeier(columns));
        const [one, other] = [logRankOf(byGroup!), logRank(columns)];
        expect(one.chisq).toBeCloseTo(other.chisq, 9);
        expect(one.df).toBe(other.df);
      }),
    );
  });

  it('of 40,000 spells says at each time what each group says by itself', () => {
    const draw = drawsFrom(3);
    const time = Int32Array.from({ length: 40_000 }, () => draw() ** 2 * 730);
    const event = time.map(() => Number(draw() < 0.6));
    const group = Uint8Array.from(time, () => draw() * 4);
    const [curves] = kaplanMeierByGroup(time, Uint8Array.from(event), [{ group, groups: 4 }]);

    curves!.forEach(({ table, survival, stdErr }, its) => {
      const mine = [...time.keys()].filter((person) => group[person] === its);
      const alone = kaplanMeier({ time: mine.map((person) => time[person]!), event: mine.map((person) => event[person]!) });
      for (const step of alone.steps) {
        const at = table.times.indexOf(step.time);
        expect(table.atRisk[at]).toBe(step.atRisk);
        expect(survival[at]).toBeCloseTo(step.survival, 12);
        if (step.stdErr !== null) expect(stdErr[at]).toBeCloseTo(step.stdErr, 12);
      }
    });
  });

  it('of nobody is empty, also with groups', () => {
    const [groups] = eventTablesByGroup({ time: new Int32Array(), cause: new Uint8Array() }, 2, [{ group: new Uint8Array(), groups: 2 }]);

    expect(groups!.map((table) => survivalOf(table).n)).toEqual([0, 0]);
  });

  it.each([
    ['a negative time', [-1], [1], [0], undefined],
    ['a day that never comes', [0x7fff_ffff], [0], [0], undefined],
    ['a cause that there is not', [1], [3], [0], undefined],
    ['a group that there is not', [1], [1], [2], undefined],
    ['columns of different lengths', [1, 2], [1, 1], [0], undefined],
    ['who came after leaving', [4], [1], [0], [4]],
  ])('refuses %s', (_, time, cause, group, entry) => {
    const followed = { time: Int32Array.from(time), cause: Uint8Array.from(cause), entry: entry && Int32Array.from(entry) };

    expect(() => eventTablesByGroup(followed, 2, [{ group: Uint8Array.from(group), groups: 2 }])).toThrow(RangeError);
  });
});
