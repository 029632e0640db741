import { routeOf, type AnsweringView } from '#libs/checkins';
import type { ClientLanguage } from '#libs/platform';
import type { ItemAnswer } from '#libs/questionnaires';

/** In what language a page speaks, and between which there is a choice. */
export interface Speech {
  language: ClientLanguage;
  /** Those that somebody who reads them has looked at; Dutch is always one. */
  languages: readonly ClientLanguage[];
}

/** Somebody with a link, on their way through the questions. */
export interface Journey extends Speech {
  /** As it was typed: a link that was copied in capitals keeps working as it is. */
  token: string;
  /** Its language is that of the check-in, or Dutch where that one may not be used (yet). `?taal=` in an address says that the screen has another. */
  view: AnsweringView;
  /** Whether they may still say how they want to be asked. */
  mayPrefer: boolean;
  /** Whether they may still tell their coach something. */
  mayTell: boolean;
}

/** A week after it closed somebody may still say how they want to be asked: an old message is often where it comes to mind. */
export function mayPrefer({ state, endedAt, closesAt }: AnsweringView, now: Temporal.Instant): boolean {
  return state === 'open' || isBefore(now, (endedAt ?? closesAt).add({ hours: 7 * 24 }));
}

/** Who has sent may tell their coach something until a day later: nobody who finds the telephone next week speaks for them. */
export function mayTell({ state, endedAt }: AnsweringView, now: Temporal.Instant): boolean {
  return state === 'spent' && endedAt !== null && isBefore(now, endedAt.add({ hours: 24 }));
}

/** Where to: an address on the journey, in the language of the screen. */
export function addressOf({ token, language, view }: Journey, ...rest: (string | number)[]): string {
  return addressWith(token, language === view.language ? null : language, ...rest);
}

/** @param language to be carried in the address, or null */
export function addressWith(token: string, language: ClientLanguage | null, ...rest: (string | number)[]): string {
  return ['/c', encodeURIComponent(token), ...rest].join('/') + (language ? `?taal=${language}` : '');
}

/** Where the client is: the first question without an answer, or the look back when there is none. */
export function nextAddress(journey: Journey): string {
  const { items, nextItem } = journey.view;
  if (nextItem === null) return addressOf(journey, 'nakijken');
  return addressOf(journey, 'vraag', items.findIndex(({ key }) => key === nextItem) + 1);
}

/** Where to after a question that has an answer (now): see `numberAfter`. */
export function addressAfter(journey: Journey, number: number): string {
  const after = numberAfter(journey, number);
  return after === null ? addressOf(journey, 'nakijken') : addressOf(journey, 'vraag', after);
}

/** Where to before a question; null: it is the first on the route. */
export function addressBefore(journey: Journey, number: number): string | null {
  const before = numberBefore(journey, number);
  return before === null ? null : addressOf(journey, 'vraag', before);
}

/**
 * The question that follows on the route, step by step, so that who went back walks the same way forward; null, which is the look back, at once
 * when no question is without an answer.
 * @param number of the question in its address, from 1
 */
export function numberAfter(journey: Journey, number: number): number | null {
  const { items, route, answers } = journey.view;
  const key = items[number - 1]?.key;
  const unanswered = route.find((item) => item.key !== key && !answers.has(item.key));
  if (!unanswered) return null;
  const following = route.find((item) => items.indexOf(item) >= number);
  return numberOf(journey, (following ?? unanswered).key);
}

export function numberBefore(journey: Journey, number: number): number | null {
  const { items, route } = journey.view;
  const before = route.findLast((item) => items.indexOf(item) < number - 1);
  return before ? numberOf(journey, before.key) : null;
}

/**
 * The number of a question in its address: its place among everything the check-in was opened with. It never changes, so an old page, or one
 * that was open on another device, never answers another question than it shows.
 */
export function numberOf({ view }: Journey, key: string): number {
  return view.items.findIndex((item) => item.key === key) + 1;
}

/** The journey as it goes on with one more answer: it may lead along other questions. */
export function withAnswer(journey: Journey, item: string, answer: ItemAnswer): Journey {
  const { definition, items, known, modulesOn } = journey.view;
  const answers = new Map(journey.view.answers).set(item, answer);
  const route = routeOf(definition, { items: items.map(({ key }) => key), known, modulesOn }, answers);
  const nextItem = route.find(({ key }) => !answers.has(key))?.key ?? null;
  return { ...journey, view: { ...journey.view, answers, route, nextItem } };
}

/** What stands behind `?taal=`, when it is a language that may be used; else null. */
export function languageChosen(chosen: unknown, languages: readonly ClientLanguage[]): ClientLanguage | null {
  return languages.find((language) => language === chosen) ?? null;
}

/** The language somebody chose, else the first that their browser asks for and we may speak, else null. */
export function languageAsked(
  chosen: unknown,
  acceptLanguage: string | undefined,
  languages: readonly ClientLanguage[],
): ClientLanguage | null {
  const wanted = (acceptLanguage ?? '').split(',').map((entry) => entry.trim().split(/[-;]/)[0]?.toLowerCase());
  return [chosen, ...wanted].map((one) => languageChosen(one, languages)).find((one) => one !== null) ?? null;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
