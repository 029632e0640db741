import i18next, { type i18n } from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'nl';

/** The languages that clients can be spoken to in; whether the texts of one are good enough to use is another question (`#libs/wording`). */
export const CLIENT_LANGUAGES = ['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'so'] as const;
export type ClientLanguage = (typeof CLIENT_LANGUAGES)[number];

/** One text in every language the product speaks, and in what other languages of clients there is one. */
export type Wording = Record<Language, string> & Partial<Record<ClientLanguage, string>>;

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

export function isClientLanguage(value: unknown): value is ClientLanguage {
  return CLIENT_LANGUAGES.includes(value as ClientLanguage);
}

/** The text in a client's language; in Dutch when there is none in theirs. */
export function wordingIn(wording: Wording, language: ClientLanguage): string {
  return wording[language] ?? wording[DEFAULT_LANGUAGE];
}

/** How a language is written, for `dir`. */
export function directionOf(language: ClientLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The texts of a face: `<folder>/<language>/<namespace>.json`, asked for as `namespace.key.deeper`. */
export class Texts<L extends ClientLanguage = Language> {
  private readonly i18n: i18n;

  /** @param folder absolute; every file in its language folders is read once, now. @param languages that there are folders of */
  constructor(folder: string, languages: readonly L[] = LANGUAGES as readonly ClientLanguage[] as readonly L[]) {
    this.i18n = i18next.createInstance();
    void this.i18n.init({
      lng: DEFAULT_LANGUAGE,
      fallbackLng: DEFAULT_LANGUAGE,
      initAsync: false,
      interpolation: { escapeValue: false },
      returnNull: false,
      defaultNS: 'texts',
      resources: Object.fromEntries(languages.map((language) => [language, { texts: readLanguage(path.join(folder, language)) }])),
    });
  }

  /**
   * The text of a key, with `{{values}}` filled in and plurals by `count` (`key_one`, `key_other`).
   * @throws Error when no language has the key: a missing text is a defect, not something to show
   */
  text(language: L, key: string, values: Record<string, unknown> = {}): string {
    if (!this.i18n.exists(key, { lng: language, ...values })) throw new Error(`no text for "${key}"`);
    return this.i18n.t(key, { lng: language, ...values });
  }

  has(language: L, key: string): boolean {
    return this.i18n.exists(key, { lng: language, fallbackLng: [] });
  }
}

function readLanguage(folder: string): Record<string, unknown> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown]),
  );
}
