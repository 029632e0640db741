import type { Catalogue } from '#libs/interventions';
import type { FileSuggestion } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import type { RuleEvidence, SuggestionEvidence } from '#libs/rules';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

export const DECISIONS = ['akkoord', 'anders', 'niet-doen'] as const;
export type DecisionWord = (typeof DECISIONS)[number];

/** What a coach typed, so that it is not lost when something is missing, and what is wrong with it: field → text key. */
export interface RefusedDecision {
  suggestionId: string;
  decision: DecisionWord;
  values: { startdatum: string; interventie: string; reden: string };
  problems: Record<string, string>;
}

/** What waits for a decision, with why and with what speaks against; cautions apart, because there is nothing in them to start. */
export function openSuggestions(
  suggestions: readonly FileSuggestion[],
  refused: RefusedDecision | null,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const open = suggestions.filter(({ decision, withdrawnAt }) => !decision && !withdrawnAt);
  const inWords = (suggestion: FileSuggestion) =>
    openSuggestion(suggestion, refused?.suggestionId === suggestion.id ? refused : null, catalogue, now, language);
  return {
    suggested: open.filter(({ stance }) => stance === 'suggest').map(inWords),
    cautions: open.filter(({ stance }) => stance === 'advise_against').map(inWords),
  };
}

function openSuggestion(
  suggestion: FileSuggestion,
  refused: RefusedDecision | null,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const type = catalogue.of(suggestion.intervention);
  const evidence = suggestion.evidence as SuggestionEvidence;
  return {
    id: suggestion.id,
    name: type.name[language],
    summary: type.summary[language],
    fromWish: suggestion.fromWish,
    since: texts.text(language, 'client-file.suggestion.since', { date: formatDate(language, Temporal.Instant.from(suggestion.madeAt)) }),
    reasons: evidence.for.map((rule) => reason(rule, language)),
    cautions: evidence.against.map((rule) => reason(rule, language)),
    forms: forms(suggestion.intervention, refused, catalogue, localDate(now), language),
  };
}

function reason({ explanation, sentence }: RuleEvidence, language: Language) {
  return { explanation: explanation[language], sentence: sentence[language] };
}

/** Three ways to decide, equally close at hand. The one that was refused comes back open and filled in. */
function forms(suggested: string, refused: RefusedDecision | null, catalogue: Catalogue, today: Temporal.PlainDate, language: Language) {
  const error = (decision: DecisionWord, field: string) => {
    const key = refused?.decision === decision ? refused.problems[field] : undefined;
    return key === undefined ? null : texts.text(language, `client-file.${key}`);
  };
  const typed = (decision: DecisionWord) =>
    refused?.decision === decision ? refused.values : { startdatum: today.toString(), interventie: '', reden: '' };
  const [accept, adjust, decline] = [typed('akkoord'), typed('anders'), typed('niet-doen')];
  return {
    accept: {
      isOpen: refused?.decision === 'akkoord',
      startsOn: accept.startdatum,
      dateError: error('akkoord', 'startdatum'),
      typeError: error('akkoord', 'type'),
    },
    adjust: {
      isOpen: refused?.decision === 'anders',
      startsOn: adjust.startdatum,
      reason: adjust.reden,
      types: catalogue.offered
        .filter(({ code }) => code !== suggested)
        .map(({ code, name }) => ({
          code,
          name: name[language],
          isChosen: code === adjust.interventie,
        })),
      dateError: error('anders', 'startdatum'),
      typeError: error('anders', 'type'),
      reasonError: error('anders', 'reason'),
    },
    decline: { isOpen: refused?.decision === 'niet-doen', reason: decline.reden, reasonError: error('niet-doen', 'reason') },
  };
}

/** What became of earlier suggestions: decided by somebody, or gone by itself with the reason. */
export function pastSuggestions(suggestions: readonly FileSuggestion[], catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.past.${key}`, values);
  return suggestions
    .flatMap(({ id, intervention, stance, evidence, decision, withdrawnAt, withdrawnReason }) => {
      const name = catalogue.of(intervention).name[language];
      const what = stance === 'suggest' ? name : say('caution', { name });
      if (decision) {
        const { by, at, reason: why, intervention: instead } = decision;
        const values = {
          by,
          date: formatDate(language, Temporal.Instant.from(at)),
          instead: instead ? catalogue.of(instead).name[language] : '',
        };
        return [{ id, what, at, outcome: say(decision.decision, values), why }];
      }
      const gone = (evidence as SuggestionEvidence).withdrawn;
      if (withdrawnAt)
        return [
          {
            id,
            what,
            at: withdrawnAt,
            outcome: say('withdrawn', { date: formatDate(language, Temporal.Instant.from(withdrawnAt)) }),
            why: gone?.[language] ?? withdrawnReason,
          },
        ];
      return [];
    })
    .toSorted((a, b) => Temporal.Instant.compare(Temporal.Instant.from(b.at), Temporal.Instant.from(a.at)));
}
