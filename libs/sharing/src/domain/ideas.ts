import { STANDARD_CATALOGUE, type InterventionType } from '#libs/interventions';
import type { Wording } from '#libs/platform';

/** What each thing of the standard catalogue is, to who gets it: A2, in the u form. The catalogue's own summaries speak to coaches. */
const IDEAS: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  COACH_CALL: [
    'Uw coach belt u, of spreekt met u af. Samen kijkt u wat nu helpt.',
    'Your coach calls you, or makes an appointment. Together you look at what helps now.',
  ],
  WORK_CAPACITY_ASSESSMENT: [
    'Een arts of een deskundige kijkt welk werk u kunt doen, en hoeveel. Uw coach hoort alleen wat u kunt. Niet wat u heeft.',
    'A doctor or an expert looks at which work you can do, and how much. Your coach only hears what you can do. Not what you have.',
  ],
  MENTAL_HEALTH_REFERRAL: [
    'U praat met iemand die helpt bij stress of zorgen. Bijvoorbeeld bij de huisarts of in de wijk. U kiest zelf.',
    'You talk with somebody who helps with stress or worries. For example at the doctor or in your neighbourhood. You choose.',
  ],
  DEBT_COUNSELLING: ['Iemand helpt u met geld, rekeningen en schulden.', 'Somebody helps you with money, bills and debts.'],
  HOUSING_HELP: ['Iemand helpt u een woning te vinden of te houden.', 'Somebody helps you to find a home or to keep it.'],
  CHILDCARE_ARRANGEMENT: [
    'Uw coach zoekt met u opvang voor uw kinderen. Ook helpt uw coach met de toeslag.',
    'Your coach looks with you for childcare, and helps to apply for the allowance.',
  ],
  INFORMAL_CARE_SUPPORT: [
    'U zorgt voor iemand. Iemand helpt u daarbij, of neemt het soms over.',
    'You care for somebody. Somebody helps you with that, or takes over now and then.',
  ],
  TRANSPORT_SUPPORT: [
    'Hulp om te kunnen reizen. Bijvoorbeeld geld voor de bus, een fiets of hulp bij het rijbewijs.',
    'Help so that you can travel. For example money for the bus, a bicycle or help with a driving licence.',
  ],
  LITERACY_SCREENING: [
    'Een korte test laat zien of lezen en schrijven makkelijker kan worden.',
    'A short test shows whether reading and writing can become easier.',
  ],
  LANGUAGE_COURSE: [
    'Een cursus om beter Nederlands te leren spreken, lezen of schrijven.',
    'A course to learn to speak, read or write Dutch better.',
  ],
  DIGITAL_SKILLS: [
    'Een cursus om zelf dingen te regelen op internet. In een groep.',
    'A course to arrange things on the internet yourself. In a group.',
  ],
  SOCIAL_ACTIVATION: [
    'Elke week iets doen in de buurt, samen met anderen.',
    'Doing something in your neighbourhood every week, together with others.',
  ],
  SOCIETAL_PARTICIPATION: ['Vrijwilligerswerk, of iets anders dat bij u past.', 'Volunteering, or something else that suits you.'],
  TRAINING_QUALIFICATION: [
    'Een vak leren, op school of op het werk. U krijgt een diploma of een verklaring.',
    'Learning a trade, at school or at work. You get a diploma or a certificate.',
  ],
  CV_WORKSHOP: ['In een groep maakt u een cv.', 'You make a CV in a group.'],
  JOB_APPLICATION_TRAINING: [
    'U leert werk zoeken, een brief schrijven en een gesprek oefenen.',
    'You learn to look for work, to write a letter and to practise an interview.',
  ],
  JOB_MATCHING: ['Uw coach zoekt met u een baan en belt werkgevers.', 'Your coach looks for a job with you and calls employers.'],
  TRIAL_PLACEMENT: [
    'U werkt een korte tijd op proef. De werkgever heeft daarna een baan.',
    'You work on trial for a short time. The employer has a job afterwards.',
  ],
  WORK_EXPERIENCE_PLACE: ['U leert op een werkplek en went aan werk.', 'You learn at a workplace and get used to work.'],
  JOB_COACHING: ['Iemand helpt u op het werk.', 'Somebody helps you at work.'],
  WAGE_SUBSIDY: [
    'De werkgever krijgt een deel van uw loon terug. U krijgt gewoon loon.',
    'The employer gets back part of your wage. You get a normal wage.',
  ],
  SHELTERED_WORK: [
    'Werk met veel begeleiding. UWV geeft daar eerst advies over.',
    'Work with much guidance. UWV gives advice about it first.',
  ],
  IPS: [
    'Iemand zoekt met u werk dat past, samen met wie u behandelt.',
    'Somebody looks with you for work that fits, together with who treats you.',
  ],
};

/**
 * What it is, in words for who gets it. Null for what an office added, or worded otherwise: then the coach tells what it is, for the words of
 * the catalogue are written to coaches.
 */
export function ideaOf({ code, summary }: Pick<InterventionType, 'code' | 'summary'>): Wording | null {
  const idea = IDEAS[code];
  if (!idea || STANDARD_CATALOGUE.find(code)?.summary.nl !== summary.nl) return null;
  return { nl: idea[0], en: idea[1] };
}
