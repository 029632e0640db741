import type { FileSuggestion, OfferStanding, Others, Situation } from '#libs/insight';
import { hasRoom, type Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { STANDARD_TRAITS } from '#libs/profiles';
import type { SuggestionEvidence } from '#libs/rules';
import { texts } from '../http/views.js';

/** What stands beside suggestions and is not about this client, or not about one suggestion. */
export interface Beside {
  /** By intervention: what happened to others in this situation; null: they were too few to tell. */
  others: ReadonlyMap<string, Others | null>;
  /** By intervention, of what something runs or waits: how its places stand. */
  standings: ReadonlyMap<string, OfferStanding>;
  /** Traits that are asked of this client next, whoever wants to know. */
  wanted: ReadonlySet<string>;
}

/** More than this is a questionnaire, not a remark. */
const MOST_NOT_KNOWN = 3;
/** What an instrument computes, or a register or an adviser knows, is in no questionnaire of every office: it cannot be asked with a tap. */
const ASKABLE = new Set(STANDARD_TRAITS.map(({ key }) => key));

/** The situations of what waits for a decision, each intervention once. */
export function situationsOf(suggestions: readonly FileSuggestion[]): Situation[] {
  return suggestions
    .filter(({ stance, decision, withdrawnAt }) => stance === 'suggest' && !decision && !withdrawnAt)
    .map(({ intervention, evidence }) => ({ intervention, rules: (evidence as SuggestionEvidence).for.map(({ rule }) => rule) }));
}

/** How sure, what is not known, and what happened to others: beside a suggestion, in words. What was written before there was such a thing says nothing. */
export function weighing(
  { intervention, evidence }: FileSuggestion,
  { others, standings, wanted }: Beside,
  catalogue: Catalogue,
  language: Language,
) {
  const { sureness, notKnown = [] } = evidence as SuggestionEvidence;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `suggestions.${key}`, values);
  // What a tap can do something about comes first.
  const inOrder = notKnown.toSorted((a, b) => Number(ASKABLE.has(b.trait)) - Number(ASKABLE.has(a.trait)));
  const told = inOrder.slice(0, MOST_NOT_KNOWN).map(({ trait, label, why }) => ({
    trait,
    label: label[language],
    why: say(`why-not-known.${why}`),
    isAsked: wanted.has(trait),
    // Who would rather not say is not asked the same again because of this.
    askLabel: !ASKABLE.has(trait) || wanted.has(trait) || why === 'refused' ? null : say('ask-label', { trait: label[language] }),
  }));
  const words = {
    sureness: sureness ? say(`sureness.${sureness}`) : null,
    notKnown: told,
    andMore: notKnown.length > told.length ? say('and-more', { count: notKnown.length - told.length }) : null,
    others: othersInWords(others.get(intervention) ?? null, language),
    places: placesInWords(occupancyOf(intervention, standings, catalogue), language),
  };
  return { ...words, isAny: Boolean(words.sureness ?? words.others ?? words.places) || told.length > 0 };
}

/** Counts and never shares; what would tell about each of a small group is left out. */
function othersInWords(others: Others | null, language: Language): string | null {
  if (!others) return null;
  const say = (key: string, values: Record<string, unknown> = {}) => texts.text(language, `suggestions.others-${key}`, values);
  const { people, completed, felt, leftForWork } = others;
  return [
    say('people', { count: people }),
    ...(completed === null ? [] : [say('completed', { count: completed })]),
    ...(felt === null ? [] : [say('felt', { ...felt })]),
    ...(leftForWork === null ? [] : [say('work', { count: leftForWork })]),
    say('caution'),
  ].join(' ');
}

/** Whether whoever begins this now gets a place; otherwise they wait. */
export function isFull(intervention: string, { standings }: Pick<Beside, 'standings'>, catalogue: Catalogue): boolean {
  return !hasRoom(occupancyOf(intervention, standings, catalogue));
}

function occupancyOf(intervention: string, standings: Beside['standings'], catalogue: Catalogue) {
  const { taken = 0, waiting = 0 } = standings.get(intervention) ?? {};
  return { places: catalogue.of(intervention).places, taken, ahead: waiting };
}

function placesInWords({ places, taken, ahead }: ReturnType<typeof occupancyOf>, language: Language): string | null {
  if (places === null) return null;
  const say = (key: string, values: Record<string, unknown> = {}) => texts.text(language, `suggestions.places-${key}`, values);
  if (hasRoom({ places, taken, ahead })) return say('free', { count: places - taken - ahead, total: places });
  return [say('full'), ...(ahead > 0 ? [say('waiting', { count: ahead })] : [])].join(' ');
}
