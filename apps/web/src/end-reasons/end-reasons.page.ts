import { builtInWords, cbsReason, type EndReason, type ReasonCode, type ReasonCodeChange, type UnknownReasons } from '#libs/people';
import type { Language } from '#libs/platform';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { endReasonInWords, meaningChoices, meaningsByCount } from './meanings.js';
import { seen } from './reason.form.js';

export const END_REASONS_DONE = ['bewaard', 'teruggenomen'] as const;
export type EndReasonsDone = (typeof END_REASONS_DONE)[number];

export interface EndReasonsGiven {
  unknown: UnknownReasons;
  codes: readonly ReasonCode[];
  changes: readonly ReasonCodeChange[];
  done: { what: EndReasonsDone; spells: number } | null;
}

/** Exactly what the page of reasons prints: what is to be told first, then what everything means. */
export function endReasonsPage({ unknown, codes, changes, done }: EndReasonsGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `end-reasons.${key}`, values);
  const hidden = unknown.total.reasons - unknown.reasons.length;
  return {
    done: done ? say(`done.${done.what}`, { count: done.spells }) : null,
    unknown: unknown.reasons.map(({ literal, spells, firstEnd, lastEnd }, place) => ({
      id: `reden-${place + 1}`,
      literal,
      count: say('spells', { count: spells }),
      when: firstEnd.equals(lastEnd)
        ? say('on', { date: formatDate(language, firstEnd) })
        : say('from-to', { from: formatDate(language, firstEnd), to: formatDate(language, lastEnd) }),
      cbs: atCbs(literal, language),
      follows: say('follows', { count: spells }),
      seen: seen(spells, ''),
    })),
    unknownCount: unknown.total.reasons,
    more: hidden > 0 ? say('unknown.more', { count: hidden }) : null,
    withoutReason: unknown.withoutReason > 0 ? say('unknown.without-reason', { count: unknown.withoutReason }) : null,
    choices: meaningChoices('', language),
    groups: meaningsByCount().map(({ counts, reasons }) => ({
      key: counts,
      title: say(`counts.${counts}`),
      explanation: say(`counts-explanation.${counts}`),
      rows: reasons.map((reason) => meaning(reason, codes, language)),
    })),
    changes: changes.map((change) => changeInWords(change, language)),
  };
}

function meaning(reason: EndReason, codes: readonly ReasonCode[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `end-reasons.${key}`, values);
  return {
    code: reason,
    name: endReasonInWords(reason, language),
    builtIn: builtInWords(reason).join(', '),
    codes: codes
      .filter(({ endReason }) => endReason === reason)
      .map(({ id, code, origin, description, cbsCode, spells }) => ({
        href: `/beheer/redenen/${id}`,
        code,
        origin: origin === 'cbs' ? say('origin.cbs') : null,
        description,
        cbs: cbsCode ? say('cbs', { code: cbsCode, text: cbsReason(cbsCode) ?? say('cbs-not-known') }) : null,
        spells: say('spells', { count: spells }),
      })),
  };
}

/** `Bij het CBS is 11: …`: what helps to choose, and decides nothing. */
function atCbs(literal: string, language: Language): string | null {
  const text = cbsReason(literal);
  return text ? texts.text(language, 'end-reasons.unknown.at-cbs', { code: literal.trim(), text }) : null;
}

/** `‘Werkt nu’ betekent: werk in loondienst`, by whom and when. */
export function changeInWords({ code, endReason, setBy, setAt }: ReasonCodeChange, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `end-reasons.${key}`, values);
  return {
    what: endReason ? say('change.set', { code, meaning: endReasonInWords(endReason, language) }) : say('change.taken-back', { code }),
    by: say('change.by', { who: setBy, at: formatMoment(language, setAt) }),
  };
}
