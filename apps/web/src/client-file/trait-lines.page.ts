import type { ClientCourse, CourseRound } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, localInstant, type Language } from '#libs/platform';
import { STANDARD_TRAITS, TRAITS, type TraitGroup } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { contactInWords } from './contact.page.js';
import { lanesOf } from './lanes.js';
import { pageWords, withMoments } from './page-words.js';
import { percent, ticksOf } from './time-axis.js';
import { traitCard, type TraitCard } from './trait-card.page.js';
import { share, type Span } from './trait-line.js';
import { roundsOfTraits } from './unheard.js';

/** How far is looked back; `alles` is everything that is kept. */
export const PERIODS = ['anderhalf-jaar', 'drie-jaar', 'alles'] as const;
export type Period = (typeof PERIODS)[number];
const MONTHS: Record<Period, number | null> = { 'anderhalf-jaar': 18, 'drie-jaar': 36, alles: null };

const GROUPS: TraitGroup[] = ['wellbeing', 'health', 'money', 'language', 'home', 'work', 'wish'];
/** More than this is a page of its own, not what stands out. */
const MOST_TELLING = 6;

/** Each trait as a line on its own scale: what stands out first, then group by group, and what was never heard by name only. */
export function traitLinesPage(
  { id, firstName }: { id: string; firstName: string },
  course: ClientCourse,
  period: Period,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const span = spanOf(course, period, now);
  const roundsOf = roundsOfTraits(course.rounds, course.traits);
  const histories = Map.groupBy(withMoments(course.observations), ({ trait }) => trait);
  const lanes = lanesOf(course.interventions, span, catalogue, language);
  const drawn = { name: firstName, span, now, words: pageWords(language) };
  const all = TRAITS.map((trait) => ({ trait, card: traitCard(trait, histories.get(trait.key) ?? [], roundsOf(trait.key), drawn) }));
  const telling = all
    .flatMap(({ card }) => (card && card.telling > 0 ? [card] : []))
    .toSorted((a, b) => b.telling - a.telling)
    .slice(0, MOST_TELLING);
  return {
    periods: PERIODS.map((each) => ({
      label: texts.text(language, `client-course.period.${each}`),
      href: `/klanten/${id}/verloop?periode=${each}`,
      isCurrent: each === period,
    })),
    range: texts.text(language, 'client-course.range', {
      from: formatDate(language, Temporal.Instant.fromEpochMilliseconds(span.from)),
      to: formatDate(language, now),
    }),
    isEmpty: all.every(({ card }) => card === null),
    lanes,
    ticks: ticksOf(span, language),
    contact: contactInWords(course.rounds, now, language),
    asked: askedSigns(course.rounds, span, language),
    sections: [
      { title: texts.text(language, 'client-course.telling'), id: 'opvallend', cards: telling },
      ...GROUPS.map((group) => ({
        title: texts.text(language, `client-course.group.${group}`),
        id: group,
        cards: all.flatMap(({ trait, card }): TraitCard[] => (card && trait.group === group && !telling.includes(card) ? [card] : [])),
      })),
    ].filter(({ cards }) => cards.length > 0),
    unheard: all.filter(({ trait, card }) => card === null && STANDARD_TRAITS.includes(trait)).map(({ trait }) => trait.label[language]),
  };
}

/** From the first that was heard or asked, with a fortnight of air, and not further back than was chosen. */
function spanOf({ observations, rounds }: ClientCourse, period: Period, now: Temporal.Instant): Span {
  const months = MONTHS[period];
  const firsts = [observations[0]?.at, rounds[0]?.openedAt].flatMap((at) => (at ? [Temporal.Instant.from(at).epochMilliseconds] : []));
  const first = Math.min(now.epochMilliseconds, ...firsts) - 14 * 86_400_000;
  const earliest = months === null ? first : localInstant(localDate(now).subtract({ months }), '00:00').epochMilliseconds;
  return { from: Math.max(first, earliest), to: now.epochMilliseconds };
}

/** Every occasion on one lane, above all pictures: what became of it. */
function askedSigns(rounds: readonly CourseRound[], span: Span, language: Language) {
  const shown = rounds.filter(({ openedAt }) => {
    const at = Temporal.Instant.from(openedAt).epochMilliseconds;
    return at >= span.from && at <= span.to;
  });
  const signOf = ({ outcome, cause }: CourseRound) =>
    outcome === null
      ? 'open'
      : outcome === 'finished' || outcome === 'partial'
        ? 'answered'
        : cause === 'nothing_to_ask'
          ? 'nothing-to-ask'
          : outcome;
  const counts = Map.groupBy(shown, signOf);
  return {
    signs: shown.map((round) => ({
      sign: signOf(round),
      x: percent(share(Temporal.Instant.from(round.openedAt).epochMilliseconds, span)),
    })),
    legend: [...counts].map(([sign, those]) => ({
      sign,
      words: texts.text(language, `client-course.asked.${sign}`, { count: those.length }),
    })),
  };
}
