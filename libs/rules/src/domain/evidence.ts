import { TIME_ZONE, type Language, type Wording } from '#libs/platform';
import { levelOf, traitOf } from '#libs/profiles';
import { PLACEHOLDER } from './compile-rule.js';
import type { RuleVerdict } from './evaluate.js';
import type { Fact } from './profile.js';

export interface ObservationEvidence {
  id: string;
  trait: string;
  label: Wording;
  value: number;
  level: Wording;
  /** ISO 8601 instant. */
  observedAt: string;
}

/** One rule that fired, in words that stay what they were when it did. */
export interface RuleEvidence {
  rule: string;
  version: number;
  title: Wording;
  explanation: Wording;
  strength: number;
  wish: boolean;
  observations: ObservationEvidence[];
  /** Regel "Voelt zich niet gezond" v1: gezondheid "slecht" op 3 maart 2026. */
  sentence: Wording;
}

/** Why something is suggested or advised against: both sides, always. */
export interface SuggestionEvidence {
  for: RuleEvidence[];
  against: RuleEvidence[];
  /** Added when it is withdrawn: why. */
  withdrawn?: Wording;
}

// Made once: making a format costs a hundred times what using it does, and a review words dozens of dates.
const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: TIME_ZONE } as const;
const DATE_FORMATS: Record<Language, Intl.DateTimeFormat> = {
  nl: new Intl.DateTimeFormat('nl-NL', DAY),
  en: new Intl.DateTimeFormat('en-GB', DAY),
};

export function evidenceOf({ rule: { definition }, facts }: RuleVerdict, strength: number): RuleEvidence {
  const observations = facts.flatMap((fact) => observationEvidence(fact) ?? []);
  const { rule, version, title, wish = false } = definition;
  const explanation = inEachLanguage((language) => fill(definition.explanation[language], language, observations));
  const sentence = inEachLanguage((language) => {
    const opening = { nl: `Regel "${title.nl}" v${version}`, en: `Rule "${title.en}" v${version}` }[language];
    return `${opening}: ${inWords(facts)[language]}`;
  });
  return { rule, version, title, explanation, strength, wish, observations, sentence };
}

/** `gezondheid "slecht" op 3 maart 2026; stress en zorgen "altijd …" op 5 maart 2026` */
export function inWords(facts: readonly Fact[]): Wording {
  return inEachLanguage((language) =>
    facts
      .flatMap((fact) => {
        const level = levelOf(fact.trait, fact.value);
        if (!level) return [];
        const label = traitOf(fact.trait).label[language];
        return `${label[0]?.toLowerCase()}${label.slice(1)} "${level.label[language]}" ${language === 'nl' ? 'op' : 'on'} ${dateInWords(fact.observedAt, language)}`;
      })
      .join('; '),
  );
}

function observationEvidence({ id, trait, value, observedAt }: Fact): ObservationEvidence | null {
  const level = levelOf(trait, value);
  return level && { id, trait, label: traitOf(trait).label, value: level.value, level: level.label, observedAt: observedAt.toString() };
}

function fill(text: string, language: Language, observations: readonly ObservationEvidence[]): string {
  return text.replaceAll(PLACEHOLDER, (_, trait: string) => {
    const level = observations.findLast((observation) => observation.trait === trait)?.level[language];
    return level ? `"${level}"` : { nl: 'onbekend', en: 'not known' }[language];
  });
}

function dateInWords(instant: Temporal.Instant, language: Language): string {
  return DATE_FORMATS[language].format(instant.epochMilliseconds);
}

function inEachLanguage(text: (language: Language) => string): Wording {
  return { nl: text('nl'), en: text('en') };
}
