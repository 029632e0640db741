import type { Reached } from '#libs/insight';
import type { PerTrait } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import type { TeamName } from './asking.js';

/** What is known of how far asking came, and of whom the figures tell. */
export interface ReachFigures {
  reached: Reached;
  perTrait: PerTrait;
  madeAt: Temporal.Instant;
}

/** The name of an age band, a channel or a team. */
export function groupName(dimension: string, key: string | null, teams: readonly TeamName[], language: Language): string {
  if (dimension === 'team') return teams.find(({ id }) => id === key)?.name ?? texts.text(language, 'outflow-reach.no-team');
  return texts.text(language, `outflow-reach.${dimension}.${key ?? 'not-known'}`);
}
