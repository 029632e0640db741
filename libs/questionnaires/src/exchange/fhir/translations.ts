import { CLIENT_LANGUAGES, DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage, type Wording } from '#libs/platform';
import { type Element, type Extension, EXTENSIONS, extensionsOf } from './resources.js';

/** A text in Dutch, and beside it an element with its translations: `...inFhir('title', wording)` gives `title` and `_title`. */
export function inFhir<K extends string>(name: K, wording: Wording): Record<K, string> & Partial<Record<`_${K}`, Element>> {
  const translations = CLIENT_LANGUAGES.flatMap((language) => translationOf(language, wording));
  return {
    [name]: wording[DEFAULT_LANGUAGE],
    ...(translations.length > 0 && { [`_${name}`]: { extension: translations } }),
  } as Record<K, string> & Partial<Record<`_${K}`, Element>>;
}

function translationOf(language: ClientLanguage, wording: Wording): Extension[] {
  const content = wording[language];
  if (language === DEFAULT_LANGUAGE || !content) return [];
  return [
    {
      url: EXTENSIONS.translation,
      extension: [
        { url: 'lang', valueCode: language },
        { url: 'content', valueString: content },
      ],
    },
  ];
}

/**
 * The other way around. What is missing in Dutch or English is empty, so that a draft shows what is still to be written.
 * @param base the language of the file
 */
export function fromFhir(text: unknown, element: Element | undefined, base: ClientLanguage): { wording: Wording; strange: string[] } {
  const wording: Wording = { nl: '', en: '' };
  if (typeof text === 'string') wording[base] = text;
  const strange: string[] = [];
  for (const translation of extensionsOf(element, EXTENSIONS.translation)) {
    const lang = textIn(extensionsOf(translation, 'lang')[0]) ?? '?';
    const language = languageOf(lang);
    if (language) wording[language] = textIn(extensionsOf(translation, 'content')[0]) ?? '';
    else strange.push(lang);
  }
  return { wording, strange };
}

/** `nl-NL` is Dutch. null: a language that no client is spoken to in. */
export function languageOf(code: string): ClientLanguage | null {
  const [language] = code.toLowerCase().split('-');
  return isClientLanguage(language) ? language : null;
}

/** `content` may be a string or markdown. */
function textIn(extension: Extension | undefined): string | undefined {
  const values: (Extension & { valueMarkdown?: string }) | undefined = extension;
  const said: unknown = values?.valueCode ?? values?.valueString ?? values?.valueMarkdown;
  return typeof said === 'string' ? said : undefined;
}
