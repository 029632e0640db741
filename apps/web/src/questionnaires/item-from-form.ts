import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import type { Feed, Item, ItemOption } from '#libs/questionnaires';
import { conditionOf } from './condition.form.js';
import { isWritten, wholeIn, wordingOf } from './form-reading.js';
import { hasRows, KIND_OF, type ItemFields } from './item.form.js';

/** More numbers than these in a row fit on no telephone. */
const LONGEST_SCALE = 11;
const LONGEST_KEY = 60;

/** What the form asks for, and what of it cannot be read, by the field of the form. */
export interface ReadItem {
  item: Item;
  problems: Record<string, string>;
}

/**
 * The question that was filled in. What the form has no place for (a deeper condition, a table over numbers) stays as it was.
 * @param before the question as it was; null: it is new
 * @param taken the keys of all other questions
 */
export function itemFrom(fields: ItemFields, before: Item | null, taken: readonly string[]): ReadItem {
  const problems: Record<string, string> = {};
  const kind = KIND_OF[fields.look];
  const { condition, problems: inCondition } = conditionOf(fields.condition, before?.showWhen);
  if (fields.wording.nl.trim() === '') problems['vraag-nl'] = 'words-needed';
  const trait = fields.trait === '' || kind === 'date' || kind === 'text' ? null : fields.trait;
  const options = optionsFrom(fields, before, problems);
  const feed = trait === null ? undefined : feedFrom(fields, before, problems);
  const item: Item = {
    key: before?.key ?? newKey(fields, taken),
    trait,
    kind,
    wording: wordingOf(fields.wording),
    ...(isWritten(fields.help) && { help: wordingOf(fields.help) }),
    ...(fields.sensitive && { sensitive: true }),
    ...(fields.module && { module: fields.module }),
    ...(fields.opens && { opens: true }),
    ...(fields.section && { section: fields.section }),
    ...(condition && { showWhen: condition }),
    ...(feed && { feed }),
    options,
    ...(kind === 'number' && { number: numberFrom(fields, problems) }),
    ...(kind === 'date' && dateFrom(fields, problems)),
    ...(kind === 'text' && { text: { maxLength: demandWhole(fields.length, 'lengte', problems) } }),
  };
  return { item, problems: { ...problems, ...inCondition } };
}

function optionsFrom(fields: ItemFields, before: Item | null, problems: Record<string, string>): ItemOption[] {
  if (fields.look === 'cijfers') return scaleFrom(fields, before, problems);
  if (!hasRows(fields.look)) return [];
  const seen = new Set<number>();
  return fields.options.map(({ value: typed, isUnknown, icon, label }, index): ItemOption => {
    const row = `keuze-${index + 1}`;
    if (label.nl.trim() === '') problems[`${row}-nl`] = 'words-needed';
    const words = wordingOf(label);
    if (isUnknown) return { value: null, state: 'unknown', label: words };
    const value = wholeIn(typed);
    if (value === null) problems[`${row}-waarde`] = 'number-needed';
    else if (seen.has(value)) problems[`${row}-waarde`] = 'value-twice';
    else seen.add(value);
    return { value, label: words, ...(fields.look === 'gezichten' && icon && { icon }) };
  });
}

function scaleFrom({ scale, wording }: ItemFields, before: Item | null, problems: Record<string, string>): ItemOption[] {
  const [from, until] = [wholeIn(scale.from), wholeIn(scale.until)];
  if (from === null) problems['laagste'] = 'number-needed';
  if (until === null) problems['hoogste'] = 'number-needed';
  if (from === null || until === null) return before?.options ?? [];
  const length = Math.abs(until - from) + 1;
  if (length < 2 || length > LONGEST_SCALE) {
    problems['hoogste'] = 'scale-length';
    return before?.options ?? [];
  }
  const step = until > from ? 1 : -1;
  return Array.from({ length }, (_, index) => {
    const value = from + index * step;
    const words = index === 0 ? scale.low : index === length - 1 ? scale.high : null;
    if (words && isWritten(words)) return { value, label: wordingOf(words) };
    const known = before?.options.find((option) => option.value === value)?.label;
    return { value, label: known?.nl === String(value) ? known : inEveryLanguageOf(wordingOf(wording), String(value)) };
  });
}

function feedFrom(fields: ItemFields, before: Item | null, problems: Record<string, string>): Feed | undefined {
  if (fields.feed === 'zoals') return undefined;
  if (fields.feed === 'omgekeerd') return { how: 'reverse' };
  if (fields.feed === 'aantal') return { how: 'count' };
  if (!hasRows(fields.look)) return before?.feed;
  const rows = fields.options.flatMap(({ value, isUnknown, feedsAs }, index) => {
    // An answer that says nothing of the trait is left empty.
    if (isUnknown || feedsAs.trim() === '') return [];
    const counted = wholeIn(feedsAs);
    if (counted === null) problems[`keuze-${index + 1}-telt`] = 'number-needed';
    return [[value.trim(), counted ?? 0] as const];
  });
  if (rows.length === 0) problems['telt'] = 'table-needed';
  return { how: 'map', values: Object.fromEntries(rows) };
}

function numberFrom({ number }: ItemFields, problems: Record<string, string>): NonNullable<Item['number']> {
  const min = demandWhole(number.min, 'minst', problems);
  const max = demandWhole(number.max, 'meest', problems);
  if (!problems['minst'] && !problems['meest'] && min >= max) problems['meest'] = 'ends-before-start';
  return { unit: wordingOf(number.unit), min, max };
}

function dateFrom({ date }: ItemFields, problems: Record<string, string>): Pick<Item, 'date'> {
  const from = date.fromToday ? 'today' : readDay(date.from, 'vanaf', problems);
  const until = date.untilToday ? 'today' : readDay(date.until, 'totenmet', problems);
  if (date.from && date.until && !date.fromToday && !date.untilToday && date.from > date.until) problems['totenmet'] = 'ends-before-start';
  return from || until ? { date: { ...(from && { from }), ...(until && { until }) } } : {};
}

function readDay(typed: string, field: string, problems: Record<string, string>): string | null {
  if (typed.trim() === '') return null;
  try {
    return Temporal.PlainDate.from(typed.trim(), { overflow: 'reject' }).toString();
  } catch {
    problems[field] = 'date-needed';
    return null;
  }
}

function demandWhole(typed: string, field: string, problems: Record<string, string>): number {
  const value = wholeIn(typed);
  if (value === null) problems[field] = 'number-needed';
  return value ?? 0;
}

/** By its trait, as in our own bank; else by its words. Answers are kept by it, so it never changes afterwards. */
function newKey({ trait, wording }: ItemFields, taken: readonly string[]): string {
  const words = wording.nl
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_KEY)
    .replaceAll(/^-+|-+$/g, '');
  const base = trait !== '' && !taken.includes(trait) ? trait : words || 'vraag';
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function inEveryLanguageOf(wording: Wording, text: string): Wording {
  return Object.fromEntries(CLIENT_LANGUAGES.filter((language) => wording[language]).map((language) => [language, text])) as Wording;
}
