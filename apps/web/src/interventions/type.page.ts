import type { OfferStanding } from '#libs/insight';
import { isForLots, type Catalogue, type InterventionType, type TypeVersion } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { NOBODY, placesInWords, type CatalogueDone } from './catalogue.page.js';

export interface TypePageGiven {
  type: InterventionType;
  catalogue: Catalogue;
  standing: OfferStanding | undefined;
  versions: readonly TypeVersion[];
  done: CatalogueDone | null;
}

/** Exactly what the page of one kind of help prints: how it is now, and every version with who, when and why. */
export function typePage({ type, catalogue, standing, versions, done }: TypePageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.one.${key}`, values);
  return {
    code: type.code,
    name: type.name[language],
    done: done ? say(`done.${done}`) : null,
    summary: type.summary[language],
    badge: { kind: type.isOffered ? 'on' : 'ended', text: say(type.isOffered ? 'offered' : 'not-offered') },
    isForRules: type.suggestible,
    change: `/beheer/aanbod/${type.code}/wijzigen`,
    draw: isForLots({ places: type.places, taken: standing?.taken ?? 0 }, standing?.waiting ?? 0)
      ? `/beheer/aanbod/${type.code}/loting`
      : null,
    facts: factsOf(type, catalogue, language, standing ?? NOBODY).map(({ label, value }) => ({ term: label, text: value })),
    versions: versions.map((each, index) => versionInWords(each, versions[index + 1] ?? null, catalogue, language)),
  };
}

/** What an office decided about it, in words; nothing written is said to be so. */
export function factsOf(
  type: InterventionType,
  catalogue: Catalogue,
  language: Language,
  standing?: Pick<OfferStanding, 'taken' | 'waiting'>,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.fact.${key}`, values);
  const first = type.firstDo.map((code) => catalogue.find(code)?.name[language] ?? code);
  return [
    { label: say('for-whom'), value: type.forWhom[language] || say('nothing-written') },
    { label: say('not-for'), value: type.notFor[language] || say('nothing-written') },
    { label: say('first'), value: first.length === 0 ? say('nothing-first') : first.join(', ') },
    { label: say('provider'), value: type.provider ?? texts.text(language, 'interventions.list.by-coach') },
    { label: say('duration'), value: durationInWords(type, language) },
    { label: say('places'), value: placesInWords(type, standing, language) },
    { label: say('approach'), value: texts.text(language, `interventions.form.approach.${type.approach}`) },
    { label: say('repeat'), value: say('repeat-after', { count: type.repeatAfterDays }) },
    { label: say('rules'), value: say(type.suggestible ? 'rules-may' : 'rules-may-not') },
  ];
}

export function durationInWords({ durationWeeks }: Pick<InterventionType, 'durationWeeks'>, language: Language): string {
  return durationWeeks === null
    ? texts.text(language, 'interventions.fact.no-duration')
    : texts.text(language, 'interventions.fact.weeks', { count: durationWeeks });
}

function versionInWords(
  { version, definition, note, changedBy, changedAt }: TypeVersion,
  before: TypeVersion | null,
  catalogue: Catalogue,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.one.${key}`, values);
  return {
    name: say('version', { version }),
    by: changedBy === null ? say('from-product') : say('changed', { by: changedBy, at: formatMoment(language, changedAt) }),
    note,
    changes: before === null ? [] : changesBetween(before.definition, definition, catalogue, language),
  };
}

/** Field by field what it was and what it became, in the language of the screen and in the other one. */
function changesBetween(before: InterventionType, after: InterventionType, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.${key}`, values);
  const worded = (['name', 'summary', 'forWhom', 'notFor'] as const).flatMap((field) =>
    (['nl', 'en'] as const).map((of) => ({
      label: say('one.field-in', { field: say(`one.field.${field}`), language: say(`form.in-${of}`) }),
      was: before[field][of],
      is: after[field][of],
    })),
  );
  const facts = factsOf(before, catalogue, language).map(({ label, value }, index) => ({
    label,
    was: value,
    is: factsOf(after, catalogue, language)[index]?.value ?? '',
  }));
  const offered = (type: InterventionType) => say(type.isOffered ? 'one.offered' : 'one.not-offered');
  return [
    ...worded,
    // What is written is told above already, in both languages.
    ...facts.slice(2),
    { label: say('one.field.offered'), was: offered(before), is: offered(after) },
  ]
    .filter(({ was, is }) => was !== is)
    .map(({ label, was, is }) => ({ label, was: was || say('one.empty'), is: is || say('one.empty') }));
}
