import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { planReceipts, type PlannedReceipt } from './domain/receipt-plan.js';
import { twilioSignature } from './domain/signature.js';
import { Faults } from './faults.js';
import { accountOf, OPTIONS, type Carrier, type SimulatorOptions } from './options.js';
import { newMessageId, Traffic, type SimulatedMessage } from './traffic.js';

const AT_ONCE = 24;
/** A web application that is still starting gets the callback a little later, as it would from Twilio. */
const TRIES = 3;

/** Calls the web application back, signed: what became of a message, and what somebody replied. */
@Injectable()
export class WebhooksService implements OnApplicationShutdown {
  private readonly log = new Logger(WebhooksService.name);
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  private calling = 0;

  constructor(
    @Inject(OPTIONS) private readonly options: SimulatorOptions,
    private readonly faults: Faults,
    private readonly traffic: Traffic,
  ) {}

  /** Tells the story of a message to whoever asked for it, in the background. */
  report(message: SimulatedMessage, statusCallback: string | undefined): void {
    const strikes = (kind: 'double_receipts' | 'reverse_receipts' | 'shuffle_receipts' | 'no_receipts') =>
      this.faults.strike(kind, message.address, message.carrier) !== null;
    const undelivered = this.faults.strike('undelivered', message.address, message.carrier);
    const plan = planReceipts({
      undelivered: undelivered ? (undelivered.code ?? '30008') : null,
      doubled: strikes('double_receipts'),
      reversed: strikes('reverse_receipts'),
      shuffled: strikes('shuffle_receipts') ? Math.random : null,
      missing: strikes('no_receipts'),
    });
    if (plan.length === 0) return;
    const lost = this.faults.strike('lose_receipts', message.address, message.carrier) !== null;
    const story = this.tell(plan, message, lost ? undefined : statusCallback).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log.warn(`a status callback failed: ${String(error)}`);
    });
    this.underWay.add(story);
    void story.finally(() => this.underWay.delete(story));
  }

  /** Waits until every story has been told. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /**
   * Somebody replies, to the number that last wrote to them. @param id of the reply: the same one again is a webhook that is delivered twice.
   * @param optOutType what the account itself read it as, obeyed and answered
   * @returns the HTTP status the web application gave, 0 for none
   */
  async reply(from: string, body: string, { id = newMessageId(), optOutType }: { id?: string; optOutType?: string } = {}): Promise<number> {
    const { office: to, carrier } = this.traffic.with('sms', from).find(({ direction }) => direction === 'to_client') ?? {
      office: '',
      carrier: 'twilio' as const,
    };
    const reply =
      this.traffic.find(id) ??
      this.traffic.add({
        id,
        kind: 'sms',
        direction: 'from_client',
        carrier,
        address: from,
        office: to,
        subject: null,
        text: body,
        html: null,
      });
    const { publicUrl } = this.options;
    const url = `${typeof publicUrl === 'string' ? publicUrl : publicUrl()}/webhooks/twilio/inbound`;
    const status = await this.post(carrier, url, {
      MessageSid: id,
      SmsSid: id,
      From: from,
      To: to,
      Body: body,
      NumMedia: '0',
      NumSegments: '1',
      ...(optOutType && { OptOutType: optOutType }),
    }).catch(() => 0);
    reply.status = status >= 200 && status < 300 ? 'received' : 'failed';
    return status;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private async tell(plan: readonly PlannedReceipt[], message: SimulatedMessage, statusCallback: string | undefined): Promise<void> {
    for (const { status, errorCode } of plan) {
      await pause(this.options.receiptPaceMs ?? 400, undefined, { signal: this.stopping.signal });
      Object.assign(message, { status, errorCode: errorCode ?? message.errorCode });
      if (statusCallback) await this.call(statusCallback, message, status, errorCode);
    }
    // In whatever order it was told: this is what became of it, for whoever asks.
    const end = plan.find(({ status }) => status === 'delivered' || status === 'undelivered');
    if (end) message.status = end.status;
  }

  private async call(
    url: string,
    { id, address, office, carrier }: SimulatedMessage,
    status: string,
    errorCode: string | null,
  ): Promise<void> {
    const fields = {
      MessageSid: id,
      SmsSid: id,
      MessageStatus: status,
      SmsStatus: status,
      To: address,
      From: office,
      ...(errorCode ? { ErrorCode: errorCode } : {}),
    };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const answer = await this.post(carrier, url, fields).catch(() => 0);
      if (answer > 0 && answer < 500) return;
      await pause(attempt * 1000, undefined, { signal: this.stopping.signal });
    }
  }

  private async post(carrier: Carrier, url: string, fields: Record<string, string>): Promise<number> {
    const { accountSid, authToken } = accountOf(this.options, carrier);
    const all = { ...fields, AccountSid: accountSid, ApiVersion: '2010-04-01' };
    await this.turn();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': twilioSignature(authToken, url, all), 'user-agent': 'TwilioProxy/1.1' },
        body: new URLSearchParams(all),
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(15_000)]),
        redirect: 'manual',
      });
      await response.arrayBuffer();
      return response.status;
    } finally {
      this.calling -= 1;
      this.waiting.shift()?.();
    }
  }

  /** So many calls at once and no more. */
  private async turn(): Promise<void> {
    while (this.calling >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.calling += 1;
  }
}
