import { isLanguage, type Language } from '#libs/platform';
import type { AnsweringView } from '#libs/checkins';

/** Somebody with a link, on their way through the questions. */
export interface Journey {
  /** As it was typed: a link that was copied in capitals keeps working as it is. */
  token: string;
  /** The language of the screen. It travels in the address (`?taal=`) as long as it is not the one of the check-in. */
  language: Language;
  view: AnsweringView;
}

/** Where to: an address on the journey, in the language of the screen. */
export function addressOf({ token, language, view }: Journey, ...rest: (string | number)[]): string {
  return addressWith(token, language === view.language ? null : language, ...rest);
}

/** @param language to be carried in the address, or null */
export function addressWith(token: string, language: Language | null, ...rest: (string | number)[]): string {
  return ['/c', encodeURIComponent(token), ...rest].join('/') + (language ? `?taal=${language}` : '');
}

/** Where the client is: the first question without an answer, or the look back when every question has one. */
export function nextAddress(journey: Journey): string {
  const { items, nextItem } = journey.view;
  if (nextItem === null) return addressOf(journey, 'nakijken');
  return addressOf(journey, 'vraag', items.findIndex(({ key }) => key === nextItem) + 1);
}

/**
 * Where to after a question that has an answer (now): the one that follows, step by step, so that who went back walks the same way forward;
 * straight to the look back when no question is without an answer.
 * @param number of the question, from 1
 */
export function addressAfter(journey: Journey, number: number): string {
  const { items, answers } = journey.view;
  const unanswered = items.findIndex(({ key }, index) => index !== number - 1 && !answers.has(key)) + 1;
  if (unanswered === 0) return addressOf(journey, 'nakijken');
  return addressOf(journey, 'vraag', number < items.length ? number + 1 : unanswered);
}

/** The language somebody chose, else the first that their browser asks for and we speak, else null. */
export function languageAsked(chosen: unknown, acceptLanguage: string | undefined): Language | null {
  if (isLanguage(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '').split(',').map((entry) => entry.trim().slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? null;
}
