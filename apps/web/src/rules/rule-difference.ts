import type { Catalogue } from '#libs/interventions';
import { localDate, type Language, type Wording } from '#libs/platform';
import { conditionInWords, effectInWords, type RuleWriting } from '#libs/rules';
import { isDeepStrictEqual } from 'node:util';
import { formatDate } from '../http/dates.js';
import { textDifference } from '../http/text-difference.js';
import { texts } from '../http/views.js';

export interface RuleChange {
  what: string;
  lang: string;
  dir: string;
  parts: { text: string; isRemoved: boolean; isAdded: boolean }[];
  sentence: string | null;
}

export interface RuleChangeGroup {
  title: string;
  changes: RuleChange[];
}

const TEXT_PARTS = ['title', 'forWhom', 'explanation', 'clientExplanation'] as const;

/** What is different between two writings of a rule, in words: what it asks, what follows, what it says, and since when. */
export function ruleDifference(before: RuleWriting, after: RuleWriting, catalogue: Catalogue, language: Language): RuleChangeGroup[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.difference.${key}`, values);
  return [
    { title: say('meaning'), changes: [...whenChanges(), ...thenChanges(), ...wishChanges()] },
    { title: say('texts'), changes: TEXT_PARTS.flatMap((part) => [...textChanges(part, 'nl'), ...textChanges(part, 'en')]) },
    { title: say('validity'), changes: dayChanges() },
  ].filter(({ changes }) => changes.length > 0);

  function whenChanges(): RuleChange[] {
    if (isDeepStrictEqual(before.when, after.when)) return [];
    const [was, becomes] = [before.when, after.when].map((when) => conditionInWords(when, catalogue, language)) as [string, string];
    // The same sentence for what was joined otherwise (a group of one): nobody has to decide about that.
    return was === becomes ? [] : [words('when', language, was, becomes)];
  }

  function thenChanges(): RuleChange[] {
    const [was, becomes] = [before.then, after.then].map((then) => then.map((effect) => effectInWords(effect, catalogue, language)));
    const gone = (was ?? []).filter((sentence) => !becomes?.includes(sentence)).map((sentence) => plain('gone', sentence));
    const came = (becomes ?? []).filter((sentence) => !was?.includes(sentence)).map((sentence) => plain('came', sentence));
    const isMoved = gone.length + came.length === 0 && !isDeepStrictEqual(was, becomes);
    return [...gone, ...came, ...(isMoved ? [plain('order', (becomes ?? []).join(' '))] : [])];
  }

  function wishChanges(): RuleChange[] {
    if ((before.wish === true) === (after.wish === true)) return [];
    return [plain('wish', say(after.wish === true ? 'is-wish' : 'no-wish'))];
  }

  function textChanges(part: (typeof TEXT_PARTS)[number], of: 'nl' | 'en'): RuleChange[] {
    const [was, becomes] = [textOf(before[part], of), textOf(after[part], of)];
    return was === becomes ? [] : [words(of === 'nl' ? part : `${part}-en`, of, was, becomes)];
  }

  function dayChanges(): RuleChange[] {
    return (['validFrom', 'validUntil'] as const).flatMap((part) => {
      const [was, becomes] = [dayOf(before[part]), dayOf(after[part])];
      return was === becomes ? [] : [plain(part, say('from-to', { before: was ?? say('nothing'), after: becomes ?? say('nothing') }))];
    });
  }

  function dayOf(moment: string | null | undefined): string | null {
    return moment ? formatDate(language, localDate(Temporal.Instant.from(moment))) : null;
  }

  function words(key: string, lang: string, was: string, becomes: string): RuleChange {
    const parts = textDifference(was, becomes).map(({ text, change }) => ({
      text,
      isRemoved: change === 'removed',
      isAdded: change === 'added',
    }));
    return { what: say(`part.${key}`), lang, dir: 'ltr', parts, sentence: null };
  }

  function plain(key: string, sentence: string): RuleChange {
    return { what: say(`part.${key}`), lang: language, dir: 'ltr', parts: [], sentence };
  }
}

function textOf(wording: Partial<Wording> | undefined, of: 'nl' | 'en'): string {
  return wording?.[of] ?? '';
}
