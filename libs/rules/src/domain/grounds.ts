import type { Catalogue } from '#libs/interventions';
import type { Language, Wording } from '#libs/platform';
import { changeAgainstBaseline, levelOf } from '#libs/profiles';
import type { CompiledRule } from './compile-rule.js';
import { conditionInWords } from './in-words.js';
import { nameOf, namedTrait } from './in-words-clause.js';
import { dayInWords, inEachLanguage, momentInWords } from './days-in-words.js';
import { explain, type ExplainedCondition } from './explain.js';
import { whyNotHeard } from './not-known.js';
import type { Fact, RuleProfile } from './profile.js';
import type { Condition, NotHeard } from './rule.js';

/** What evidence is worded with. Without a profile only answers can be told, and nothing that is no answer by itself. */
export interface Telling {
  catalogue: Catalogue;
  now: Temporal.Instant;
  profile: RuleProfile | undefined;
}

/**
 * What a rule that says yes rests on and that is no answer by itself, in words, each once: how an answer moved, what is usual, what is not
 * heard, silence, how long the benefit runs, what was begun before. Named by its day and not by its age: what is written today is read later.
 */
export function groundsOf(rule: CompiledRule, { catalogue, now, profile }: Telling): Wording[] {
  if (!profile) return [];
  const tell = { catalogue, now, profile };
  const grounds = holding(explain(rule, profile, now)).flatMap((leaf) => groundOf(leaf, tell) ?? []);
  return grounds.filter((ground, index) => grounds.findIndex(({ nl }) => nl === ground.nl) === index);
}

/** What holds, however deep it stands; what must not hold is no ground but a reservation, and stands in the rule. */
function holding({ condition, verdict, facts, parts }: ExplainedCondition): { condition: Condition; facts: readonly Fact[] }[] {
  if (verdict !== 'yes' || 'none' in condition) return [];
  return parts.length > 0 ? parts.flatMap(holding) : [{ condition, facts }];
}

type Known = Telling & { profile: RuleProfile };

function groundOf({ condition, facts }: { condition: Condition; facts: readonly Fact[] }, tell: Known): Wording | null {
  const { catalogue, profile } = tell;
  const asAsked = () => inEachLanguage((language) => conditionInWords(condition, catalogue, language));
  if ('worsenedBy' in condition || 'improvedBy' in condition) return moved(condition.trait, facts, 'worsenedBy' in condition);
  if ('against' in condition) return usual(condition.trait, tell) ?? asAsked();
  if ('trend' in condition) return course(condition.trait, facts, condition.trend === 'worsening');
  if ('notHeard' in condition) return unheard(condition.trait, tell);
  if ('silentForDays' in condition) return silent(profile.person.silentSince);
  if ('benefitMonths' in condition) return benefit(profile.person.benefitSince);
  if ('intervention' in condition) return past(condition, tell) ?? asAsked();
  return 'sustained' in condition || 'unreachable' in condition || 'ageBand' in condition ? asAsked() : null;
}

function moved(trait: string, facts: readonly Fact[], isWorse: boolean): Wording | null {
  const [before, latest] = [facts.at(0), facts.at(-1)];
  if (!before || !latest || before.value === null || latest.value === null) return null;
  const steps = Math.abs(latest.value - before.value);
  return inEachLanguage((language) => {
    const since = momentInWords(before.observedAt, language);
    return language === 'nl'
      ? `${namedTrait(trait, language)} is ${steps} ${steps === 1 ? 'stap' : 'stappen'} ${isWorse ? 'slechter' : 'beter'} dan op ${since}`
      : `${namedTrait(trait, language)} is ${steps} ${steps === 1 ? 'step' : 'steps'} ${isWorse ? 'worse' : 'better'} than on ${since}`;
  });
}

function usual(trait: string, { profile, now }: Known): Wording | null {
  const latest = profile.latest.get(trait);
  const history = [...(profile.earlier.get(trait) ?? []), ...(latest ? [latest] : [])];
  const each = [...new Map(history.map((fact) => [fact.id, fact])).values()];
  const found = changeAgainstBaseline(
    each.map((fact) => ({ ...fact, source: 'self_report' as const })),
    now,
  );
  if (!found) return null;
  return inEachLanguage((language) => {
    const label = levelOf(trait, Math.round(found.baseline.median))?.label[language] ?? String(found.baseline.median);
    const count = found.baseline.inputs.length;
    return language === 'nl'
      ? `${namedTrait(trait, language)}: deze klant zegt meestal "${label}" (${count} eerdere antwoorden)`
      : `${namedTrait(trait, language)}: this client usually says "${label}" (${count} earlier answers)`;
  });
}

function course(trait: string, facts: readonly Fact[], isWorse: boolean): Wording | null {
  const [first, last] = [facts.at(0), facts.at(-1)];
  if (!first || !last) return null;
  return inEachLanguage((language) => {
    const [from, until] = [momentInWords(first.observedAt, language), momentInWords(last.observedAt, language)];
    return language === 'nl'
      ? `${namedTrait(trait, language)} wordt ${isWorse ? 'slechter' : 'beter'} over ${facts.length} antwoorden, van ${from} tot ${until}`
      : `${namedTrait(trait, language)} gets ${isWorse ? 'worse' : 'better'} over ${facts.length} answers, from ${from} until ${until}`;
  });
}

const WHY: Record<Language, Record<NotHeard, string>> = {
  nl: {
    never: 'dat is niet bekend',
    expired: 'het antwoord is te oud',
    refused: 'de klant wil het niet zeggen',
    unknown: 'de klant weet het niet',
  },
  en: {
    never: 'that is not known',
    expired: 'the answer is too old',
    refused: 'the client would rather not say',
    unknown: 'the client does not know',
  },
};

function unheard(trait: string, { profile, now }: Known): Wording | null {
  const why = whyNotHeard(profile, trait, now);
  return why && inEachLanguage((language) => `${namedTrait(trait, language)}: ${WHY[language][why]}`);
}

function silent(since: Temporal.Instant | null): Wording | null {
  return (
    since && {
      nl: `geen antwoord op wat sinds ${momentInWords(since, 'nl')} gevraagd is`,
      en: `no answer to what was asked since ${momentInWords(since, 'en')}`,
    }
  );
}

function benefit(since: Temporal.PlainDate | null): Wording | null {
  return (
    since && {
      nl: `de uitkering loopt sinds ${dayInWords(since, 'nl')}`,
      en: `the benefit has been running since ${dayInWords(since, 'en')}`,
    }
  );
}

/** When it was, where it is over: the last time counts. */
function past({ intervention, was }: Extract<Condition, { intervention: string }>, { profile, catalogue }: Known): Wording | null {
  if (was === 'running' || was === 'waiting') return null;
  const moments =
    was === 'declined'
      ? profile.declined.filter((one) => one.intervention === intervention).map(({ at }) => at)
      : profile.interventions.flatMap(({ type, endedAt, outcome }) =>
          type === intervention && endedAt && outcome !== 'not_started' && isOutcome(was, outcome) ? [endedAt] : [],
        );
  const last = moments.toSorted((a, b) => Temporal.Instant.compare(a, b)).at(-1);
  if (!last) return null;
  return inEachLanguage((language) => {
    const [name, day] = [`"${nameOf(intervention, catalogue, language)}"`, momentInWords(last, language)];
    return PAST[language][was](name, day);
  });
}

function isOutcome(was: string, outcome: string | null): boolean {
  return was === 'tried' || was === outcome;
}

type Over = 'tried' | 'completed' | 'stopped_early' | 'declined';
const PAST: Record<Language, Record<Over, (name: string, day: string) => string>> = {
  nl: {
    tried: (name, day) => `${name} was er tot ${day}`,
    completed: (name, day) => `${name} is afgemaakt op ${day}`,
    stopped_early: (name, day) => `met ${name} is eerder gestopt, op ${day}`,
    declined: (name, day) => `voor ${name} is niet gekozen, op ${day}`,
  },
  en: {
    tried: (name, day) => `${name} went on until ${day}`,
    completed: (name, day) => `${name} was completed on ${day}`,
    stopped_early: (name, day) => `${name} was stopped early, on ${day}`,
    declined: (name, day) => `${name} was not chosen, on ${day}`,
  },
};
