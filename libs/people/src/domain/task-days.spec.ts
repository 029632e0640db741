import fc from 'fast-check';
import { taskDays, TASKS_A_DAY } from './task-days.js';

const MONDAY = Temporal.PlainDate.from('2026-11-02');

describe('the days of tasks', () => {
  it('are filled one after the other, weekends left out', () => {
    const tasks = Array.from({ length: TASKS_A_DAY * 6 }, () => ({ staffId: 's', dueOn: MONDAY }));
    const counts = Map.groupBy(taskDays(tasks), (day) => day.toString());
    expect([...counts].map(([day, all]) => [day, all.length])).toEqual(
      ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-09'].map((day) => [day, TASKS_A_DAY]),
    );
  });

  it('leave room for what a coach has already, and for other coaches', () => {
    const load = (staffId: string | null, day: Temporal.PlainDate) => (staffId === 'busy' && day.equals(MONDAY) ? TASKS_A_DAY : 0);
    const days = taskDays(
      ['busy', 'free', null].map((staffId) => ({ staffId, dueOn: MONDAY })),
      load,
    );
    expect(days.map(String)).toEqual(['2026-11-03', '2026-11-02', '2026-11-02']);
  });

  it('are never earlier than asked, never in a weekend, and never too full', () => {
    const offsets = fc.array(fc.record({ staffId: fc.constantFrom('a', 'b', null), days: fc.integer({ min: 0, max: 20 }) }), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(offsets, (asked) => {
        const tasks = asked.map(({ staffId, days }) => ({ staffId, dueOn: MONDAY.add({ days }) }));
        const days = taskDays(tasks);
        const loads = Map.groupBy(days, (day, index) => `${tasks[index]!.staffId} ${day.toString()}`);
        for (const [index, day] of days.entries()) {
          expect(Temporal.PlainDate.compare(day, tasks[index]!.dueOn)).toBeGreaterThanOrEqual(0);
          expect(day.dayOfWeek).toBeLessThanOrEqual(5);
        }
        expect(Math.max(0, ...[...loads.values()].map(({ length }) => length))).toBeLessThanOrEqual(TASKS_A_DAY);
      }),
    );
  });
});
