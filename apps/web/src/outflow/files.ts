import type { OutflowQuestion } from '#libs/outflow';
import type { Language } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { monthOf, monthsOf, type AskedQuestion } from './asking.js';
import { about, definedAs } from './frame.js';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', svg: 'image/svg+xml; charset=utf-8' } as const;
export type FileKind = keyof typeof TYPES;

/** Figures as a file: to keep, except JSON, which a program reads as it comes. */
export async function sendFile(reply: FastifyReply, kind: FileKind, name: string, content: string | object): Promise<void> {
  void reply.header('cache-control', 'no-store').header('content-type', TYPES[kind]);
  if (kind !== 'json') void reply.header('content-disposition', `attachment; filename="${name}.${kind}"`);
  await reply.send(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

/** `uitstroom-2025-10-12-maanden`: what a file of these figures is called; nothing personal in it, and no name of a team. */
export function fileName(kind: string, { period }: OutflowQuestion): string {
  return `${kind}-${monthOf(period.from)}-${monthsOf(period)}-maanden`;
}

/** What a file says of itself, where the page around it is gone: of whom and when, what is counted and how, and when it was made. */
export function aboutFile(question: OutflowQuestion, asked: AskedQuestion, madeAt: Temporal.Instant, language: Language): string[] {
  return [
    about(question, asked, language),
    definedAs(question, language),
    texts.text(language, 'outflow-frame.picture.made', { moment: formatMoment(language, madeAt) }),
  ];
}
