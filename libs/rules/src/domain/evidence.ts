import type { Catalogue } from '#libs/interventions';
import type { Language, Wording } from '#libs/platform';
import { levelOf, traitOf } from '#libs/profiles';
import { PLACEHOLDER } from './compile-rule.js';
import type { RuleVerdict } from './evaluate.js';
import { inEachLanguage, momentInWords } from './days-in-words.js';
import { groundsOf, type Telling } from './grounds.js';
import type { NotKnown } from './not-known.js';
import type { Fact } from './profile.js';
import type { Sureness } from './sureness.js';

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
  /** What it rests on that is no answer by itself, in words: a change, what is usual, silence, how long the benefit runs, what ran before. */
  grounds?: Wording[];
  /** Regel "Voelt zich niet gezond" v1: gezondheid "slecht" op 3 maart 2026. */
  sentence: Wording;
}

/** Why something is suggested or advised against: both sides, always. */
export interface SuggestionEvidence {
  for: RuleEvidence[];
  against: RuleEvidence[];
  /** How sure the answers make it (`surenessOf`); absent in what was written before there was such a thing. */
  sureness?: Sureness;
  /** What is not known and would have been looked at, each with why. */
  notKnown?: NotKnown[];
  /** A rule says: talk about it before anything is begun. */
  talkFirst?: true;
  /** What the catalogue says is better done first, and neither runs nor was done. */
  doFirst?: DoFirst[];
  /** Added when it is withdrawn: why. */
  withdrawn?: Wording;
}

export interface DoFirst {
  intervention: string;
  /** Eerst belastbaarheidsonderzoek: dat is nog niet gedaan. */
  caution: Wording;
}

export function evidenceOf({ rule: compiled, facts }: RuleVerdict, strength: number, telling: Telling): RuleEvidence {
  const { definition } = compiled;
  const observations = facts.flatMap((fact) => observationEvidence(fact) ?? []);
  const { rule, version, title, wish = false } = definition;
  const explanation = inEachLanguage((language) => fill(definition.explanation[language], language, observations));
  const grounds = groundsOf(compiled, telling);
  const sentence = inEachLanguage((language) => {
    const opening = { nl: `Regel "${title.nl}" v${version}`, en: `Rule "${title.en}" v${version}` }[language];
    const told = [inWords(inShort(facts))[language], ...grounds.map((ground) => ground[language])].filter((words) => words !== '');
    return told.length === 0 ? opening : `${opening}: ${told.join('; ')}`;
  });
  return { rule, version, title, explanation, strength, wish, observations, ...(grounds.length > 0 && { grounds }), sentence };
}

/** What should be done first and is not, as a caution beside what is suggested. */
export function cautionToDoFirst(code: string, catalogue: Catalogue): DoFirst {
  const name = catalogue.of(code).name;
  return {
    intervention: code,
    caution: {
      nl: `Eerst "${name.nl}": dat is nog niet gedaan, en dat maakt dit makkelijker.`,
      en: `First "${name.en}": that has not been done yet, and it makes this easier.`,
    },
  };
}

/** A long row of answers about one thing is told by its last one; what the row says is a ground in words. */
const MOST_ANSWERS_TOLD = 3;

function inShort(facts: readonly Fact[]): Fact[] {
  const byTrait = Map.groupBy(facts, ({ trait }) => trait);
  return facts.filter((fact) => {
    const row = byTrait.get(fact.trait) ?? [];
    return row.length <= MOST_ANSWERS_TOLD || fact === row.at(-1);
  });
}

/** `gezondheid "slecht" op 3 maart 2026; stress en zorgen "altijd …" op 5 maart 2026` */
export function inWords(facts: readonly Fact[]): Wording {
  return inEachLanguage((language) =>
    facts
      .flatMap((fact) => {
        const level = levelOf(fact.trait, fact.value);
        if (!level) return [];
        const label = traitOf(fact.trait).label[language];
        return `${label[0]?.toLowerCase()}${label.slice(1)} "${level.label[language]}" ${language === 'nl' ? 'op' : 'on'} ${momentInWords(fact.observedAt, language)}`;
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
