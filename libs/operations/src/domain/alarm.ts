/** What can be wrong with sending, the most urgent first. */
export const ALARM_KINDS = [
  'worker_silent',
  'credentials',
  'messages_not_sent',
  'rounds_not_opened',
  'nothing_sent',
  'purpose_not_sent',
  'many_failures',
  'unknown_left',
  'provider_shifted',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Which alarm it is: of these there stands one at a time. */
export interface AlarmKey {
  kind: AlarmKind;
  planId: string | null;
  channel: string | null;
  /** What else tells it from others of its kind: a provider, a kind of message. */
  about: string | null;
}

/** An alarm that should stand. `detail` holds numbers and moments for the sentence about it, and never a person. */
export interface ExpectedAlarm extends AlarmKey {
  detail: Record<string, string | number>;
}

/** Two alarms with the same key are the same alarm. */
export function keyOf({ kind, planId, channel, about }: AlarmKey): string {
  return JSON.stringify([kind, planId, channel, about]);
}

/** The most urgent first; of one kind the one that stands longest. */
export function byUrgency<A extends AlarmKey>(alarms: readonly A[]): A[] {
  const urgency = ({ kind }: AlarmKey) => ALARM_KINDS.indexOf(kind);
  return alarms.toSorted((one, other) => urgency(one) - urgency(other));
}
