import { readConfiguration } from '#libs/platform';
import { TemplateBook } from '#libs/wording';
import { createTransport } from 'nodemailer';
import http from 'node:http';
import twilio from 'twilio';
import { concurrently } from './ratio.js';

/** What the bare loop is asked, by the process that measures. */
export interface BareTask {
  channel: 'sms' | 'email';
  /** Of the simulator: http for text messages, smtp for e-mail. */
  url: string;
  messages: number;
  concurrency: number;
}

/**
 * The bare loop in a process of its own: the same messages to the same simulator with the same libraries, and nothing around them.
 * Answers with how many a second it sent.
 */
process.on('message', (task: BareTask) => {
  void (async () => {
    const send = task.channel === 'sms' ? textSender(task) : mailSender(task);
    await concurrently(numbers(Math.min(500, task.messages)), task.concurrency, send);
    const began = performance.now();
    const sent = await concurrently(numbers(task.messages), task.concurrency, send);
    process.send?.(sent / ((performance.now() - began) / 1000));
  })();
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');

const book = new TemplateBook(new Map(), new Set(), { form: 'u', canReply: true });
const link = 'http://127.0.0.1:3000/c/0123456789abcdef';

function textSender({ url }: BareTask): (n: number) => Promise<void> {
  const account = readConfiguration({ DEMO: 'on' }).twilio!;
  const requests = new twilio.RequestClient({ keepAlive: true, maxSockets: 256, maxTotalSockets: 256, maxFreeSockets: 256 });
  requests.axios.defaults.httpAgent = new http.Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256 });
  requests.axios.interceptors.request.use((request) => Object.assign(request, { url: request.url?.replace(/^https:\/\/[^/]+/, url) }));
  const client = twilio(account.accountSid, account.authToken, { httpClient: requests });
  const { text: body } = book.write('check_in_invitation', 'sms', 'nl', { link });
  return async (n) => {
    const statusCallback = 'http://127.0.0.1:3000/webhooks/twilio/status?message=01990000-0000-7000-8000-000000000000';
    await client.messages.create({ to: `+316${90_000_000 + n}`, from: account.from, body, statusCallback });
  };
}

function mailSender({ url }: BareTask): (n: number) => Promise<void> {
  const transport = createTransport({ url, pool: true, maxConnections: 10, maxMessages: 1000 });
  const lastDay = Temporal.PlainDate.from('2026-11-11');
  const { text, subject, html } = book.write('check_in_invitation', 'email', 'nl', { link, lastDay, questions: 8 });
  return async (n) =>
    void (await transport.sendMail({
      from: 'Werkplein <werkplein@werkplein.example>',
      to: `kaal${n}@voorbeeld.example`,
      text,
      subject,
      html,
    }));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
