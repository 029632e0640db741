import { InvalidInputError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { possibleFrom, type Verb } from './domain/lifecycle.js';
import { Intervention } from './intervention.entity.js';
import { AlreadyEndedError, InterventionNotFoundError, NotAtThisPointError } from './interventions.errors.js';

/** One intervention, held until the transaction ends, of which this can be done. @throws InterventionNotFoundError, AlreadyEndedError, NotAtThisPointError */
export async function held(tx: EntityManager, id: string, verb: Verb): Promise<Intervention> {
  const found = await tx.findOne(Intervention, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found) throw new InterventionNotFoundError();
  if (found.endedAt) throw new AlreadyEndedError();
  if (!possibleFrom(found.state).includes(verb)) throw new NotAtThisPointError(found.state);
  return found;
}

/** @throws InvalidInputError when something is wrong */
export function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
}
