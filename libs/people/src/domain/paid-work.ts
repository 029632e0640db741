/** In somebody's service, or one's own business. The list of the column `paid_work.kind`. */
export const PAID_WORK_KINDS = ['employee', 'self_employed'] as const;
export type PaidWorkKind = (typeof PAID_WORK_KINDS)[number];

/** Hours a week that somebody can work, to the tenth: what `paid_work.hours_per_week` takes. */
export const MOST_HOURS = 60;
