/** So many new tasks fall to one coach on one day at most: the rest waits for the days after. */
export const TASKS_A_DAY = 8;

/** A task that is to get its day. */
export interface ToSchedule {
  /** Whose it is; null: nobody's in particular, which counts as one. */
  staffId: string | null;
  /** Not before this day. */
  dueOn: Temporal.PlainDate;
}

/**
 * Gives every task the first working day (Monday to Friday) on which its coach has room, so that ten thousand unanswered messages are not all
 * to be called about on one Monday.
 * @param load how many open tasks a coach has on a day already
 * @returns the days, in the order given
 */
export function taskDays(
  tasks: readonly ToSchedule[],
  load: (staffId: string | null, day: Temporal.PlainDate) => number = () => 0,
): Temporal.PlainDate[] {
  const given = new Map<string, number>();
  return tasks.map(({ staffId, dueOn }) => {
    for (let day = workingDay(dueOn); ; day = workingDay(day.add({ days: 1 }))) {
      const key = `${staffId} ${day.toString()}`;
      const count = (given.get(key) ?? load(staffId, day)) + 1;
      if (count > TASKS_A_DAY) continue;
      given.set(key, count);
      return day;
    }
  });
}

function workingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day;
}
