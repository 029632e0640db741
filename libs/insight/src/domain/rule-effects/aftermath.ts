import { BACK_WITHIN, WORK_REASONS } from '#libs/outflow';
import { localDate } from '#libs/platform';
import { change } from '#libs/profiles';
import { currentFact, type RuleProfile } from '#libs/rules';
import type { ClientPast, PastSpell } from './past.js';
import type { Later, Response } from './shown.js';

/** How long a coach has to do something about it before it counts as left alone. */
export const RESPONSE_DAYS = 60;
/** About three months: what was heard from two to four months later, nearest to three. */
const LATER_DAYS = { from: 60, about: 91, until: 122 } as const;
const MONTHS_FOLLOWED = 12;

/** What a coach did about any of these interventions in the sixty days after this moment, and why not. What somebody did goes before what nobody did. */
export function responseTo(
  past: ClientPast,
  interventions: ReadonlySet<string>,
  moment: Temporal.Instant,
  now: Temporal.Instant,
): { response: Response; reason: string | null } {
  const isSoon = (at: Temporal.Instant | null) =>
    at !== null && at.epochMilliseconds >= moment.epochMilliseconds && daysFrom(moment, at) <= RESPONSE_DAYS;
  const about = past.suggestions.filter(({ intervention }) => interventions.has(intervention));
  const decided = about.filter(({ decidedAt }) => isSoon(decidedAt));
  for (const decision of ['accepted', 'adjusted', 'declined'] as const) {
    const found = decided.find((suggestion) => suggestion.decision === decision);
    if (found) return { response: decision, reason: found.reasonCode };
  }
  const begun = past.interventions.some(({ type, plannedAt }) => interventions.has(type) && isSoon(plannedAt));
  if (begun) return { response: 'begun', reason: null };
  if (daysFrom(moment, now) < RESPONSE_DAYS) return { response: 'too-recent', reason: null };
  const wasOpen = about.some(({ madeAt, withdrawnAt, decidedAt }) => {
    const end = withdrawnAt ?? decidedAt;
    return daysFrom(moment, madeAt) <= RESPONSE_DAYS && (end === null || end.epochMilliseconds > moment.epochMilliseconds);
  });
  return { response: wasOpen ? 'undecided' : 'never-suggested', reason: null };
}

/** How a trait was about three months later, beside what was known at the moment; null when nothing that counts was known then. */
export function laterOf(
  past: ClientPast,
  profile: RuleProfile,
  trait: string,
  moment: Temporal.Instant,
  now: Temporal.Instant,
): Later | null {
  const then = currentFact(profile, trait, moment);
  if (!then) return null;
  const answered = past.observations
    .filter((one) => one.trait === trait && one.state === 'answered')
    .map((one) => ({ one, off: Math.abs(daysFrom(moment, one.observedAt) - LATER_DAYS.about), days: daysFrom(moment, one.observedAt) }))
    .filter(({ days }) => days >= LATER_DAYS.from && days < LATER_DAYS.until)
    // What replaced another at the same moment has the higher id.
    .toSorted((a, b) => a.off - b.off || Number(BigInt(b.one.id) - BigInt(a.one.id)))[0];
  if (answered) {
    const direction = change(answered.one, then)?.direction;
    return direction === undefined || direction === 'different' ? 'other' : direction;
  }
  return daysFrom(moment, now) < LATER_DAYS.until ? 'too-recent' : 'not-heard';
}

/**
 * Whether somebody left for work within a year after a day, as decision 7 and the CBS count it: the first benefit that ended and did not begin
 * again within a month. `too-recent`: that year and month have not passed, so nobody can say.
 */
export function workAfter(
  spells: readonly PastSpell[],
  moment: Temporal.Instant,
  today: Temporal.PlainDate,
): 'work' | 'no-work' | 'too-recent' {
  const from = localDate(moment);
  const until = from.add({ months: MONTHS_FOLLOWED });
  if (Temporal.PlainDate.compare(until.add(BACK_WITHIN), today) >= 0) return 'too-recent';
  const left = spells
    .flatMap(({ until: end, endReason }) => (end ? [{ end, endReason }] : []))
    .filter(({ end }) => Temporal.PlainDate.compare(end, from) > 0 && Temporal.PlainDate.compare(end, until) < 0)
    .filter(({ end }) => {
      const back = end.add(BACK_WITHIN);
      return !spells.some((spell) => Temporal.PlainDate.compare(spell.from, end) >= 0 && Temporal.PlainDate.compare(spell.from, back) <= 0);
    })
    .toSorted((a, b) => Temporal.PlainDate.compare(a.end, b.end))[0];
  return left && WORK_REASONS.includes(left.endReason ?? '') ? 'work' : 'no-work';
}

function daysFrom(moment: Temporal.Instant, other: Temporal.Instant): number {
  return (other.epochMilliseconds - moment.epochMilliseconds) / 86_400_000;
}
