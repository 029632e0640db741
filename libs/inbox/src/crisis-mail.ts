import { DEFAULT_LANGUAGE, PROJECT_ROOT, Texts } from '#libs/platform';
import path from 'node:path';

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/inbox/messages'));

/** That there is something to read now, and where. No name and no word of it: a mailbox is read on a bus. */
export function crisisMail(alerts: number, url: string): { subject: string; text: string } {
  return {
    subject: texts.text(DEFAULT_LANGUAGE, 'crisis-mail.subject', { count: alerts }),
    text: texts.text(DEFAULT_LANGUAGE, 'crisis-mail.text', { count: alerts, url }),
  };
}
