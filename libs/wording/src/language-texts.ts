import { DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { LANGUAGE_FILES } from './shipped-texts.js';

/** What a client can read, as it lies in files: the questions, the pages behind the link, the messages, the pages with what a coach shares. */
export const TEXT_PARTS = ['items', 'answering', 'templates', 'sharing'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

export interface TextPair {
  /** `start.title`, within its part. */
  key: string;
  dutch: string;
  /** null: missing, so that it is Dutch. */
  theirs: string | null;
}

type Tree = { [key: string]: string | Tree };

/** A language has the plurals that it has: Arabic has six where Dutch has two. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text of a language beside the Dutch one, in the order of the Dutch files: for whoever reviews a translation. */
export function textsBesideDutch(language: ClientLanguage): { part: TextPart; texts: TextPair[] }[] {
  return TEXT_PARTS.map((part) => {
    const dutch = flatten(LANGUAGE_FILES[DEFAULT_LANGUAGE].files[part] ?? {});
    const theirs = flatten(LANGUAGE_FILES[language].files[part] ?? {});
    return { part, texts: [...dutch].flatMap(([key, text]) => pairs(key, text, dutch, theirs)) };
  });
}

/** A Dutch text with theirs; behind the last plural of Dutch the plurals that only they have. */
function pairs(key: string, text: string, dutch: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): TextPair[] {
  const base = key.replace(PLURAL, '');
  const own = theirs.get(key) ?? (base === key ? undefined : theirs.get(`${base}_other`));
  const pair = { key, dutch: text, theirs: own?.trim() ? own : null };
  if (key !== `${base}_other`) return [pair];
  const others = [...theirs].filter(([name]) => PLURAL.test(name) && name.replace(PLURAL, '') === base && !dutch.has(name));
  return [pair, ...others.map(([name, other]) => ({ key: name, dutch: text, theirs: other }))];
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${prefix}${key}`, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}
