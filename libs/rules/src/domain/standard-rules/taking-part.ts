import type { StandardRule } from './standard-rule.js';

/** People, activities and volunteering: for who lives alone with it, and never instead of work that is possible. */
export const TAKING_PART_RULES: readonly StandardRule[] = [
  {
    rule: 'nobody-who-helps',
    version: 2,
    title: { nl: 'Heeft geen mensen die helpen', en: 'Has nobody who helps' },
    forWhom: { nl: 'Voor wie niemand heeft die helpt als het nodig is.', en: 'For who has nobody who helps when needed.' },
    when: { trait: 'social.network', is: 3 },
    then: [{ stance: 'suggest', intervention: 'SOCIAL_ACTIVATION', strength: 1 }],
    explanation: {
      nl: 'De klant heeft nu niemand die helpt als het nodig is. Een vaste activiteit met anderen kan een begin zijn.',
      en: 'The client has nobody now who helps when needed. A regular activity with others can be a start.',
    },
    clientExplanation: {
      nl: 'U zei dat u nu niemand heeft die helpt. Samen iets doen met anderen kan een begin zijn.',
      en: 'You said that you have nobody who helps now. Doing something with others can be a start.',
    },
  },
  {
    rule: 'misses-people',
    version: 1,
    title: { nl: 'Mist vaak mensen', en: 'Often misses people' },
    forWhom: { nl: 'Voor wie vaak mensen mist.', en: 'For who often misses people.' },
    when: { trait: 'social.loneliness', atLeast: 5 },
    then: [{ stance: 'suggest', intervention: 'SOCIAL_ACTIVATION', strength: 2 }],
    explanation: {
      nl: 'De klant mist vaak mensen ({social.loneliness}). Vraag wat de klant zelf graag met anderen zou doen.',
      en: 'The client often misses people ({social.loneliness}). Ask what the client would like to do with others.',
    },
    clientExplanation: {
      nl: 'U zei dat u vaak mensen mist. Misschien wilt u iets doen samen met anderen.',
      en: 'You said that you often miss people. Perhaps you would like to do something with others.',
    },
  },
  {
    rule: 'lives-withdrawn',
    version: 1,
    title: { nl: 'Komt weinig buiten de deur', en: 'Does not get out much' },
    forWhom: {
      nl: 'Voor wie op trede 1 of 2 van de participatieladder staat.',
      en: 'For who stands on rung 1 or 2 of the participation ladder.',
    },
    when: { trait: 'participation.ladder', atMost: 2 },
    then: [
      { stance: 'suggest', intervention: 'SOCIAL_ACTIVATION', strength: 2 },
      { stance: 'suggest', intervention: 'SOCIETAL_PARTICIPATION', strength: 1 },
    ],
    explanation: {
      nl: 'De klant doet nu weinig samen met anderen. Een vaste activiteit in de buurt is een kleine eerste stap.',
      en: 'The client does little together with others now. A regular activity nearby is a small first step.',
    },
    clientExplanation: {
      nl: 'Een vaste activiteit in de buurt kan een fijne eerste stap zijn.',
      en: 'A regular activity nearby can be a good first step.',
    },
  },
  {
    rule: 'takes-part-already',
    version: 1,
    title: { nl: 'Doet mee aan activiteiten', en: 'Takes part in activities' },
    forWhom: { nl: 'Voor wie op trede 3 van de participatieladder staat.', en: 'For who stands on rung 3 of the participation ladder.' },
    when: { trait: 'participation.ladder', is: 3 },
    then: [{ stance: 'suggest', intervention: 'SOCIETAL_PARTICIPATION', strength: 2 }],
    explanation: {
      nl: 'De klant doet al mee aan activiteiten. Vrijwilligerswerk of een andere rol kan de volgende stap zijn.',
      en: 'The client takes part in activities already. Volunteering or another role can be the next step.',
    },
    clientExplanation: {
      nl: 'U doet al mee aan activiteiten. Vrijwilligerswerk kan een volgende stap zijn.',
      en: 'You take part in activities already. Volunteering can be a next step.',
    },
  },
  {
    rule: 'paid-work-instead',
    version: 1,
    title: { nl: 'Betaald werk kan al', en: 'Paid work is possible already' },
    forWhom: {
      nl: 'Voor wie al onbetaald werk doet en het eigen werken een 7 of hoger geeft.',
      en: 'For who does unpaid work already and gives their own ability to work a 7 or more.',
    },
    when: {
      all: [
        { trait: 'participation.ladder', atLeast: 4 },
        { trait: 'workability.self', atLeast: 7 },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'SOCIAL_ACTIVATION', strength: 2 },
      { stance: 'advise_against', intervention: 'SOCIETAL_PARTICIPATION', strength: 2 },
    ],
    explanation: {
      nl: 'De klant werkt al onbetaald en kan goed werken. Vrijwilligerswerk is dan geen vervanging van betaald werk.',
      en: 'The client does unpaid work already and can work well. Volunteering is then no substitute for paid work.',
    },
    clientExplanation: {
      nl: 'U zei dat werken goed zou gaan. Dan zoeken wij liever betaald werk met u.',
      en: 'You said that work would go well. Then we would rather look for paid work with you.',
    },
  },
];
