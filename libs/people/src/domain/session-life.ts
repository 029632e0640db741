/** Signed out after an hour of silence, and after a working day whatever happens. */
export const IDLE_LIFE = Temporal.Duration.from({ minutes: 60 });
export const ABSOLUTE_LIFE = Temporal.Duration.from({ hours: 12 });
/** "Seen" is written at most once a minute: a page of ten requests is one write. */
export const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 });
/** An administrator passes a password link on by hand: it must survive a weekend. */
export const PASSWORD_LINK_LIFE = Temporal.Duration.from({ hours: 72 });
