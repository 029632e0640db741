import { Allow } from 'class-validator';

/*
 * Anything may come in, and only what a button of ours says is taken: a form that cannot be read is not refused with an error page but shown
 * again, and one without its button is a scanner's.
 */

export class YearForm {
  @Allow()
  jaar?: unknown;

  @Allow()
  versturen?: unknown;
}

export class AnswerForm {
  /** That this page was opened with the right year; it says nothing about anybody. */
  @Allow()
  pas?: unknown;

  @Allow()
  voorstel?: unknown;

  @Allow()
  antwoord?: unknown;

  @Allow()
  woorden?: unknown;
}

export class ObjectionForm {
  @Allow()
  pas?: unknown;

  @Allow()
  voorstel?: unknown;

  @Allow()
  woorden?: unknown;

  @Allow()
  versturen?: unknown;
}

export class StopForm {
  @Allow()
  wat?: unknown;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The id of a suggestion, or one that is nobody's: what is no id at all is not shared either. */
export function idOf(value: unknown): string {
  const text = textOf(value).toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : '00000000-0000-0000-0000-000000000000';
}
