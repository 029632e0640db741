import type { FileOverview, FileTask } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, traitOf } from '#libs/profiles';
import { formatAgo } from '../http/dates.js';
import { texts } from '../http/views.js';
import { course } from './course.page.js';
import { interventions, type RefusedEnding } from './interventions.page.js';
import { profile } from './profile.page.js';
import { openSuggestions, pastSuggestions, type RefusedDecision } from './suggestions.page.js';
import { signalsInFile } from './signals-in-file.page.js';
import { openTasks, type RefusedResult } from './tasks.page.js';

/** What was just done, or could not be done: said once, at the top. */
export const DONE = ['akkoord', 'anders', 'niet-doen', 'afgerond', 'werk', 'taak'] as const;
export type Done = (typeof DONE)[number];

export interface Refused {
  decision?: RefusedDecision;
  ending?: RefusedEnding;
  result?: RefusedResult;
  /** Somebody or something was ahead of the coach: a text key. */
  conflict?: string;
}

/** The first page of a file: what waits, how it is now, how it went, what runs. */
export function overviewPage(
  overview: FileOverview,
  tasks: readonly FileTask[],
  { done, refused = {} }: { done?: Done | undefined; refused?: Refused },
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  return {
    done: done ? texts.text(language, `client-file.done.${done}`) : null,
    conflict: refused.conflict ? texts.text(language, refused.conflict) : null,
    hasError: Boolean(refused.decision ?? refused.ending ?? refused.result),
    signals: signalsInFile(overview.signals, language),
    tasks: openTasks(tasks, refused.result ?? null, language),
    wishes: wishes(overview, now, language),
    ...openSuggestions(overview.suggestions, refused.decision ?? null, catalogue, now, language),
    past: pastSuggestions(overview.suggestions, catalogue, language),
    profile: profile(overview.observations, overview.asked, now, language),
    course: course(overview.observations, overview.interventions, catalogue, now, language),
    interventions: interventions(overview.interventions, refused.ending ?? null, catalogue, now, language),
  };
}

/** What the client asked for, in the client's own answers, while it counts: before anything we think of it. */
function wishes({ observations }: FileOverview, now: Temporal.Instant, language: Language) {
  return ['wish.contact', 'wish.help'].flatMap((trait) => {
    const latest = observations.findLast((each) => each.trait === trait);
    const level = levelOf(trait, latest?.value ?? null);
    if (!latest || !level || level.value === NO_WISH[trait] || isExpired(traitOf(trait), Temporal.Instant.from(latest.at), now)) return [];
    const ago = formatAgo(language, localDate(Temporal.Instant.from(latest.at)), localDate(now));
    return [
      {
        icon: trait === 'wish.contact' ? 'phone' : 'hand',
        text: texts.text(language, `client-file.wish.${trait.slice(5)}`, { help: level.label[language], ago }),
      },
    ];
  });
}

const NO_WISH: Record<string, number> = { 'wish.contact': 2, 'wish.help': 9 };
