import type { CoxData, CoxFit } from './cox-model.js';

/**
 * Cox's proportional hazards (Cox, Journal of the Royal Statistical Society B 34, 1972), by the partial likelihood.
 * @throws RangeError when columns differ in length
 */
export function cox(data: CoxData): CoxFit {
  throw new Error(`The regression of ${data.time.length} rows is still to be written.`);
}
