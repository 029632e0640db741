import type { Language } from '#libs/platform';

/** `Arabisch`: a language in the words of the reader. What no country knows is shown as it is kept. */
export function languageName(code: string, language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code;
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
