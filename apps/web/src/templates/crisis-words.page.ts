import type { CrisisWordList } from '#libs/inbox';
import { CLIENT_LANGUAGES, directionOf, type ClientLanguage, type Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { languageName } from './languages.page.js';
import { textField } from './text-field.js';

export interface CrisisWordsGiven {
  language: ClientLanguage;
  /** The newest first, that of the product last. */
  versions: readonly CrisisWordList[];
  /** As it stands in the form. */
  words: string;
  basedOn: number;
  problem: { key: string; values: Record<string, number> } | null;
  trial: { sentence: string; outcome: TrialOutcome | null; isEmpty: boolean };
  done: boolean;
}

export interface TrialOutcome {
  isFound: boolean;
  /** The words of the lists that found it. */
  by: readonly string[];
}

const RULES = ['line', 'case', 'boundary', 'space', 'star', 'short'];
/** More says no more. */
const MOST_NAMED = 5;

/** Exactly what the page of crisis words prints. */
export function crisisWordsPage({ language: of, versions, words, basedOn, problem, trial, done }: CrisisWordsGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.crisis.${key}`, values);
  const dir = directionOf(of);
  const changed = versions.filter(({ version }) => version > 0);
  return {
    action: `/beheer/signaalwoorden/${of}`,
    done: done ? say('done') : null,
    languages: {
      label: texts.text(language, 'templates.filter.language'),
      options: CLIENT_LANGUAGES.map((each) => ({
        href: `/beheer/signaalwoorden/${each}`,
        text: languageName(each, language),
        isDraft: false,
        isChosen: each === of,
      })),
    },
    basedOn,
    field: textField({
      name: 'woorden',
      label: say('words', { language: languageName(of, language) }),
      value: words,
      errors: problem === null ? [] : [say(`problem.${problem.key}`, problem.values)],
      lang: of,
      dir,
      rows: 16,
    }),
    count: say('count', { count: words.split('\n').filter((line) => line.trim() !== '').length }),
    trial: textField({
      name: 'zin',
      label: say('try'),
      hint: say('try-hint'),
      value: trial.sentence,
      errors: trial.isEmpty ? [say('try-empty')] : [],
      lang: of,
      dir,
      rows: 2,
    }),
    outcome: trial.outcome && {
      isFound: trial.outcome.isFound,
      text: trial.outcome.isFound ? say('found') : say('not-found'),
      by: trial.outcome.by.slice(0, MOST_NAMED).map((word) => say('found-by', { word })),
    },
    rules: RULES.map((rule) => say(`rule.${rule}`)),
    versions: changed.map((list, index) => {
      const before = new Set(versions[index + 1]?.words);
      const after = new Set(list.words);
      const added = list.words.filter((word) => !before.has(word));
      const removed = [...before].filter((word) => !after.has(word));
      return {
        name: say('version', { version: list.version }),
        isNow: index === 0,
        by:
          list.savedAt === null
            ? ''
            : say('by', {
                date: formatMoment(language, list.savedAt),
                who: list.savedBy ?? texts.text(language, 'templates.unknown-person'),
              }),
        count: say('count', { count: list.words.length }),
        added,
        removed,
        hasChanges: added.length + removed.length > 0,
        lang: of,
        dir,
      };
    }),
    canRestore: changed.length > 0,
  };
}
