import { OUTCOMES, type Catalogue } from '#libs/interventions';
import type { FileIntervention } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** The ending that a coach typed and what is wrong with it: field → text key. */
export interface RefusedEnding {
  interventionId: string;
  values: { einddatum: string; uitkomst: string; toelichting: string };
  problems: Record<string, string>;
}

/** What runs or is planned, each with a form for its end, and what has ended. */
export function interventions(
  all: readonly FileIntervention[],
  refused: RefusedEnding | null,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const today = localDate(now);
  return {
    running: all
      .filter(({ outcome }) => outcome === null)
      .map((one) => running(one, refused?.interventionId === one.id ? refused : null, catalogue, today, language)),
    ended: all.filter(({ outcome }) => outcome !== null).map((one) => ended(one, catalogue, language)),
  };
}

function running(
  { id, type, startsOn, plannedBy }: FileIntervention,
  refused: RefusedEnding | null,
  catalogue: Catalogue,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.intervention.${key}`, values);
  const start = Temporal.PlainDate.from(startsOn);
  const isPlanned = Temporal.PlainDate.compare(start, today) > 0;
  const error = (field: string) => (refused?.problems[field] ? texts.text(language, `client-file.${refused.problems[field]}`) : null);
  return {
    id,
    name: catalogue.of(type).name[language],
    when: say(isPlanned ? 'planned' : 'running', { date: formatDate(language, start), by: plannedBy }),
    isOpen: refused !== null,
    endsOn: refused?.values.einddatum ?? today.toString(),
    note: refused?.values.toelichting ?? '',
    outcomes: OUTCOMES.map((outcome) => ({ outcome, label: say(`outcome.${outcome}`), isChosen: outcome === refused?.values.uitkomst })),
    dateError: error('endsOn'),
    outcomeError: error('outcome'),
    noteError: error('note'),
  };
}

function ended({ id, type, startsOn, endsOn, outcome, outcomeNote }: FileIntervention, catalogue: Catalogue, language: Language) {
  const date = (text: string) => formatDate(language, Temporal.PlainDate.from(text));
  return {
    id,
    name: catalogue.of(type).name[language],
    period: endsOn
      ? `${date(startsOn)} – ${date(endsOn)}`
      : texts.text(language, 'client-file.intervention.never-started', { date: date(startsOn) }),
    outcome: texts.text(language, `client-file.intervention.outcome.${outcome}`),
    note: outcomeNote,
  };
}
