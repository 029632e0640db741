import type { FileSignal } from '#libs/insight';
import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';

/** That a client may have been in danger stays in the file: what nobody has taken on above everything, what was, with who and when. */
export function signalsInFile(signals: readonly FileSignal[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `signals.file.${key}`, values);
  const lines = signals.map((signal) => ({
    href: `/signalen/${signal.id}`,
    isOpen: signal.acknowledgedAt === null,
    when: say('raised', {
      moment: formatMoment(language, Temporal.Instant.from(signal.raisedAt)),
      channel: texts.text(language, `signals.channel.${signal.channel}`),
    }),
    facts: [
      signal.escalatedAt ? say('escalated', { moment: formatMoment(language, Temporal.Instant.from(signal.escalatedAt)) }) : null,
      signal.acknowledgedAt
        ? say('taken', {
            name: signal.acknowledgedBy ?? '',
            moment: formatMoment(language, Temporal.Instant.from(signal.acknowledgedAt)),
          })
        : null,
      signal.note ? `“${signal.note}”` : null,
    ].filter((fact) => fact !== null),
  }));
  const past = lines.filter(({ isOpen }) => !isOpen);
  return lines.length === 0
    ? null
    : { open: lines.filter(({ isOpen }) => isOpen), past, pastTitle: past.length > 0 ? say('past', { count: past.length }) : null };
}
