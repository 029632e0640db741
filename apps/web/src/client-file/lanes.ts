import type { FileIntervention } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localInstant, type Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent } from './time-axis.js';
import { share, type Span } from './trait-line.js';

/** A bar below a picture: the number by which it is named above the pictures, and where it lies. */
export interface Bar {
  number: number;
  x: string;
  width: string;
  /** In pixels from the top of its lane. */
  y: number;
  textY: number;
}

export interface Lanes {
  bars: Bar[];
  height: number;
  legend: { number: number; name: string; period: string }[];
}

const ROW = 18;
/** Room for the number of a bar, however short it lasted, as part of the width. */
const LEAST = 0.06;

/** What ran within a span, under each other where it overlaps. What never started is no part of how it went. @param interventions oldest first */
export function lanesOf(interventions: readonly FileIntervention[], span: Span, catalogue: Catalogue, language: Language): Lanes {
  const ends: number[] = [];
  const shown = interventions.flatMap((each) => {
    const from = startOf(each.startsOn).epochMilliseconds;
    const to = each.endsOn ? startOf(each.endsOn, 1).epochMilliseconds : span.to;
    return each.outcome === 'not_started' || from >= span.to || to <= span.from ? [] : [{ each, from, to }];
  });
  const bars = shown.map(({ from, to }, index) => {
    const x = Math.min(share(Math.max(from, span.from), span), 1 - LEAST);
    const end = Math.max(share(Math.min(to, span.to), span), x + LEAST);
    const free = ends.findIndex((busy) => busy <= x);
    const row = free === -1 ? ends.length : free;
    ends[row] = end;
    return { number: index + 1, x: percent(x), width: percent(end - x), y: row * ROW, textY: row * ROW + 13 };
  });
  return {
    bars,
    height: Math.max(ends.length, 1) * ROW,
    legend: shown.map(({ each }, index) => ({
      number: index + 1,
      name: catalogue.of(each.type).name[language],
      period: period(each, language),
    })),
  };
}

function startOf(date: string, days = 0): Temporal.Instant {
  return localInstant(Temporal.PlainDate.from(date).add({ days }), '00:00');
}

function period({ startsOn, endsOn }: FileIntervention, language: Language): string {
  const date = (text: string) => formatDate(language, Temporal.PlainDate.from(text));
  return endsOn ? `${date(startsOn)} – ${date(endsOn)}` : texts.text(language, 'client-course.since', { date: date(startsOn) });
}
