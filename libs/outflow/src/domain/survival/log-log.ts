/** The 97.5th percentile of the normal distribution: 95% confidence, two-sided. */
const Z = 1.959_963_984_540_054;

export interface Limits {
  lower: number | null;
  upper: number | null;
}

/**
 * The 95% interval of a probability on the scale of log(−log p), which keeps it within 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of
 * Failure Time Data, 1980, page 15; `conf.type = "log-log"` of R's survfit). At exactly 0 and 1 that scale has no end: there is no interval, as in
 * R (NA), and none is made up.
 */
export function logLogLimits(probability: number, stdErr: number | null): Limits {
  if (stdErr === null || probability <= 0 || probability >= 1) return { lower: null, upper: null };
  const spread = (Z * stdErr) / (probability * Math.log(probability));
  return { lower: probability ** Math.exp(-spread), upper: probability ** Math.exp(spread) };
}
