import { ConflictError, NotFoundError } from '#libs/platform';

/** Nothing was ever shared behind this: mistyped, or somebody tried one. */
export class ShareLinkUnknownError extends NotFoundError {
  constructor() {
    super('this link is not known');
  }
}

/** The page was opened without the year of birth, or its link has been closed or has expired since: the link itself says how it stands. */
export class ShareLinkNotOpenError extends ConflictError {
  override readonly code = 'link-not-open';

  constructor() {
    super('this link is not open');
  }
}

/** Never shared, or taken back: for whoever is not the coach both look the same. */
export class NotSharedError extends NotFoundError {
  constructor() {
    super('no such suggestion is shared');
  }
}
