import { countsAs } from '#libs/outflow';
import {
  CBS_REASONS,
  CODE_LENGTHS,
  CODE_ORIGINS,
  readEndReason,
  type EndReason,
  type ReasonCode,
  type ReasonCodeChange,
  type ReasonCodeProblem,
  type ReasonCodeWish,
} from '#libs/people';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { changeInWords } from './end-reasons.page.js';
import { endReasonInWords, meaningChoices } from './meanings.js';
import { FIELD_OF, type ReasonFields } from './reason.form.js';

/** The form as it was filled in, with what is wrong with it. */
export interface ReasonFormGiven {
  /** null: something that is not told yet. */
  code: ReasonCode | null;
  fields: ReasonFields;
  problems: Partial<Record<keyof ReasonCodeWish, ReasonCodeProblem>>;
  /** What follows, to be read before it is kept. */
  confirm: { spells: number } | null;
  changes: readonly ReasonCodeChange[];
}

/** Exactly what the form of what one word means prints. */
export function reasonFormPage({ code, fields, problems, confirm, changes }: ReasonFormGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `end-reasons.${key}`, values);
  const errorOf = (at: keyof ReasonCodeWish) => {
    const problem = problems[at];
    return problem ? say(`problem.${problem === 'needed' ? `${at}-needed` : problem}`, { most: CODE_LENGTHS[at as 'code'] }) : null;
  };
  const field = (at: keyof ReasonCodeWish) => ({
    name: FIELD_OF[at],
    label: say(`field.${at}`),
    value: fields[FIELD_OF[at]],
    error: errorOf(at),
  });
  return {
    title: code ? say('form.title-change', { code: code.code }) : say('form.title-new'),
    problems: (Object.keys(FIELD_OF) as (keyof ReasonCodeWish)[]).flatMap((at) => {
      const text = errorOf(at);
      return text ? [{ href: `#${FIELD_OF[at]}`, text }] : [];
    }),
    confirm: confirm && confirmation(fields, confirm.spells, language),
    field: { code: field('code'), description: field('description'), cbsCode: field('cbsCode') },
    isFixed: code !== null,
    seen: fields.gezien,
    origins: CODE_ORIGINS.map((value) => ({ value, label: say(`origin-choice.${value}`), isChosen: fields.soort === value })),
    originError: errorOf('origin'),
    choices: meaningChoices(fields.betekenis, language),
    meaningError: errorOf('endReason'),
    cbsReasons: CBS_REASONS,
    save: say(confirm ? 'form.save-confirmed' : 'form.save'),
    follows: code && code.spells > 0 ? say('follows', { count: code.spells }) : null,
    takeBack: code && {
      action: `/beheer/redenen/${code.id}/terugnemen`,
      explanation: say('form.take-back-explanation', {
        count: code.spells,
        meaning: endReasonInWords(readEndReason(code.code) ?? 'UNKNOWN', language),
      }),
    },
    changes: changes.map((change) => changeInWords(change, language)),
  };
}

function confirmation({ woord, betekenis }: ReasonFields, spells: number, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `end-reasons.${key}`, values);
  const reason = betekenis as EndReason;
  return {
    title: say('confirm.title'),
    lines: [
      say('change.set', { code: woord.trim(), meaning: endReasonInWords(reason, language) }),
      say(`confirm.counts.${countsAs(reason)}`),
      say('follows', { count: spells }),
      ...(reason === 'DECEASED' ? [say('confirm.deceased')] : []),
    ],
  };
}
