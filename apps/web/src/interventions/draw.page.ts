import type { DrawInFull, DrawLine } from '#libs/insight';
import { isForLots, type InterventionType } from '#libs/interventions';
import type { StaffRole } from '#libs/people';
import { localDate, type Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { fullName } from '../http/names.js';
import { texts } from '../http/views.js';

export interface DrawFields {
  startdatum: string;
}

export interface DrawGiven {
  type: InterventionType;
  taken: number;
  /** Since when each waits, the longest first. */
  inLine: readonly string[];
  fields: DrawFields;
  problems: Readonly<Record<string, string>>;
}

/** Exactly what the page prints on which places are drawn by lot: what is free, for how many, why it is fair, and on which day it begins. */
export function drawPage({ type, taken, inLine, fields, problems }: DrawGiven, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions-draw.${key}`, values);
  const free = Math.max(0, (type.places ?? 0) - taken);
  const problem = problems['startsOn'];
  const isPossible = isForLots({ places: type.places, taken }, inLine.length);
  return {
    title: say('title', { name: type.name[language] }),
    back: `/beheer/aanbod/${type.code}`,
    backText: type.name[language],
    lead: isPossible
      ? say('lead', { free: say('free', { count: free }), waiting: say('waiting', { count: inLine.length }) })
      : say(type.places === null ? 'nothing.unbounded' : free === 0 ? 'nothing.full' : 'nothing.enough'),
    form: isPossible
      ? {
          action: `/beheer/aanbod/${type.code}/loting`,
          day: fields.startdatum,
          earliest: localDate(now).add({ days: 1 }).toString(),
          error: problem ? say(problem) : null,
          submit: say('submit', { count: free }),
        }
      : null,
    line: inLine.map((since, at) => ({
      position: at + 1,
      since: say('since', { date: formatDate(language, localDate(Temporal.Instant.from(since))) }),
    })),
  };
}

/** Exactly what the page of a draw prints: who drew, what came out, and how anybody can check it. */
export function drawnPage(
  { draw, type, isAsDrawn, role }: { draw: DrawInFull; type: InterventionType; isAsDrawn: boolean; role: StaffRole },
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions-draw.drawn.${key}`, values);
  const name = type.name[language];
  return {
    title: say('title', { name }),
    back: role === 'admin' ? `/beheer/aanbod/${type.code}` : '/aanbod',
    backText: role === 'admin' ? name : texts.text(language, 'interventions.offer.title'),
    lead: say('lead', {
      date: formatDate(language, Temporal.PlainDate.from(draw.drawnOn)),
      by: draw.drawnBy,
      places: draw.places,
      people: draw.entries.length,
    }),
    isCoach: role === 'coach',
    own: draw.own.map((one) => ({
      name: fullName(one),
      href: `/klanten/${one.clientId}#i-${one.interventionId}`,
      won: one.won,
      result: say(one.won ? 'won' : 'not-won'),
    })),
    check: { isAsDrawn, text: say(isAsDrawn ? 'as-drawn' : 'not-as-drawn') },
    seed: draw.seed,
    entries: draw.entries.map(({ position, interventionId, won }) => ({
      position,
      number: interventionId,
      won,
      result: say(won ? 'won' : 'not-won'),
    })),
  };
}

/** `Op 3 november 2026 zijn 4 plekken verloot onder 12 mensen`, with where to see it; null when there never was a draw. */
export function drawInWords(draw: DrawLine | undefined, language: Language) {
  if (!draw) return null;
  const date = formatDate(language, Temporal.PlainDate.from(draw.drawnOn));
  return {
    href: `/aanbod/loting/${draw.id}`,
    text: texts.text(language, 'interventions-draw.latest', { date, places: draw.places, people: draw.people, count: draw.places }),
  };
}
