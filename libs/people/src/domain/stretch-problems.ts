import { REASONS } from './import-problems.js';

type Details = Record<string, string | number>;
type Wording = (details: Details) => string;
type Reason = { severity: 'refused' | 'remark'; wording: Wording };

/** How a stretch of days is called: `a` to begin with, `this` to point at, `unlikeThis` for another one. */
export interface StretchWords {
  a: string;
  this: string;
  /** How it begins, for a hint about another first day. */
  begins: string;
}

export const SPELL_WORDS: StretchWords = { a: 'de uitkering', this: 'deze uitkering', begins: 'Begint zij' };
export const WORK_WORDS: StretchWords = { a: 'het werk', this: 'dit werk', begins: 'Begint het' };

/** What an administrator can do about days that are taken. */
const HINTS: Record<string, (words: StretchWords) => string> = {
  'say-number': ({ begins }) =>
    `. ${begins} op een andere dag dan wij weten? Zet er dan het periodenummer bij, of zet de oude erbij met "ja" onder Vervallen`,
  'no-number-yet': ({ begins }) =>
    `; die kennen wij nog zonder periodenummer. ${begins} op een andere dag dan wij weten? Zet de oude er dan bij met "ja" onder Vervallen`,
  'say-withdrawn': ({ begins }) => `. ${begins} op een andere dag dan wij weten? Zet het oude er dan bij met "ja" onder Vervallen`,
  'other-number': () => '; die heeft een ander periodenummer',
};

/** What there is to say of rows about stretches of days of a client, as it reads after "regel 12, Ingangsdatum "31-02-2026": ". */
function reasonsOf(words: StretchWords) {
  const { a, this: self } = words;
  return {
    missing: REASONS.missing,
    'wrong-column-count': REASONS['wrong-column-count'],
    'date-unreadable': REASONS['date-unreadable'],
    'date-nonexistent': REASONS['date-nonexistent'],
    'date-too-old': refused(() => 'ligt te ver terug om waar te zijn'),
    'date-far-ahead': refused(() => `ligt meer dan een maand in de toekomst; lees ${self} in als het zover is`),
    'end-before-start': refused(({ start }) => `${a} eindigt niet later dan de eerste dag (${start}); Einddatum is de eerste dag zonder`),
    'start-before-birth': refused(({ born }) => `ligt voor de geboorte van deze klant (${born})`),
    'withdrawn-unreadable': refused(() => 'schrijf "ja" of "nee", of laat het leeg'),
    'client-unknown': refused(() => 'deze klant kennen wij niet; lees eerst het klantenbestand in'),
    'number-too-often': REASONS['number-too-often'],
    'same-twice': refused(({ otherLine }) => `regel ${otherLine} gaat over hetzelfde: zelfde klant, en zelfde nummer of zelfde eerste dag`),
    'overlaps-row': refused(({ otherLine }) => `${self} overlapt met die op regel ${otherLine}`),
    'overlaps-known': refused(
      ({ from, until, hint }) =>
        `${self} overlapt met wat wij al kennen: van ${from} tot ${until || 'nu, zonder einddatum'}${HINTS[String(hint)]?.(words) ?? ''}`,
    ),
    'overlaps-meanwhile': refused(() => `${self} overlapt met wat een ander op dit moment vastlegt; probeer het opnieuw`),
    'sibling-refused': REASONS['sibling-refused'],
    'withdrawn-unknown': remark(() => `${self} kenden wij niet, dus er vervalt niets`),
  } satisfies Record<string, Reason>;
}

const SPELL_REASONS = {
  ...reasonsOf(SPELL_WORDS),
  'reason-without-end': REASONS['reason-without-end'],
  'unit-too-often': refused(({ most }) => `staat bij meer dan ${most} klanten; is dit het nummer van de uitkering?`),
  'scheme-unknown': REASONS['scheme-unknown'],
  'end-reason-unknown': REASONS['end-reason-unknown'],
  'end-reason-missing': REASONS['end-reason-missing'],
  'unit-of-many': remark(({ people }) => `${people} klanten hebben deze uitkering op dezelfde dag; dat kunnen er twee zijn`),
} satisfies Record<string, Reason>;

const WORK_REASONS = {
  ...reasonsOf(WORK_WORDS),
  'hours-unreadable': refused(() => 'is geen aantal uren; schrijf het als 24 of 24,5'),
  'hours-impossible': refused(({ most }) => `kan niet: meer dan 0 en niet meer dan ${most} uur per week`),
  'kind-unknown': refused(() => 'deze soort kennen wij niet; schrijf "loondienst" of "zelfstandig"'),
  'hours-missing': remark(() => 'de uren zijn niet bekend: zo bewaard'),
} satisfies Record<string, Reason>;

export type SpellReason = keyof typeof SPELL_REASONS;
export type PaidWorkReason = keyof typeof WORK_REASONS;
/** What can be wrong with any stretch of days. */
export type StretchReason = keyof ReturnType<typeof reasonsOf>;

interface Found<Code> {
  line: number;
  column: string;
  value: string;
  code: Code;
  details: Details;
}

/** A problem as it is told. */
export interface StretchProblem<Code> extends Omit<Found<Code>, 'details'> {
  severity: 'refused' | 'remark';
  /** Dutch, for an administrator. */
  reason: string;
}

/** How the problems of one kind of file are weighed and told. */
export interface Telling<Code> {
  severityOf: (code: Code) => 'refused' | 'remark';
  tell: (problem: Found<Code>) => StretchProblem<Code>;
}

export const spellTelling: Telling<SpellReason> = telling(SPELL_REASONS);
export const paidWorkTelling: Telling<PaidWorkReason> = telling(WORK_REASONS);

function telling<Code extends string>(reasons: Record<Code, Reason>): Telling<Code> {
  return {
    severityOf: (code) => reasons[code].severity,
    tell: ({ line, column, value, code, details }) => {
      const { severity, wording } = reasons[code];
      return { line, column, value, code, severity, reason: wording(details) };
    },
  };
}

function refused(wording: Wording): Reason {
  return { severity: 'refused', wording };
}

function remark(wording: Wording): Reason {
  return { severity: 'remark', wording };
}
