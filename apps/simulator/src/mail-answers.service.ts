import { Inject, Injectable } from '@nestjs/common';
import { answerMail } from './domain/mail-answer.js';
import { handOver } from './hand-over.js';
import { OPTIONS, type SimulatorOptions } from './options.js';
import { newMessageId, Traffic, type SimulatedMessage } from './traffic.js';

const PATIENCE_MS = 10_000;

/** What a reader does besides reading. */
export interface AnsweringMail {
  /** Another address of theirs; without it the one the mail went to. */
  from?: string;
  /** Its `Message-ID`: the same one again is a mail that is delivered twice. */
  messageId?: string;
  /** Of a reply that writes itself. */
  headers?: Record<string, string>;
}

/** Somebody at a mailbox: answers a mail over SMTP, or stops all mail with one click as a program for e-mail does. */
@Injectable()
export class MailAnswersService {
  constructor(
    @Inject(OPTIONS) private readonly options: SimulatorOptions,
    private readonly traffic: Traffic,
  ) {}

  /** Answers a mail to where it wants to be answered. @returns whether the Werkplein took it */
  async answer(mail: SimulatedMessage, body: string, given: AnsweringMail = {}): Promise<boolean> {
    const id = newMessageId();
    const { from = mail.address, messageId = `<${id}@simulator.example>`, headers } = given;
    const to = mail.marks?.replyTo ?? null;
    const answer = this.traffic.add({
      id,
      kind: 'email',
      direction: 'from_client',
      carrier: 'smtp',
      address: mail.address,
      office: to ?? mail.office,
      subject: `Re: ${mail.subject ?? ''}`,
      text: body,
      html: null,
    });
    const original = {
      messageId: mail.marks?.messageId ?? null,
      subject: mail.subject ?? '',
      text: mail.text,
      from: mail.office,
      at: mail.at,
    };
    const taken = await this.send(from, to, answerMail({ from, to: to ?? '', messageId, body, original, headers }), headers !== undefined);
    answer.status = taken ? 'received' : 'failed';
    return taken;
  }

  /** The one POST of RFC 8058, without cookies and without following a redirect. @returns the HTTP status, 0 for none */
  async unsubscribe(mail: SimulatedMessage): Promise<number> {
    const { unsubscribeUrl = null, isOneClick = false } = mail.marks ?? {};
    // What stands in a mail leads where it likes; nothing leaves this machine.
    if (!unsubscribeUrl || !isOneClick || !/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(unsubscribeUrl)) return 0;
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const status = await fetch(unsubscribeUrl, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      (response) => response.status,
      () => 0,
    );
    if (mail.marks) mail.marks.unsubscribed = status === 200 ? 'done' : 'failed';
    return status;
  }

  private async send(from: string, to: string | null, mail: string, isAutomatic: boolean): Promise<boolean> {
    const { mailInPort } = this.options;
    const port = typeof mailInPort === 'function' ? mailInPort() : mailInPort;
    if (!port || !to) return false;
    return handOver(port, { sender: isAutomatic ? '' : from, recipient: to, mail }).then(
      () => true,
      () => false,
    );
  }
}
