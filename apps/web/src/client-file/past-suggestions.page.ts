import type { FileSuggestion } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { canBeUndone, undoableUntil, type SuggestionEvidence } from '#libs/rules';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';

type Decided = FileSuggestion & { decision: NonNullable<FileSuggestion['decision']> };

/** What was decided in the past day, by whomever: it can be undone, the latest first. */
export function recentDecisions(suggestions: readonly FileSuggestion[], catalogue: Catalogue, now: Temporal.Instant, language: Language) {
  const say = (key: string, values: Record<string, unknown>) => texts.text(language, `suggestions.${key}`, values);
  return suggestions
    .filter((suggestion): suggestion is Decided => suggestion.decision !== null)
    .filter(({ decision }) => canBeUndone(Temporal.Instant.from(decision.at), now))
    .toSorted((a, b) => byMoment(b.decision.at, a.decision.at))
    .map((suggestion) => ({
      id: suggestion.id,
      line: say('recent-line', { what: nameOf(suggestion, catalogue, language), outcome: outcomeOf(suggestion, catalogue, language) }),
      until: say('recent-until', { moment: formatMoment(language, undoableUntil(Temporal.Instant.from(suggestion.decision.at))) }),
      label: say('undo-label', { name: nameOf(suggestion, catalogue, language) }),
    }));
}

/** What became of earlier suggestions: decided by somebody, or gone by itself with the reason. */
export function pastSuggestions(suggestions: readonly FileSuggestion[], catalogue: Catalogue, language: Language) {
  return suggestions
    .flatMap((suggestion) => {
      const { id, decision, withdrawnAt } = suggestion;
      const what = nameOf(suggestion, catalogue, language);
      if (decision)
        return [
          {
            id,
            what,
            at: decision.at,
            outcome: outcomeOf({ ...suggestion, decision }, catalogue, language),
            why: whyOf(decision, language),
          },
        ];
      if (!withdrawnAt) return [];
      const gone = (suggestion.evidence as SuggestionEvidence).withdrawn?.[language] ?? suggestion.withdrawnReason;
      const outcome = texts.text(language, 'client-file.past.withdrawn', {
        date: formatDate(language, Temporal.Instant.from(withdrawnAt)),
      });
      return [{ id, what, at: withdrawnAt, outcome, why: gone }];
    })
    .toSorted((a, b) => byMoment(b.at, a.at));
}

function nameOf({ intervention, stance }: FileSuggestion, catalogue: Catalogue, language: Language): string {
  const name = catalogue.of(intervention).name[language];
  return stance === 'suggest' ? name : texts.text(language, 'client-file.past.caution', { name });
}

function outcomeOf({ decision }: Decided, catalogue: Catalogue, language: Language): string {
  const { by, at, intervention: instead } = decision;
  return texts.text(language, `client-file.past.${decision.decision}`, {
    by,
    date: formatDate(language, Temporal.Instant.from(at)),
    instead: instead ? catalogue.of(instead).name[language] : '',
  });
}

/** The reason of the list, then the coach's own words. */
function whyOf({ reasonCode, reason }: Decided['decision'], language: Language): string | null {
  const listed = reasonCode === null || reasonCode === 'other' ? null : texts.text(language, `suggestions.reason.${reasonCode}`);
  return [listed, reason].filter((words) => words !== null).join('. ') || null;
}

function byMoment(one: string, other: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other));
}
