import type { SendHours } from '#libs/platform';
import type { ReachChannel } from '../contact-points.js';

/** How somebody wants to be reached, as far as they (or their coach, for them) said so. */
export interface Preference {
  /** In this order; empty: in that of the plan. */
  channels: readonly ReachChannel[];
  /** By answering the message itself, or on the page behind its link; null: as the office does it. */
  answerBy: 'message' | 'link' | null;
  /** Messages may come between these, inside the hours of the office; null: in all of those. Half-open, on their own clock. */
  hours: { from: Temporal.PlainTime; until: Temporal.PlainTime } | null;
}

export const NO_PREFERENCE: Preference = { channels: [], answerBy: null, hours: null };

/** Parts of a day that somebody can choose with one tap; null: no part, all hours of the office. */
export const DAY_PARTS = {
  morning: { from: Temporal.PlainTime.from('09:00'), until: Temporal.PlainTime.from('12:00') },
  afternoon: { from: Temporal.PlainTime.from('12:00'), until: Temporal.PlainTime.from('17:00') },
  evening: { from: Temporal.PlainTime.from('17:00'), until: Temporal.PlainTime.from('20:00') },
} as const;
export type DayPart = keyof typeof DAY_PARTS;
export const DAY_PART_NAMES = Object.keys(DAY_PARTS) as DayPart[];

export const PREFERENCE_NOTE_LENGTH = 300;

/** The channel to try first: their own wish, else that of the plan. */
export function preferredChannel(preference: Pick<Preference, 'channels'>, ofPlan: ReachChannel | null): ReachChannel | null {
  return preference.channels[0] ?? ofPlan;
}

/**
 * The hours in which somebody may be written to: their own inside those of the office. An office that has changed its hours since, so that
 * nothing would be left, keeps its own: never being asked is not what was chosen.
 */
export function hoursFor(preference: Pick<Preference, 'hours'> | null, office: SendHours): SendHours {
  const hours = preference?.hours && overlapOf(preference.hours, office);
  return hours ? { days: office.days, ...hours } : office;
}

/** The parts of the day that leave at least an hour inside the hours of the office. */
export function possibleDayParts(office: SendHours): DayPart[] {
  return DAY_PART_NAMES.filter((part) => {
    const hours = overlapOf(DAY_PARTS[part], office);
    return hours !== null && hours.from.until(hours.until).total('minutes') >= 60;
  });
}

/** Which part of the day these hours are; null: none in particular. */
export function dayPartOf({ hours }: Pick<Preference, 'hours'>): DayPart | null {
  return DAY_PART_NAMES.find((part) => hours?.from.equals(DAY_PARTS[part].from) && hours.until.equals(DAY_PARTS[part].until)) ?? null;
}

function overlapOf(one: NonNullable<Preference['hours']>, other: NonNullable<Preference['hours']>): Preference['hours'] {
  const from = Temporal.PlainTime.compare(one.from, other.from) > 0 ? one.from : other.from;
  const until = Temporal.PlainTime.compare(one.until, other.until) < 0 ? one.until : other.until;
  return Temporal.PlainTime.compare(from, until) < 0 ? { from, until } : null;
}
