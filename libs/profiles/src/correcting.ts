import { InvalidInputError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { problemWith, type ObservationState } from './domain/observation.js';
import { AlreadyCorrectedError, NotObservableError, NothingToCorrectError } from './profiles.errors.js';

/** In characters: a sentence or a few, not a file. */
export const LONGEST_REASON = 500;

/** What should have been recorded instead of one observation, and why. */
export interface Correction {
  clientId: string;
  /** The observation as it was shown to who corrects it. */
  observationId: string;
  state: ObservationState;
  /** Present exactly when the state is 'answered'. */
  value: number | null;
  reason: string;
}

interface Standing {
  id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  is_replaced: boolean;
}

/** See `ObservationsService.correct`. */
export async function correctObservation(
  tx: EntityManager,
  { clientId, observationId, state, value, reason }: Correction,
  staffId: string,
  now: Temporal.Instant,
): Promise<string> {
  const standing = await find(tx, clientId, observationId);
  if (!standing) throw new NothingToCorrectError('no such observation of this client');
  if (standing.is_replaced) throw new AlreadyCorrectedError('this observation was corrected before');
  const problem = problemWith({ trait: standing.trait, state, value });
  if (problem) throw new NotObservableError(standing.trait, problem);
  const said = reason.trim();
  const problems = {
    ...(standing.state === state && standing.value === value ? { value: 'same-value' } : {}),
    ...(said === '' ? { reason: 'reason-missing' } : {}),
    ...([...said].length > LONGEST_REASON ? { reason: 'reason-too-long' } : {}),
  };
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
  return replace(tx, clientId, standing.id, { state, value, reason: said, staffId, now });
}

/** By the client first: the key begins with it, and a client has hundreds of observations, not millions. */
async function find(tx: EntityManager, clientId: string, observationId: string): Promise<Standing | undefined> {
  if (!/^\d{1,18}$/.test(observationId)) return undefined;
  const [standing]: Standing[] = await tx.query(
    `select o.id, o.trait, o.state, o.value,
            exists (select from trait_observation as later
                     where later.client_id = o.client_id and later.trait = o.trait and later.observed_at = o.observed_at
                       and later.id > o.id) as is_replaced
       from trait_observation as o
      where o.client_id = $1 and o.id = $2`,
    [clientId, observationId],
  );
  return standing;
}

/**
 * One statement: the moment of observing is taken over as the database keeps it, to the microsecond. The unique `superseded_id` settles who is
 * first; who is second waits for the first, and is told.
 */
async function replace(
  tx: EntityManager,
  clientId: string,
  observationId: string,
  { state, value, reason, staffId, now }: Pick<Correction, 'state' | 'value' | 'reason'> & { staffId: string; now: Temporal.Instant },
): Promise<string> {
  const [replaced]: { id: string }[] = await tx.query(
    `with replacing as (
       insert into trait_observation
         (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select client_id, trait, $3, $4, observed_at, $5, 'professional', channel, 'interview', language
         from trait_observation
        where client_id = $1 and id = $2
       returning id, client_id, trait, observed_at
     )
     insert into observation_correction
       (observation_id, superseded_id, client_id, trait, observed_at, reason, corrected_by, corrected_at)
     select id, $2, client_id, trait, observed_at, $6, $7, $5 from replacing
     on conflict (superseded_id) do nothing
     returning observation_id as id`,
    [clientId, observationId, state, value, now, reason, staffId],
  );
  if (!replaced) throw new AlreadyCorrectedError('this observation is being corrected by somebody else');
  return replaced.id;
}
