/** Why a benefit ended; each can be mapped to a municipality's own CBS code. The list of the column `benefit_spell.end_reason`. */
export const END_REASONS = [
  'WORK_EMPLOYED', 'WORK_SELF_EMPLOYED', 'EDUCATION', 'MOVED_MUNICIPALITY', 'MOVED_ABROAD', 'STATE_PENSION_AGE', 'OTHER_BENEFIT',
  'OTHER_INCOME_OR_ASSETS', 'HOUSEHOLD_CHANGE', 'ENFORCEMENT', 'NO_INFORMATION', 'DETENTION', 'DECEASED', 'OWN_REQUEST', 'ADMINISTRATIVE',
  'OTHER', 'UNKNOWN',
] as const; // prettier-ignore
export type EndReason = (typeof END_REASONS)[number];

export const SCHEMES = ['PW', 'IOAW', 'IOAZ', 'BBZ', 'OTHER'] as const;
export type BenefitScheme = (typeof SCHEMES)[number];

/** As benefits systems print them; compared without case, accents and signs. */
const WORDINGS: Record<EndReason, string[]> = {
  WORK_EMPLOYED: [
    'Arbeid in dienstbetrekking',
    'Arbeid in loondienst',
    'Loondienst',
    'Werk',
    'Werkaanvaarding',
    'Uitstroom naar werk',
    'Betaald werk',
  ],
  WORK_SELF_EMPLOYED: ['Zelfstandig beroep', 'Zelfstandig beroep of bedrijf', 'Arbeid als zelfstandige', 'Zelfstandige', 'Eigen bedrijf'],
  EDUCATION: ['Opleiding', 'Studie', 'Scholing', 'Studiefinanciering', 'Aanvang studie'],
  MOVED_MUNICIPALITY: ['Verhuizing naar andere gemeente', 'Verhuizing', 'Vertrek naar andere gemeente', 'Verhuisd'],
  MOVED_ABROAD: [
    'Verhuizing naar buitenland',
    'Verhuizing naar het buitenland',
    'Vertrek naar buitenland',
    'Emigratie',
    'Verblijf in buitenland',
  ],
  STATE_PENSION_AGE: [
    'Bereiken AOW-leeftijd',
    'AOW',
    'AOW-leeftijd',
    'Pensioengerechtigde leeftijd',
    'Bereiken pensioengerechtigde leeftijd',
  ],
  OTHER_BENEFIT: ['Andere uitkering', 'WW-uitkering', 'WIA-uitkering', 'Wajong', 'Ziektewet', 'Uitkering UWV'],
  OTHER_INCOME_OR_ASSETS: ['Ander inkomen', 'Ander inkomen of vermogen', 'Vermogen', 'Alimentatie', 'Inkomen uit vermogen', 'Erfenis'],
  HOUSEHOLD_CHANGE: ['Samenwonen', 'Huwelijk', 'Aangaan relatie', 'Gezamenlijke huishouding', 'Wijziging leefsituatie', 'Inkomen partner'],
  ENFORCEMENT: ['Handhaving', 'Fraude', 'Beeindiging na onderzoek'],
  NO_INFORMATION: ['Geen inlichtingen', 'Niet verstrekken van inlichtingen', 'Inlichtingenplicht niet nagekomen'],
  DETENTION: ['Detentie', 'Gevangenis'],
  DECEASED: ['Overleden', 'Overlijden'],
  OWN_REQUEST: ['Eigen verzoek', 'Op eigen verzoek', 'Op verzoek van klant'],
  ADMINISTRATIVE: ['Administratief', 'Administratieve reden', 'Administratieve beeindiging', 'Omzetting regeling'],
  OTHER: ['Overig', 'Overige', 'Overige redenen', 'Andere reden', 'Anders'],
  UNKNOWN: ['Onbekend'],
};

const codeOf = new Map<string, EndReason>(
  END_REASONS.flatMap((code) => [code, ...WORDINGS[code]].map((wording) => [reasonKey(wording), code] as const)),
);

/** What an office told about its own reasons and codes: their meaning, by `reasonKey`. */
export type OwnReasons = ReadonlyMap<string, EndReason>;

const NO_OWN_REASONS: OwnReasons = new Map();

/**
 * @param own goes before the words that we know ourselves: an office knows what it means
 * @returns null for a reason that nobody told us about
 */
export function readEndReason(text: string, own: OwnReasons = NO_OWN_REASONS): EndReason | null {
  const key = reasonKey(text);
  return own.get(key) ?? codeOf.get(key) ?? null;
}

/**
 * What reasons are compared by: without case, accents and signs, as `REASON_KEY` does in the database. What has no letter or figure at all is
 * compared as it stands.
 */
export function reasonKey(text: string): string {
  return plain(text) || text;
}

/** The words that we understand ourselves, the first of each meaning being the one it is known by. */
export function builtInWords(reason: EndReason): readonly string[] {
  return WORDINGS[reason];
}

/** Whether it is a name of our own: nobody can give that another meaning. */
export function isOurOwnCode(text: string): boolean {
  return ownCodes.has(reasonKey(text));
}

const ownCodes = new Set(END_REASONS.map(reasonKey));

const SCHEME_NAMES: Record<string, BenefitScheme> = {
  pw: 'PW', participatiewet: 'PW', pwet: 'PW', wwb: 'PW', bijstand: 'PW', ioaw: 'IOAW', ioaz: 'IOAZ', bbz: 'BBZ', bbz2004: 'BBZ', other: 'OTHER', overig: 'OTHER',
}; // prettier-ignore

/** @returns null for a scheme that is not ours to know */
export function readScheme(text: string): BenefitScheme | null {
  return SCHEME_NAMES[plain(text)] ?? null;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
