import { localDate, localInstant, type Wording } from '#libs/platform';
import type { RuleWriting } from '#libs/rules';
import { textIn, type Sent } from '../questionnaires/form-reading.js';
import { conditionOf } from './condition-from-form.js';
import { readCondition, type GroupFields } from './condition.form.js';
import { effectOf, fieldsOfEffect, readEffects, type EffectFields } from './effect.form.js';
import { fieldsOfCondition } from './form-from-condition.js';

/** The texts of a rule: the field of the form, and the part of the rule. */
export const TEXTS = { titel: 'title', voorwie: 'forWhom', uitleg: 'explanation', klant: 'clientExplanation' } as const;
export type TextName = keyof typeof TEXTS;
export const TEXT_NAMES = Object.keys(TEXTS) as TextName[];
/** What somebody reads in one breath. */
export const LONGEST_TEXT = { titel: 120, voorwie: 300, uitleg: 600, klant: 600 } as const;

type Both = Record<'nl' | 'en', string>;

/** A rule as it was filled in. */
export interface RuleFields {
  texts: Record<TextName, Both>;
  when: GroupFields;
  then: EffectFields[];
  isWish: boolean;
  /** Dates of the office, as a date field has them: from that day, and until and with that day. */
  from: string;
  until: string;
  note: string;
}

export function readRule(sent: Sent): RuleFields {
  const both = (name: TextName): Both => ({
    nl: textIn(sent, `${name}-nl`, LONGEST_TEXT[name]),
    en: textIn(sent, `${name}-en`, LONGEST_TEXT[name]),
  });
  return {
    texts: { titel: both('titel'), voorwie: both('voorwie'), uitleg: both('uitleg'), klant: both('klant') },
    when: readCondition(sent),
    then: readEffects(sent),
    isWish: textIn(sent, 'wens', 4) === 'ja',
    from: textIn(sent, 'vanaf', 12),
    until: textIn(sent, 'totenmet', 12),
    note: textIn(sent, 'toelichting', 600),
  };
}

export function fieldsOfRule(
  { title, forWhom, explanation, clientExplanation, when, then, wish, validFrom, validUntil }: RuleWriting,
  note: string,
): RuleFields {
  return {
    texts: { titel: bothOf(title), voorwie: bothOf(forWhom), uitleg: bothOf(explanation), klant: bothOf(clientExplanation) },
    when: fieldsOfCondition(when),
    then: then.map(fieldsOfEffect),
    isWish: wish === true,
    from: validFrom ? localDate(Temporal.Instant.from(validFrom)).toString() : '',
    until: validUntil ? lastDay(validUntil).toString() : '',
    note,
  };
}

export interface RuleRead {
  definition: RuleWriting;
  /** By the field of the form, what cannot be read. */
  problems: Record<string, string>;
  /** Where in the form a place of the condition stands. */
  places: Map<string, string>;
}

/** The rule that a form describes: what it does not ask is as it was. */
export function ruleFrom(fields: RuleFields, before: RuleWriting): RuleRead {
  const { condition, places, problems } = conditionOf(fields.when);
  const [from, until] = [dayIn(fields.from), dayIn(fields.until)];
  if (from === null) problems['vanaf'] = 'date-needed';
  if (until === null) problems['totenmet'] = 'date-needed';
  if (from && until && Temporal.PlainDate.compare(from, until) > 0) problems['totenmet'] = 'ends-before-start';
  const { wish: _wish, validFrom: _from, validUntil: _until, ...rest } = before;
  const definition: RuleWriting = {
    ...rest,
    title: wordingOf('titel', before.title),
    when: condition,
    then: fields.then.map(effectOf),
    explanation: wordingOf('uitleg', before.explanation),
    ...optional('forWhom', 'voorwie'),
    ...optional('clientExplanation', 'klant'),
    ...(fields.isWish && { wish: true }),
    ...(from && { validFrom: startOf(from, before.validFrom) }),
    ...(until && { validUntil: startOf(until.add({ days: 1 }), before.validUntil) }),
  };
  return { definition, problems, places };

  function wordingOf(name: TextName, was: Wording | undefined): Wording {
    const { nl, en } = fields.texts[name];
    return { ...was, nl: nl.trim(), en: en.trim() };
  }

  /** Versions from before there was such a text have none: as long as nobody writes it, they stay as they are. */
  function optional(part: 'forWhom' | 'clientExplanation', name: TextName): Partial<RuleWriting> {
    const wording = wordingOf(name, before[part]);
    return before[part] === undefined && wording.nl === '' && wording.en === '' ? {} : { [part]: wording };
  }
}

/** Dutch words where there are no English ones yet. */
export function withEnglish({ texts, ...fields }: RuleFields): RuleFields {
  const copied = TEXT_NAMES.map((name) => [
    name,
    { nl: texts[name].nl, en: texts[name].en.trim() === '' ? texts[name].nl : texts[name].en },
  ]);
  return { ...fields, texts: Object.fromEntries(copied) as RuleFields['texts'] };
}

function bothOf(wording: Partial<Wording> | undefined): Both {
  return { nl: wording?.nl ?? '', en: wording?.en ?? '' };
}

/** undefined: nothing was filled in; null: it is no date. */
function dayIn(text: string): Temporal.PlainDate | undefined | null {
  if (text.trim() === '') return undefined;
  try {
    return Temporal.PlainDate.from(text.trim());
  } catch {
    return null;
  }
}

/** The beginning of a day at the office; a moment within that day which was there already stays. */
function startOf(day: Temporal.PlainDate, before: string | null | undefined): string {
  if (before && localDate(Temporal.Instant.from(before)).equals(day)) return before;
  return localInstant(day, '00:00').toString();
}

/** What does not count from a moment on counts until and with the day before, or that day itself when it ends in the middle of it. */
function lastDay(validUntil: string): Temporal.PlainDate {
  return localDate(Temporal.Instant.from(validUntil).subtract({ nanoseconds: 1 }));
}
