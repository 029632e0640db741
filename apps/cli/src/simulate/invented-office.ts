import { DEMO_ACCOUNTS, DEMO_DEPUTY } from '#libs/people';
import type { Why } from '#libs/rules';

const [DEMO_COACH] = DEMO_ACCOUNTS.filter(({ role }) => role === 'coach').map(({ name }) => name) as [string];

/** The demo Werkplein: three teams of three coaches. The first coach has the demo account, the first team the demo team lead. */
export const INVENTED_TEAMS = [
  { name: 'Team Noord', coaches: [DEMO_COACH, DEMO_DEPUTY.name, 'Lies Hofman'] },
  { name: 'Team Zuid', coaches: ['Bas Verweij', 'Samira Haddad', 'Joost de Lange'] },
  { name: 'Team Jongeren', coaches: ['Fleur Maassen', 'Dewi Pranoto', 'Rik Wolters'] },
];

/** Why coaches decline: a reason of the short list, and now and then words beside it. */
export const REASONS_TO_DECLINE: readonly Why[] = [
  { reasonCode: 'already_has_help', reason: 'Klant heeft hier al hulp bij via de wijk.' },
  { reasonCode: 'already_has_help' },
  { reasonCode: 'client_does_not_want', reason: 'Besproken: klant wil dit nu niet.' },
  { reasonCode: 'client_does_not_want' },
  { reasonCode: 'other_first', reason: 'Eerst de schulden op orde, daarna kijken we verder.' },
  { reasonCode: 'other_first' },
  { reasonCode: 'not_now' },
  { reasonCode: 'not_now', reason: 'Klant start volgende week met een taalcursus.' },
  { reasonCode: 'does_not_fit' },
  { reasonCode: 'answer_is_wrong', reason: 'Klant had de vraag anders begrepen.' },
  { reasonCode: 'other', reason: 'Is vorig jaar al gedaan, uitkomst is nog geldig.' },
];

/** The kind of help that coaches of this office decline more often than not: something for whoever looks after the rules. */
export const OFTEN_DECLINED = 'SOCIETAL_PARTICIPATION';

export const REASONS_TO_ADJUST: readonly Why[] = [
  { reasonCode: 'client_does_not_want', reason: 'Klant begint liever klein.' },
  { reasonCode: 'other_first' },
  { reasonCode: 'does_not_fit', reason: 'Dit sluit beter aan bij de thuissituatie.' },
];

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
