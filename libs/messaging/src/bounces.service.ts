import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { simpleParser, type Attachment } from 'mailparser';
import { DataSource } from 'typeorm';
import { domainOfSender, messageIdOfHeaders, readDeliveryStatus } from './domain/bounce.js';
import { messageIdOfAddress } from './domain/tagged-address.js';
import { ReceiptsService } from './receipts.service.js';

/** A part of a report that holds the headers of the mail it is about. */
const RETURNED_HEADERS = /^(text\/rfc822-headers|message\/(rfc822|global|global-headers))$/i;
const DELIVERY_STATUS = /^message\/(global-)?delivery-status$/i;

/** E-mail that comes back: what its report says becomes a receipt like any other. */
@Injectable()
export class BouncesService {
  private readonly log = new Logger(BouncesService.name);

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly receipts: ReceiptsService,
  ) {}

  /**
   * Takes a mail to the address for bounces. What is no report, or is about nothing of ours, changes nothing; the log names nobody.
   * @param recipients as on the envelope. @returns whether it told something about a message of ours
   * @throws when the database is not there: whoever brings the mail is to come back
   */
  async receive(content: Buffer, recipients: readonly string[], now: Temporal.Instant): Promise<boolean> {
    const { attachments } = await simpleParser(content, { keepDeliveryStatus: true, skipTextToHtml: true, skipHtmlToText: true });
    const report = partOf(attachments, DELIVERY_STATUS);
    const bounce = report === null ? null : readDeliveryStatus(report);
    if (bounce === null) return this.leave('a mail that is no report came back');
    const message = await this.find(this.idIn(recipients, attachments));
    if (message === null) return this.leave('a report came back about a message we do not know');
    const { id, providerMessageId } = message;
    const told = { provider: 'smtp', providerMessageId, messageId: id, status: bounce.action, errorCode: bounce.code };
    await this.receipts.record(null, told, now);
    return true;
  }

  /** By the address it was sent to, else by the Message-ID of the mail it brings back. */
  private idIn(recipients: readonly string[], attachments: readonly Attachment[]): string | null {
    const { mailIn } = this.configuration;
    const tagged = mailIn && recipients.map((address) => messageIdOfAddress(address, mailIn.address)).find((id) => id !== null);
    return tagged ?? messageIdOfHeaders(partOf(attachments, RETURNED_HEADERS) ?? '', this.domain);
  }

  private async find(id: string | null): Promise<{ id: string; providerMessageId: string } | null> {
    if (id === null) return null;
    const rows = await this.dataSource.query<{ id: string; providerMessageId: string | null }[]>(
      `select id, provider_message_id as "providerMessageId" from message where id = $1 and channel = 'email' and attempts > 0`,
      [id],
    );
    // A report that overtakes our own bookkeeping: the id is the one we gave it.
    return rows[0] ? { id, providerMessageId: rows[0].providerMessageId ?? `<${id}@${this.domain}>` } : null;
  }

  private get domain(): string {
    return domainOfSender(this.configuration.smtp?.from ?? '');
  }

  private leave(why: string): false {
    this.log.warn(why);
    return false;
  }
}

function partOf(attachments: readonly Attachment[], type: RegExp): string | null {
  return attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8') ?? null;
}
