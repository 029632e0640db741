import { Injectable } from '@nestjs/common';
import { CLIENT_LANGUAGES, ConflictError, InvalidInputError, PROJECT_ROOT, type ClientLanguage } from '#libs/platform';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { CrisisWords, problemsWithWords, wordsOf } from './domain/crisis-words.js';

export interface CrisisWordList {
  language: ClientLanguage;
  /** 0: the list that comes with the product. */
  version: number;
  words: readonly string[];
  /** Name of who saved it; null: the product. */
  savedBy: string | null;
  savedAt: Temporal.Instant | null;
}

/** The lists that come with the product: plain words, one file a language. */
export const STANDARD_WORDS = Object.fromEntries(
  CLIENT_LANGUAGES.map((language) => [
    language,
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, `libs/inbox/crisis-words/${language}.json`), 'utf8')) as readonly string[],
  ]),
) as Record<ClientLanguage, readonly string[]>;

/** The lists of words that may mean danger: which they are, and who changed them when. A version never changes. */
@Injectable()
export class CrisisWordsService {
  /** Made from the lists with these versions: making it costs more than asking for the versions. */
  private current: { versions: string; words: CrisisWords } | null = null;

  /** The lists of all languages as one question: somebody in danger writes in any of them, whatever the language on file. */
  async all(tx: EntityManager): Promise<CrisisWords> {
    const rows = (await tx.query(`select language, max(version) as version from crisis_word_list group by language order by language`)) as {
      language: string;
      version: number;
    }[];
    const versions = JSON.stringify(rows);
    if (this.current?.versions !== versions) {
      const lists = await this.lists(tx);
      this.current = { versions, words: new CrisisWords(lists.flatMap(({ words }) => words)) };
    }
    return this.current.words;
  }

  /** The list of every language as it is now. */
  async lists(tx: EntityManager): Promise<CrisisWordList[]> {
    const rows = await this.read(
      tx,
      `where version = (select max(version) from crisis_word_list latest where latest.language = list.language)`,
      [],
    );
    return CLIENT_LANGUAGES.map((language) => rows.find((list) => list.language === language) ?? standard(language));
  }

  /** Every version of one language, the latest first; the one that comes with the product last. */
  async versions(tx: EntityManager, language: ClientLanguage): Promise<CrisisWordList[]> {
    return [...(await this.read(tx, `where list.language = $1 order by version desc`, [language])), standard(language)];
  }

  /**
   * A new version of a list.
   * @param words one word or phrase a line, as typed. @param basedOn the version that was on the screen
   * @returns the version it became
   * @throws InvalidInputError (field `words`), ConflictError when somebody else saved one in the meantime
   */
  async save(
    tx: EntityManager,
    { language, words: text, basedOn, staffId }: { language: ClientLanguage; words: string; basedOn: number; staffId: string },
    now: Temporal.Instant,
  ): Promise<number> {
    const words = wordsOf(text);
    const problems = problemsWithWords(words);
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    const [saved] = (await tx.query(
      `insert into crisis_word_list (language, version, words, saved_by, saved_at)
       select $1, $2::int + 1, $3, $4, $5 where $2 = coalesce((select max(version) from crisis_word_list where language = $1), 0)
       on conflict (language, version) do nothing returning version`,
      [language, basedOn, words, staffId, now],
    )) as { version: number }[];
    if (!saved) throw new ConflictError('this list was changed in the meantime');
    return saved.version;
  }

  /** Back to the list that comes with the product, as a new version. @returns the version it became @throws ConflictError */
  async restore(
    tx: EntityManager,
    { language, basedOn, staffId }: { language: ClientLanguage; basedOn: number; staffId: string },
    now: Temporal.Instant,
  ): Promise<number> {
    return this.save(tx, { language, words: STANDARD_WORDS[language].join('\n'), basedOn, staffId }, now);
  }

  private async read(tx: EntityManager, which: string, parameters: unknown[]): Promise<CrisisWordList[]> {
    const rows = (await tx.query(
      `select list.language, list.version, list.words, staff.name as "savedBy", list.saved_at as "savedAt"
         from crisis_word_list list left join staff on staff.id = list.saved_by ${which}`,
      parameters,
    )) as (Omit<CrisisWordList, 'savedAt'> & { savedAt: Date })[];
    return rows.map((row) => ({ ...row, savedAt: row.savedAt.toTemporalInstant() }));
  }
}

function standard(language: ClientLanguage): CrisisWordList {
  return { language, version: 0, words: STANDARD_WORDS[language], savedBy: null, savedAt: null };
}
