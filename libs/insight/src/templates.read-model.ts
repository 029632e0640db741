import { Injectable } from '@nestjs/common';
import type { AddressForm, TemplateChannel } from '#libs/wording';
import { DataSource } from 'typeorm';

/** The newest version of a text that an administrator ever changed. */
export interface ChangedText {
  purpose: string;
  channel: TemplateChannel;
  language: string;
  form: AddressForm;
  version: number;
  subject: string | null;
  /** null: back to the text that comes with the product. */
  body: string | null;
  /** null: whoever it was is not known any more. */
  publishedBy: string | null;
  publishedAt: Temporal.Instant;
}

/** Which messages are the office's own, since when, and whose. */
@Injectable()
export class TemplatesReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Of every text that was ever changed its newest version. @param language of one language only */
  async changed(language: string | null = null): Promise<ChangedText[]> {
    const rows = await this.dataSource.query<(Omit<ChangedText, 'publishedAt'> & { publishedAt: Date })[]>(CHANGED, [language]);
    return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toTemporalInstant() }));
  }
}

const CHANGED = `
  select distinct on (template.purpose, template.channel, template.language, template.form)
         template.purpose, template.channel, template.language, template.form, template.version, template.subject, template.body,
         staff.name as "publishedBy", template.published_at as "publishedAt"
    from message_template template
    left join staff on staff.id = template.published_by
   where $1::text is null or template.language = $1
   order by template.purpose, template.channel, template.language, template.form, template.version desc`;
