import { NOT_HEARD, type StandardRule } from './standard-rule.js';

/** Support at work that needs a register, an advice or a determination: what the office knows, and no answer can say. */
export const SUPPORT_AT_WORK_RULES: readonly StandardRule[] = [
  {
    rule: 'earns-below-minimum-wage',
    version: 1,
    title: { nl: 'Kan werken met loonkostensubsidie', en: 'Can work with a wage subsidy' },
    forWhom: {
      nl: 'Voor wie (vermoedelijk) in het doelgroepregister staat en minder dan het minimumloon kan verdienen.',
      en: 'For who is (probably) in the job agreement register and can earn less than the minimum wage.',
    },
    when: {
      all: [
        { trait: 'work.target_group', oneOf: [1, 2] },
        { trait: 'work.capacity', is: 2 },
      ],
    },
    then: [
      { stance: 'suggest', intervention: 'WAGE_SUBSIDY', strength: 2 },
      { stance: 'suggest', intervention: 'JOB_COACHING', strength: 2 },
    ],
    explanation: {
      nl: 'De klant kan werken en verdient dan minder dan het minimumloon. Loonkostensubsidie en een jobcoach kunnen een baan mogelijk maken.',
      en: 'The client can work and would earn less than the minimum wage. A wage subsidy and a job coach can make a job possible.',
    },
    clientExplanation: {
      nl: 'U kunt werken met steun. Uw werkgever krijgt dan een deel van uw loon vergoed, en u krijgt een coach op het werk.',
      en: 'You can work with support. Your employer gets back part of your wage, and you get a coach at work.',
    },
  },
  {
    rule: 'wage-value-first',
    version: 1,
    title: { nl: 'Eerst de loonwaarde bepalen', en: 'Determine the wage value first' },
    forWhom: {
      nl: 'Voor wie minder dan het minimumloon kan verdienen, zolang de loonwaarde niet is bepaald.',
      en: 'For who can earn less than the minimum wage, as long as the wage value was not determined.',
    },
    when: {
      all: [
        { trait: 'work.capacity', is: 2 },
        {
          any: [
            { trait: 'work.wage_value', is: 2 },
            { trait: 'work.wage_value', notHeard: NOT_HEARD },
          ],
        },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'WAGE_SUBSIDY', strength: 2 },
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 1 },
    ],
    explanation: {
      nl: 'De loonwaarde is nog niet bepaald, of dat is niet bekend. Zonder loonwaarde kan loonkostensubsidie niet beginnen. Spreek af wie dat regelt.',
      en: 'The wage value has not been determined yet, or that is not known. Without it a wage subsidy cannot begin. Agree on who arranges it.',
    },
    clientExplanation: {
      nl: 'Eerst kijkt een deskundige op de werkplek wat u kunt. Daarna kan de steun voor uw werkgever beginnen.',
      en: 'First an expert looks at the workplace at what you can do. After that the support for your employer can begin.',
    },
  },
  {
    rule: 'works-with-help',
    version: 1,
    title: { nl: 'Kan met hulp het minimumloon verdienen', en: 'Can earn the minimum wage with help' },
    forWhom: { nl: 'Voor wie met hulp het minimumloon kan verdienen.', en: 'For who can earn the minimum wage with help.' },
    when: { trait: 'work.capacity', is: 3 },
    then: [{ stance: 'suggest', intervention: 'JOB_COACHING', strength: 2 }],
    explanation: {
      nl: 'De klant kan met hulp het minimumloon verdienen. Een jobcoach op het werk past daarbij.',
      en: 'The client can earn the minimum wage with help. A job coach at work fits that.',
    },
    clientExplanation: {
      nl: 'U kunt werken met hulp. Een coach op het werk kan u daarbij helpen.',
      en: 'You can work with help. A coach at work can help you with that.',
    },
  },
  {
    rule: 'sheltered-work-advised',
    version: 1,
    title: { nl: 'UWV adviseert beschut werk', en: 'UWV advises sheltered work' },
    forWhom: { nl: 'Voor wie een advies van UWV voor beschut werk heeft.', en: 'For who has an advice of UWV for sheltered work.' },
    when: { trait: 'work.sheltered_advice', is: 1 },
    then: [{ stance: 'suggest', intervention: 'SHELTERED_WORK', strength: 3 }],
    explanation: {
      nl: 'Er is een advies van UWV voor beschut werk. Bespreek welke plek past.',
      en: 'There is an advice of UWV for sheltered work. Discuss which place fits.',
    },
    clientExplanation: {
      nl: 'UWV adviseert werk met veel begeleiding. Samen kijken wij welke plek bij u past.',
      en: 'UWV advises work with much guidance. Together we look at which place fits you.',
    },
  },
  {
    rule: 'sheltered-work-not-advised',
    version: 1,
    title: { nl: 'Geen advies van UWV voor beschut werk', en: 'No advice of UWV for sheltered work' },
    forWhom: {
      nl: 'Voor wie weinig kan verdienen en geen advies van UWV voor beschut werk heeft.',
      en: 'For who can earn little and has no advice of UWV for sheltered work.',
    },
    when: {
      all: [
        { trait: 'work.capacity', is: 2 },
        { trait: 'work.sheltered_advice', oneOf: [2, 3] },
      ],
    },
    then: [{ stance: 'advise_against', intervention: 'SHELTERED_WORK', strength: 3 }],
    explanation: {
      nl: 'Beschut werk kan alleen met een advies van UWV, en dat is er niet: {work.sheltered_advice}. Vraag het eerst aan als het past.',
      en: 'Sheltered work needs an advice of UWV, and there is none: {work.sheltered_advice}. Ask for it first if it fits.',
    },
    clientExplanation: {
      nl: 'Voor beschut werk is een advies van UWV nodig. Dat is er nu niet.',
      en: 'Sheltered work needs an advice of UWV. There is none now.',
    },
  },
  {
    rule: 'cannot-work-for-some-time',
    version: 1,
    title: { nl: 'Kan een tijd niet werken', en: 'Cannot work for some time' },
    forWhom: {
      nl: 'Voor wie volgens onderzoek een tijd niet kan werken.',
      en: 'For who cannot work for some time, according to an assessment.',
    },
    when: { trait: 'work.capacity', is: 1 },
    then: [
      { stance: 'talk_first', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 3 },
    ],
    explanation: {
      nl: 'Uit onderzoek kwam dat de klant een tijd niet kan werken. Bespreek wat dat betekent voor de afspraken. Daarover besluit een mens, nooit dit systeem.',
      en: 'An assessment found that the client cannot work for some time. Discuss what that means for the agreements. A person decides on those, never this system.',
    },
    clientExplanation: {
      nl: 'Uit onderzoek kwam dat u een tijd niet kunt werken. Uw coach bespreekt met u wat dat betekent. Een mens besluit daarover.',
      en: 'An assessment found that you cannot work for some time. Your coach discusses with you what that means. A person decides on it.',
    },
  },
];
