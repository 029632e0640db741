import { CLIENT_LANGUAGES, type ClientLanguage, type Wording } from '#libs/platform';
import type { Item, ItemOption, QuestionnaireDefinition } from './definition.js';
import { movesBetween } from './moves-between.js';

/** The parts of a questionnaire and of its items that can differ. */
export type DifferencePart = (typeof WORDS)[number] | (typeof SETTINGS)[number] | 'section' | 'item' | ItemPart;
type ItemPart = (typeof ITEM_WORDS)[number] | (typeof ITEM_SETTINGS)[number] | 'option' | 'icon' | 'unit';

/** A text, a number, a yes or no, or a piece of a definition as it stands there; null: nothing. */
export type DifferenceValue = string | number | boolean | object | null;

/** One thing that differs between two definitions, for a screen to put into words. */
export interface Difference {
  /** The item it is about; null: the questionnaire as a whole. */
  item: string | null;
  /** `words`: a text in a language; `setting`: anything else that has another value. */
  kind: 'added' | 'removed' | 'moved' | 'words' | 'setting';
  part: DifferencePart;
  /** Which option (`5`, `unknown`) or which section (its key), where the part has several. */
  which: string | null;
  /** Of `words`. */
  language: ClientLanguage | null;
  /** What it was; null: nothing. Of `moved`: its place, from 1. */
  before: DifferenceValue;
  after: DifferenceValue;
}

const WORDS = ['title', 'purpose', 'refusal', 'closing'] as const;
const SETTINGS = ['legalBasis', 'retentionMonths', 'maxItems', 'maxItemsPerMonth', 'source', 'scores'] as const;
const ITEM_WORDS = ['wording', 'help'] as const;
const ITEM_SETTINGS = ['kind', 'trait', 'feed', 'sensitive', 'module', 'opens', 'section', 'showWhen', 'number', 'date', 'text'] as const;

/**
 * Everything that differs, the questionnaire first and then its items: what went, then in the order of what is new. Empty exactly when both say
 * the same, whatever the order of their fields; their keys are not compared. Of what was reordered, as few as possible are told as moved.
 */
export function differenceBetween(before: QuestionnaireDefinition, after: QuestionnaireDefinition): Difference[] {
  const whole = differ(null);
  return [
    ...WORDS.flatMap((part) => whole.words(part, null, before[part], after[part])),
    ...SETTINGS.flatMap((part) => whole.setting(part, null, before[part], after[part])),
    ...whole.list(
      'section',
      before.sections ?? [],
      after.sections ?? [],
      ({ key }) => key,
      (key, old, now) => whole.words('section', key, old.title, now.title),
    ),
    ...itemsBetween(before.items, after.items),
  ];
}

function itemsBetween(before: readonly Item[], after: readonly Item[]): Difference[] {
  return differ(null)
    .list('item', before, after, ({ key }) => key, itemBetween)
    .map((difference) => (difference.part === 'item' ? { ...difference, item: difference.which, which: null } : difference));
}

function itemBetween(key: string, before: Item, after: Item): Difference[] {
  const its = differ(key);
  return [
    ...ITEM_WORDS.flatMap((part) => its.words(part, null, before[part], after[part])),
    ...its.list('option', before.options, after.options, nameOfOption, (which, old, now) => [
      ...its.words('option', which, old.label, now.label),
      ...its.setting('icon', which, old.icon, now.icon),
    ]),
    ...its.words('unit', null, before.number?.unit, after.number?.unit),
    ...ITEM_SETTINGS.flatMap((part) => its.setting(part, null, settingOf(before, part), settingOf(after, part))),
  ];
}

/** The unit of a number is words, and told as such. */
function settingOf(item: Item, part: (typeof ITEM_SETTINGS)[number]): DifferenceValue | undefined {
  return part === 'number' ? item.number && { min: item.number.min, max: item.number.max } : item[part];
}

function nameOfOption({ state, value }: ItemOption): string {
  return state ?? String(value);
}

/** Tells what differs about one item, or about the whole. */
function differ(item: string | null) {
  const told = (kind: Difference['kind'], part: DifferencePart, which: string | null, before: unknown, after: unknown): Difference => ({
    item,
    kind,
    part,
    which,
    language: null,
    before: before ?? null,
    after: after ?? null,
  });
  return {
    words: (part: DifferencePart, which: string | null, before?: Wording, after?: Wording): Difference[] =>
      CLIENT_LANGUAGES.filter((language) => (before?.[language] ?? null) !== (after?.[language] ?? null)).map((language) => ({
        ...told('words', part, which, before?.[language], after?.[language]),
        language,
      })),

    setting: (part: DifferencePart, which: string | null, before: unknown, after: unknown): Difference[] =>
      isSame(before, after) ? [] : [told('setting', part, which, before, after)],

    /** What went, came, moved, and what differs in what stayed. Two of the same name, which cannot be published, are told apart by their order. */
    list: <T extends object>(
      part: DifferencePart,
      before: readonly T[],
      after: readonly T[],
      nameOf: (one: T) => string,
      inside: (name: string, before: T, after: T) => Difference[],
    ): Difference[] => {
      const [old, now] = [named(before, nameOf), named(after, nameOf)];
      const moves = movesBetween([...old.keys()], [...now.keys()]);
      return [
        ...[...old].filter(([name]) => !now.has(name)).map(([name, one]) => told('removed', part, name, one, null)),
        ...[...now].flatMap(([name, one]) => {
          const was = old.get(name);
          if (!was) return [told('added', part, name, null, one)];
          const move = moves.get(name);
          return [...(move ? [told('moved', part, name, move.from, move.to)] : []), ...inside(name, was, one)];
        }),
      ];
    },
  };
}

function named<T>(list: readonly T[], nameOf: (one: T) => string): Map<string, T> {
  const byName = new Map<string, T>();
  for (const one of list) {
    let name = nameOf(one);
    while (byName.has(name)) name += '*';
    byName.set(name, one);
  }
  return byName;
}

/** Whether both say the same; fields in another order are the same, as they are to the database. */
export function isSame(before: unknown, after: unknown): boolean {
  return canonical(before) === canonical(after);
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
