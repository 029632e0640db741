import type { TwilioAccount } from '#libs/platform';
import { createHash } from 'node:crypto';
import http from 'node:http';
import twilio from 'twilio';
import type { FailureReason } from '../domain/failure.js';
import type { LookUpAnswer, LookUpQuestion } from '../domain/look-up.js';
import type { Outcome } from '../domain/outcome.js';
import { readTwilioReceipt, reasonOfTwilioCode } from '../domain/twilio-codes.js';
import type { Channel, Outgoing } from './channel.js';

/** The SDK's own default of 20 sockets stops at 387 messages a second, whatever the concurrency. */
const SOCKETS = 256;

/** So many messages to one number are looked at when one is searched: years of them. */
const LISTED = 500;
/** How far Twilio's clock may be behind ours; its moments are in whole seconds. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** The accounts text messages can leave by: providers of their own, each with its own secret. */
export const TWILIO_PROVIDERS = ['twilio', 'twilio-2'] as const;
export type TwilioProvider = (typeof TWILIO_PROVIDERS)[number];

/** SMS through Twilio's own SDK, by one account. */
export class TwilioChannel implements Channel {
  readonly channel = 'sms';
  private readonly requests: twilio.RequestClient;
  private readonly client: twilio.Twilio;
  private readonly from: string;

  /** @param publicUrl where Twilio can call us back; asked for each message, because a test knows it only when it listens */
  constructor(
    settings: TwilioAccount,
    private readonly publicUrl: () => string,
    timeoutMs: number,
    readonly provider: TwilioProvider = 'twilio',
  ) {
    this.requests = requestClient(settings.apiUrl, timeoutMs);
    this.client = twilio(settings.accountSid, settings.authToken, { httpClient: this.requests });
    this.from = settings.from;
  }

  async send({ messageId, to, text }: Outgoing): Promise<Outcome> {
    try {
      // Our own id comes back in every receipt: one that overtakes the answer, or that follows a time-out, still finds its message.
      const statusCallback = `${this.publicUrl()}/webhooks/twilio/status?message=${messageId}`;
      const { sid } = await this.client.messages.create({ to, from: this.from, body: text, statusCallback });
      return sid ? { kind: 'accepted', providerMessageId: sid } : { kind: 'unknown', reason: 'unexplained', code: null };
    } catch (error) {
      return error instanceof twilio.RestException ? outcomeOfAnswer(error.status, error.code) : outcomeOfSilence(error as SocketFailure);
    }
  }

  /**
   * Searches the account's own list for the same number and the same text, created since just before the attempt. Not by the day it was
   * sent: what still waits in Twilio's queue has none, and would be missed.
   */
  async lookUp({ to, textHash, attemptedAt, taken }: LookUpQuestion): Promise<LookUpAnswer> {
    try {
      const listed = await this.client.messages.list({ to, pageSize: LISTED, limit: LISTED });
      const since = attemptedAt.epochMilliseconds - CLOCK_DIFFERENCE_MS;
      const match = listed.find(
        ({ sid, direction, dateCreated, body }) =>
          direction !== 'inbound' && !taken.has(sid) && dateCreated.getTime() >= since && sha256(body).equals(textHash),
      );
      // What is not in a list that was cut off may be in the rest of it.
      if (!match) return listed.length < LISTED ? 'absent' : 'cannot_tell';
      const errorCode = match.errorCode ? String(match.errorCode) : null;
      return readTwilioReceipt(match.status, errorCode) ? { found: match.sid, status: match.status, errorCode } : 'cannot_tell';
    } catch {
      // Whoever does not answer now may tell at the next look.
      return 'cannot_tell';
    }
  }

  async fateOf(providerMessageId: string): Promise<{ status: string; errorCode: string | null } | null> {
    try {
      const { status, errorCode } = await this.client.messages(providerMessageId).fetch();
      return { status, errorCode: errorCode ? String(errorCode) : null };
    } catch {
      return null;
    }
  }

  close(): void {
    for (const agent of [this.requests.axios.defaults.httpAgent, this.requests.axios.defaults.httpsAgent] as http.Agent[]) agent.destroy();
  }
}

/** The SDK knows only https://api.twilio.com; this client goes where the configuration says, the simulator's plain http included. */
function requestClient(apiUrl: string, timeoutMs: number): twilio.RequestClient {
  const client = new twilio.RequestClient({
    timeout: timeoutMs,
    keepAlive: true,
    maxSockets: SOCKETS,
    maxTotalSockets: SOCKETS,
    maxFreeSockets: SOCKETS,
  });
  client.axios.defaults.httpAgent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS, maxFreeSockets: SOCKETS });
  client.axios.interceptors.request.use((request) => Object.assign(request, { url: request.url?.replace(/^https:\/\/[^/]+/, apiUrl) }));
  return client;
}

/** Reasons that lie in the moment or in our settings, not in this message: it may go later. */
const PASSING: FailureReason[] = ['rate_limited', 'provider_credentials', 'provider_unreachable'];

function outcomeOfAnswer(status: number, twilioCode: number | undefined): Outcome {
  const code = twilioCode === undefined ? null : String(twilioCode);
  // Only an error in Twilio's own words says that Twilio did not take it; a gateway in between does not know.
  if (status >= 500 && code === null && status !== 503) return { kind: 'unknown', reason: 'unexplained', code: String(status) };
  const reason = reasonOfTwilioCode(code, reasonOfStatus(status));
  return { kind: 'refused', reason, code: code ?? String(status), permanent: !PASSING.includes(reason) };
}

function reasonOfStatus(status: number): FailureReason {
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'provider_unreachable';
  return status === 401 || status === 403 ? 'provider_credentials' : 'refused';
}

interface SocketFailure {
  code?: string;
  cause?: { syscall?: string; errors?: { syscall?: string }[] };
}

const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS_.*|CERT_.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/;

/** No answer came. Without a connection nothing can have left; with one, it may have. */
function outcomeOfSilence({ code, cause }: SocketFailure): Outcome {
  const failures = cause?.errors ?? [cause];
  if (NEVER_CONNECTED.test(code ?? '') || failures.every((failure) => failure?.syscall === 'connect'))
    return { kind: 'refused', reason: 'provider_unreachable', code: code ?? null, permanent: false };
  return { kind: 'unknown', reason: code === 'ECONNABORTED' || code === 'ETIMEDOUT' ? 'timed_out' : 'interrupted', code: code ?? null };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
