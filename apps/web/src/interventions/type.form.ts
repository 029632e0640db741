import type { InterventionType, TypeProblem, TypeText } from '#libs/interventions';

/** The fields of the form, as they are named in it, and where each stands in a type. */
export const TYPE_FIELDS = {
  naamnl: 'name.nl',
  naamen: 'name.en',
  uitlegnl: 'summary.nl',
  uitlegen: 'summary.en',
  voorwienl: 'forWhom.nl',
  voorwieen: 'forWhom.en',
  nietvoornl: 'notFor.nl',
  nietvooren: 'notFor.en',
  uitvoerder: 'provider',
  weken: 'durationWeeks',
  plekken: 'places',
  aanpak: 'approach',
  eerst: 'firstDo',
  herhaling: 'repeatAfterDays',
  regels: 'suggestible',
  aangeboden: 'isOffered',
  toelichting: 'note',
} as const;
export type TypeField = keyof typeof TYPE_FIELDS;
const NAMES = Object.keys(TYPE_FIELDS) as TypeField[];

/** As it stands in the form: text, also of numbers, so that what cannot be read comes back as it was typed. */
export type TypeFields = Record<Exclude<TypeField, 'eerst'>, string> & { eerst: string[] };

/** What was sent; what was not, or in a way that no browser does, is empty. A box that is not ticked is not sent at all. */
export function readTypeFields(body: unknown): TypeFields {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 2000) : '');
  const first = Array.isArray(sent['eerst']) ? sent['eerst'] : [sent['eerst']];
  return {
    ...(Object.fromEntries(NAMES.map((field) => [field, text(sent[field])])) as Record<Exclude<TypeField, 'eerst'>, string>),
    eerst: first.map(text).filter((code) => code !== ''),
  };
}

/** The form of what is there already. */
export function fieldsOfType(type: TypeText): TypeFields {
  return {
    naamnl: type.name.nl,
    naamen: type.name.en,
    uitlegnl: type.summary.nl,
    uitlegen: type.summary.en,
    voorwienl: type.forWhom.nl,
    voorwieen: type.forWhom.en,
    nietvoornl: type.notFor.nl,
    nietvooren: type.notFor.en,
    uitvoerder: type.provider ?? '',
    weken: type.durationWeeks === null ? '' : String(type.durationWeeks),
    plekken: type.places === null ? '' : String(type.places),
    aanpak: type.approach,
    eerst: [...type.firstDo],
    herhaling: String(type.repeatAfterDays),
    regels: type.suggestible ? 'ja' : '',
    aangeboden: type.isOffered ? 'ja' : '',
    toelichting: '',
  };
}

/** Something new as most are: offered, for rules as well, not again within three months. */
export const NEW_TYPE: TypeFields = {
  ...(Object.fromEntries(NAMES.map((field) => [field, ''])) as Record<Exclude<TypeField, 'eerst'>, string>),
  eerst: [],
  aanpak: 'barrier_first',
  herhaling: '90',
  regels: 'ja',
  aangeboden: 'ja',
};

/** What the form asks for. A number that is none becomes NaN, which no type accepts: its error is that of the type. */
export function typeOf(fields: TypeFields): TypeText {
  const number = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : NaN);
  const numberOrNone = (text: string) => (text.trim() === '' ? null : number(text));
  return {
    name: { nl: fields.naamnl, en: fields.naamen },
    summary: { nl: fields.uitlegnl, en: fields.uitlegen },
    forWhom: { nl: fields.voorwienl, en: fields.voorwieen },
    notFor: { nl: fields.nietvoornl, en: fields.nietvooren },
    provider: fields.uitvoerder.trim() === '' ? null : fields.uitvoerder,
    durationWeeks: numberOrNone(fields.weken),
    places: numberOrNone(fields.plekken),
    approach: fields.aanpak as InterventionType['approach'],
    firstDo: fields.eerst,
    repeatAfterDays: number(fields.herhaling),
    suggestible: fields.regels === 'ja',
    isOffered: fields.aangeboden === 'ja',
  };
}

/** The problems of a type beside the fields of the form that they are about. */
export function problemsByField(problems: Record<string, TypeProblem>): Partial<Record<TypeField, TypeProblem>> {
  return Object.fromEntries(NAMES.flatMap((field) => (problems[TYPE_FIELDS[field]] ? [[field, problems[TYPE_FIELDS[field]]]] : [])));
}
