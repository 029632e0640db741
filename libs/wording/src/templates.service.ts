import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIGURATION, type ClientLanguage, type Configuration } from '#libs/platform';
import type { EntityManager } from 'typeorm';
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
  /** A version never changes, so what was read stays right; which versions count is asked every time. null: it cannot be read. */
  private readonly parsed = new Map<string, ParsedText | null>();

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /** How messages are written here: with u or je, and whether an SMS can be answered. */
  get options(): BookOptions {
    const { twilio, twilio2, addressForm } = this.configuration;
    return { form: addressForm, canReply: canBeAnswered(twilio?.from, twilio2?.from) };
  }

  /** The words that count now: one small statement, whatever is written with it. */
  async book(tx: EntityManager): Promise<TemplateBook> {
    const rows: InForceRow[] = await tx.query(IN_FORCE);
    const texts = rows.filter((row): row is TextRow => row.id !== null);
    await this.readUnseen(tx, texts);
    return new TemplateBook(
      new Map(
        texts.flatMap((row) => {
          const parsed = this.parsed.get(row.id);
          return parsed ? [[keyOf(row), parsed] as const] : [];
        }),
      ),
      usableLanguages(rows.filter((row): row is ReviewRow => row.id === null)),
      this.options,
    );
  }

  /** A text that cannot be read any more must not hold up the messages beside it: the text of the product takes its place, and the log says so. */
  private async readUnseen(tx: EntityManager, inForce: readonly TextRow[]): Promise<void> {
    const unseen = inForce.filter(({ id }) => !this.parsed.has(id));
    if (unseen.length === 0) return;
    const rows: (TextRow & TemplateText)[] = await tx.query(
      `select id, purpose, channel, language, form, subject, body from message_template where id = any ($1::uuid[])`,
      [unseen.map(({ id }) => id)],
    );
    for (const row of rows) {
      const rules = isTemplatePurpose(row.purpose) ? rulesOf(row.purpose, row.channel) : null;
      const parsed = rules && parseText(row, rules.fields);
      if (!parsed) this.log.error(`the published text of "${keyOf(row)}" cannot be read: the text of the product is used`);
      this.parsed.set(row.id, parsed);
    }
  }
}

type TextRow = TemplateKey & { id: string };
interface ReviewRow {
  id: null;
  language: ClientLanguage;
  textsHash: string;
}
type InForceRow = TextRow | ReviewRow;

/** The newest version of every text that was changed, and the reviews that stand. */
const IN_FORCE = `
  select id, purpose, channel, language, form, null as "textsHash"
    from (select distinct on (purpose, channel, language, form) id, purpose, channel, language, form, body
            from message_template order by purpose, channel, language, form, version desc) newest
   where body is not null
   union all
  select null, null, null, language, null, texts_hash from language_review where withdrawn_at is null`;
