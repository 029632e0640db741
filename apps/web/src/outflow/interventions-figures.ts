import type { ComparedLine } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';

/** Figures of each kind of help, and when they were made. */
export interface InterventionFigures {
  lines: readonly ComparedLine[];
  catalogue: Catalogue;
  madeAt: Temporal.Instant;
}
