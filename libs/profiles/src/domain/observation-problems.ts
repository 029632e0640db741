type Details = Record<string, string | number>;

/** What an administrator reads after "regel 12, Waarde "9": ". Refused is what we would have to guess. */
const REASONS = {
  missing: { severity: 'refused', wording: () => 'is leeg, maar is nodig' },
  'wrong-column-count': {
    severity: 'refused',
    wording: ({ found, expected }) =>
      `deze regel heeft ${found} kolommen in plaats van ${expected}; staat er een scheidingsteken in een veld zonder aanhalingstekens?`,
  },
  'client-unknown': { severity: 'refused', wording: () => 'deze klant kennen wij niet; lees eerst het klantenbestand in' },
  'trait-unknown': {
    severity: 'refused',
    wording: ({ nearest }) => (nearest ? `dit kenmerk kennen wij niet; bedoelt u "${nearest}"?` : 'dit kenmerk kennen wij niet'),
  },
  'module-off': {
    severity: 'refused',
    wording: () => 'dit kenmerk hoort bij een module die uit staat; leg eerst de grondslag, de DPIA en de goedkeuring vast',
  },
  'value-off-scale': {
    severity: 'refused',
    wording: ({ scale }) => `past niet bij dit kenmerk; het kan zijn: ${scale}, "weigert" of "weet niet"`,
  },
  'date-unreadable': { severity: 'refused', wording: () => 'is geen datum; schrijf hem als 31-12-2026' },
  'date-nonexistent': { severity: 'refused', wording: () => 'deze dag bestaat niet' },
  'time-unreadable': { severity: 'refused', wording: () => 'is geen tijd; schrijf hem als 14:30' },
  'date-in-future': { severity: 'refused', wording: () => 'ligt in de toekomst' },
  'date-too-old': { severity: 'refused', wording: ({ oldest }) => `is ouder dan wij bewaren: van voor ${oldest}` },
  'source-unknown': {
    severity: 'refused',
    wording: () => 'deze bron kennen wij niet; schrijf "zelf", "klantmanager" of "import"',
  },
  'contradicts-row': {
    severity: 'refused',
    wording: ({ otherLine }) =>
      `regel ${otherLine} zegt iets anders over dezelfde klant, hetzelfde kenmerk, hetzelfde moment en dezelfde bron`,
  },

  'same-as-row': { severity: 'remark', wording: ({ otherLine }) => `staat ook op regel ${otherLine}: één keer ingelezen` },
} as const satisfies Record<string, { severity: 'refused' | 'remark'; wording: (details: Details) => string }>;

export type ObservationReason = keyof typeof REASONS;

/** A problem as the reader finds it. */
export interface FoundObservationProblem {
  line: number;
  /** As in the file's header; empty when it is about the whole row. */
  column: string;
  value: string;
  code: ObservationReason;
  details: Details;
}

/** A problem as it is told. */
export interface ObservationFileProblem extends Omit<FoundObservationProblem, 'details'> {
  severity: 'refused' | 'remark';
  /** Dutch, for an administrator. */
  reason: string;
}

export function severityOfObservationProblem(code: ObservationReason): 'refused' | 'remark' {
  return REASONS[code].severity;
}

export function tellObservationProblem({ details, ...problem }: FoundObservationProblem): ObservationFileProblem {
  const { severity, wording } = REASONS[problem.code];
  return { ...problem, severity, reason: wording(details) };
}
