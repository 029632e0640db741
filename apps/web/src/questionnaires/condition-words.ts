import { wordingIn, type Language } from '#libs/platform';
import { findTrait, levelOf } from '#libs/profiles';
import type { Condition, Item, QuestionnaireDefinition } from '#libs/questionnaires';
import { texts } from '../http/views.js';
import { partsOf, type Leaf } from './condition.form.js';

type Items = Pick<QuestionnaireDefinition, 'items'>;

/** `‘Heeft u schulden?’ is ‘Ja’ of ‘Soms’, en Vervoer (bekend) is van 1 tot en met 2`: a condition as somebody would say it. */
export function conditionInWords(condition: Condition, definition: Items, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.condition.${key}`, values);
  if ('of' in condition) return leafInWords(condition);
  const [joint, parts] = partsOf(condition);
  const type = joint === 'any' ? 'disjunction' : 'conjunction';
  const inner = parts.map((part) => ('of' in part ? leafInWords(part) : `(${conditionInWords(part, definition, language)})`));
  const list = new Intl.ListFormat(language, { type }).format(inner);
  return joint === 'none' ? say('none-of', { list: new Intl.ListFormat(language, { type: 'disjunction' }).format(inner) }) : list;

  function leafInWords(leaf: Leaf): string {
    const what = nameOf(leaf, definition, language);
    if ('state' in leaf) return say(`state.${leaf.state}`, { what });
    if ('is' in leaf) {
      const values = leaf.is.map((value) => say('quoted', { text: valueInWords(leaf, value, definition, language) }));
      return say('is', { what, values: new Intl.ListFormat(language, { type: 'disjunction' }).format(values) });
    }
    const [from, to] = [leaf.from, leaf.to];
    if (from !== undefined && to !== undefined) return say('between', { what, from, to });
    return from === undefined ? say('until', { what, to: to ?? '' }) : say('from', { what, from });
  }
}

/** A question by its words, a trait by its name. */
export function nameOf({ of, key }: Pick<Leaf, 'of' | 'key'>, { items }: Items, language: Language): string {
  if (of === 'trait') return texts.text(language, 'questionnaires.condition.known', { name: findTrait(key)?.label[language] ?? key });
  const item = items.find((each) => each.key === key);
  return texts.text(language, 'questionnaires.condition.quoted', { text: item ? itemInWords(item, language) : key });
}

/** The words of a question; its key as long as it has none. */
export function itemInWords(item: Pick<Item, 'key' | 'wording'>, language: Language): string {
  return wordingIn(item.wording, language) || item.wording.nl || item.key;
}

function valueInWords({ of, key }: Leaf, value: number, { items }: Items, language: Language): string {
  if (of === 'trait') return levelOf(key, value)?.label[language] ?? String(value);
  const option = items.find((each) => each.key === key)?.options.find((each) => each.value === value);
  return option ? wordingIn(option.label, language) || String(value) : String(value);
}
