import type { FileTask } from '#libs/insight';
import { RESULTS_OF } from '#libs/people';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { causeInWords } from './causes.js';

/** The result that a coach chose and what is wrong with it: field → text key. */
export interface RefusedResult {
  taskId: string;
  note: string;
  problems: Record<string, string>;
}

/** What only a person can do about this client, each with what may have come of it. */
export function openTasks(tasks: readonly FileTask[], refused: RefusedResult | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.task.${key}`, values);
  return tasks.map(({ id, kind, cause, madeAt }) => {
    const problems = refused?.taskId === id ? refused.problems : {};
    const error = (field: string) => (problems[field] ? texts.text(language, `client-planning.${problems[field]}`) : null);
    return {
      id,
      name: say(`kind.${kind}`),
      closeLabel: say('close-of', { task: say(`kind.${kind}`) }),
      why: causeInWords(cause, language),
      since: say('since', { date: formatDate(language, Temporal.Instant.from(madeAt)) }),
      results: RESULTS_OF[kind].map((result) => ({ result, label: say(`result.${result}`) })),
      isOpen: refused?.taskId === id,
      note: refused?.taskId === id ? refused.note : '',
      resultError: error('result'),
      noteError: error('note'),
    };
  });
}
