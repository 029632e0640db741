import type { Reach } from '#libs/people';
import { isClientLanguage, localDate, type Language } from '#libs/platform';
import { formatAgo, formatDate } from '../http/dates.js';
import { fullName } from '../http/names.js';
import { texts } from '../http/views.js';
import { languageName } from './language-name.js';
import type { OpenedHeader } from './opening.service.js';

export const FILE_PAGES = ['overzicht', 'verloop', 'profiel', 'antwoorden', 'berichten', 'planning', 'voorkeuren'] as const;
export type FilePage = (typeof FILE_PAGES)[number];

/** Who it is and how they can be reached: above every page of a file. */
export function fileHeader(header: OpenedHeader, reach: Reach, current: FilePage, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.header.${key}`, values);
  const today = localDate(now);
  const since = header.benefitSince ? Temporal.PlainDate.from(header.benefitSince) : null;
  const facts = [
    { label: say('number'), value: header.clientNumber },
    ...(header.birthDate
      ? [{ label: say('age'), value: say('years', { count: ageOn(Temporal.PlainDate.from(header.birthDate), today) }) }]
      : []),
    {
      label: say('benefit'),
      value: since ? `${say('since', { date: formatDate(language, since) })} (${formatAgo(language, since, today)})` : say('no-benefit'),
    },
    { label: say('language'), value: languageInWords(header, language) },
    ...(header.teamName ? [{ label: say('team'), value: header.teamName }] : []),
    { label: say('next'), value: nextCheckIn(header, reach, language) },
  ];
  return {
    id: header.id,
    name: fullName(header),
    deceased: header.deceasedOn ? say('deceased', { date: formatDate(language, Temporal.PlainDate.from(header.deceasedOn)) }) : null,
    facts,
    reach: 'channel' in reach ? say(`reach.${reach.channel}`) : say(`unreachable.${reach.unreachable}`),
    isReachable: 'channel' in reach,
    paused: header.paused ? pausedInWords(header.paused, language) : null,
    addresses: header.contactPoints.map((point) => ({
      address: point.address,
      what: say(`kind.${point.kind}`),
      isInvalid: point.state === 'invalid',
      state: point.state === 'unverified' ? null : say(point.state, { date: formatDate(language, Temporal.Instant.from(point.since)) }),
    })),
    optOuts: header.optOuts.map(({ channel, source, at }) =>
      say('opted-out', {
        channel: say(`channel.${channel ?? 'every'}`),
        date: formatDate(language, Temporal.Instant.from(at)),
        source: say(`source.${source}`),
      }),
    ),
    pages: FILE_PAGES.map((name) => ({
      label: texts.text(language, `client-file.pages.${name}`),
      href: name === 'overzicht' ? `/klanten/${header.id}` : `/klanten/${header.id}/${name}`,
      isCurrent: name === current,
    })),
  };
}

function pausedInWords({ scope, until, reason }: NonNullable<OpenedHeader['paused']>, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.${key}`, values);
  const words = say(`reason.${reason}`);
  return until
    ? say(`paused.${scope}-until`, { date: formatDate(language, until), reason: words })
    : say(`paused.${scope}`, { reason: words });
}

function ageOn(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): number {
  return birthDate.until(today, { largestUnit: 'year' }).years;
}

/** Somebody whose language has not been reviewed, or is none of ours, gets another one: whoever talks to them must know. */
function languageInWords({ language: wanted, spokenIn }: OpenedHeader, language: Language): string {
  const name = languageName(wanted, language);
  if (wanted === spokenIn) return name;
  const values = { language: name, instead: languageName(spokenIn, language) };
  return texts.text(language, `client-file.header.${isClientLanguage(wanted) ? 'language-not-reviewed' : 'language-not-ours'}`, values);
}

function nextCheckIn({ plan, paused }: OpenedHeader, reach: Reach, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.header.${key}`, values);
  if (!plan) return say('no-plan');
  if ('unreachable' in reach && (reach.unreachable === 'no_benefit' || reach.unreachable === 'deceased')) return say('asked-no-more');
  const words = say(`next-on.${plan.cadence.kind}`, {
    date: formatDate(language, Temporal.PlainDate.from(plan.nextOn)),
    count: 'every' in plan.cadence ? plan.cadence.every : 0,
  });
  if (paused && (paused.until === null || Temporal.PlainDate.compare(Temporal.PlainDate.from(plan.nextOn), paused.until) < 0))
    return `${words} ${say('not-in-pause')}`;
  return 'unreachable' in reach ? `${words} ${say('only-if-reachable')}` : words;
}
