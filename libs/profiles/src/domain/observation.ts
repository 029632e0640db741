import { levelOf, findTrait } from './traits.js';

/** 'refused' is "dat wil ik niet zeggen", 'unknown' is "weet ik niet": both are answers, neither is a value. */
export type ObservationState = 'answered' | 'refused' | 'unknown';
/** 'derived': computed from other observations, such as the score of an instrument. */
export type ObservationSource = 'self_report' | 'professional' | 'import' | 'derived';
export type ObservationChannel = 'sms' | 'email' | 'app' | 'whatsapp' | 'phone' | 'face_to_face' | 'import';
/** 'self': filled in by the client; 'interview': asked and filled in by somebody else; 'file': read from a file; 'computed': from others. */
export type ObservationMode = 'self' | 'interview' | 'file' | 'computed';

/** What was observed of one trait of one client: a fact with who, how and two moments (when it was so, when we came to know). */
export interface Observation {
  id: string;
  clientId: string;
  trait: string;
  state: ObservationState;
  /** Present exactly when the state is 'answered'. */
  value: number | null;
  observedAt: Temporal.Instant;
  recordedAt: Temporal.Instant;
  source: ObservationSource;
  channel: ObservationChannel;
  mode: ObservationMode;
  questionnaireVersionId: string | null;
  checkInId: string | null;
  language: string;
}

export interface NewObservation extends Omit<Observation, 'id'> {
  /** Who sat beside the client, when somebody did. */
  helpedBy?: string | null;
}

export type ObservationProblem = 'unknown-trait' | 'value-off-scale' | 'answered-without-value' | 'value-without-answer';

/** Why this cannot be an observation, or null when it can. */
export function problemWith({ trait, state, value }: Pick<Observation, 'trait' | 'state' | 'value'>): ObservationProblem | null {
  if (!findTrait(trait)) return 'unknown-trait';
  if (state !== 'answered') return value === null ? null : 'value-without-answer';
  if (value === null) return 'answered-without-value';
  return levelOf(trait, value) ? null : 'value-off-scale';
}
