import type { CoxData } from './cox-model.js';

/** 6-MP beside a placebo, weeks of remission of 42 children (Freireich and others, Blood 21, 1963; Cox 1972, table 1). */
export function remission(): CoxData {
  const drug = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
  return {
    time: [...drug, ...placebo],
    event: [...drug.map((_, child) => (child < 9 ? 1 : 0)), ...placebo.map(() => 1)],
    covariates: [{ name: 'placebo', values: [...drug.map(() => 0), ...placebo.map(() => 1)] }],
  };
}

/** Data sets 1 and 2 of Therneau and Grambsch (Modeling Survival Data, 2000, appendix E), of which everything can be written out by hand. */
export function byHand(): CoxData {
  return { time: [9, 1, 1, 6, 6, 8], event: [1, 1, 0, 1, 1, 0], covariates: [{ name: 'x', values: [0, 1, 1, 1, 0, 0] }] };
}

export function byHandEnteringLate(): CoxData {
  return {
    entry: [1, 2, 5, 2, 1, 7, 3, 4, 8, 8],
    time: [2, 3, 6, 7, 8, 9, 9, 9, 14, 17],
    event: [1, 1, 1, 1, 1, 1, 1, 0, 0, 0],
    covariates: [{ name: 'x', values: [1, 0, 0, 1, 0, 1, 1, 1, 0, 0] }],
  };
}

/** 26 women with ovarian cancer (Edmonson and others, Cancer Treatment Reports 63, 1979), as in R's survival: age and performance status. */
export function ovarian(): CoxData {
  return {
    time: [
      59, 115, 156, 421, 431, 448, 464, 475, 477, 563, 638, 744, 769, 770, 803, 855, 1040, 1106, 1129, 1206, 1227, 268, 329, 353, 365, 377,
    ],
    event: [1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0],
    covariates: [
      {
        name: 'age',
        values: [
          72.3315, 74.4932, 66.4658, 53.3644, 50.3397, 56.4301, 56.937, 59.8548, 64.1753, 55.1781, 56.7562, 50.1096, 59.6301, 57.0521,
          39.2712, 43.1233, 38.8932, 44.6, 53.9068, 44.2055, 59.589, 74.5041, 43.137, 63.2192, 64.4247, 58.3096,
        ],
      },
      { name: 'ecog', values: [1, 1, 2, 1, 1, 2, 2, 2, 1, 2, 2, 1, 2, 1, 1, 2, 2, 1, 1, 1, 2, 2, 1, 2, 1, 1] },
    ],
  };
}

/** Numbers from 0 to 1 that are the same every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
