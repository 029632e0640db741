import type { FileInterventionInFull, FileOverview, FileTask } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, traitOf } from '#libs/profiles';
import { formatAgo } from '../http/dates.js';
import { texts } from '../http/views.js';
import { course } from './course.page.js';
import { INTERVENTION_DONE, interventions, type RefusedIntervention } from './interventions.page.js';
import { profile } from './profile.page.js';
import { pastSuggestions, recentDecisions } from './past-suggestions.page.js';
import { openSuggestions, type RefusedSuggestion } from './suggestions.page.js';
import { signalsInFile } from './signals-in-file.page.js';
import { openTasks, type RefusedResult } from './tasks.page.js';
import type { Beside } from './weighing.page.js';

/** What was just done, or could not be done: said once, at the top. */
const DONE_WITH_SUGGESTIONS = [
  'wachtlijst',
  'later',
  'ongedaan',
  'gedeeld-link',
  'gedeeld-samen',
  'niet-gedeeld',
  'gezegd',
  'bezwaar',
  'navragen',
] as const;
export const DONE = ['akkoord', 'anders', 'niet-doen', 'afgerond', 'werk', 'taak', ...INTERVENTION_DONE, ...DONE_WITH_SUGGESTIONS] as const;
export type Done = (typeof DONE)[number];

export interface Refused extends RefusedSuggestion, RefusedIntervention {
  result?: RefusedResult;
  /** Somebody or something was ahead of the coach: a text key. */
  conflict?: string;
}

export interface Shown {
  done?: Done | undefined;
  refused?: Refused;
}

/** The first page of a file: what waits, how it is now, how it went, what runs. */
export function overviewPage(
  overview: FileOverview & { inFull: readonly FileInterventionInFull[] },
  tasks: readonly FileTask[],
  beside: Beside,
  { done, refused = {} }: Shown,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  return {
    done: done ? texts.text(language, `${fileOf(done)}.done.${done}`) : null,
    conflict: refused.conflict ? texts.text(language, refused.conflict) : null,
    hasError: Object.keys(refused).some((form) => form !== 'conflict'),
    signals: signalsInFile(overview.signals, language),
    tasks: openTasks(tasks, refused.result ?? null, language),
    wishes: wishes(overview, now, language),
    recent: recentDecisions(overview.suggestions, catalogue, now, language),
    ...openSuggestions(overview.suggestions, beside, refused, catalogue, now, language),
    past: pastSuggestions(overview.suggestions, catalogue, language),
    profile: profile(overview.observations, overview.asked, now, language),
    course: course(overview.observations, overview.interventions, catalogue, now, language),
    interventions: interventions(overview.inFull, refused, catalogue, now, language),
  };
}

/** In which file of texts it stands what was done. */
function fileOf(done: Done): string {
  if (DONE_WITH_SUGGESTIONS.some((one) => one === done)) return 'suggestions';
  return INTERVENTION_DONE.some((one) => one === done) ? 'interventions.file' : 'client-file';
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
