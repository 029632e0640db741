import type { FileIntervention, ObservedValue } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, localInstant, TIME_ZONE, type Language } from '#libs/platform';
import { levelOf, TRAITS, traitOf } from '#libs/profiles';
import { drawChart } from '../http/chart.js';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { courseOption, type Band, type Panel, type Span } from './course-chart.js';
import { COURSE_DAYS } from './profile.page.js';

/** The scales with room to move; what is yes or no stands in the profile. */
const DRAWN = ['wellbeing.general', 'health.self_rated', 'health.mental', 'finance.making_ends_meet', 'workability.self'];
/** Drawn twice, because a picture that shrinks to a telephone shrinks its words as well; the style sheet shows the one that fits. */
const WIDTHS = { wide: 760, narrow: 290 };

/** How it went: a picture with the interventions as bands through it, and the same in a table. null when there is nothing to draw yet. */
export function course(
  observations: readonly ObservedValue[],
  interventions: readonly FileIntervention[],
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const since = now.subtract({ hours: COURSE_DAYS * 24 });
  const shown = observations.filter(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), since) >= 0);
  const drawn = DRAWN.filter((trait) => shown.some((each) => each.trait === trait && each.value !== null));
  if (drawn.length === 0) return null;
  const first = Temporal.Instant.from(shown[0]?.at ?? now.toString());
  const span: Span = {
    from: first.subtract({ hours: 14 * 24 }).epochMilliseconds,
    to: now.epochMilliseconds,
    monthLabel: monthLabel(language),
  };
  const panels = drawn.map((trait) => panel(trait, shown, language));
  const bands = interventions.flatMap((each) => band(each, span, catalogue, language)).toSorted((a, b) => a.from - b.from);
  const title = texts.text(language, 'client-file.course.picture', {
    traits: drawn.map((trait) => traitOf(trait).label[language].toLowerCase()).join(', '),
    from: formatDate(language, first),
    to: formatDate(language, now),
  });
  const draw = (name: keyof typeof WIDTHS) => {
    const { option, height } = courseOption(panels, bands, span, WIDTHS[name]);
    return drawChart(option, { name: `verloop-${name}`, title, width: WIDTHS[name], height });
  };
  return { wide: draw('wide'), narrow: draw('narrow'), hasBands: bands.length > 0, table: table(shown, language) };
}

function panel(trait: string, observations: readonly ObservedValue[], language: Language): Panel {
  const { label, levels, better, validDays } = traitOf(trait);
  const values = levels.map(({ value }) => value);
  const history = observations.filter((each) => each.trait === trait);
  const latest = history.findLast(({ value }) => value !== null);
  return {
    label: label[language],
    latest: latest ? (levelOf(trait, latest.value)?.label[language] ?? '') : '',
    lowest: Math.min(...values),
    highest: Math.max(...values),
    isInverse: better === 'lower',
    points: withGaps(
      history.map(({ at, value }) => [Temporal.Instant.from(at).epochMilliseconds, value]),
      validDays,
    ),
  };
}

/** Answers are not joined when the first no longer counted at the second: a line would tell what nobody knows. */
function withGaps(points: readonly [at: number, value: number | null][], validDays: number): Panel['points'] {
  return points.flatMap(([at, value], index): Panel['points'] => {
    const before = points[index - 1]?.[0] ?? at;
    return at - before >= validDays * 86_400_000
      ? [
          [before + 1, undefined],
          [at, value],
        ]
      : [[at, value]];
  });
}

/** An intervention as far as it lies within the picture; what never started and what is still to come is no part of how it went. */
function band({ type, startsOn, endsOn, outcome }: FileIntervention, span: Span, catalogue: Catalogue, language: Language): Band[] {
  const start = localInstant(Temporal.PlainDate.from(startsOn), '00:00').epochMilliseconds;
  const end = endsOn ? localInstant(Temporal.PlainDate.from(endsOn).add({ days: 1 }), '00:00').epochMilliseconds : span.to;
  if (outcome === 'not_started' || start >= span.to || end <= span.from) return [];
  return [
    {
      label: catalogue.of(type).name[language],
      from: Math.max(start, span.from),
      to: Math.min(end, span.to),
    },
  ];
}

function monthLabel(language: Language): (epochMilliseconds: number) => string {
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { month: 'short', year: '2-digit', timeZone: TIME_ZONE });
  return (epochMilliseconds) => format.format(epochMilliseconds);
}

function table(observations: readonly ObservedValue[], language: Language) {
  return TRAITS.map(({ key, label }) => ({
    label: label[language],
    rows: observations
      .filter(({ trait }) => trait === key)
      .map(({ at, value, state }) => ({
        date: formatDate(language, localDate(Temporal.Instant.from(at))),
        words: levelOf(key, value)?.label[language] ?? texts.text(language, `client-file.profile.${state}`),
      }))
      .toReversed(),
  })).filter(({ rows }) => rows.length > 0);
}
