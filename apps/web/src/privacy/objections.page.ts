import type { Language } from '#libs/platform';
import { OUTCOME_LENGTH, type ObjectionLine } from '#libs/sharing';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** An outcome that was not taken: it comes back as it was written. */
export interface RefusedOutcome {
  id: string;
  outcome: string;
  problem: string;
}

export interface ObjectionsOptions {
  isHandled: boolean;
  isFirst: boolean;
  done: 'bewaard' | 'al-behandeld' | null;
  refused: RefusedOutcome | null;
}

/** What clients do not agree with, and what came of it. A client is a number here. */
export function objectionsPage(
  { lines, hasMore }: { lines: readonly ObjectionLine[]; hasMore: boolean },
  { isHandled, isFirst, done, refused }: ObjectionsOptions,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `privacy.objections.${key}`, values);
  const which = isHandled ? 'welke=behandeld&' : '';
  return {
    isHandled,
    isFirst,
    done: done && say(`done.${done}`),
    lines: lines.map((line) => {
      const mine = refused?.id === line.id ? refused : null;
      return {
        id: line.id,
        suggested: line.suggested[language],
        clientNumber: line.clientNumber,
        words: line.words,
        made: say(line.heardBy === null ? 'made' : 'made-heard', { date: formatDate(language, line.madeAt), who: line.heardBy }),
        coach: line.coach === null ? say('no-coach') : say('coach', { who: line.coach }),
        handled: line.handledAt && say('handled', { date: formatDate(language, line.handledAt), who: line.handledBy }),
        outcome: mine?.outcome ?? line.outcome ?? '',
        error: mine && say(`problem.${mine.problem}`, { length: [...mine.outcome].length, most: OUTCOME_LENGTH }),
      };
    }),
    more: hasMore ? `/privacy/bezwaren?${which}na=${lines.at(-1)?.id}` : null,
  };
}
