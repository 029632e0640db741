/** What no rule may read, whoever registers it as a trait: who somebody is, or a stand-in for it. How well somebody speaks Dutch is a skill, and allowed. */
const FORBIDDEN = [
  'nationality',
  'birth_country',
  'country_of_birth',
  'birthplace',
  'origin',
  'ethnicity',
  'religion',
  'language',
  'interface_language',
  'preferred_language',
  'postcode',
  'postal_code',
  'zip_code',
  'address',
  'name',
  'first_name',
  'last_name',
  'sex',
  'gender',
];
const forbidden = new Set(FORBIDDEN.map(plain));

/** Whether the thing a key names is forbidden: its last part, or all of it, however it is spelled. */
export function isForbiddenInput(key: string): boolean {
  const parts = key.split(/[.:/]/);
  return forbidden.has(plain(parts.at(-1) ?? '')) || forbidden.has(plain(key));
}

/**
 * Facts that serve one purpose only. Facts about children serve support for children: they may not make somebody a better or worse candidate
 * for anything else.
 * Trait → interventions that may follow from it.
 */
export const RESERVED_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['care.childcare', ['CHILDCARE_ARRANGEMENT', 'COACH_CALL']],
  // Which course in Dutch fits comes near to where somebody is from: it chooses the course, and nothing else.
  ['language.course_route', ['LANGUAGE_COURSE', 'LITERACY_SCREENING', 'COACH_CALL']],
]);

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}
