import type { Language } from '#libs/platform';
import { wordingIn } from '#libs/platform';
import { findTrait, TRAITS } from '#libs/profiles';
import type { Item, QuestionnaireDefinition } from '#libs/questionnaires';
import { texts } from '../http/views.js';
import { JOINTS, MOST_RULES, RULE_KINDS, type ConditionFields, type RuleFields, type RuleKind } from './condition.form.js';
import { conditionInWords, itemInWords, nameOf } from './condition-words.js';
import type { FieldMaker } from './form-fields.js';

/** The rules of a question, as pick lists over the questions before it and over what can be known of somebody. */
export function conditionFields(
  { joint, rules }: ConditionFields,
  before: Item | null,
  definition: QuestionnaireDefinition,
  make: FieldMaker,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.condition.${key}`, values);
  const kept = before?.showWhen;
  const isDeep = joint === 'zo' && kept !== undefined;
  const place = before === null ? definition.items.length : definition.items.findIndex(({ key }) => key === before.key);
  const earlier = definition.items.slice(0, place);
  return {
    ...make.about('als'),
    sentence: kept === undefined ? null : conditionInWords(kept, definition, language),
    joints: JOINTS.filter((each) => each !== 'zo' || isDeep).map((value) => ({
      value,
      label: say(`joint.${value}`),
      isChosen: value === joint,
    })),
    rules: rules.map((rule, index) => ruleFields(rule, index + 1)),
    adding:
      rules.length >= MOST_RULES
        ? null
        : {
            ...make.choice({ name: 'als-nieuw', label: say('add-over'), value: '', options: [] }),
            items: earlier.map((item, index) => ({ value: `item:${item.key}`, label: `${index + 1}. ${itemInWords(item, language)}` })),
            traits: TRAITS.map(({ key, label }) => ({ value: `trait:${key}`, label: label[language] })),
          },
  };

  function ruleFields(rule: RuleFields, number: number) {
    const values = valuesOf(rule);
    // Of words and dates only whether they were given can be asked; of what has no list, from and until.
    const kinds = RULE_KINDS.filter((kind) =>
      kind === 'is' ? values.length > 0 : kind === 'van-tot' ? isNumeric(rule) : rule.of === 'item',
    );
    const chosen: RuleKind = kinds.includes(rule.kind) ? rule.kind : (kinds[0] ?? 'answered');
    return {
      number,
      over: `${rule.of}:${rule.key}`,
      name: nameOf(rule, definition, language),
      kinds: kinds.map((value) => ({
        value,
        label: say(`kind.${value}`),
        isChosen: value === chosen,
        isList: value === 'is',
        isRange: value === 'van-tot',
      })),
      values: values.map((value) => ({ ...value, isChosen: rule.is.includes(value.value) })),
      valuesError: make.about(`als-${number}-is`),
      from: make.field({ name: `als-${number}-van`, label: say('from-label'), value: rule.from, size: 'number' }),
      to: make.field({ name: `als-${number}-tot`, label: say('to-label'), value: rule.to, size: 'number' }),
      ...make.about(`als-${number}-hoe`),
      remove: say('remove', { number }),
    };
  }

  function valuesOf({ of, key }: RuleFields): { value: string; label: string }[] {
    if (of === 'trait') {
      const levels = findTrait(key)?.levels ?? [];
      return levels.length > MOST_LISTED ? [] : levels.map(({ value, label }) => ({ value: String(value), label: label[language] }));
    }
    const options = definition.items.find((item) => item.key === key)?.options ?? [];
    return options.flatMap(({ value, label }) =>
      value === null ? [] : [{ value: String(value), label: wordingIn(label, language) || String(value) }],
    );
  }

  function isNumeric({ of, key }: RuleFields): boolean {
    if (of === 'trait') return findTrait(key)?.better !== null;
    const kind = definition.items.find((item) => item.key === key)?.kind;
    return kind === 'scale' || kind === 'number' || kind === 'choice';
  }
}

/** A longer list is a row of numbers, of which one says from and until. */
const MOST_LISTED = 12;
