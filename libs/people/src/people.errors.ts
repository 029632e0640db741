import { ConflictError, DomainError, NotFoundError } from '#libs/platform';

/** Unknown account, wrong password, no password yet, deactivated: from outside these are the same, and take the same time. */
export class WrongCredentialsError extends DomainError {
  readonly code = 'wrong-credentials';
}

/** Mistyped, used, expired or replaced by a newer one: the way out is the same, a new link. */
export class PasswordLinkInvalidError extends NotFoundError {
  override readonly code = 'password-link-invalid';
}

/** Somebody signs in with this address already. */
export class EmailTakenError extends ConflictError {
  override readonly code = 'email-taken';
}
