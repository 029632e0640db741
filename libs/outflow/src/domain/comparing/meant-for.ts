/**
 * The traits each kind of help is meant for: what people are alike in when they are compared, and what one looks at afterwards. From the table of
 * fits of office practice (domain.md 1.9; the words of it are in the catalogue); the strongest first, and few, because each makes fewer people alike.
 */
const MEANT_FOR: Readonly<Record<string, readonly string[]>> = {
  COACH_CALL: ['wellbeing.general'],
  WORK_CAPACITY_ASSESSMENT: ['health.physical', 'workability.self'],
  MENTAL_HEALTH_REFERRAL: ['health.mental'],
  DEBT_COUNSELLING: ['finance.debt', 'finance.making_ends_meet'],
  HOUSING_HELP: ['housing.stability'],
  CHILDCARE_ARRANGEMENT: ['care.childcare'],
  INFORMAL_CARE_SUPPORT: ['care.informal'],
  TRANSPORT_SUPPORT: ['mobility.transport'],
  LITERACY_SCREENING: ['literacy.reading_nl'],
  LANGUAGE_COURSE: ['language.dutch_speaking', 'literacy.reading_nl'],
  DIGITAL_SKILLS: ['digital.skills'],
  SOCIAL_ACTIVATION: ['social.network'],
  SOCIETAL_PARTICIPATION: ['social.network', 'workability.self'],
  TRAINING_QUALIFICATION: ['confidence.work', 'literacy.reading_nl'],
  CV_WORKSHOP: ['confidence.work', 'workability.self'],
  JOB_APPLICATION_TRAINING: ['confidence.work', 'workability.self'],
  JOB_MATCHING: ['workability.self', 'confidence.work'],
  TRIAL_PLACEMENT: ['confidence.work', 'workability.self'],
  WORK_EXPERIENCE_PLACE: ['confidence.work', 'workability.self'],
  JOB_COACHING: ['workability.self', 'health.physical'],
  WAGE_SUBSIDY: ['workability.self', 'health.physical'],
  SHELTERED_WORK: ['workability.self', 'health.physical'],
  IPS: ['health.mental', 'workability.self'],
};
/** What an office added to the catalogue: how well work would go is about everything. */
const OTHERWISE: readonly string[] = ['workability.self'];
/** Hangs together with leaving for work more than anything else, so people are always alike in it. */
const HEALTH = 'health.self_rated';
/** Circumstances in which people may still differ: the regression takes them along. */
const CIRCUMSTANCES: readonly string[] = [
  'health.mental',
  'finance.debt',
  'literacy.reading_nl',
  'language.dutch_speaking',
  'care.childcare',
  'mobility.transport',
  'housing.stability',
  'workability.self',
];

/** The traits a kind of help is meant for. @param code of the catalogue, also one that an office added */
export function meantFor(code: string): readonly string[] {
  return MEANT_FOR[code] ?? OTHERWISE;
}

/** By what people are compared: the traits in which they are alike, and those in which they may differ. */
export function comparedBy(code: string): { alike: readonly string[]; also: readonly string[] } {
  const alike = [...meantFor(code), HEALTH];
  return { alike, also: CIRCUMSTANCES.filter((trait) => !alike.includes(trait)) };
}
