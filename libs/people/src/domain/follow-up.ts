/** What only a person can do. */
export const TASK_KINDS = ['call', 'ask_in_person', 'repair_address'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_RESULTS = ['reached', 'not_reached', 'repaired', 'not_needed'] as const;
export type TaskResult = (typeof TASK_RESULTS)[number];

/** A note says what was agreed, not what somebody has: short on purpose. */
export const TASK_NOTE_LENGTH = 300;

/** What can have come of it, in the order a coach is offered them. */
export const RESULTS_OF: Record<TaskKind, readonly TaskResult[]> = {
  call: ['reached', 'not_reached', 'not_needed'],
  ask_in_person: ['reached', 'not_reached', 'not_needed'],
  repair_address: ['repaired', 'not_reached', 'not_needed'],
};

/** What is wrong with closing a task like this: field → text key; empty when nothing is. */
export function problemsWithResult(kind: TaskKind, { result, note }: { result: TaskResult; note: string | null }): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!RESULTS_OF[kind].includes(result)) problems['result'] = 'form.unknown-result';
  if ((note ?? '').length > TASK_NOTE_LENGTH) problems['note'] = 'form.too-long';
  return problems;
}
