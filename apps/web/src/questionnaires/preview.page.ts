import { directionOf, wordingIn, type ClientLanguage, type Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import { estimateOf, languagesOf, type Condition, type QuestionnaireDefinition } from '#libs/questionnaires';
import { nameOf } from '../answering/screen.js';
import { texts } from '../http/views.js';
import type { Previewed } from './preview.service.js';
import { languagesWithWords } from './trial.js';

/** What is looked at now: the question, and what would have been known. */
export interface Shown {
  key: string;
  question: number | null;
  known: Readonly<Record<string, number>>;
}

/** A telephone with the real pages in it, and the ways to look: a language, a question, what would have been known. */
export function previewPage({ definition, version, language: spoken }: Previewed, shown: Shown, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires-preview.${key}`, values);
  const base = `/beheer/vragenlijsten/${encodeURIComponent(shown.key)}`;
  const complete = new Set<ClientLanguage>(languagesOf(definition));
  const address = (path: string, change: Partial<{ language: ClientLanguage; question: number | null }> = {}) =>
    `${base}/${path}?${queryOf({ version, language: spoken, question: shown.question, known: shown.known, ...change })}`;
  return {
    name: say('title', { title: wordingIn(definition.title, language) }),
    backHref: version === null ? base : `${base}/versies/${version}`,
    which: version === null ? say('draft') : say('version', { number: version }),
    time: say('time', timeOf(definition)),
    isEmpty: definition.items.length === 0,
    frame: { src: address('proef'), title: say('frame', { language: nameOf(spoken), title: wordingIn(definition.title, language) }) },
    trialHref: address('proef', { question: null }),
    languages: languagesWithWords(definition).map((each) => ({
      name: nameOf(each),
      lang: each,
      dir: directionOf(each),
      href: address('voorbeeld', { language: each }),
      isCurrent: each === spoken,
      note: complete.has(each) ? null : say('incomplete'),
    })),
    startHref: address('voorbeeld', { question: null }),
    isStart: shown.question === null,
    questions: definition.items.map((item, index) => ({
      number: index + 1,
      words: wordingIn(item.wording, language) || item.key,
      href: address('voorbeeld', { question: index + 1 }),
      isCurrent: shown.question === index + 1,
      note: item.showWhen ? say('follows') : null,
    })),
    known: traitsIn(definition).flatMap((key) => {
      const trait = findTrait(key);
      if (!trait) return [];
      const levels = trait.levels.map(({ value, label }) => ({
        value: `${key}:${value}`,
        label: label[language],
        isChosen: shown.known[key] === value,
      }));
      return { id: `weet-${key.replaceAll(/[^a-z0-9]/g, '-')}`, label: trait.label[language], levels };
    }),
    knownForm: { action: `${base}/voorbeeld`, version, language: spoken },
  };
}

/** Whole minutes, and as a count: for one minute there are other words. */
function timeOf(definition: QuestionnaireDefinition): { count: number; minutes: number } {
  const minutes = Math.max(1, Math.round(estimateOf(definition).seconds / 60));
  return { count: minutes, minutes };
}

function queryOf({
  version,
  language,
  question,
  known,
}: {
  version: number | null;
  language: ClientLanguage;
  question: number | null;
  known: Shown['known'];
}): string {
  const query = new URLSearchParams();
  if (version !== null) query.set('versie', String(version));
  query.set('taal', language);
  if (question !== null) query.set('vraag', String(question));
  for (const [trait, value] of Object.entries(known)) query.append('weet', `${trait}:${value}`);
  return query.toString();
}

/** The traits that decide whether something is asked, each once. */
function traitsIn({ items }: QuestionnaireDefinition): string[] {
  const traitsOf = (condition: Condition): string[] => {
    if ('of' in condition) return condition.of === 'trait' ? [condition.key] : [];
    const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : condition.none;
    return parts.flatMap(traitsOf);
  };
  return [...new Set(items.flatMap(({ showWhen }) => (showWhen ? traitsOf(showWhen) : [])))];
}
