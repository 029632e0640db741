import { directionOf, isClientLanguage, wordingIn, type Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import type { Condition, Difference, DifferenceValue, Feed, Item, QuestionnaireDefinition } from '#libs/questionnaires';
import { textDifference } from '../http/text-difference.js';
import { texts } from '../http/views.js';
import { languageName } from '../templates/languages.page.js';
import { conditionInWords, itemInWords } from './condition-words.js';

/**
 * Differences as they are read: by question, words with what went and what came where it was, everything else as from and to.
 * @param definitions where questions are looked up by their key: the newest first
 */
export function differencesInWords(
  differences: readonly Difference[],
  definitions: readonly QuestionnaireDefinition[],
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.difference.${key}`, values);
  const groups = new Map<string | null, Difference[]>();
  for (const difference of differences) groups.set(difference.item, [...(groups.get(difference.item) ?? []), difference]);
  return [...groups].map(([key, own]) => ({
    title: key === null ? say('whole') : titleOf(key),
    changes: own.map(inWords),
  }));

  function inWords({ kind, part, which, language: of, before, after }: Difference) {
    const name = [say(`part.${part}`), ...(which === null ? [] : [whichInWords(part, which)])].join(' ');
    const isText =
      kind === 'words' ||
      (typeof before === 'string' &&
        typeof after === 'string' &&
        part !== 'module' &&
        part !== 'trait' &&
        part !== 'section' &&
        part !== 'kind');
    return {
      what: say(`kind.${kind}`, { name, language: of === null ? '' : languageName(of, language) }),
      lang: of !== null && isClientLanguage(of) ? of : 'nl',
      dir: of !== null && isClientLanguage(of) ? directionOf(of) : 'ltr',
      parts: isText
        ? textDifference(textOf(before), textOf(after)).map(({ text, change }) => ({
            text,
            isRemoved: change === 'removed',
            isAdded: change === 'added',
          }))
        : [],
      sentence: isText ? null : sentenceOf(kind, part, before, after),
    };
  }

  function sentenceOf(kind: Difference['kind'], part: Difference['part'], before: DifferenceValue, after: DifferenceValue): string | null {
    if (kind === 'moved') return say('from-to', { before: before as number, after: after as number });
    // A question that came or went stands above already.
    if (part === 'item') return null;
    if (kind === 'added') return describe(part, after) || null;
    if (kind === 'removed') return describe(part, before) || null;
    return say('from-to', { before: describe(part, before) || say('nothing'), after: describe(part, after) || say('nothing') });
  }

  function whichInWords(part: Difference['part'], which: string): string {
    if (which === 'unknown') return say('unknown-option');
    return part === 'section' ? texts.text(language, 'questionnaires.condition.quoted', { text: sectionTitle(which) }) : which;
  }

  function sectionTitle(key: string): string {
    const section = definitions.flatMap(({ sections = [] }) => sections).find((each) => each.key === key);
    return section ? wordingIn(section.title, language) : key;
  }

  function describe(part: Difference['part'], value: DifferenceValue): string {
    if (value === null) return '';
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (part === 'showWhen') return conditionIn(value as Condition);
    if (part === 'feed') return say(`feed.${(value as Feed).how}`);
    if (part === 'module') return texts.text(language, `questionnaires.module.${value as string}.name`);
    if (part === 'trait') return findTrait(value as string)?.label[language] ?? (value as string);
    if (part === 'section' && typeof value === 'string') return sectionTitle(value);
    if (part === 'kind') return say(`item-kind.${value as string}`);
    if (typeof value !== 'object') return String(value);
    if ('wording' in value) return itemInWords(value as Item, language);
    if ('label' in value) return wordingIn((value as Item['options'][number]).label, language);
    if ('title' in value) return wordingIn((value as { title: Item['wording'] }).title, language);
    if ('ground' in value) {
      const { ground, article } = value as NonNullable<QuestionnaireDefinition['legalBasis']>;
      return `${texts.text(language, `questionnaires.ground.${ground}`)}: ${article}`;
    }
    if ('nl' in value) return wordingIn(value as Item['wording'], language);
    return plain(value);
  }

  function conditionIn(condition: Condition): string {
    const items = definitions.flatMap((definition) => definition.items);
    return conditionInWords(condition, { items }, language);
  }

  function titleOf(key: string): string {
    const item = definitions.flatMap((definition) => definition.items).find((each) => each.key === key);
    return item ? itemInWords(item, language) : key;
  }

  function textOf(value: DifferenceValue): string {
    return typeof value === 'string' ? value : '';
  }

  /** Bounds and the like: `min 0, max 16`. */
  function plain(value: object): string {
    return Object.entries(value)
      .map(([name, one]) => `${name} ${typeof one === 'object' && one !== null ? plain(one as object) : String(one)}`)
      .join(', ');
  }
}

export type DifferenceGroup = ReturnType<typeof differencesInWords>[number];
