import type { FileSuggestion } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import type { RuleEvidence, SuggestionEvidence } from '#libs/rules';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { betweenUs, shareForm, type RefusedSharing } from './sharing-in-file.page.js';
import { decisionForms, type RefusedDecision } from './suggestion-forms.page.js';
import { isFull, weighing, type Beside } from './weighing.page.js';

/** Forms about suggestions that could not be carried out. */
export interface RefusedSuggestion extends RefusedSharing {
  decision?: RefusedDecision;
}

/**
 * What waits for a decision, with why and with what speaks against; apart from it what was put off, and cautions, because there is nothing in them
 * to start.
 */
export function openSuggestions(
  suggestions: readonly FileSuggestion[],
  beside: Beside,
  refused: RefusedSuggestion,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const open = suggestions.filter(({ decision, withdrawnAt }) => !decision && !withdrawnAt);
  const suggested = open.filter(({ stance }) => stance === 'suggest');
  const inWords = (suggestion: FileSuggestion) => openSuggestion(suggestion, beside, refused, catalogue, now, language);
  const putOff = suggested.filter((suggestion) => suggestion.putOff !== null).map(inWords);
  return {
    suggested: suggested.filter((suggestion) => suggestion.putOff === null).map(inWords),
    putOff: putOff.length === 0 ? null : { count: putOff.length, isOpen: putOff.some(({ isRefused }) => isRefused), suggestions: putOff },
    cautions: open.filter(({ stance }) => stance === 'advise_against').map(inWords),
    share: shareForm(suggested, refused.share ?? null, catalogue, language),
  };
}

function openSuggestion(
  suggestion: FileSuggestion,
  beside: Beside,
  refused: RefusedSuggestion,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, key, values);
  const type = catalogue.of(suggestion.intervention);
  const name = type.name[language];
  const { for: reasons, against, doFirst = [], talkFirst = false } = suggestion.evidence as SuggestionEvidence;
  const { putOff, undone } = suggestion;
  const decision = refused.decision?.suggestionId === suggestion.id ? refused.decision : null;
  return {
    id: suggestion.id,
    name,
    summary: type.summary[language],
    fromWish: suggestion.fromWish,
    talkFirst,
    since: say('client-file.suggestion.since', { date: formatDate(language, Temporal.Instant.from(suggestion.madeAt)) }),
    reasons: reasons.map((rule) => reason(rule, language)),
    cautions: [
      ...against.map((rule) => reason(rule, language)),
      ...doFirst.map(({ caution }) => ({ explanation: caution[language], sentence: null })),
    ],
    weighing: weighing(suggestion, beside, catalogue, language),
    between: betweenUs(suggestion, refused, name, language),
    putOff: putOff
      ? say('suggestions.put-off-until', { date: formatDate(language, Temporal.PlainDate.from(putOff.until)), by: putOff.by })
      : null,
    undone: undone ? say('suggestions.undone', { by: undone.by, date: formatDate(language, Temporal.Instant.from(undone.at)) }) : null,
    isRefused: decision !== null || refused.response?.suggestionId === suggestion.id,
    forms: decisionForms(
      { intervention: suggestion.intervention, isFull: isFull(suggestion.intervention, beside, catalogue) },
      decision,
      catalogue,
      localDate(now),
      language,
    ),
  };
}

function reason({ explanation, sentence }: RuleEvidence, language: Language) {
  return { explanation: explanation[language], sentence: sentence[language] };
}
