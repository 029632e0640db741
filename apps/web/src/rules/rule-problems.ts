import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import type { RuleProblem } from '#libs/rules';
import { texts } from '../http/views.js';
import type { RemarksByField } from '../questionnaires/form-fields.js';
import { TEXT_NAMES, TEXTS } from './rule.form.js';

/** A problem of the compiler as a sentence of the screen. */
export function problemInWords({ reason, found }: RuleProblem, catalogue: Catalogue, language: Language): string {
  const what = findTrait(found)?.label[language] ?? catalogue.find(found)?.name[language] ?? found;
  return texts.text(language, `rules.problem.${reason}`, { found: what });
}

/**
 * Problems of the compiler by the field of the form that they are about.
 * @param places where in the form each place of the condition stands, of `ruleFrom`
 */
export function problemsByField(
  problems: readonly RuleProblem[],
  places: ReadonlyMap<string, string>,
  catalogue: Catalogue,
  language: Language,
): RemarksByField {
  const said: RemarksByField = {};
  for (const problem of problems) {
    const { errors } = (said[fieldOf(problem.at, places)] ??= { errors: [], remarks: [] });
    const sentence = problemInWords(problem, catalogue, language);
    if (!errors.includes(sentence)) errors.push(sentence);
  }
  return said;
}

/** `when.all[1].trait` → `als-2`, `then[0].intervention` → `dan-1`, `title.nl` → `titel-nl`. */
export function fieldOf(at: string, places: ReadonlyMap<string, string>): string {
  if (at === 'when' || at.startsWith('when.')) {
    const known = [...places].filter(([place]) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`));
    return known.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? 'als';
  }
  const effect = /^then\[(\d+)\]/.exec(at);
  if (effect) return `dan-${Number(effect[1]) + 1}`;
  if (at.startsWith('then')) return 'dan';
  if (at.startsWith('wish')) return 'wens';
  if (at.startsWith('validUntil')) return 'totenmet';
  if (at.startsWith('validFrom')) return 'vanaf';
  const text = TEXT_NAMES.find((name) => at.startsWith(TEXTS[name]));
  return text ? `${text}-${at.endsWith('.en') ? 'en' : 'nl'}` : 'titel-nl';
}

/** What the form itself could not read, by field: text keys under `rules.form`. */
export function unreadable(problems: Readonly<Record<string, string>>, language: Language): RemarksByField {
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, { errors: [texts.text(language, `rules.form.${problem}`)], remarks: [] }]),
  );
}
