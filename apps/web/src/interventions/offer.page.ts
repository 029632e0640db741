import type { DrawLine, OfferNow, OfferStanding, OwnWaiting } from '#libs/insight';
import { hasRoom, type Catalogue, type InterventionType } from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { fullName } from '../http/names.js';
import { texts } from '../http/views.js';
import { drawInWords } from './draw.page.js';
import { durationInWords } from './type.page.js';

/** Exactly what the page of what there is to offer prints: for whoever speaks with clients, and whoever leads them. */
export function offerPage(
  { standings, own }: OfferNow,
  catalogue: Catalogue,
  { isCoach, draws }: { isCoach: boolean; draws: ReadonlyMap<string, DrawLine> },
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.offer.${key}`, values);
  const byType = new Map(standings.map((standing) => [standing.type, standing]));
  const waiting = own.map((each) => waitingInWords(each, catalogue, byType.get(each.type), now, language));
  const [bounded, unbounded] = [
    catalogue.offered.filter(({ places }) => places !== null),
    catalogue.offered.filter(({ places }) => places === null),
  ];
  return {
    lead: say(isCoach ? 'lead-coach' : 'lead-lead'),
    isCoach,
    // Who can have a place now stands first: that is what there is to do.
    waiting: [...waiting.filter(({ isFree }) => isFree), ...waiting.filter(({ isFree }) => !isFree)],
    groups: [
      {
        key: 'places',
        title: say('group.places'),
        rows: bounded.map((type) => ({
          ...row(type, catalogue, byType.get(type.code), now, language),
          draw: drawInWords(draws.get(type.code), language),
        })),
      },
      { key: 'open', title: say('group.open'), rows: unbounded.map((type) => row(type, catalogue, undefined, now, language)) },
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** For how many of one's own clients who wait there is a place now; null when there is none: on the caseload that is no news. */
export function freePlacesInWords({ standings, own }: OfferNow, catalogue: Catalogue, language: Language): string | null {
  const taken = new Map(standings.map((standing) => [standing.type, standing.taken]));
  const count = own.filter((one) =>
    hasRoom({ places: catalogue.of(one.type).places, taken: taken.get(one.type) ?? 0, ahead: one.ahead }),
  ).length;
  return count === 0 ? null : texts.text(language, 'interventions.offer.free-for', { count });
}

/** Somebody of one's own who waits, and whether there is a place for them now. */
function waitingInWords(
  one: OwnWaiting,
  catalogue: Catalogue,
  standing: OfferStanding | undefined,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.offer.${key}`, values);
  const type = catalogue.of(one.type);
  const isFree = hasRoom({ places: type.places, taken: standing?.taken ?? 0, ahead: one.ahead });
  return {
    href: `/klanten/${one.clientId}#i-${one.interventionId}`,
    name: fullName(one),
    what: type.name[language],
    isFree,
    standing: isFree ? say('place-free') : say('ahead', { count: one.ahead }),
    since: sinceInWords(one.since, now, language),
  };
}

function row(type: InterventionType, catalogue: Catalogue, standing: OfferStanding | undefined, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.offer.${key}`, values);
  const { places } = type;
  const { taken = 0, waiting = 0, longestSince = null } = standing ?? {};
  const free = places === null ? null : Math.max(0, places - taken);
  const fact = (key: string, value: string) => ({ label: texts.text(language, `interventions.fact.${key}`), value });
  return {
    id: type.code,
    name: type.name[language],
    summary: type.summary[language],
    // A bar is the same as the words beside it; it is drawn for the eye only.
    share: places === null ? null : Math.min(100, Math.round((taken / places) * 100)),
    isFull: free === 0,
    places: places === null ? null : say('taken', { taken, places }),
    free: free === null ? null : say('free', { count: free }),
    line: waiting === 0 ? null : say('waiting', { count: waiting }),
    longest: longestSince === null ? null : say('longest', { since: sinceInWords(longestSince, now, language) }),
    facts: [
      ...(type.forWhom[language] ? [fact('for-whom', type.forWhom[language])] : []),
      ...(type.notFor[language] ? [fact('not-for', type.notFor[language])] : []),
      ...(type.firstDo.length > 0
        ? [fact('first', type.firstDo.map((code) => catalogue.find(code)?.name[language] ?? code).join(', '))]
        : []),
      ...(type.provider ? [fact('provider', type.provider)] : []),
      ...(type.durationWeeks === null ? [] : [fact('duration', durationInWords(type, language))]),
    ],
  };
}

/** `sinds 3 maart 2026 (12 dagen)` */
function sinceInWords(since: string, now: Temporal.Instant, language: Language): string {
  const day = localDate(Temporal.Instant.from(since));
  const days = Math.max(0, day.until(localDate(now), { largestUnit: 'day' }).days);
  return texts.text(language, 'interventions.offer.since', { date: formatDate(language, day), count: days });
}
