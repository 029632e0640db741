import type { Wording } from '#libs/platform';
import type { ModuleKey, QuestionnaireDefinition, Score } from '../domain/definition.js';

/**
 * A questionnaire that others made, ready to be taken up as a draft; or, where its words may not be spread with this product, what a pack of
 * its words has to hold.
 */
export type Instrument = { key: string; title: Wording } & (
  { words: 'here'; definition: QuestionnaireDefinition } | { words: 'needs-text-pack'; shape: PackShape }
);

export interface PackShape {
  instrument: Score['instrument'];
  trait: string;
  module: ModuleKey;
  items: number;
  /** Of every item, in the order in which its maker shows them. */
  optionValues: readonly number[];
  citation: string;
  /** What somebody who has the words is bound to. */
  licenceNotice: Wording;
}

/** On what ground an office may ask what is no health, and how long it keeps it: to be judged anew by each office before it publishes. */
export const USUAL_BASIS = { legalBasis: { ground: 'public_task', article: 'Participatiewet art. 7 en 10' }, retentionMonths: 24 } as const;
