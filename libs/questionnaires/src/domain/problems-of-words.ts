import { DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { hardWords, LONG_SENTENCE, longSentences } from '#libs/wording';
import type { QuestionnaireDefinition } from './definition.js';
import { placedWordings, saysIn, type PlacedWording } from './languages-of.js';
import { refused, remark, type DefinitionProblem } from './problem.js';

/** In characters, by the last part of a place: what fits on a small telephone. */
const LONGEST: Record<string, number> = {
  title: 150,
  purpose: 1000,
  wording: 300,
  help: 600,
  label: 150,
  unit: 40,
  refusal: 150,
  closing: 300,
};

/** What is missing, too long or hard to read. Dutch has to be complete; another language that is not is not used, and that is remarked. */
export function problemsOfWords(definition: QuestionnaireDefinition, languages: readonly ClientLanguage[]): DefinitionProblem[] {
  const wanted = [...new Set<ClientLanguage>([DEFAULT_LANGUAGE, ...languages])];
  return placedWordings(definition).flatMap((placed) => wanted.flatMap((language) => problemsIn(placed, language)));
}

function problemsIn({ place, wording }: PlacedWording, language: ClientLanguage): DefinitionProblem[] {
  const text = wording[language] ?? '';
  const here = `${place}.${language}`;
  if (!saysIn(wording, language)) {
    const tell = language === DEFAULT_LANGUAGE ? refused : remark;
    return [tell(here, 'words-missing', { language })];
  }
  const most = LONGEST[place.split('.').at(-1) as string] as number;
  if (text.length > most) return [refused(here, 'words-too-long', { most })];
  return [
    ...longSentences(text).map(({ sentence, count }) =>
      remark(here, 'long-sentence', { what: sentence, words: count, most: LONG_SENTENCE }),
    ),
    ...(language === DEFAULT_LANGUAGE
      ? hardWords(text).map(({ word, instead }) => remark(here, 'hard-word', { what: word, instead }))
      : []),
  ];
}
