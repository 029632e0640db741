import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIGURATION, DEFAULT_LANGUAGE, InvalidInputError, isClientLanguage, isLanguage, type Configuration } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { problemsWithTemplate, type TemplateToCheck } from './domain/check-template.js';
import { parseText, type ParsedText } from './domain/parse-template.js';
import { canBeAnswered } from './domain/sender.js';
import { isTemplatePurpose, keyOf, rulesOf, type TemplateKey, type TemplateText } from './domain/templates.js';
import { usableLanguages } from './languages.service.js';
import { TemplateBook, type BookOptions } from './template-book.js';

/** What is asked to become the text of a message. */
export interface NewTemplate extends TemplateKey, TemplateText {
  /** Who reads this language and looked at it; not needed for Dutch and English. */
  reviewedBy: string | null;
  staffId: string;
}

export interface TemplateVersion extends TemplateKey {
  version: number;
  /** null: back to the text that comes with the product. */
  text: TemplateText | null;
  reviewedBy: string | null;
  /** The name of who published it. */
  publishedBy: string | null;
  publishedAt: Temporal.Instant;
}

/** The texts of messages as data: what administrators publish takes the place of what comes with the product. */
@Injectable()
export class TemplatesService {
  private readonly log = new Logger('wording');
  /** The texts of an edition, and the books of it by the reviews that stand. Versions never change, so the same edition is the same texts. */
  private edition: { name: string; published: ReadonlyMap<string, ParsedText>; books: Map<string, TemplateBook> } | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /** How messages are written here: with u or je, and whether an SMS can be answered. */
  get options(): BookOptions {
    const { twilio, twilio2, addressForm } = this.configuration;
    return { form: addressForm, canReply: canBeAnswered(twilio?.from, twilio2?.from) };
  }

  /**
   * The words that count now: one small statement, and more only after something was published. It asks for the number of versions and the last
   * one, for choosing the newest of each text took 4 ms where 20 texts had 20 versions, and this 0.2 (a bare statement: 0.1).
   */
  async book(tx: EntityManager): Promise<TemplateBook> {
    const [{ name, reviews }] = (await tx.query(EDITION)) as [{ name: string; reviews: Review[] }];
    if (this.edition?.name !== name) this.edition = { name, published: await this.readPublished(tx), books: new Map() };
    const { published, books } = this.edition;
    const reviewed = usableLanguages(reviews);
    const known = [...reviewed].join(' ');
    let book = books.get(known);
    if (!book) books.set(known, (book = new TemplateBook(published, reviewed, this.options, (sentence) => this.log.error(sentence))));
    return book;
  }

  /**
   * Publishes a text: from now on messages of this kind are written so. Published twice at once, both are there and the later one counts; the
   * text that is in force already makes no version.
   * @returns the number of the version that counts
   * @throws InvalidInputError with the first problem of each field (`problemsWithTemplate` names them all), or `reviewedBy`
   */
  async publish(tx: EntityManager, { reviewedBy, staffId, ...given }: NewTemplate, now: Temporal.Instant): Promise<number> {
    const template = { ...given, ...tidyText(given) };
    const reader = reviewedBy?.trim() || null;
    refuseWrong(template, reader, this.options);
    const newest = await this.lockNewest(tx, template);
    if (newest && newest.body === template.body && newest.subject === template.subject && newest.reviewedBy === reader)
      return newest.version;
    return this.insert(tx, template, { ...template, reviewedBy: reader, staffId }, newest, now);
  }

  /** Back to the text that comes with the product. @returns the number of the version that says so; null when nothing was published */
  async restore(tx: EntityManager, key: TemplateKey, { staffId }: { staffId: string }, now: Temporal.Instant): Promise<number | null> {
    const newest = await this.lockNewest(tx, key);
    if (!newest || newest.body === null) return newest?.version ?? null;
    return this.insert(tx, key, { subject: null, body: null, reviewedBy: null, staffId }, newest, now);
  }

  /** Every version of a text that was ever published, the newest first. */
  async versions(tx: EntityManager, { purpose, channel, language, form }: TemplateKey): Promise<TemplateVersion[]> {
    const rows: VersionRow[] = await tx.query(
      `${VERSIONS} where purpose = $1 and channel = $2 and language = $3 and form = $4 order by version desc`,
      [purpose, channel, language, form],
    );
    return rows.map(versionOf);
  }

  /** The newest version of each text that was ever published; one whose `text` is null was taken back. */
  async newestVersions(tx: EntityManager): Promise<TemplateVersion[]> {
    const rows: VersionRow[] = await tx.query(
      `${VERSIONS} where (purpose, channel, language, form, version) in
         (select purpose, channel, language, form, max(version) from message_template group by purpose, channel, language, form)
        order by purpose, channel, language, form`,
    );
    return rows.map(versionOf);
  }

  /** One publication of a text at a time: each gets the next number. */
  private async lockNewest(tx: EntityManager, key: TemplateKey): Promise<Newest | null> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`message_template ${keyOf(key)}`]);
    const rows: Newest[] = await tx.query(
      `select version, subject, body, reviewed_by as "reviewedBy" from message_template
        where purpose = $1 and channel = $2 and language = $3 and form = $4 order by version desc limit 1`,
      [key.purpose, key.channel, key.language, key.form],
    );
    return rows[0] ?? null;
  }

  private async insert(
    tx: EntityManager,
    { purpose, channel, language, form }: TemplateKey,
    text: { subject: string | null; body: string | null; reviewedBy: string | null; staffId: string },
    newest: Newest | null,
    now: Temporal.Instant,
  ): Promise<number> {
    const version = (newest?.version ?? 0) + 1;
    await tx.query(
      `insert into message_template (purpose, channel, language, form, version, subject, body, reviewed_by, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [purpose, channel, language, form, version, text.subject, text.body, text.reviewedBy, text.staffId, now],
    );
    return version;
  }

  /** A text that cannot be read any more must not hold up the messages beside it: the text of the product takes its place, and the log says so. */
  private async readPublished(tx: EntityManager): Promise<ReadonlyMap<string, ParsedText>> {
    const published = new Map<string, ParsedText>();
    for (const row of (await tx.query(IN_FORCE)) as (TemplateKey & TemplateText)[]) {
      const rules = isTemplatePurpose(row.purpose) ? rulesOf(row.purpose, row.channel) : null;
      const parsed = rules && parseText(row, rules.fields);
      if (parsed) published.set(keyOf(row), parsed);
      else this.log.error(`the published text of "${keyOf(row)}" cannot be read: the text of the product is used`);
    }
    return published;
  }
}

/** @throws InvalidInputError */
function refuseWrong(template: TemplateToCheck, reviewedBy: string | null, sender: { canReply: boolean }): void {
  const fields: Record<string, string> = {};
  if (!isClientLanguage(template.language)) fields['language'] = 'language-unknown';
  if (!isFormOf(template)) fields['form'] = 'form-unknown';
  if (!isLanguage(template.language) && reviewedBy === null) fields['reviewedBy'] = 'reviewer-missing';
  if (reviewedBy !== null && reviewedBy.length > 120) fields['reviewedBy'] = 'reviewer-too-long';
  for (const { field, key } of problemsWithTemplate(template, sender)) fields[field] ??= key;
  if (Object.keys(fields).length > 0) throw new InvalidInputError(fields);
}

/** Only Dutch has two forms. */
function isFormOf({ language, form }: TemplateKey): boolean {
  return form === 'u' || (form === 'je' && language === DEFAULT_LANGUAGE);
}

/** As a form of a browser sends it: with line ends of its own. */
function tidyText({ channel, subject, body }: TemplateToCheck): TemplateText {
  return { subject: channel === 'email' ? (subject ?? '').trim() : null, body: body.replaceAll(/\r\n?/g, '\n').trim() };
}

interface Newest {
  version: number;
  subject: string | null;
  body: string | null;
  reviewedBy: string | null;
}

type VersionRow = TemplateKey & Newest & { publishedBy: string | null; publishedAt: Date };

const VERSIONS = `
  select purpose, channel, language, form, version, subject, body, reviewed_by as "reviewedBy", staff.name as "publishedBy",
         published_at as "publishedAt"
    from message_template left join staff on staff.id = published_by`;

function versionOf({ subject, body, publishedAt, ...row }: VersionRow): TemplateVersion {
  return { ...row, text: body === null ? null : { subject, body }, publishedAt: publishedAt.toTemporalInstant() };
}

interface Review {
  language: string;
  textsHash: string;
}

/** Versions are only ever added: their number and the last of them say which there are. */
const EDITION = `
  select concat((select count(*) from message_template), ' ', (select id from message_template order by id desc limit 1)) as name,
         (select coalesce(json_agg(json_build_object('language', language, 'textsHash', texts_hash)), '[]')
            from language_review where withdrawn_at is null) as reviews`;

/** The newest version of every text that was changed, unless that one takes it back. */
const IN_FORCE = `
  select purpose, channel, language, form, subject, body
    from (select distinct on (purpose, channel, language, form) * from message_template
           order by purpose, channel, language, form, version desc) newest
   where body is not null`;
