import fc from 'fast-check';
import { change } from './change.js';
import { TRAITS } from './traits.js';

const answered = (trait: string, value: number) => ({ trait, state: 'answered' as const, value });
const refused = (trait: string) => ({ trait, state: 'refused' as const, value: null });

describe('change', () => {
  it.each([
    ['health.self_rated', 4, 2, 'worse', 2],
    ['health.self_rated', 2, 5, 'better', 3],
    ['health.physical', 1, 3, 'worse', 2],
    ['health.mental', 4, 3, 'better', 1],
    ['workability.self', 0, 10, 'better', 10],
    ['finance.debt', 2, 1, 'worse', 1],
    ['wellbeing.general', 3, 3, 'same', 0],
    ['housing.stability', 1, 2, 'worse', 1],
    ['housing.stability', 2, 3, 'better', 1],
    ['care.childcare', 1, 3, 'different', 2],
    ['wish.help', 1, 7, 'different', 6],
  ] as const)('of %s from %i to %i is %s by %i', (trait, from, to, direction, points) => {
    expect(change(answered(trait, to), answered(trait, from))).toEqual({ direction, points });
  });

  it('is not known when one of the two was refused, is not there, or is about something else', () => {
    const now = answered('health.self_rated', 2);
    expect(change(now, refused('health.self_rated'))).toBeNull();
    expect(change(refused('health.self_rated'), now)).toBeNull();
    expect(change(now, null)).toBeNull();
    expect(change(undefined, now)).toBeNull();
    expect(change(now, answered('wellbeing.general', 2))).toBeNull();
  });

  it('told the other way round says the opposite', () => {
    const opposite = { better: 'worse', worse: 'better', same: 'same', different: 'different' };
    const pairs = fc.constantFrom(...TRAITS).chain((trait) => {
      const level = fc.constantFrom(...trait.levels).map(({ value }) => answered(trait.key, value));
      return fc.tuple(level, level);
    });
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const there = change(one, other);
        const back = change(other, one);
        expect(back).toEqual({ direction: opposite[there?.direction ?? 'same'], points: there?.points });
      }),
    );
  });
});
