import { DEMO_ACCOUNTS, DEMO_DEPUTY } from '#libs/people';

const [DEMO_COACH] = DEMO_ACCOUNTS.filter(({ role }) => role === 'coach').map(({ name }) => name) as [string];

/** The demo Werkplein: three teams of three coaches. The first coach has the demo account, the first team the demo team lead. */
export const INVENTED_TEAMS = [
  { name: 'Team Noord', coaches: [DEMO_COACH, DEMO_DEPUTY.name, 'Lies Hofman'] },
  { name: 'Team Zuid', coaches: ['Bas Verweij', 'Samira Haddad', 'Joost de Lange'] },
  { name: 'Team Jongeren', coaches: ['Fleur Maassen', 'Dewi Pranoto', 'Rik Wolters'] },
];

/** Why coaches decline, in their words. */
export const REASONS_TO_DECLINE = [
  'Klant heeft hier al hulp bij via de wijk.',
  'Besproken: klant wil dit nu niet.',
  'Eerst de schulden op orde, daarna kijken we verder.',
  'Is vorig jaar al gedaan, uitkomst is nog geldig.',
  'Past nu niet: klant start volgende week met een taalcursus.',
] as const;

export const REASONS_TO_ADJUST = [
  'Klant begint liever klein.',
  'In overleg met klant iets anders gekozen.',
  'Dit sluit beter aan bij de thuissituatie.',
] as const;

/** Which barrier an intervention can take away, when it is completed; an assessment takes away none. */
export const TAKES_AWAY = {
  DEBT_COUNSELLING: 'debt',
  CHILDCARE_ARRANGEMENT: 'childcare',
  TRANSPORT_SUPPORT: 'transport',
  LANGUAGE_COURSE: 'dutch',
  MENTAL_HEALTH_REFERRAL: 'stress',
  HOUSING_HELP: 'housing',
  DIGITAL_SKILLS: 'digital',
  INFORMAL_CARE_SUPPORT: 'care',
  SOCIETAL_PARTICIPATION: 'network',
} as const;
