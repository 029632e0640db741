import type { Language } from '#libs/platform';
import { baselineOf, isExpired, levelOf, type BarrierLevel, type TraitDefinition } from '#libs/profiles';
import { texts } from '../http/views.js';
import { derivedOf, recent } from './derived.page.js';
import type { HeardOne, PageWords } from './page-words.js';
import { percent } from './time-axis.js';
import { share, traitLine, valuesFromTop, type Span, type Unheard } from './trait-line.js';
import { storyOf } from './trait-story.js';
import type { TraitRounds } from './unheard.js';
import { usualInWords, usualOf } from './usual.js';

/** What a picture is drawn from; the same for every trait of a page. */
export interface Drawn {
  /** By which the client is called in words about what is usual. */
  name: string;
  span: Span;
  now: Temporal.Instant;
  words: PageWords;
}

type Sign = Unheard | 'refused' | 'unknown';

/** More than this is no table any more but a pile; all answers stand in the check-ins. */
const MOST_ROWS = 120;
/** How much a picture tells: what is worse than usual first, then what stands in the way, then what goes down, then what goes up. */
const TELLING = { worse: 8, severe: 4, declining: 2, some: 1, better: 1 };

/** One trait as a card: what it shows in a sentence, the picture, what follows from it, and the same in a table. null: nothing of it in this time. */
export function traitCard(trait: TraitDefinition, history: readonly HeardOne[], rounds: TraitRounds, drawn: Drawn) {
  const { span, now, words } = drawn;
  const { language } = words;
  const heard = history.map(({ observedAt, state, value }) => ({ at: observedAt.epochMilliseconds, state, value }));
  const within = history.filter((_, index) => isWithin(heard[index]?.at ?? 0, span));
  const latest = history.at(-1);
  if (!latest || within.length === 0) return null;
  const baseline = baselineOf(recent(history, now), now);
  const usual = baseline ? usualOf(trait, baseline) : null;
  // What was not asked of anybody explains a gap, and nothing before or after one.
  const gaps = rounds.missed.filter((at) => at > (heard[0]?.at ?? at) && at < (heard.at(-1)?.at ?? at));
  const unheard = [...rounds.unheard, ...gaps.map((at) => ({ at, why: 'missed' as const }))];
  const story = storyOf(trait, within, now, language);
  const derived = derivedOf(trait, history, drawn.name, now, words);
  const isOld = isExpired(trait, latest.observedAt, now);
  const barrier = isOld ? 'none' : (levelOf(trait.key, latest.value)?.barrier ?? 'none');
  const signs = signsOf(within, unheard, span);
  // What was read from a file or computed was asked of nobody.
  const answered = within
    .filter(({ value, mode }) => value !== null && (mode === 'self' || mode === 'interview'))
    .map(({ observedAt }) => `M${Math.round(share(observedAt.epochMilliseconds, span) * 1000)} 2v14`)
    .join('');
  return {
    key: trait.key.replaceAll(/[._]/g, '-'),
    label: trait.label[language],
    story,
    spoken: texts.text(language, 'client-course.picture', { trait: trait.label[language], story, count: within.length }),
    isOld,
    isScale: trait.better !== null,
    levels: levelRows(trait, language),
    ...traitLine(trait, { heard, unheard, usual }, span),
    signs,
    answered,
    hasAsked: signs.length > 0 || answered !== '',
    usualWords: usual
      ? usualInWords(trait, usual, drawn.name, language)
      : trait.better === null
        ? null
        : texts.text(language, 'client-course.usual.too-few', { name: drawn.name }),
    hasUsual: usual !== null,
    derived: derived.lines,
    ...tableOf(trait, within, unheard, span, words),
    telling: tellingOf(barrier, derived.change, derived.trend),
  };
}

export type TraitCard = NonNullable<ReturnType<typeof traitCard>>;

function isWithin(at: number, { from, to }: Span): boolean {
  return at >= from && at <= to;
}

function tellingOf(barrier: BarrierLevel, change: string | null, trend: string | null): number {
  return (
    (change === 'worse' ? TELLING.worse : change === 'better' ? TELLING.better : 0) +
    (barrier === 'none' ? 0 : TELLING[barrier]) +
    (trend === 'worse' ? TELLING.declining : 0)
  );
}

/** The names beside the picture from top to bottom, each as high as the levels it holds. */
function levelRows(trait: TraitDefinition, language: Language) {
  const values = valuesFromTop(trait);
  const barrierOf = (value: number | undefined) => trait.levels.find((level) => level.value === value)?.barrier ?? 'none';
  return trait.bands
    .map(({ values: inside, label }) => ({
      row: Math.min(...inside.map((value) => values.indexOf(value))),
      span: inside.length,
      label: label[language],
      barrier: barrierOf(inside.at(-1)),
    }))
    .toSorted((a, b) => a.row - b.row)
    .map(({ span, label, barrier }) => ({
      span,
      label,
      barrier: barrier === 'none' ? null : barrier,
      barrierLabel: texts.text(language, `client-file.profile.mark.${barrier}`),
    }));
}

function signsOf(within: readonly HeardOne[], unheard: readonly { at: number; why: Unheard }[], span: Span) {
  const said = within.flatMap(({ observedAt, state }) => (state === 'answered' ? [] : [{ at: observedAt.epochMilliseconds, sign: state }]));
  const all: { at: number; sign: Sign }[] = [...said, ...unheard.map(({ at, why }) => ({ at, sign: why }))];
  return all
    .filter(({ at }) => isWithin(at, span))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, sign }) => ({ x: percent(share(at, span)), sign }));
}

/** Newest first: what was said with how we know it, and where nothing was said why. */
function tableOf(
  trait: TraitDefinition,
  within: readonly HeardOne[],
  unheard: readonly { at: number; why: Unheard }[],
  span: Span,
  words: PageWords,
) {
  const labels = new Map(trait.levels.map(({ value, label }) => [value, label[words.language]]));
  const said = within.map((one) => ({ moment: one.observedAt, one, why: null }));
  const not = unheard
    .filter(({ at }) => isWithin(at, span))
    .map(({ at, why }) => ({ moment: Temporal.Instant.fromEpochMilliseconds(at), one: null, why }));
  const rows = [...said, ...not].toSorted((a, b) => b.moment.epochMilliseconds - a.moment.epochMilliseconds);
  const left = rows.length - MOST_ROWS;
  return {
    rows: rows.slice(0, MOST_ROWS).map(({ moment, one, why }) => ({
      date: words.date(moment),
      isValue: one !== null && one.value !== null,
      words: one
        ? ((one.value === null ? null : labels.get(one.value)) ?? words.say(`client-file.profile.${one.state}`))
        : words.say(`client-course.sign.${why}`),
      how: one ? words.how(one) : '',
    })),
    moreRows: left > 0 ? texts.text(words.language, 'client-course.more-rows', { count: left }) : null,
  };
}
