import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import { MODULES, type Item, type ItemKind, type ModuleKey } from '#libs/questionnaires';
import { fieldsOfCondition, freshRule, MOST_RULES, readCondition, type ConditionFields } from './condition.form.js';
import { fieldsOfWording, textIn, wordsIn, type Sent, type WordFields } from './form-reading.js';

/** What a question looks like, as an administrator chooses it: faces are a choice with pictures. */
export const LOOKS = ['gezichten', 'keuze', 'cijfers', 'meer', 'janee', 'getal', 'datum', 'woorden'] as const;
export type Look = (typeof LOOKS)[number];
export const KIND_OF: Record<Look, ItemKind> = {
  gezichten: 'choice',
  keuze: 'choice',
  cijfers: 'scale',
  meer: 'several',
  janee: 'yes_no',
  getal: 'number',
  datum: 'date',
  woorden: 'text',
};
export const FEEDS = ['zoals', 'omgekeerd', 'tabel', 'aantal'] as const;
export type FeedChoice = (typeof FEEDS)[number];
/** As many as a list may have. */
export const MOST_OPTIONS = 20;
export const FACES = ['face-1', 'face-2', 'face-3', 'face-4', 'face-5'] as const;

export interface OptionFields {
  value: string;
  isUnknown: boolean;
  icon: string;
  label: WordFields;
  /** The value of the trait, where the feed is a table. */
  feedsAs: string;
}

/** A question as it stands in the form; everything that was typed, whether it can be read or not. */
export interface ItemFields {
  look: Look;
  wording: WordFields;
  help: WordFields;
  options: OptionFields[];
  scale: { from: string; until: string; low: WordFields; high: WordFields };
  number: { unit: WordFields; min: string; max: string };
  date: { from: string; until: string; fromToday: boolean; untilToday: boolean };
  length: string;
  trait: string;
  feed: FeedChoice;
  module: ModuleKey | '';
  sensitive: boolean;
  opens: boolean;
  section: string;
  condition: ConditionFields;
}

/** What the button that was pressed is for: only `bewaar` keeps anything. */
export type ItemAction =
  | { do: 'bewaar' | 'toon' | 'keuze-erbij' }
  | { do: 'keuze-weg' | 'keuze-omhoog' | 'keuze-omlaag' | 'als-weg'; index: number }
  | { do: 'als-erbij'; over: string };

/** The form as it was sent. */
export function readItem(sent: Sent): { fields: ItemFields; action: ItemAction } {
  const numbers = Array.from({ length: MOST_OPTIONS }, (_, index) => index + 1);
  const fields: ItemFields = {
    look: LOOKS.find((known) => known === textIn(sent, 'soort')) ?? 'keuze',
    wording: wordsIn(sent, 'vraag'),
    help: wordsIn(sent, 'uitleg'),
    options: numbers.filter((number) => `keuze-${number}-nl` in sent).map((number) => optionIn(sent, number)),
    scale: {
      from: textIn(sent, 'laagste', 12),
      until: textIn(sent, 'hoogste', 12),
      low: wordsIn(sent, 'begin'),
      high: wordsIn(sent, 'einde'),
    },
    number: { unit: wordsIn(sent, 'eenheid'), min: textIn(sent, 'minst', 12), max: textIn(sent, 'meest', 12) },
    date: {
      from: textIn(sent, 'vanaf', 12),
      until: textIn(sent, 'totenmet', 12),
      fromToday: 'vanaf-vandaag' in sent,
      untilToday: 'totenmet-vandaag' in sent,
    },
    length: textIn(sent, 'lengte', 12),
    trait: textIn(sent, 'kenmerk', 200),
    feed: FEEDS.find((known) => known === textIn(sent, 'telt')) ?? 'zoals',
    module: MODULES.find((known) => known === textIn(sent, 'module')) ?? '',
    sensitive: 'gevoelig' in sent,
    opens: 'opent' in sent,
    section: textIn(sent, 'onderdeel', 200),
    condition: readCondition(sent),
  };
  return { fields, action: actionIn(sent) };
}

/** The form after a row more or less; `bewaar` and `toon` leave it as it is, but for rows that its look cannot do without. */
export function carriedOut(fields: ItemFields, action: ItemAction): ItemFields {
  const shown = withRows(fields);
  const { options, condition } = shown;
  switch (action.do) {
    case 'keuze-erbij':
      return options.length >= MOST_OPTIONS ? shown : { ...shown, options: [...options, emptyOption(options)] };
    case 'keuze-weg':
      return { ...shown, options: options.filter((_, index) => index !== action.index) };
    case 'keuze-omhoog':
      return { ...shown, options: moved(options, action.index, action.index - 1) };
    case 'keuze-omlaag':
      return { ...shown, options: moved(options, action.index, action.index + 1) };
    case 'als-weg':
      return { ...shown, condition: { ...condition, rules: condition.rules.filter((_, index) => index !== action.index) } };
    case 'als-erbij': {
      const rule = condition.rules.length >= MOST_RULES ? null : freshRule(action.over);
      const joint = condition.joint === 'altijd' || condition.joint === 'zo' ? 'all' : condition.joint;
      return rule === null ? shown : { ...shown, condition: { joint, rules: [...condition.rules, rule] } };
    }
    default:
      return shown;
  }
}

/** The row at one place at another place; the same list when there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const row = list[from];
  return row === undefined || to < 0 || to >= list.length ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** An empty form for a new question of this look. */
export function newFields(look: Look): ItemFields {
  const empty = fieldsOfItem({ key: '', trait: null, kind: KIND_OF[look], wording: {} as Wording, options: [] });
  return withRows({ ...empty, look, scale: { ...empty.scale, from: '0', until: '10' }, length: '200' });
}

/** The form of a question that is there already. */
export function fieldsOfItem(item: Item): ItemFields {
  const { options, number, date, text, feed } = item;
  const table = feed?.how === 'map' ? feed.values : {};
  return {
    look: lookOf(item),
    wording: fieldsOfWording(item.wording),
    help: fieldsOfWording(item.help),
    options: options.map(({ value, label, state, icon }) => ({
      value: value === null ? '' : String(value),
      isUnknown: state === 'unknown',
      icon: icon ?? '',
      label: fieldsOfWording(label),
      feedsAs: String(table[String(value)] ?? ''),
    })),
    scale: {
      from: String(options[0]?.value ?? ''),
      until: String(options.at(-1)?.value ?? ''),
      low: endOf(options[0]),
      high: endOf(options.at(-1)),
    },
    number: { unit: fieldsOfWording(number?.unit), min: String(number?.min ?? ''), max: String(number?.max ?? '') },
    date: {
      from: date?.from === 'today' ? '' : (date?.from ?? ''),
      until: date?.until === 'today' ? '' : (date?.until ?? ''),
      fromToday: date?.from === 'today',
      untilToday: date?.until === 'today',
    },
    length: String(text?.maxLength ?? ''),
    trait: item.trait ?? '',
    feed: feed === undefined ? 'zoals' : feed.how === 'map' ? 'tabel' : feed.how === 'reverse' ? 'omgekeerd' : 'aantal',
    module: item.module ?? '',
    sensitive: item.sensitive === true,
    opens: item.opens === true,
    section: item.section ?? '',
    condition: fieldsOfCondition(item.showWhen),
  };
}

export function lookOf({ kind, options }: Pick<Item, 'kind' | 'options'>): Look {
  if (kind === 'choice') return options.some(({ icon }) => icon?.startsWith('face-')) ? 'gezichten' : 'keuze';
  return LOOKS.find((look) => look !== 'gezichten' && KIND_OF[look] === kind) ?? 'keuze';
}

export function hasRows(look: Look): boolean {
  return look === 'gezichten' || look === 'keuze' || look === 'meer' || look === 'janee';
}

/** A list has two answers at least, yes or no exactly two, and five faces are what people know. */
function withRows(fields: ItemFields): ItemFields {
  if (!hasRows(fields.look)) return fields;
  const least = fields.look === 'gezichten' ? 5 : 2;
  let options = fields.look === 'janee' ? fields.options.slice(0, 2) : fields.options;
  // Only a list without any words is filled up: who takes a row away means it.
  if (options.length < 2) options = filledUp(options, least);
  if (fields.look === 'gezichten')
    options = options.map((option) =>
      option.icon || !FACES.includes(`face-${option.value}` as 'face-1') ? option : { ...option, icon: `face-${option.value}` },
    );
  return { ...fields, options };
}

function filledUp(options: readonly OptionFields[], least: number): OptionFields[] {
  const filled = [...options];
  while (filled.length < least) filled.push(emptyOption(filled));
  return filled;
}

function emptyOption(options: readonly OptionFields[]): OptionFields {
  const highest = Math.max(0, ...options.map(({ value }) => Number(value) || 0));
  return { value: String(highest + 1), isUnknown: false, icon: '', label: fieldsOfWording(), feedsAs: '' };
}

function optionIn(sent: Sent, number: number): OptionFields {
  return {
    value: textIn(sent, `keuze-${number}-waarde`, 12),
    isUnknown: `keuze-${number}-weetniet` in sent,
    icon: FACES.find((face) => face === textIn(sent, `keuze-${number}-gezicht`)) ?? '',
    label: wordsIn(sent, `keuze-${number}`),
    feedsAs: textIn(sent, `keuze-${number}-telt`, 12),
  };
}

/** The words at an end of a row of numbers; a number alone is no words. */
function endOf(option: Item['options'][number] | undefined): WordFields {
  const words = fieldsOfWording(option?.label);
  for (const language of CLIENT_LANGUAGES) if (words[language] === String(option?.value)) words[language] = '';
  return words;
}

function actionIn(sent: Sent): ItemAction {
  const action = textIn(sent, 'actie', 100);
  const [, does, number] = /^(keuze-weg|keuze-omhoog|keuze-omlaag|als-weg)-(\d{1,2})$/.exec(action) ?? [];
  if (does !== undefined) return { do: does as 'als-weg', index: Number(number) - 1 };
  if (action === 'als-erbij') return { do: 'als-erbij', over: textIn(sent, 'als-nieuw', 200) };
  return { do: action === 'toon' || action === 'keuze-erbij' ? action : 'bewaar' };
}
