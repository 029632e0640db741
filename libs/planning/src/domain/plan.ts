import type { MessageChannel } from '#libs/messaging';

/** Whom a plan is for. People enter and leave as what is known of them changes; only `fixed` stays who was put in it. */
export type Audience =
  | { kind: 'everybody' }
  | { kind: 'team'; teamId: string }
  | { kind: 'caseload'; staffId: string }
  | { kind: 'client'; clientId: string }
  | { kind: 'selection'; selectionId: string }
  | { kind: 'fixed' };

/** What in a client's life a plan can count from. */
export const PLAN_EVENTS = ['intake', 'intervention_start', 'intervention_end', 'benefit_anniversary'] as const;
export type PlanEvent = (typeof PLAN_EVENTS)[number];

/**
 * How often. `days` and `weeks` count from the plan's first day; `monthly` is a day of the month, the last one where a month is too short;
 * `event` is once, so many days after something happened to the client (a benefit's anniversary: every year).
 */
export type Cadence =
  | { kind: 'days'; every: number }
  | { kind: 'weeks'; every: number }
  | { kind: 'monthly'; day: number }
  | { kind: 'event'; event: PlanEvent; afterDays: number; intervention?: string };

/** Another message about the same check-in: so many days after the one before, the same way or by the next channel that works. */
export interface Reminder {
  afterDays: number;
  channel: 'same' | 'next';
}

/** Everything somebody decides about a plan. */
export interface PlanSettings {
  name: string;
  questionnaireKey: string;
  audience: Audience;
  cadence: Cadence;
  startsOn: Temporal.PlainDate;
  /** Hours of its own, half-open, inside those of the office; null: the office's. */
  window: { from: Temporal.PlainTime; until: Temporal.PlainTime } | null;
  /** The first round of everybody is spread over so many days. */
  spreadDays: number;
  /** A day's invitations are spread over so many minutes. */
  spreadMinutes: number;
  /** Of one coach's clients, so many are asked on one day at most, whatever plans they have; null: no bound. */
  perCoachPerDay: number | null;
  /** The channel that goes first; null leaves the choice to what the client has. */
  preferredChannel: MessageChannel | null;
  reminders: readonly Reminder[];
  /** To start: local days, the day of opening included. */
  daysToStart: number;
  /** To finish after starting; never before the time to start is over. */
  hoursToFinish: number;
  /** By inactivity after starting; null: not. */
  hoursOfInactivity: number | null;
}

/** A draft asks nobody; `on` asks; `ended` asks nobody any more. */
export type PlanState = 'draft' | 'on' | 'ended';

/** What a new plan is like until somebody decides otherwise. */
export const DEFAULT_SETTINGS = {
  window: null,
  spreadDays: 1,
  spreadMinutes: 60,
  perCoachPerDay: null,
  preferredChannel: null,
  reminders: [],
  daysToStart: 7,
  hoursToFinish: 24,
  hoursOfInactivity: null,
} as const satisfies Partial<PlanSettings>;
