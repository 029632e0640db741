type Details = Record<string, string | number>;

/**
 * Refused is what we would have to guess; a remark is about what we understand but somebody should know.
 * The wording is what an administrator reads after "regel 12, Mobiel "06123": ".
 */
export const REASONS = {
  missing: { severity: 'refused', wording: () => 'is leeg, maar is nodig' },
  'wrong-column-count': {
    severity: 'refused',
    wording: ({ found, expected }) =>
      `deze regel heeft ${found} kolommen in plaats van ${expected}; staat er een scheidingsteken in een veld zonder aanhalingstekens?`,
  },
  'date-unreadable': { severity: 'refused', wording: () => 'is geen datum; schrijf hem als 31-12-2026' },
  'date-nonexistent': { severity: 'refused', wording: () => 'deze dag bestaat niet' },
  'birth-date-implausible': {
    severity: 'refused',
    wording: () => 'kan geen geboortedatum zijn: deze ligt in de toekomst of meer dan 120 jaar terug',
  },
  'start-before-birth': { severity: 'refused', wording: () => 'de uitkering kan niet beginnen voor de geboorte' },
  'end-before-start': { severity: 'refused', wording: ({ start }) => `de uitkering eindigt niet later dan zij begint (${start})` },
  'reason-without-end': { severity: 'refused', wording: () => 'er is een reden van einde, maar geen einddatum' },
  'phone-too-short': { severity: 'refused', wording: () => 'dit telefoonnummer is te kort' },
  'phone-too-long': { severity: 'refused', wording: () => 'dit telefoonnummer is te lang, of het zijn er twee' },
  'phone-none-known': { severity: 'refused', wording: () => 'is geen telefoonnummer dat bestaat' },
  'email-invalid': { severity: 'refused', wording: () => 'is geen e-mailadres' },
  'language-unknown': {
    severity: 'refused',
    wording: () => 'deze taal kennen wij niet; schrijf een code zoals "nl" of de Nederlandse naam',
  },
  'number-too-often': { severity: 'refused', wording: ({ most }) => `dit klantnummer staat op meer dan ${most} regels` },
  'number-of-two-people': {
    severity: 'refused',
    wording: ({ otherLine }) => `dit klantnummer staat ook op regel ${otherLine}, bij iemand anders`,
  },
  'rows-disagree': {
    severity: 'refused',
    wording: ({ otherLine }) =>
      `regel ${otherLine} is van dezelfde klant, maar noemt een andere taal, een ander telefoonnummer, e-mailadres, team of klantmanager`,
  },
  'spell-overlaps-row': { severity: 'refused', wording: ({ otherLine }) => `deze uitkering overlapt met die op regel ${otherLine}` },
  'spell-overlaps-known': {
    severity: 'refused',
    wording: ({ from, until }) => `deze uitkering overlapt met een die wij al kennen: van ${from} tot ${until || 'nu, zonder einddatum'}`,
  },
  'known-as-somebody-else': {
    severity: 'refused',
    wording: () => 'bij dit klantnummer kennen wij iemand met een andere naam en een andere geboortedatum',
  },
  'sibling-refused': {
    severity: 'refused',
    wording: ({ otherLine }) => `regel ${otherLine} van dezelfde klant is geweigerd; een klant gaat in zijn geheel of niet`,
  },

  landline: { severity: 'remark', wording: () => 'is een vast nummer: zo bewaard, het krijgt geen sms' },
  'foreign-mobile': { severity: 'remark', wording: () => 'is een buitenlands mobiel nummer: zo bewaard, het krijgt geen sms' },
  'other-phone': { severity: 'remark', wording: () => 'is geen mobiel nummer: bewaard als overig nummer, het krijgt geen sms' },
  'none-in-words': { severity: 'remark', wording: () => 'gelezen als: geen' },
  'language-by-name': { severity: 'remark', wording: ({ code }) => `gelezen als "${code}"` },
  'scheme-unknown': { severity: 'remark', wording: () => 'deze regeling kennen wij niet: bewaard als overig' },
  'end-reason-unknown': { severity: 'remark', wording: () => 'deze reden kennen wij niet: bewaard als onbekend' },
  'end-reason-missing': { severity: 'remark', wording: () => 'er is een einddatum zonder reden: bewaard als onbekend' },
  'coach-missing': { severity: 'remark', wording: () => 'niemand is toegewezen: de klant komt in het team zonder klantmanager' },
  'letter-lost': { severity: 'remark', wording: () => 'hier is waarschijnlijk een letter verloren gegaan bij het exporteren' },
} as const satisfies Record<string, { severity: 'refused' | 'remark'; wording: (details: Details) => string }>;

export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as ReasonCode[];

/** A problem as the reader finds it. */
export interface FoundProblem {
  line: number;
  /** As in the file's header; empty when it is about the whole row. */
  column: string;
  value: string;
  code: ReasonCode;
  details: Details;
}

/** A problem as it is told. */
export interface ImportProblem {
  line: number;
  column: string;
  value: string;
  code: ReasonCode;
  severity: 'refused' | 'remark';
  /** Dutch, for an administrator. */
  reason: string;
}

export function severityOf(code: ReasonCode): 'refused' | 'remark' {
  return REASONS[code].severity;
}

export function tell({ line, column, value, code, details }: FoundProblem): ImportProblem {
  const { severity, wording } = REASONS[code];
  return { line, column, value, code, severity, reason: wording(details) };
}
