import { DEFAULT_LANGUAGE, PROJECT_ROOT, Texts, type Language } from '#libs/platform';
import path from 'node:path';
import type { Remark } from './imported.js';

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/questionnaires/messages'));

/** What is to be told about a file, as one sentence that begins with the place. */
export function tellRemark({ place, code, values }: Remark, language: Language): string {
  const said = texts.text(language, `exchange.${code}`, values);
  return place === '' ? said : `${capitalised(placeInWords(place, language))}: ${said}`;
}

/** @returns the same with its Dutch sentence */
export function told<T extends Remark>(remark: T): T & { sentence: string } {
  return { ...remark, sentence: tellRemark(remark, DEFAULT_LANGUAGE) };
}

/** `items[2].options[0].label.nl` as "vraag 3, antwoord 1, de tekst in het Nederlands"; what has no word keeps its name. */
function placeInWords(place: string, language: Language): string {
  return place
    .split('.')
    .map((part) => partInWords(part, language))
    .join(', ');
}

function partInWords(part: string, language: Language): string {
  const [, name = part, number] = /^([^[]+)\[(\d+)\]$/.exec(part) ?? [];
  const key = `exchange.place.${name}${number === undefined ? '' : '-nth'}`;
  if (!texts.has(language, key)) return number === undefined ? `"${name}"` : `"${name}" ${Number(number) + 1}`;
  return texts.text(language, key, { number: Number(number) + 1 });
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
