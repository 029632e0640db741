/** What went wrong, in the words of the domain; one filter in apps/web knows which HTTP status that is. */
export abstract class DomainError extends Error {
  /** Stable and machine-readable, kebab-case: the last part of an RFC 9457 `type`, and a key of the text files. */
  abstract readonly code: string;
  /** Values for the text, never personal data. */
  readonly details: Record<string, string | number>;

  constructor(message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = new.target.name;
    this.details = details;
  }
}

/** It is not there, or not for this person: from outside these two are the same. */
export class NotFoundError extends DomainError {
  readonly code: string = 'not-found';
}

export class NotAllowedError extends DomainError {
  readonly code: string = 'not-allowed';
}

/** The world has moved on since the page was shown: somebody else decided, the check-in is finished. */
export class ConflictError extends DomainError {
  readonly code: string = 'conflict';
}

/** Input that cannot be taken; `fields` maps a field to a text key, so that the form comes back with the error beside the field. */
export class InvalidInputError extends DomainError {
  readonly code: string = 'invalid-input';

  constructor(readonly fields: Record<string, string>) {
    super(`invalid input: ${Object.keys(fields).join(', ')}`);
  }
}

export class TooManyAttemptsError extends DomainError {
  readonly code: string = 'too-many-attempts';
}
