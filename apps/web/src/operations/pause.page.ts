import type { Pause } from '#libs/people';
import type { Language } from '#libs/platform';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { pauseReason } from './notices.service.js';

/** A pause that could not be made, as it was filled in. */
export interface RefusedPause {
  values: { reden: string; tot: string; toelichting: string };
  /** Field → text key, as `PausesService` gives them. */
  problems: Readonly<Record<string, string>>;
}

/** Why everybody can be paused; the other reasons are those of one client. */
const REASONS = ['maintenance', 'holiday', 'circumstances', 'other'] as const;

/** The pause that holds, or the form to make one. */
export function pausePart(
  pause: Pause | null,
  { mayPause, refused }: { mayPause: boolean; refused: RefusedPause | null },
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.pause.${key}`, values);
  return {
    running: pause && {
      id: pause.id,
      title: say('running', { moment: formatMoment(language, pause.pausedAt), reason: pauseReason(pause, language) }),
      until: pause.until ? say('until-day', { date: formatDate(language, pause.until) }) : say('until-resumed'),
      by: pause.pausedBy ? say('by', { name: pause.pausedBy }) : null,
      note: pause.note,
    },
    mayPause,
    /** Where it cannot be missed: while it holds, and when it could not be made. */
    isOnTop: pause !== null || refused !== null,
    form: {
      isOpen: refused !== null,
      reasons: REASONS.map((reason) => ({ reason, label: pauseReason({ reason }, language), isChosen: refused?.values.reden === reason })),
      until: refused?.values.tot ?? '',
      note: refused?.values.toelichting ?? '',
      reasonError: problem(refused, 'reason', language),
      untilError: problem(refused, 'until', language),
      noteError: problem(refused, 'note', language),
    },
  };
}

function problem(refused: RefusedPause | null, field: string, language: Language): string | null {
  const found = refused?.problems[field];
  if (!found) return null;
  const key = `operations.pause.problem.${found.replace(/^form\./, '')}`;
  return texts.text(language, texts.has(language, key) ? key : 'operations.pause.problem.other');
}
