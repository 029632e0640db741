import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { OptOutsService } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { DataSource } from 'typeorm';
import type { MessageKind } from './domain/gate.js';
import { OutboxService } from './outbox.service.js';
import { messageIdOfUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

/** No more e-mail, with one click in the program for e-mail itself (RFC 8058) or on the page behind the same address. */
@Injectable()
export class UnsubscribingService {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly optOuts: OptOutsService,
    private readonly outbox: OutboxService,
  ) {}

  /** Where the reader of an e-mail stops all e-mail of ours; null for an answer to what they wrote, which comes whatever they stopped. */
  addressFor({ id, channel, kind }: { id: string; channel: string; kind: MessageKind }): string | null {
    if (channel !== 'email' || kind === 'answer' || kind === 'urgent') return null;
    return `${this.configuration.publicUrl}/afmelden/${unsubscribeToken(id, this.configuration.sessionSecret)}`;
  }

  /** In which language the e-mail was written that has this address; null when it is not there any more, or the address is not ours. */
  async languageOf(token: string): Promise<string | null> {
    const id = this.read(token);
    if (id === null) return null;
    const rows = await this.dataSource.query<{ language: string }[]>(`select language from message where id = $1`, [id]);
    return rows[0]?.language ?? null;
  }

  /** Whether we made this address, not whether there is anybody behind it. */
  isOurs(token: string): boolean {
    return this.read(token) !== null;
  }

  /**
   * No more e-mail for whoever got this one, however often it is asked; what is still queued for them is called back.
   * @returns whether we made this address. Whether anybody is behind it nobody learns: what is gone gets no e-mail either
   */
  async unsubscribe(token: string, now: Temporal.Instant): Promise<boolean> {
    const id = this.read(token);
    if (id === null) return false;
    await this.dataSource.transaction(async (tx) => {
      const rows = (await tx.query(
        `select client_id as "clientId", to_address as address from message where id = $1 and channel = 'email'`,
        [id],
      )) as { clientId: string | null; address: string }[];
      for (const { clientId, address } of rows) {
        const clientIds = clientId === null ? [] : [clientId];
        await this.optOuts.optOutAll(tx, clientIds, 'email', 'client_page', now);
        await this.outbox.callBack(tx, { channel: 'email', address, clientIds }, 'opted_out', now);
      }
    });
    return true;
  }

  private read(token: string): string | null {
    return messageIdOfUnsubscribeToken(token, this.configuration.sessionSecret);
  }
}
