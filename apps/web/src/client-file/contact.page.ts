import type { CourseRound } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { reachOf, silenceOf } from '#libs/profiles';
import { formatAgo, formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** How long nothing was heard and how far asking came, in words with their counts. */
export function contactInWords(rounds: readonly CourseRound[], now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-course.contact.${key}`, values);
  const asked = rounds.map(asAsked);
  const silence = silenceOf(asked, now);
  const reach = reachOf(asked, now);
  const first = asked.find(({ id }) => id === reach.inputs[0]);
  return {
    heard: silence.since
      ? say('heard', { date: formatDate(language, silence.since), ago: formatAgo(language, localDate(silence.since), localDate(now)) })
      : say('never-heard'),
    silent: silence.inARow > 0 ? say('silent', { count: silence.inARow }) : null,
    reach: first
      ? say('reach', {
          count: reach.asked,
          arrived: reach.arrived,
          opened: reach.opened,
          answered: reach.answered,
          date: formatDate(language, first.at),
        })
      : say('never-asked'),
    channels:
      reach.byChannel.length > 1
        ? reach.byChannel.map(({ channel, asked: count, answered }) => say(`by.${channel}`, { count, answered }))
        : [],
  };
}

function asAsked({ id, openedAt, channel, arrived, startedAt, heardAt, outcome }: CourseRound) {
  return {
    id,
    at: Temporal.Instant.from(openedAt),
    channel,
    hasArrived: arrived,
    hasOpened: startedAt !== null,
    heardAt: heardAt === null ? null : Temporal.Instant.from(heardAt),
    outcome,
  };
}
