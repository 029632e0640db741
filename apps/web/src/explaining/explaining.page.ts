import type { Catalogue } from '#libs/interventions';
import { LANGUAGES, type Language } from '#libs/platform';
import { ruleInWords, STANDARD_RULES, type RuleDefinition } from '#libs/rules';
import { clientTexts } from '#libs/wording';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

const STEPS = ['ask', 'rules', 'coach', 'you'] as const;
const NEVER = ['nationality', 'origin', 'language', 'address', 'name', 'sex', 'score', 'sanction'] as const;
/** Who looked at the rules that came with the product. */
const [PRODUCT_APPROVER] = STANDARD_RULES.map(({ approver }) => approver);

/** How suggestions are made, in plain words: for whoever wants to know, also without a link of ours. No names: a person approved, in a function. */
export function explainingPage(rules: readonly RuleDefinition[], catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `explaining.${key}`, values);
  return {
    title: say('title'),
    otherLanguages: LANGUAGES.filter((other) => other !== language).map((other) => ({
      language: other,
      name: clientTexts.text(other, 'language.name'),
      href: `?taal=${other}`,
    })),
    foldsLanguages: false,
    urgentHelp: false,
    steps: STEPS.map((step) => say(`step.${step}`)),
    never: NEVER.map((what) => say(`never.${what}`)),
    count: say('count', { count: rules.length }),
    rules: rules
      .toSorted((a, b) => a.title[language].localeCompare(b.title[language], language))
      .map((rule) => {
        const { when, then } = ruleInWords(rule, catalogue, language);
        return {
          title: rule.title[language],
          forWhom: rule.forWhom?.[language] ?? null,
          when,
          then,
          since: say('since', { date: formatDate(language, Temporal.Instant.from(rule.validFrom)), version: rule.version }),
          approved: say(rule.approver === PRODUCT_APPROVER ? 'approved-product' : 'approved-office'),
        };
      }),
  };
}
