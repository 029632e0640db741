import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import { ruleInWords, type RuleWriting } from '#libs/rules';
import { texts } from '../http/views.js';
import { fieldMaker, summaryOf, type FieldMaker, type RemarksByField } from '../questionnaires/form-fields.js';
import { conditionPage, subjectsOf } from './condition.page.js';
import { nodesOf } from './condition.form.js';
import { EFFECT_KINDS, MOST_EFFECTS, STRENGTHS, type EffectFields } from './effect.form.js';
import type { RuleChangeGroup } from './rule-difference.js';
import { ruleHead } from './rule-head.js';
import { LONGEST_TEXT, TEXT_NAMES, type RuleFields, type TextName } from './rule.form.js';
import type { RuleSeen } from './rule-viewing.service.js';

export interface EditPageGiven {
  seen: RuleSeen;
  fields: RuleFields;
  /** What the fields say, for the sentence. */
  definition: RuleWriting;
  revision: number;
  said: RemarksByField;
  /** The form could not be kept. */
  isRefused: boolean;
  /** What somebody else made of it meanwhile. */
  conflict: { groups: RuleChangeGroup[] } | null;
  done: string | null;
}

/** The editor of a rule: a sentence out of pick lists, with what is wrong beside each part of it. */
export function editPage({ seen, fields, definition, revision, said, isRefused, conflict, done }: EditPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const { draft, catalogue } = seen;
  const make = fieldMaker(said, language);
  const head = ruleHead(seen, 'edit', language);
  const action = `${head.base}/wijzigen`;
  const problems = summaryOf(said);
  const english = TEXT_NAMES.map((name) => wordField(name, 'en'));
  const missing = TEXT_NAMES.filter((name) => fields.texts[name].nl.trim() !== '' && fields.texts[name].en.trim() === '').length;
  return {
    ...head,
    revision,
    action,
    pageTitle: say('edit.title', { name: head.name }),
    done,
    conflict: conflict && { text: say('conflict.text'), groups: conflict.groups },
    returned: draft.returnedNote,
    problems,
    isRefused,
    problemsTitle: say(isRefused ? 'form.problems' : 'to-do', { count: problems.length }),
    texts: {
      first: [wordField('titel', 'nl'), wordField('voorwie', 'nl')],
      explaining: [wordField('uitleg', 'nl'), wordField('klant', 'nl')],
      english,
      isEnglishOpen: english.some(({ errors }) => errors.length > 0),
      englishState: missing === 0 ? say('edit.english-complete') : say('edit.english-missing', { count: missing }),
    },
    condition: conditionPage(fields.when, make, catalogue, action, language),
    sentence: sentenceOf(definition, catalogue, language),
    effects: effectsPage(fields.then, make, catalogue, action, language),
    wish: make.box('wens', say('edit.wish'), fields.isWish, say('edit.wish-hint')),
    placeholders: placeholdersOf(fields, language),
    from: make.field({
      name: 'vanaf',
      label: say('edit.from'),
      value: fields.from,
      hint: say('edit.from-hint'),
      size: 'date',
      type: 'date',
    }),
    until: make.field({
      name: 'totenmet',
      label: say('edit.until'),
      value: fields.until,
      hint: say('edit.until-hint'),
      size: 'date',
      type: 'date',
    }),
    note: make.field({ name: 'toelichting', label: say('edit.note'), value: fields.note, rows: 3, hint: say('edit.note-hint') }),
  };

  function wordField(name: TextName, of: 'nl' | 'en') {
    return make.field({
      name: `${name}-${of}`,
      label: say(`text.${name}`) + (of === 'en' ? ` ${say('edit.in-english')}` : ''),
      value: fields.texts[name][of],
      hint: of === 'nl' ? say(`text.${name}-hint`) : null,
      ...(LONGEST_TEXT[name] > 200 && { rows: 3 }),
      lang: of,
    });
  }
}

/** The rule as a citizen reads it; of what cannot be read yet nothing. */
export function sentenceOf(definition: RuleWriting, catalogue: Catalogue, language: Language): { when: string; then: string[] } {
  try {
    return ruleInWords(definition, catalogue, language);
  } catch {
    return { when: texts.text(language, 'rules.edit.no-sentence'), then: [] };
  }
}

function effectsPage(effects: readonly EffectFields[], make: FieldMaker, catalogue: Catalogue, action: string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.effect.${key}`, values);
  const choose = { value: '', label: texts.text(language, 'rules.condition.choose') };
  const suggestible = catalogue.offered.filter((type) => type.suggestible);
  return {
    ...make.about('dan'),
    rows: effects.map(({ kind, intervention, strength, trait }, index) => {
      const id = `dan-${index + 1}`;
      const name = say('name', { number: index + 1 });
      const offered = suggestible.map((type) => ({ value: type.code, label: type.name[language] }));
      const kept =
        intervention === '' || offered.some(({ value }) => value === intervention)
          ? []
          : [{ value: intervention, label: catalogue.find(intervention)?.name[language] ?? intervention }];
      const button = (move: string, to: string) => ({
        value: `${move} ${id}`,
        action: `${action}#${to}`,
        label: say(`do.${move}`, { name }),
      });
      return {
        id,
        name,
        ...make.about(id),
        kind: make.choice({
          name: `${id}_soort`,
          label: say('kind-label'),
          value: kind,
          options: EFFECT_KINDS.map((value) => ({ value, label: say(`kind.${value}`) })),
        }),
        intervention: make.choice({
          name: `${id}_wat`,
          label: say('intervention'),
          value: intervention,
          options: [choose, ...offered, ...kept],
        }),
        strength: make.choice({
          name: `${id}_sterk`,
          label: say('strength-label'),
          value: strength,
          options: STRENGTHS.map((value) => ({ value, label: say(`strength.${value}`) })),
        }),
        trait: { name: `${id}_kenmerk`, label: say('trait'), groups: traitsOf(trait) },
        up: index > 0 ? button('omhoog', `dan-${index}`) : null,
        down: index < effects.length - 1 ? button('omlaag', `dan-${index + 2}`) : null,
        out: null,
        remove: button('weg', 'dan'),
      };
    }),
    adding: effects.length >= MOST_EFFECTS ? null : { value: 'erbij dan', action: `${action}#dan-${effects.length + 1}` },
  };

  function traitsOf(chosen: string) {
    return subjectsOf(catalogue, language).flatMap(({ label, options }) => {
      const traits = options.flatMap(({ value, label: name }) =>
        value.startsWith('trait:') ? [{ value: value.slice('trait:'.length), label: name, isChosen: value === `trait:${chosen}` }] : [],
      );
      return traits.length === 0 ? [] : [{ label, options: traits }];
    });
  }
}

/** What an explanation may fill in: the answers that the condition reads. */
function placeholdersOf({ when }: RuleFields, language: Language): { code: string; name: string }[] {
  const traits = nodesOf(when).flatMap(([, node]) => (node.node === 'line' && node.over.startsWith('trait:') ? [node.over.slice(6)] : []));
  return [...new Set(traits)].map((key) => ({ code: `{${key}}`, name: findTrait(key)?.label[language] ?? key }));
}
