import type { Language } from '#libs/platform';
import type { PlanForecast } from '#libs/planning';
import { drawChart } from '../http/chart.js';
import { formatDate, formatDay } from '../http/dates.js';
import { texts } from '../http/views.js';
import { tenths, whole } from '../outflow/figures.js';
import { FEWEST_SHOWN } from './plans.page.js';
import { forecastOption } from './forecast-chart.js';

/** Why a round of the forecast would not be asked at all; the others cannot come up in it. */
const MISSED_CAUSES = ['coach_bound', 'no_window', 'asked_recently', 'superseded'] as const;
/** As many answers on one day are more than a coach can read with attention. */
const MANY_A_DAY = 12;
/** Warnings about more coaches than this say nothing more. */
const MOST_WARNINGS = 3;
const COACHES_AT_ONCE = 12;
/** Drawn twice, as the course of a client is: the style sheet shows the one that fits. */
const WIDTHS = { wide: 820, narrow: 290 };

/** The coming quarter in a picture, and the same in words and tables. */
export function forecastPage(
  forecast: PlanForecast,
  { hidesSmall, isDraft }: { hidesSmall: boolean; isDraft: boolean },
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.forecast.${key}`, values);
  const period = say('period', {
    from: formatDate(language, forecast.days[0]!.date),
    until: formatDate(language, forecast.days.at(-1)!.date),
  });
  const busy = forecast.days.filter(({ invitations }) => invitations > 0);
  const nothing =
    hidesSmall && forecast.people < FEWEST_SHOWN ? 'too-few' : forecast.people === 0 ? 'nobody' : busy.length === 0 ? 'never' : null;
  if (nothing) return { headline: say('title'), period, nothing: say(nothing), figures: null };
  const headline = headlineOf(busy, language);
  const coaches = coachesOf(forecast, language);
  return {
    headline,
    period,
    nothing: null,
    figures: {
      summary: say('summary', {
        people: whole(language, forecast.people),
        total: whole(language, forecast.invitations),
        count: forecast.people,
      }),
      note: isDraft ? say('others-stay') : null,
      ...pictures(forecast, headline, language),
      warnings: warningsOf(forecast, language),
      weeks: weeksOf(forecast, language),
      coaches: { first: coaches.slice(0, COACHES_AT_ONCE), rest: coaches.slice(COACHES_AT_ONCE) },
    },
  };
}

function headlineOf(busy: readonly { invitations: number }[], language: Language): string {
  const counts = busy.map(({ invitations }) => invitations);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const values = { count: most, least: whole(language, least), most: whole(language, most) };
  return texts.text(language, least === most ? 'plans.forecast.headline-even' : 'plans.forecast.headline', values);
}

function pictures({ days }: PlanForecast, headline: string, language: Language) {
  const bars = days.map(({ date, invitations }) => ({ date, people: invitations }));
  const busiest = bars.reduce((most, bar) => (bar.people > most.people ? bar : most));
  const title = texts.text(language, 'plans.forecast.picture', {
    headline,
    date: formatDate(language, busiest.date),
    number: whole(language, busiest.people),
  });
  const highestLabel = texts.text(language, 'plans.forecast.highest', {
    number: whole(language, busiest.people),
    date: formatDay(language, busiest.date),
  });
  const draw = (name: keyof typeof WIDTHS) => {
    const shown = {
      bars,
      highestLabel,
      weekLabel: (date: Temporal.PlainDate) => formatShort(date, language),
      numberLabel: (people: number) => whole(language, people),
    };
    const { option, height } = forecastOption(shown, WIDTHS[name]);
    return drawChart(option, { name: `vooruitblik-${name}`, title, width: WIDTHS[name], height });
  };
  return { wide: draw('wide'), narrow: draw('narrow') };
}

function formatShort(date: Temporal.PlainDate, language: Language): string {
  return date.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { day: 'numeric', month: 'short' });
}

/** What somebody should know before switching a plan on, in order of weight. */
function warningsOf({ days, coaches, missed }: PlanForecast, language: Language): string[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.forecast.${key}`, values);
  const flooded = coaches
    .flatMap(({ name, most, perDay }) => (name === null ? [] : [{ name, most, index: perDay.indexOf(most) }]))
    .filter(({ most }) => most > MANY_A_DAY)
    .toSorted((a, b) => b.most - a.most);
  const withoutCoach = coaches.filter(({ name }) => name === null).reduce((count, { invitations }) => count + invitations, 0);
  return [
    ...MISSED_CAUSES.flatMap((cause) => {
      const count = missed[cause] ?? 0;
      return count === 0 ? [] : [say(`warning-missed.${cause}`, { count, number: whole(language, count) })];
    }),
    ...flooded
      .slice(0, MOST_WARNINGS)
      .map(({ name, most, index }) =>
        say('warning-flooded', { coach: name, number: whole(language, most), date: formatDay(language, days[index]!.date) }),
      ),
    ...(flooded.length > MOST_WARNINGS ? [say('warning-more', { count: flooded.length - MOST_WARNINGS })] : []),
    ...(withoutCoach > 0 ? [say('warning-no-coach', { count: withoutCoach, number: whole(language, withoutCoach) })] : []),
  ];
}

function weeksOf({ days }: PlanForecast, language: Language) {
  const weeks = Map.groupBy(days, ({ date }) => date.subtract({ days: date.dayOfWeek - 1 }).toString());
  return [...weeks].map(([, week]) => {
    const busiest = week.reduce((most, day) => (day.invitations > most.invitations ? day : most));
    const total = sum(week.map(({ invitations }) => invitations));
    return {
      week: texts.text(language, 'plans.forecast.week', {
        from: formatShort(week[0]!.date, language),
        until: formatShort(week.at(-1)!.date, language),
      }),
      total: whole(language, total),
      busiest: total === 0 ? '' : onDay(busiest.invitations, busiest.date, language),
    };
  });
}

/** Coaches with the busiest day first; an average is over the days on which something is asked of anybody. */
function coachesOf({ days, coaches }: PlanForecast, language: Language) {
  const open = Math.max(1, days.filter(({ invitations }) => invitations > 0).length);
  return coaches
    .toSorted((a, b) => b.most - a.most)
    .map(({ name, perDay, most, missed, invitations }) => ({
      name: name ?? texts.text(language, 'plans.forecast.no-coach'),
      most: most === 0 ? '0' : onDay(most, days[perDay.indexOf(most)]!.date, language),
      average: tenths(language, invitations / open),
      total: whole(language, invitations),
      missed: whole(language, missed),
      isMany: name !== null && most > MANY_A_DAY,
    }));
}

function onDay(number: number, date: Temporal.PlainDate, language: Language): string {
  return texts.text(language, 'plans.forecast.busiest', { number: whole(language, number), date: formatShort(date, language) });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
