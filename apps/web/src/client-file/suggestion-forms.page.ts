import type { Catalogue } from '#libs/interventions';
import { type Language } from '#libs/platform';
import { DECLINE_REASONS } from '#libs/rules';
import { formatDay } from '../http/dates.js';
import { texts } from '../http/views.js';
import { MEDICAL, wordsIn } from './delicate-words.js';

export const DECISIONS = ['akkoord', 'anders', 'niet-doen', 'later'] as const;
export type DecisionWord = (typeof DECISIONS)[number];

export interface DecisionValues {
  startdatum: string;
  interventie: string;
  /** A reason of the short list. */
  grond: string;
  reden: string;
  /** The day until which it is put off. */
  tot: string;
}

/** What a coach typed, so that it is not lost when something is missing, and what is wrong with it: field → text key. */
export interface RefusedDecision {
  suggestionId: string;
  decision: DecisionWord;
  values: DecisionValues;
  problems: Record<string, string>;
}

/**
 * Four ways to decide, equally close at hand: one tap opens, the next decides. Whoever wants another day or words of their own takes more. The one
 * that was refused comes back open and filled in.
 */
export function decisionForms(
  { intervention: suggested, isFull }: { intervention: string; isFull: boolean },
  refused: RefusedDecision | null,
  catalogue: Catalogue,
  today: Temporal.PlainDate,
  language: Language,
) {
  const empty: DecisionValues = { startdatum: today.toString(), interventie: '', grond: '', reden: '', tot: '' };
  const of = (decision: DecisionWord) => {
    const mine = refused?.decision === decision ? refused : null;
    return { isOpen: mine !== null, typed: mine?.values ?? empty, error: (field: string) => errorIn(mine, field, language) };
  };
  const [accept, adjust, decline, later] = [of('akkoord'), of('anders'), of('niet-doen'), of('later')];
  return {
    accept: {
      isOpen: accept.isOpen,
      // Who comes to wait agrees on a day when there is a place.
      question: texts.text(language, isFull ? 'suggestions.places-full' : 'suggestions.begins'),
      days: isFull ? [{ day: today.toString(), label: texts.text(language, 'suggestions.begins-waiting') }] : daysToBegin(today, language),
      isOnADay: !isFull,
      startsOn: accept.typed.startdatum,
      dateError: accept.error('startdatum'),
      typeError: accept.error('type'),
    },
    adjust: {
      isOpen: adjust.isOpen,
      startsOn: adjust.typed.startdatum,
      types: catalogue.offered
        .filter(({ code }) => code !== suggested)
        .map(({ code, name }) => ({ code, name: name[language], isChosen: code === adjust.typed.interventie })),
      reasons: reasons(adjust.typed.grond, language),
      reason: adjust.typed.reden,
      isDoubted: adjust.error('reason') !== null && doubts(adjust.typed.reden).length > 0,
      dateError: adjust.error('startdatum'),
      typeError: adjust.error('type'),
      reasonError: adjust.error('reason') ?? adjust.error('reasonCode'),
    },
    decline: {
      isOpen: decline.isOpen,
      reasons: reasons('', language),
      reason: decline.typed.reden,
      isDoubted: decline.error('reason') !== null && doubts(decline.typed.reden).length > 0,
      reasonError: decline.error('reason') ?? decline.error('reasonCode'),
    },
    later: { isOpen: later.isOpen, days: daysToWait(today, language), until: later.typed.tot, dateError: later.error('until') },
  };
}

/** Medical words in what a coach typed. */
export function doubts(words: string): string[] {
  return wordsIn(words, MEDICAL);
}

/** Today, or the Monday to come: what coaches agree on most. */
function daysToBegin(today: Temporal.PlainDate, language: Language) {
  const monday = today.add({ days: 8 - today.dayOfWeek });
  return [
    { day: today.toString(), label: texts.text(language, 'suggestions.begins-today') },
    { day: monday.toString(), label: texts.text(language, 'suggestions.begins-monday', { date: formatDay(language, monday) }) },
  ];
}

function daysToWait(today: Temporal.PlainDate, language: Language) {
  return [
    { day: today.add({ weeks: 1 }), key: 'later-week' },
    { day: today.add({ weeks: 2 }), key: 'later-weeks' },
    { day: today.add({ months: 1 }), key: 'later-month' },
  ].map(({ day, key }) => ({ day: day.toString(), label: texts.text(language, `suggestions.${key}`) }));
}

function reasons(chosen: string, language: Language) {
  return DECLINE_REASONS.map((code) => ({ code, label: texts.text(language, `suggestions.reason.${code}`), isChosen: code === chosen }));
}

function errorIn(refused: RefusedDecision | null, field: string, language: Language): string | null {
  const key = refused?.problems[field];
  if (!refused || key === undefined) return null;
  if (key === MEDICAL_PROBLEM) return texts.text(language, 'suggestions.medical', { words: doubts(refused.values.reden).join(', ') });
  return texts.text(language, `client-file.${key}`);
}

/** No refusal: the coach is asked to look once more. */
export const MEDICAL_PROBLEM = 'form.medical';
