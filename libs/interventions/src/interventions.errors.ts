import { ConflictError, NotFoundError } from '#libs/platform';

/** The client already has one of this type that has not ended. */
export class AlreadyRunningError extends ConflictError {
  constructor(type: string) {
    super(`${type} is already running for this client`, { type });
  }
}

/** Somebody else recorded the end already; what they recorded stands. */
export class AlreadyEndedError extends ConflictError {
  constructor() {
    super('the end of this intervention has already been recorded');
  }
}

/** It stands otherwise than whoever does this saw: it has begun, was paused, or was agreed upon meanwhile. */
export class NotAtThisPointError extends ConflictError {
  constructor(state: string) {
    super(`this cannot be done with an intervention that is ${state}`, { state });
  }
}

/** All places are taken, or for who waits longer. */
export class NoPlaceError extends ConflictError {
  constructor(type: string) {
    super(`there is no place in ${type}`, { type });
  }
}

/** No place is free, or there is one for everybody who waits: somebody drew just now, or took the place. */
export class NothingToDrawError extends ConflictError {
  constructor(type: string) {
    super(`there is nothing to draw for ${type}`, { type });
  }
}

/** Somebody else changed this in the catalogue meanwhile. */
export class TypeChangedError extends ConflictError {
  constructor() {
    super('somebody else changed this in the catalogue');
  }
}

export class TypeNotFoundError extends NotFoundError {
  constructor() {
    super('not in the catalogue');
  }
}

export class InterventionNotFoundError extends NotFoundError {
  constructor() {
    super('no such intervention');
  }
}

/** What began from a decision cannot be taken back any more: somebody has gone on with it. */
export class MovedOnError extends ConflictError {
  constructor() {
    super('somebody has gone on with this intervention');
  }
}
