import { DECISIONS_OF_THE_LAW, TYPE_LENGTHS, type Catalogue, type TypeProblem } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { TYPE_FIELDS, type TypeField, type TypeFields } from './type.form.js';

/** The form as it was filled in, with what is wrong with it. */
export interface TypeFormGiven {
  /** null: something new. */
  code: string | null;
  /** The version that whoever changes it has seen. */
  version: number;
  fields: TypeFields;
  problems: Partial<Record<TypeField, TypeProblem>>;
  /** Somebody else changed it meanwhile. */
  hasConflict: boolean;
  catalogue: Catalogue;
}

const APPROACHES = ['barrier_first', 'work_first'] as const;
/** Each in Dutch and English, side by side. */
const PAIRS = [
  { key: 'naam', rows: 1 },
  { key: 'uitleg', rows: 3 },
  { key: 'voorwie', rows: 3 },
  { key: 'nietvoor', rows: 3 },
] as const;

/** Exactly what the form of one kind of help prints. */
export function typeFormPage({ code, version, fields, problems, hasConflict, catalogue }: TypeFormGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.form.${key}`, values);
  const name = code === null ? null : (catalogue.find(code)?.name[language] ?? code);
  const isOfTheLaw = code !== null && DECISIONS_OF_THE_LAW.has(code);
  return {
    title: name === null ? say('title-new') : say('title-change', { name }),
    action: code === null ? '/beheer/aanbod/nieuw' : `/beheer/aanbod/${code}/wijzigen`,
    back: code === null ? '/beheer/aanbod' : `/beheer/aanbod/${code}`,
    version,
    conflict: hasConflict ? say('conflict') : null,
    problems: (Object.keys(TYPE_FIELDS) as TypeField[]).flatMap((each) => {
      const problem = problems[each];
      return problem ? [{ href: `#${targetOf(each)}`, text: `${nameOf(each)}: ${wordsOf(problem)}` }] : [];
    }),
    pairs: PAIRS.map(({ key, rows }) => ({
      legend: say(`${key}.legend`),
      hint: say(`${key}.hint`),
      id: key,
      texts: (['nl', 'en'] as const).map((of) => ({
        ...field(`${key}${of}`, `in-${of}`),
        hintId: `${key}-hint`,
        lang: of,
        isLong: rows > 1,
        rows,
      })),
    })),
    field: {
      uitvoerder: field('uitvoerder'),
      weken: field('weken'),
      plekken: field('plekken'),
      herhaling: field('herhaling'),
      toelichting: field('toelichting'),
    },
    approaches: APPROACHES.map((value) => ({
      value,
      label: say(`approach.${value}`),
      isChosen: fields.aanpak === value,
      isFirst: value === APPROACHES[0],
    })),
    approachError: errorOf('aanpak'),
    first: catalogue.offered
      .filter((type) => type.code !== code && !DECISIONS_OF_THE_LAW.has(type.code))
      .map((type) => ({ value: type.code, label: type.name[language], isChosen: fields.eerst.includes(type.code) })),
    firstError: errorOf('eerst'),
    isFirstOpen: fields.eerst.length > 0 || Boolean(problems.eerst),
    isOffered: fields.aangeboden === 'ja',
    isForRules: fields.regels === 'ja',
    rulesError: errorOf('regels'),
    neverForRules: isOfTheLaw ? say('never-for-rules') : null,
  };

  function field(key: Exclude<TypeField, 'eerst'>, label = `field.${key}`) {
    return { name: key, label: say(label), value: fields[key], error: errorOf(key) };
  }

  /** `Korte uitleg (Engels)`: what is said on top stands far from its field. */
  function nameOf(each: TypeField): string {
    const [, pair, of] = /^(naam|uitleg|voorwie|nietvoor)(nl|en)$/.exec(each) ?? [];
    return pair
      ? texts.text(language, 'interventions.one.field-in', { field: say(`${pair}.legend`), language: say(`in-${of}`) })
      : say(`field.${each}`);
  }

  function errorOf(at: TypeField): string | null {
    const problem = problems[at];
    return problem ? wordsOf(problem) : null;
  }

  function wordsOf({ key, found }: TypeProblem): string {
    return texts.text(language, `interventions.${key}`, { word: found ?? '', ...TYPE_LENGTHS });
  }
}

/** Where the summary of errors leads: a group of choices is entered by its first. */
function targetOf(field: TypeField): string {
  if (field === 'aanpak') return `aanpak-${APPROACHES[0]}`;
  return field === 'eerst' ? 'eerst-kop' : field;
}
