import { obstacleOn, settleDue, type MissedCause, type Obstacle, type Settled, type Waiting } from './catch-up.js';
import type { PlanSettings } from './plan.js';

/** Somebody in a plan, as a simulation needs them. */
export interface SimulatedMember {
  /** null: nobody's in particular, for whom no bound counts. */
  staffId: string | null;
  anchorOn: Temporal.PlainDate;
  /** The first date that is still to come, or that waits; null: nothing more. */
  nextDueOn: Temporal.PlainDate | null;
  /** When they were last asked anything, whatever the plan. */
  lastAskedOn: Temporal.PlainDate | null;
}

export interface SimulatedDay {
  date: Temporal.PlainDate;
  /** false in the weekend, on holidays, and where the plan's hours leave nothing. */
  isSendDay: boolean;
  invitations: number;
  /** Were due, and wait for a later day. */
  waiting: number;
  /** Their time to start was over. */
  missed: number;
}

export interface SimulatedCoach {
  staffId: string | null;
  invitations: number;
  /** In the order of the days. */
  perDay: number[];
  /** On their busiest day. */
  most: number;
  missed: number;
}

export interface Simulated {
  days: SimulatedDay[];
  coaches: SimulatedCoach[];
  invitations: number;
  missed: Partial<Record<MissedCause, number>>;
}

interface Walker {
  member: SimulatedMember;
  /** The anchor as text, to be told apart by. */
  anchor: string;
  nextDueOn: Temporal.PlainDate;
  lastAskedOn: Temporal.PlainDate | null;
  waitedFor: Waiting | null;
}

/**
 * How many invitations a plan would send, a day and a coach, if nothing else happened: nobody comes, leaves or pauses, no other plan asks,
 * and everybody can be reached. It decides each day with the same functions as the rounds that are opened (`settleDue`, `obstacleOn`), so
 * weekends, holidays, bounds and the days to start carry over in the same way.
 * @param from the first day; @param days how many, that one included
 */
export function simulatePlan(
  members: readonly SimulatedMember[],
  plan: Pick<PlanSettings, 'cadence' | 'daysToStart' | 'perCoachPerDay'>,
  from: Temporal.PlainDate,
  days: number,
  isSendDay: (date: Temporal.PlainDate) => boolean,
): Simulated {
  const coming = byDate(members);
  const coaches = new Map<string | null, SimulatedCoach>();
  const simulated: Simulated = { days: [], coaches: [], invitations: 0, missed: {} };
  const settle = settlingOnce(plan, isSendDay);
  let waiting = takeUntil(coming, from);
  for (let index = 0; index < days; index += 1) {
    const date = from.add({ days: index });
    const day: SimulatedDay = { date, isSendDay: isSendDay(date), invitations: 0, waiting: 0, missed: 0 };
    const stillWaiting: Walker[] = [];
    for (const walker of [...waiting, ...take(coming, date)]) {
      const coach = coachOf(coaches, walker.member.staffId, days);
      const obstacle = obstacleOn({
        today: date,
        isSendDay: day.isSendDay,
        isPaused: false,
        lastAskedOn: walker.lastAskedOn,
        askedOfCoach: coach.perDay[index] ?? 0,
        perCoachPerDay: walker.member.staffId === null ? null : plan.perCoachPerDay,
      });
      const settled = settle(walker, obstacle, date);
      for (const { cause } of settled.missed) {
        simulated.missed[cause] = (simulated.missed[cause] ?? 0) + 1;
        day.missed += 1;
        coach.missed += 1;
      }
      if (settled.open !== null) {
        day.invitations += 1;
        coach.perDay[index] = (coach.perDay[index] ?? 0) + 1;
        walker.lastAskedOn = date;
      }
      walker.waitedFor = settled.waitsFor === 'no_window' ? walker.waitedFor : settled.waitsFor;
      if (settled.nextDueOn === null) continue;
      walker.nextDueOn = settled.nextDueOn;
      if (settled.waitsFor !== null) stillWaiting.push(walker);
      else put(coming, walker);
    }
    waiting = stillWaiting;
    day.waiting = waiting.length;
    simulated.days.push(day);
    simulated.invitations += day.invitations;
  }
  simulated.coaches = [...coaches.values()].map((coach) => ({
    ...coach,
    invitations: coach.perDay.reduce((sum, count) => sum + count, 0),
    most: Math.max(...coach.perDay),
  }));
  return simulated;
}

/** `settleDue`, worked out once for all who have the same dates: of 20,000 people there are as many as the spread has days. */
function settlingOnce(
  { cadence, daysToStart }: Pick<PlanSettings, 'cadence' | 'daysToStart'>,
  isSendDay: (date: Temporal.PlainDate) => boolean,
) {
  const known = new Map<string, Settled>();
  let today: Temporal.PlainDate | null = null;
  return ({ member, anchor, nextDueOn, waitedFor }: Walker, obstacle: Obstacle, date: Temporal.PlainDate): Settled => {
    if (date !== today) known.clear();
    today = date;
    const key = `${anchor} ${nextDueOn} ${waitedFor} ${obstacle}`;
    const settled =
      known.get(key) ??
      settleDue(
        { cadence, anchorOn: member.anchorOn, nextDueOn, daysToStart, enrolledOn: nextDueOn, waitedFor, isSendDay },
        date,
        obstacle,
      );
    known.set(key, settled);
    return settled;
  };
}

type Coming = Map<string, Walker[]>;

function byDate(members: readonly SimulatedMember[]): Coming {
  const coming: Coming = new Map();
  for (const member of members) {
    if (member.nextDueOn === null) continue;
    put(coming, {
      member,
      anchor: member.anchorOn.toString(),
      nextDueOn: member.nextDueOn,
      lastAskedOn: member.lastAskedOn,
      waitedFor: null,
    });
  }
  return coming;
}

function put(coming: Coming, walker: Walker): void {
  const date = walker.nextDueOn.toString();
  const there = coming.get(date);
  if (there) there.push(walker);
  else coming.set(date, [walker]);
}

function take(coming: Coming, date: Temporal.PlainDate): Walker[] {
  const there = coming.get(date.toString()) ?? [];
  coming.delete(date.toString());
  return there;
}

/** Whoever was due before the first day, the longest waiting first. */
function takeUntil(coming: Coming, from: Temporal.PlainDate): Walker[] {
  const dates = [...coming.keys()].filter((date) => date < from.toString()).toSorted();
  return dates.flatMap((date) => take(coming, Temporal.PlainDate.from(date)));
}

function coachOf(coaches: Map<string | null, SimulatedCoach>, staffId: string | null, days: number): SimulatedCoach {
  const known = coaches.get(staffId);
  if (known) return known;
  const coach = { staffId, invitations: 0, perDay: Array.from({ length: days }, () => 0), most: 0, missed: 0 };
  coaches.set(staffId, coach);
  return coach;
}
