import { InboxService, type InboxKind } from '#libs/inbox';
import { InboundService } from '#libs/messaging';
import { randomUUID } from 'node:crypto';
import type { ServedWeb } from './web.js';

interface Written {
  channel?: 'sms' | 'email' | 'app';
  kind?: InboxKind;
  /** Of a number that more people have: nobody knows who it is. */
  candidates?: string[];
  fromOtherAddress?: boolean;
  /** Where it comes from; theirs when left out. */
  from?: string;
}

/**
 * A client writes something in their own words, as the one who hears it hands it on: kept, looked at for words that may mean danger,
 * and put in the inbox, in one transaction. @returns the id in the inbox
 */
export async function writes(
  { app, dataSource, clock }: ServedWeb,
  clientId: string | null,
  body: string,
  { channel = 'sms', kind = 'message', candidates = [], fromOtherAddress = false, from }: Written = {},
): Promise<string> {
  const now = clock.now();
  return dataSource.transaction(async (tx) => {
    const [point] = (await tx.query(
      `select address from contact_point where client_id = $1 and ended_at is null and (kind = 'email') = ($2 = 'email') order by created_at desc limit 1`,
      [clientId ?? candidates[0], channel],
    )) as { address: string }[];
    const address = channel === 'app' ? null : (from ?? point?.address ?? 'iemand@example.nl');
    const message = { channel: channel === 'email' ? 'email' : 'sms', from: address ?? '', body, provider: 'twilio' } as const;
    const taken =
      address === null
        ? null
        : await app.get(InboundService, { strict: false }).take(tx, { ...message, providerMessageId: randomUUID() }, now);
    const said = { clientId, candidates, channel, address, inboundId: taken?.id ?? null, checkInId: null, kind, body, fromOtherAddress };
    const { id } = await app.get(InboxService, { strict: false }).receive(tx, { ...said, language: 'nl' }, now);
    return id;
  });
}
