import { Injectable } from '@nestjs/common';
import { CLIENT_LANGUAGES, directionOf, InvalidInputError, isClientLanguage, type ClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { LANGUAGE_FILES, missingIn } from './shipped-texts.js';

export interface LanguageStatus {
  language: ClientLanguage;
  /** In the language itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Whether clients are spoken to in it: the product vouches for it, or somebody has reviewed these very texts. */
  isUsable: boolean;
  /** As it comes with the product: nobody has to review what is reviewed. */
  shipsReviewed: boolean;
  /** The latest review that was not withdrawn. */
  review: { reviewedBy: string; reviewedAt: Temporal.Instant; recordedBy: string | null } | null;
  /** The texts are others than those of that review: somebody is to look again. */
  hasChangedSince: boolean;
  /** The keys of texts that are Dutch for lack of a translation, as `file.key.deeper`. */
  missing: readonly string[];
}

/** In which languages clients can be spoken to: a fact about these texts, recorded by people. */
@Injectable()
export class LanguagesService {
  /** Every language of clients, in the order of the product. */
  async statuses(tx: EntityManager): Promise<LanguageStatus[]> {
    const reviews = await latestReviews(tx);
    return CLIENT_LANGUAGES.map((language) => {
      const { name, status, hash } = LANGUAGE_FILES[language];
      const { textsHash = null, ...review } = reviews.get(language) ?? {};
      const shipsReviewed = status === 'reviewed';
      return {
        language,
        name,
        direction: directionOf(language),
        isUsable: shipsReviewed || textsHash === hash,
        shipsReviewed,
        review: textsHash === null ? null : (review as NonNullable<LanguageStatus['review']>),
        hasChangedSince: textsHash !== null && textsHash !== hash,
        missing: missingIn(language),
      };
    });
  }

  /** The languages that clients may be spoken to in now. One statement on a few rows, asked every time: a withdrawal counts at once, in every process. */
  async reviewed(tx: EntityManager): Promise<ReadonlySet<ClientLanguage>> {
    const rows: { language: string; textsHash: string }[] = await tx.query(
      `select language, texts_hash as "textsHash" from language_review where withdrawn_at is null`,
    );
    return usableLanguages(rows);
  }

  /**
   * Records that somebody who reads the language has looked at its texts as they are now. Recorded twice, the first stays.
   * @throws InvalidInputError when there is no such language, it needs no review, or the name of who read it is missing
   */
  async review(
    tx: EntityManager,
    { language, reviewedBy, staffId }: { language: string; reviewedBy: string; staffId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    if (!isClientLanguage(language)) throw new InvalidInputError({ language: 'language-unknown' });
    if (LANGUAGE_FILES[language].status === 'reviewed') throw new InvalidInputError({ language: 'language-is-reviewed' });
    const name = reviewedBy.trim();
    if (name === '') throw new InvalidInputError({ reviewedBy: 'reviewer-missing' });
    if (name.length > 120) throw new InvalidInputError({ reviewedBy: 'reviewer-too-long' });
    await tx.query(
      `insert into language_review (language, texts_hash, reviewed_by, recorded_by, reviewed_at) values ($1, $2, $3, $4, $5)
       on conflict (language, texts_hash) where withdrawn_at is null do nothing`,
      [language, LANGUAGE_FILES[language].hash, name, staffId, now],
    );
  }

  /** Takes every review of a language back: from now on its clients get Dutch. */
  async withdraw(tx: EntityManager, { language, staffId }: { language: string; staffId: string }, now: Temporal.Instant): Promise<void> {
    await tx.query(`update language_review set withdrawn_at = $3, withdrawn_by = $2 where language = $1 and withdrawn_at is null`, [
      language,
      staffId,
      now,
    ]);
  }
}

/** What the product vouches for, and what somebody reviewed whose texts are still the same. */
export function usableLanguages(reviews: readonly { language: string; textsHash: string }[]): ReadonlySet<ClientLanguage> {
  return new Set(
    CLIENT_LANGUAGES.filter(
      (language) =>
        LANGUAGE_FILES[language].status === 'reviewed' ||
        reviews.some((review) => review.language === language && review.textsHash === LANGUAGE_FILES[language].hash),
    ),
  );
}

interface Review {
  textsHash: string;
  reviewedBy: string;
  reviewedAt: Temporal.Instant;
  recordedBy: string | null;
}

/** Of every language the review that counts: that of the texts as they are, else the latest. */
async function latestReviews(tx: EntityManager): Promise<Map<ClientLanguage, Review>> {
  const rows: (Omit<Review, 'reviewedAt'> & { language: ClientLanguage; reviewedAt: Date })[] = await tx.query(
    `select r.language, r.texts_hash as "textsHash", r.reviewed_by as "reviewedBy", r.reviewed_at as "reviewedAt", staff.name as "recordedBy"
       from language_review r left join staff on staff.id = r.recorded_by
      where r.withdrawn_at is null order by r.reviewed_at, r.id`,
  );
  const latest = new Map<ClientLanguage, Review>();
  for (const { language, ...row } of rows)
    if (latest.get(language)?.textsHash !== LANGUAGE_FILES[language]?.hash)
      latest.set(language, { ...row, reviewedAt: row.reviewedAt.toTemporalInstant() });
  return latest;
}
