import { CLIENT_LANGUAGES, DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLIENT_TEXTS } from './client-texts.js';
import type { TemplateChannel, TemplateKey, TemplateText } from './domain/templates.js';

type Tree = { [key: string]: string | Tree };
interface LanguageFiles {
  name: string;
  status: 'reviewed' | 'draft';
  /** SHA-256 over every file of the folder: another text is another hash. */
  hash: string;
  files: Record<string, Tree>;
}

/** Read once. */
export const LANGUAGE_FILES = Object.fromEntries(CLIENT_LANGUAGES.map((language) => [language, readLanguage(language)])) as Record<
  ClientLanguage,
  LanguageFiles
>;

/** `items.json` of a language: what is asked, as the client reads it. Empty when nobody has translated it yet. */
export const itemTexts = Object.fromEntries(
  CLIENT_LANGUAGES.map((language) => [language, LANGUAGE_FILES[language].files['items'] ?? {}]),
) as Readonly<Record<ClientLanguage, Tree>>;

/** The text that comes with the product; null where this language has none yet. */
export function shippedText({ purpose, channel, language, form }: TemplateKey): TemplateText | null {
  const files = LANGUAGE_FILES[language as ClientLanguage].files;
  const read = (file: string) => readTemplate(files[file]?.[purpose], channel);
  const base = read('templates');
  if (form === 'u') return isComplete(base) ? base : null;
  const other = read('templates-je');
  const text = { subject: other.subject ?? base.subject, body: other.body ?? base.body };
  return isComplete(text) ? text : null;
}

export type TemplatePart = 'stop_by_reply' | 'stop_by_link' | 'stop_by_coach' | 'button' | 'bare_link';

/** What the product itself puts into a message: how to stop, and the words around a button. */
export function shippedPart(part: TemplatePart, language: ClientLanguage, form: TemplateKey['form']): string {
  const of = (from: ClientLanguage, file: string) => (LANGUAGE_FILES[from].files[file]?.['parts'] as Tree | undefined)?.[part];
  const text = (form === 'je' && of(language, 'templates-je')) || of(language, 'templates') || of(DEFAULT_LANGUAGE, 'templates');
  return text as string;
}

/** The keys that Dutch has and this language misses, as `file.key.deeper`. */
export function missingIn(language: ClientLanguage): string[] {
  const { files } = LANGUAGE_FILES[language];
  return Object.entries(LANGUAGE_FILES[DEFAULT_LANGUAGE].files)
    .filter(([file]) => file !== 'templates-je')
    .flatMap(([file, texts]) => keysMissing(texts, files[file] ?? {}, file));
}

function keysMissing(dutch: Tree, theirs: Tree, prefix: string): string[] {
  return Object.entries(dutch).flatMap(([key, text]) => {
    const given = theirs[key] ?? theirs[`${key.replace(PLURAL, '')}_other`];
    if (typeof text !== 'string') return keysMissing(text, typeof given === 'object' ? given : {}, `${prefix}.${key}`);
    return typeof given === 'string' && given.trim() !== '' ? [] : [`${prefix}.${key}`];
  });
}

/** A language has the plurals that it has: Turkish may do with one where Dutch has two, and Arabic has six. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

function readTemplate(texts: string | Tree | undefined, channel: TemplateChannel): { subject: string | null; body: string | null } {
  const text = typeof texts === 'object' ? texts[channel] : undefined;
  if (typeof text === 'string') return { subject: null, body: text };
  return { subject: (text?.['subject'] as string | undefined) ?? null, body: (text?.['body'] as string | undefined) ?? null };
}

function isComplete(text: { subject: string | null; body: string | null }): text is TemplateText {
  return text.body !== null;
}

function readLanguage(language: ClientLanguage): LanguageFiles {
  const folder = path.join(CLIENT_TEXTS, language);
  const hash = createHash('sha256');
  const files: Record<string, Tree> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    hash.update(`${file}\0${text}\0`);
    files[path.basename(file, '.json')] = JSON.parse(text) as Tree;
  }
  const { name, status } = files['language'] as unknown as Pick<LanguageFiles, 'name' | 'status'>;
  delete files['language'];
  return { name, status, hash: hash.digest('hex'), files };
}
