import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { isListed } from './domain/message-list.js';
import { Faults } from './faults.js';
import { OPTIONS, type Carrier, type SimulatorOptions } from './options.js';
import { Patience } from './patience.js';
import { Traffic, type SimulatedMessage } from './traffic.js';
import { WebhooksService } from './webhooks.service.js';

const ROUTE = /^\/2010-04-01\/Accounts\/([^/?]+)\/Messages(?:\/([^/?]+))?\.json(?:\?(.*))?$/;
const MOST_BYTES = 64 * 1024;
const LONGEST_BODY = 1600;
const PAGE_SIZE = 50;
const MOST_PER_PAGE = 1000;

interface Account {
  carrier: Carrier;
  accountSid: string;
}

/**
 * The part of Twilio's REST API that sends text messages, with Twilio's own errors. Plain node, in front of the web framework: when
 * twenty thousand messages are sent to measure the product, what the simulator costs is taken from it.
 */
@Injectable()
export class TwilioApi {
  private readonly accounts: Map<string, Account & { authorization: string }>;

  constructor(
    @Inject(OPTIONS) options: SimulatorOptions,
    private readonly traffic: Traffic,
    private readonly faults: Faults,
    private readonly webhooks: WebhooksService,
    private readonly patience: Patience,
  ) {
    const given = [
      { carrier: 'twilio' as const, ...pick(options) },
      ...(options.second ? [{ carrier: 'twilio-2' as const, ...pick(options.second) }] : []),
    ];
    this.accounts = new Map(
      given.map(({ carrier, accountSid, authToken }) => [
        accountSid,
        { carrier, accountSid, authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      ]),
    );
  }

  /** Answers what is Twilio's. @returns false for anything else: then it is for the pages */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const [isOurs, sid, messageSid, query] = ROUTE.exec(request.url ?? '') ?? [];
    if (isOurs === undefined) return false;
    this.reply(request, response, sid ?? '', messageSid, query).catch((error: unknown) => {
      if (error instanceof TwilioProblem) respond(response, error.status, error.body);
      else respond(response, 500, { code: 20500, message: 'Internal Server Error', status: 500 });
    });
    return true;
  }

  private async reply(
    request: IncomingMessage,
    response: ServerResponse,
    sid: string,
    messageSid: string | undefined,
    query = '',
  ): Promise<void> {
    const account = this.accounts.get(sid);
    if (!account || request.headers.authorization !== account.authorization) throw new TwilioProblem(401, 20003, 'Authenticate');
    if (request.method === 'POST' && messageSid === undefined) return this.create(account, parse(await bodyOf(request)), response);
    if (request.method !== 'GET') throw new TwilioProblem(405, 20004, 'Method not allowed');
    if (messageSid === undefined) return respond(response, 200, this.list(account, new URLSearchParams(query)));
    const message = this.traffic.find(messageSid);
    if (message?.carrier !== account.carrier) throw new TwilioProblem(404, 20404, 'The requested resource was not found');
    respond(response, 200, resource(account, message));
  }

  private async create(account: Account, form: NodeJS.Dict<string | string[]>, response: ServerResponse): Promise<void> {
    const [to, from, body, statusCallback] = ['To', 'From', 'Body', 'StatusCallback'].map((name) => [form[name] ?? ''].flat()[0] ?? '') as [
      string,
      string,
      string,
      string,
    ];
    const { carrier } = account;
    const slow = this.faults.strike('slow', to, carrier);
    if (slow) await this.patience.wait(slow.ms ?? 3000);
    if (this.faults.strike('too_many_requests', to, carrier)) throw new TwilioProblem(429, 20429, 'Too Many Requests');
    if (this.faults.strike('unavailable', to, carrier)) throw new TwilioProblem(503, 20503, 'Service Unavailable');
    if (this.faults.strike('bad_gateway', to, carrier))
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    const refusal = this.faults.strike('refuse', to, carrier);
    if (refusal) throw new TwilioProblem(400, Number(refusal.code ?? 21211), 'Refused on request');
    if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new TwilioProblem(400, 21211, `Invalid 'To' Phone Number`);
    if (!from) throw new TwilioProblem(400, 21603, `A 'From' phone number is required.`);
    if (!body) throw new TwilioProblem(400, 21602, 'Message body is required.');
    if (body.length > LONGEST_BODY) throw new TwilioProblem(400, 21617, 'The concatenated message body exceeds the 1600 character limit');

    const message = this.traffic.add({
      kind: 'sms',
      direction: 'to_client',
      carrier,
      address: to,
      office: from,
      subject: null,
      text: body,
      html: null,
    });
    this.webhooks.report(message, statusCallback || undefined);
    if (this.faults.strike('drop', to, carrier)) return void response.destroy();
    const silence = this.faults.strike('timeout', to, carrier);
    if (silence) await this.patience.wait(silence.ms ?? 60_000);
    respond(response, 201, resource(account, message));
  }

  /** Newest first; a page that is full says where the next one is. */
  private list(account: Account, query: URLSearchParams): unknown {
    const asked = (name: string) => query.get(name) ?? undefined;
    const to = asked('To');
    const pageSize = Math.min(Math.max(Number(query.get('PageSize')) || PAGE_SIZE, 1), MOST_PER_PAGE);
    const page = Math.max(Number(query.get('Page')) || 0, 0);
    const candidates =
      to === undefined ? this.traffic.all() : [...this.traffic.with('sms', to), ...this.traffic.all().filter(repliesTo(to))];
    const wanted = {
      to,
      from: asked('From'),
      dateSent: asked('DateSent'),
      dateSentBefore: asked('DateSent<'),
      dateSentAfter: asked('DateSent>'),
    };
    const listed = candidates.filter(
      (message) =>
        message.kind === 'sms' &&
        message.carrier === account.carrier &&
        isListed({ ...endsOf(message), sentAt: sentAtOf(message) }, wanted),
    );
    const next = new URLSearchParams(query);
    next.set('Page', String(page + 1));
    return {
      messages: listed.slice(page * pageSize, (page + 1) * pageSize).map((message) => resource(account, message)),
      page,
      page_size: pageSize,
      next_page_uri: listed.length > (page + 1) * pageSize ? `${uriOf(account, '')}?${next.toString()}` : null,
      uri: uriOf(account, ''),
    };
  }
}

class TwilioProblem extends Error {
  constructor(
    readonly status: number,
    private readonly code: number,
    message: string,
  ) {
    super(message);
  }

  get body(): object {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

function resource(account: Account, message: SimulatedMessage): Record<string, unknown> {
  const { id, text, at, status, errorCode, direction } = message;
  const date = twilioDate(at);
  return {
    sid: id,
    account_sid: account.accountSid,
    api_version: '2010-04-01',
    ...endsOf(message),
    body: text,
    direction: direction === 'from_client' ? 'inbound' : 'outbound-api',
    status,
    error_code: errorCode === null ? null : Number(errorCode),
    error_message: null,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'EUR',
    date_created: date,
    date_updated: date,
    date_sent: sentAtOf(message) === null ? null : date,
    uri: uriOf(account, `/${id}`),
  };
}

function endsOf({ direction, address, office }: SimulatedMessage): { to: string; from: string } {
  return direction === 'from_client' ? { to: office, from: address } : { to: address, from: office };
}

function sentAtOf({ status, at }: SimulatedMessage): Temporal.Instant | null {
  return status === 'queued' ? null : at;
}

function repliesTo(office: string): (message: SimulatedMessage) => boolean {
  return (message) => message.direction === 'from_client' && message.office === office;
}

function twilioDate(at: Temporal.Instant): string {
  return new Date(at.epochMilliseconds).toUTCString().replace('GMT', '+0000');
}

function uriOf({ accountSid }: Account, rest: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages${rest}.json`;
}

function pick({ accountSid, authToken }: { accountSid: string; authToken: string }): { accountSid: string; authToken: string } {
  return { accountSid, authToken };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
      if (body.length > MOST_BYTES) reject(new TwilioProblem(413, 20413, 'Request Entity Too Large'));
    });
    request.on('end', () => resolve(body));
    request.on('error', reject);
  });
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}
