import { DomainError, NotAllowedError } from '#libs/platform';

/** Nobody is signed in (any more): a page sends the visitor to the sign-in screen and back. */
export class NotSignedInError extends DomainError {
  readonly code = 'not-signed-in';
}

/** A form that did not come from our own page in this browser, or whose page was left open too long. */
export class ForgedFormError extends NotAllowedError {
  override readonly code = 'forged-form';
}
