import { directionOf, type Language } from '#libs/platform';
import { findTrait, TRAITS } from '#libs/profiles';
import { MODULES, type Difference, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { conditionFields } from './condition.page.js';
import { itemInWords } from './condition-words.js';
import { differencesInWords } from './difference-words.js';
import { fieldMaker, summaryOf, wordsInLanguages, type FieldMaker, type RemarksByField, type WordsGiven } from './form-fields.js';
import { draftHead } from './draft-head.js';
import { FACES, FEEDS, hasRows, KIND_OF, LOOKS, MOST_OPTIONS, type FeedChoice, type ItemFields } from './item.form.js';
import type { DraftSeen } from './draft-viewing.service.js';

export interface ItemPageGiven {
  seen: DraftSeen;
  /** The question as it was when the form was first shown; null: it is new. */
  before: Item | null;
  fields: ItemFields;
  /** Goes along with saving. */
  revision: number;
  said: RemarksByField;
  /** Somebody else saved in between: what they changed of this question. */
  conflict: { changes: Difference[]; isGone: boolean } | null;
  done: string | null;
}

/** Exactly what the form of a question prints. */
export function itemPage(given: ItemPageGiven, language: Language) {
  const { seen, before, fields, revision, said, conflict, done } = given;
  const { definition } = seen.draft;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const make = fieldMaker(said, language);
  const base = `/beheer/vragenlijsten/${definition.key}`;
  const dependants = before === null ? [] : dependantsOf(before.key, definition);
  return {
    ...draftHead(seen, 'items', language),
    pageTitle:
      before === null
        ? say('item.title-new')
        : say('item.title', { number: definition.items.findIndex(({ key }) => key === before.key) + 1 }),
    action: before === null ? `${base}/nieuwe-vraag` : `${base}/vragen/${encodeURIComponent(before.key)}`,
    back: before === null ? base : `${base}#vraag-${before.key}`,
    revision,
    before: before === null ? '' : JSON.stringify(before),
    done,
    problems: summaryOf(said, (field) => targetOf(field, fields)),
    conflict: conflict && conflictInWords(conflict, seen, definition, language),
    look: make.choice({
      name: 'soort',
      label: say('item.look'),
      value: fields.look,
      hint: say(`look.${fields.look}-hint`),
      options: LOOKS.map((look) => ({ value: look, label: say(`look.${look}`) })),
    }),
    words: wordsInLanguages(make, wordsOf(fields, language), language),
    rows: hasRows(fields.look) ? rowsOf(fields, make, language) : null,
    scale:
      fields.look !== 'cijfers'
        ? null
        : {
            from: make.field({ name: 'laagste', label: say('item.lowest'), value: fields.scale.from, size: 'number' }),
            until: make.field({ name: 'hoogste', label: say('item.highest'), value: fields.scale.until, size: 'number' }),
          },
    number:
      fields.look !== 'getal'
        ? null
        : {
            min: make.field({ name: 'minst', label: say('item.least'), value: fields.number.min, size: 'number' }),
            max: make.field({ name: 'meest', label: say('item.most'), value: fields.number.max, size: 'number' }),
          },
    date:
      fields.look !== 'datum'
        ? null
        : {
            from: make.field({ name: 'vanaf', label: say('item.earliest'), value: fields.date.from, size: 'date', type: 'date' }),
            fromToday: make.box('vanaf-vandaag', say('item.from-today'), fields.date.fromToday),
            until: make.field({ name: 'totenmet', label: say('item.latest'), value: fields.date.until, size: 'date', type: 'date' }),
            untilToday: make.box('totenmet-vandaag', say('item.until-today'), fields.date.untilToday),
          },
    text:
      fields.look !== 'woorden'
        ? null
        : {
            length: make.field({
              name: 'lengte',
              label: say('item.length'),
              value: fields.length,
              size: 'number',
              hint: say('item.length-hint'),
            }),
          },
    hasOwn: ['cijfers', 'getal', 'datum', 'woorden'].includes(fields.look),
    feeds: feedsOf(fields, make, language),
    module: make.choice({
      name: 'module',
      label: say('item.module'),
      value: fields.module,
      hint: say('item.module-hint'),
      options: [
        { value: '', label: say('item.module-none') },
        ...MODULES.map((module) => ({ value: module, label: say(`module.${module}.name`) })),
      ],
    }),
    section:
      (definition.sections ?? []).length === 0
        ? null
        : make.choice({
            name: 'onderdeel',
            label: say('item.section'),
            value: fields.section,
            options: [
              { value: '', label: say('item.section-none') },
              ...(definition.sections ?? []).map(({ key, title }) => ({ value: key, label: title[language] ?? title.nl })),
            ],
          }),
    sensitive: make.box('gevoelig', say('item.sensitive'), fields.sensitive, say('item.sensitive-hint')),
    opens: make.box('opent', say('item.opens'), fields.opens, say('item.opens-hint')),
    condition: conditionFields(fields.condition, before, definition, make, language),
    remove:
      before === null
        ? null
        : {
            action: `${base}/vragen/${encodeURIComponent(before.key)}/weg`,
            dependants: dependants.map((item) => itemInWords(item, language)),
            explanation:
              dependants.length === 0 ? say('item.remove-explanation') : say('item.remove-dependants', { count: dependants.length }),
          },
  };
}

/** The questions whose condition is over this one. */
export function dependantsOf(key: string, { items }: Pick<QuestionnaireDefinition, 'items'>): Item[] {
  return items.filter(({ showWhen }) => JSON.stringify(showWhen ?? null).includes(`"of":"item","key":${JSON.stringify(key)}`));
}

function conflictInWords(
  { changes, isGone }: NonNullable<ItemPageGiven['conflict']>,
  { draft }: DraftSeen,
  definition: QuestionnaireDefinition,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const who = draft.changedBy ?? say('somebody');
  const when = draft.changedAt ? formatMoment(language, draft.changedAt) : '';
  return {
    title: say('conflict.title', { who, when }),
    text: say(isGone ? 'conflict.gone' : changes.length === 0 ? 'conflict.elsewhere' : 'conflict.here'),
    changes: differencesInWords(changes, [definition], language).flatMap((group) => group.changes),
  };
}

/** Everything in the form that has words, in the order in which it is read. */
function wordsOf(fields: ItemFields, language: Language): WordsGiven[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  return [
    { name: 'vraag', label: say('item.question'), words: fields.wording, rows: 2 },
    { name: 'uitleg', label: say('item.help'), words: fields.help, rows: 2, hint: say('item.help-hint') },
    ...(hasRows(fields.look)
      ? fields.options.map(({ label }, index) => ({
          name: `keuze-${index + 1}`,
          label: say('item.option', { number: index + 1 }),
          words: label,
        }))
      : []),
    ...(fields.look === 'cijfers'
      ? [
          { name: 'begin', label: say('item.low'), words: fields.scale.low },
          { name: 'einde', label: say('item.high'), words: fields.scale.high },
        ]
      : []),
    ...(fields.look === 'getal'
      ? [{ name: 'eenheid', label: say('item.unit'), words: fields.number.unit, hint: say('item.unit-hint') }]
      : []),
  ];
}

function rowsOf({ look, options, feed, trait }: ItemFields, make: FieldMaker, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const isFixed = look === 'janee';
  return {
    // For what is wrong with the list as a whole.
    ...make.about('keuzes'),
    canAdd: !isFixed && options.length < MOST_OPTIONS,
    isFixed,
    rows: options.map(({ value, isUnknown, icon, label, feedsAs }, index) => {
      const number = index + 1;
      return {
        number,
        legend: say('item.option', { number }),
        label: make.field({
          name: `keuze-${number}-nl`,
          label: say('item.option-label', { number }),
          value: label.nl,
          lang: 'nl',
          dir: directionOf('nl'),
        }),
        value: make.field({ name: `keuze-${number}-waarde`, label: say('item.value'), value, size: 'number' }),
        unknown: isFixed || look === 'gezichten' ? null : make.box(`keuze-${number}-weetniet`, say('item.is-unknown'), isUnknown),
        face:
          look !== 'gezichten'
            ? null
            : make.choice({
                name: `keuze-${number}-gezicht`,
                label: say('item.face'),
                value: icon,
                options: [{ value: '', label: say('item.no-face') }, ...FACES.map((face) => ({ value: face, label: say(`face.${face}`) }))],
              }),
        feedsAs:
          feed === 'tabel' && trait !== '' && !isUnknown
            ? make.choice({
                name: `keuze-${number}-telt`,
                label: say('item.feeds-as'),
                value: feedsAs,
                options: levelsOf(trait, feedsAs, language),
              })
            : null,
        remove: say('item.remove-option', { number }),
        up: index === 0 || isFixed ? null : say('item.option-up', { number }),
        down: index === options.length - 1 || isFixed ? null : say('item.option-down', { number }),
        canRemove: !isFixed,
      };
    }),
  };
}

/** What can become of an answer, for a question of this look. */
function feedsOf({ look, trait, feed }: ItemFields, make: FieldMaker, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const kind = KIND_OF[look];
  if (kind === 'date' || kind === 'text') return null;
  const possible: FeedChoice[] =
    kind === 'several' ? ['aantal'] : hasRows(look) || feed === 'tabel' ? ['zoals', 'omgekeerd', 'tabel'] : ['zoals', 'omgekeerd'];
  const known = findTrait(trait);
  return {
    trait: make.choice({
      name: 'kenmerk',
      label: say('item.trait'),
      value: trait,
      hint: say('item.trait-hint'),
      options: [
        { value: '', label: say('item.trait-none') },
        ...TRAITS.map(({ key, label }) => ({ value: key, label: label[language] })),
        // A key that is no longer registered stays visible, with its problem beside it.
        ...(trait !== '' && known === null ? [{ value: trait, label: trait }] : []),
      ],
    }),
    purpose: known && known.purpose[language],
    levels:
      (known?.levels ?? []).length > 12
        ? []
        : (known?.levels ?? []).map(({ value, label }) => ({ value: String(value), label: label[language] })),
    choices: possible.map((value) => ({ value, label: say(`feed.${value}`), isChosen: value === feed || possible.length === 1 })),
    ...make.about('telt'),
    isOpen: FEEDS.includes(feed),
  };
}

function levelsOf(trait: string, value: string, language: Language) {
  const levels = (findTrait(trait)?.levels ?? []).map((level) => ({
    value: String(level.value),
    label: `${level.value}: ${level.label[language]}`,
  }));
  const isOffScale = value !== '' && levels.every((level) => level.value !== value);
  return [
    { value: '', label: texts.text(language, 'questionnaires.item.feeds-nothing') },
    ...levels,
    ...(isOffScale ? [{ value, label: value }] : []),
  ];
}

/** A group of choices is entered by its first; a field that this look has not, by the question. */
function targetOf(field: string, { look, condition }: ItemFields): string {
  if (field === 'als') return 'als-altijd';
  if (field === 'keuzes') return 'keuze-1-nl';
  if (field === 'telt') return KIND_OF[look] === 'several' ? 'telt-aantal' : 'telt-zoals';
  const [, number] = /^als-(\d+)-is$/.exec(field) ?? [];
  return number !== undefined && condition.rules[Number(number) - 1] ? `als-${number}-over` : field;
}
