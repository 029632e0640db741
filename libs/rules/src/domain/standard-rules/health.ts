import type { StandardRule } from './standard-rule.js';

/** Body and mind: what somebody can do now, and help that is offered and never imposed. Nothing here is about what somebody has. */
export const HEALTH_RULES: readonly StandardRule[] = [
  {
    rule: 'feels-unhealthy',
    version: 2,
    title: { nl: 'Voelt zich niet gezond', en: 'Feels unhealthy' },
    forWhom: { nl: 'Voor wie de eigen gezondheid slecht of zeer slecht noemt.', en: 'For who calls their own health bad or very bad.' },
    when: { trait: 'health.self_rated', atMost: 2 },
    then: [
      { stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 3 },
    ],
    explanation: {
      nl: 'De klant noemt de eigen gezondheid {health.self_rated}. Kijk eerst samen welk werk kan en hoeveel. Een workshop helpt dan vaak nog niet.',
      en: 'The client calls their own health {health.self_rated}. First look together at which work is possible and how much. A workshop often does not help yet.',
    },
    clientExplanation: {
      nl: 'U zei dat het met uw gezondheid niet goed gaat. Eerst kijken wij wat u aankunt.',
      en: 'You said that your health is not good. First we look at what you can manage.',
    },
  },
  {
    rule: 'limited-by-body',
    version: 2,
    title: { nl: 'Kan veel minder door het lichaam', en: 'Can do much less because of the body' },
    forWhom: { nl: 'Voor wie door het lichaam veel minder kan.', en: 'For who can do much less because of the body.' },
    when: { trait: 'health.physical', is: 3 },
    then: [
      { stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 2 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 2 },
    ],
    explanation: {
      nl: 'De klant kan door het lichaam veel minder dan hij of zij wil. Kijk eerst welk werk past. Vraag niet naar de oorzaak.',
      en: 'The body holds the client back a lot. First look at which work fits. Do not ask for the cause.',
    },
    clientExplanation: {
      nl: 'U zei dat u door uw lichaam veel minder kunt. Eerst kijken wij welk werk bij u past.',
      en: 'You said that your body holds you back a lot. First we look at which work fits you.',
    },
  },
  {
    rule: 'work-would-be-hard',
    version: 2,
    title: { nl: 'Werken zou nu moeilijk gaan', en: 'Work would be hard now' },
    forWhom: { nl: 'Voor wie het eigen werken een 4 of lager geeft.', en: 'For who gives their own ability to work a 4 or less.' },
    when: { trait: 'workability.self', atMost: 4 },
    then: [{ stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 2 }],
    explanation: {
      nl: 'De klant geeft het eigen werken een {workability.self}, op een schaal van 0 tot 10. Bespreek wat er nodig is om te kunnen werken.',
      en: 'The client gives their own ability to work a {workability.self}, on a scale from 0 to 10. Discuss what is needed to be able to work.',
    },
    clientExplanation: {
      nl: 'U zei dat werken nu moeilijk zou gaan. Eerst kijken wij wat u wel kunt.',
      en: 'You said that work would be hard now. First we look at what you can do.',
    },
  },
  {
    rule: 'work-ability-fell',
    version: 1,
    title: { nl: 'Werken gaat minder goed dan kort geleden', en: 'Work goes less well than a short while ago' },
    forWhom: {
      nl: 'Voor wie het eigen werken in vier maanden twee punten of meer lager geeft.',
      en: 'For who rates their own ability to work two points or more lower within four months.',
    },
    when: { trait: 'workability.self', worsenedBy: 2, withinDays: 120 },
    then: [{ stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 1 }],
    explanation: {
      nl: 'De klant geeft het eigen werken nu een {workability.self}, en dat was kort geleden hoger. Vraag wat er nu wel kan.',
      en: 'The client gives their own ability to work a {workability.self} now, and it was higher a short while ago. Ask what is possible now.',
    },
    clientExplanation: {
      nl: 'U zei dat werken minder goed zou gaan dan eerst. Samen kijken wij wat nu kan.',
      en: 'You said that work would go less well than before. Together we look at what is possible now.',
    },
  },
  {
    rule: 'assessed-this-year',
    version: 1,
    title: { nl: 'Dit jaar al onderzocht, en niets veranderd', en: 'Assessed this year, and nothing changed' },
    forWhom: {
      nl: 'Voor wie dit jaar een belastbaarheidsonderzoek had en sindsdien hetzelfde antwoordt.',
      en: 'For who had a work capacity assessment this year and has answered the same since.',
    },
    when: {
      all: [
        { intervention: 'WORK_CAPACITY_ASSESSMENT', was: 'completed', withinDays: 365 },
        {
          none: [
            { trait: 'workability.self', worsenedBy: 2, withinDays: 180 },
            { trait: 'health.self_rated', worsenedBy: 1, withinDays: 180 },
          ],
        },
      ],
    },
    then: [{ stance: 'advise_against', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 2 }],
    explanation: {
      nl: 'Er is dit jaar al gekeken welk werk kan, en de antwoorden zijn daarna niet slechter geworden. Gebruik eerst wat er toen uitkwam.',
      en: 'It was looked at this year which work is possible, and the answers have not become worse since. Use first what came of it.',
    },
    clientExplanation: {
      nl: 'Dit jaar is al gekeken welk werk u kunt doen. Dat nog een keer doen helpt u nu niet.',
      en: 'This year it was looked at already which work you can do. Doing that again does not help you now.',
    },
  },
  {
    rule: 'often-stress',
    version: 2,
    title: { nl: 'Heeft vaak veel stress of zorgen', en: 'Often has much stress or worry' },
    forWhom: { nl: 'Voor wie vaak veel stress of zorgen heeft.', en: 'For who often has much stress or worry.' },
    when: { trait: 'health.mental', is: 3 },
    then: [
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 2 },
      { stance: 'suggest', intervention: 'MENTAL_HEALTH_REFERRAL', strength: 1 },
    ],
    explanation: {
      nl: 'De klant heeft vaak veel stress of zorgen. Een rustig gesprek over wat er speelt kan al helpen. Hulp is een aanbod: de klant kiest.',
      en: 'The client often has much stress or worry. A quiet conversation about what is going on may help already. Help is an offer: the client chooses.',
    },
    clientExplanation: {
      nl: 'U zei dat u vaak veel stress of zorgen heeft. U kiest zelf of u hulp wilt.',
      en: 'You said that you often have much stress or worry. You choose whether you want help.',
    },
  },
  {
    rule: 'always-stress',
    version: 2,
    title: { nl: 'Heeft altijd veel stress of zorgen', en: 'Always has much stress or worry' },
    forWhom: { nl: 'Voor wie altijd veel stress of zorgen heeft.', en: 'For who always has much stress or worry.' },
    when: { trait: 'health.mental', is: 4 },
    then: [
      { stance: 'suggest', intervention: 'MENTAL_HEALTH_REFERRAL', strength: 2 },
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 2 },
    ],
    explanation: {
      nl: 'De klant heeft altijd veel stress of zorgen. Vraag hoe het gaat en of hulp via de huisarts of in de wijk welkom is. De klant kiest.',
      en: 'The client always has much stress or worry. Ask how things are and whether help through the GP or nearby is welcome. The client chooses.',
    },
    clientExplanation: {
      nl: 'U zei dat u altijd veel stress of zorgen heeft. U kiest zelf of u hulp wilt.',
      en: 'You said that you always have much stress or worry. You choose whether you want help.',
    },
  },
  {
    rule: 'feels-worse-over-time',
    version: 1,
    title: { nl: 'Voelt zich langzaam minder goed', en: 'Slowly feels less well' },
    forWhom: { nl: 'Voor wie zich in een jaar steeds minder goed voelt.', en: 'For who feels less and less well over a year.' },
    when: {
      any: [
        { trait: 'wellbeing.who5', trend: 'worsening', withinDays: 365 },
        { trait: 'wellbeing.general', trend: 'worsening', withinDays: 365 },
      ],
    },
    then: [
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 2 },
      { stance: 'suggest', intervention: 'MENTAL_HEALTH_REFERRAL', strength: 1 },
    ],
    explanation: {
      nl: 'De antwoorden van het laatste jaar worden langzaam minder. Vraag hoe het gaat. Hulp is een aanbod: de klant kiest.',
      en: 'The answers of the last year slowly get worse. Ask how things are. Help is an offer: the client chooses.',
    },
    clientExplanation: {
      nl: 'Uit uw antwoorden zien wij dat het langzaam minder goed gaat. Uw coach vraagt graag hoe het is.',
      en: 'From your answers we see that things slowly go less well. Your coach would like to ask how you are.',
    },
  },
  {
    rule: 'much-tension',
    version: 1,
    title: { nl: 'Vertelt van veel spanning', en: 'Tells of much tension' },
    forWhom: {
      nl: 'Voor wie op de vragen over spanning 6 punten of meer heeft.',
      en: 'For who has 6 points or more on the questions about tension.',
    },
    when: { trait: 'mental.distress', atLeast: 6 },
    then: [
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 2 },
      { stance: 'suggest', intervention: 'MENTAL_HEALTH_REFERRAL', strength: 1 },
    ],
    explanation: {
      nl: 'De klant vertelt van veel spanning ({mental.distress}). Dat zegt niet wat er is. Vraag hoe het gaat, en of hulp welkom is.',
      en: 'The client tells of much tension ({mental.distress}). That does not say what is the matter. Ask how things are, and whether help is welcome.',
    },
    clientExplanation: {
      nl: 'U vertelde dat u veel spanning voelt. U kiest zelf of u daar hulp bij wilt.',
      en: 'You told us that you feel much tension. You choose whether you want help with it.',
    },
  },
  {
    rule: 'work-beside-treatment',
    version: 1,
    title: { nl: 'Wil werken, met een behandelteam', en: 'Wants to work, with a treatment team' },
    forWhom: { nl: 'Voor wie een behandelteam heeft en wil werken.', en: 'For who has a treatment team and wants to work.' },
    when: {
      all: [
        { trait: 'health.in_treatment', is: 1 },
        {
          any: [
            { trait: 'motivation.work_wish', is: 1 },
            { trait: 'wish.help', is: 7 },
          ],
        },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'IPS', strength: 3 }],
    explanation: {
      nl: 'De klant wil werken en heeft een behandelteam. Werk en behandeling kunnen samengaan. Vraag of het team mee mag kijken.',
      en: 'The client wants to work and has a treatment team. Work and treatment can go together. Ask whether the team may look along.',
    },
    clientExplanation: {
      nl: 'U wilt werken en u heeft een behandelteam. Die twee kunnen samengaan, als u dat wilt.',
      en: 'You want to work and you have a treatment team. The two can go together, if you want that.',
    },
  },
  {
    rule: 'no-treatment-team',
    version: 1,
    title: { nl: 'Wil werken met veel stress, zonder behandelteam', en: 'Wants to work with much stress, without a treatment team' },
    forWhom: {
      nl: 'Voor wie wil werken, veel stress heeft en geen behandelteam.',
      en: 'For who wants to work, has much stress and no treatment team.',
    },
    when: {
      all: [
        { trait: 'health.in_treatment', is: 2 },
        { trait: 'motivation.work_wish', is: 1 },
        { trait: 'health.mental', atLeast: 3 },
      ],
    },
    then: [{ stance: 'advise_against', intervention: 'IPS', strength: 3 }],
    explanation: {
      nl: 'Werk en behandeling tegelijk (IPS) kan alleen met een behandelteam, en dat is er niet. Begin bij wat de klant nu helpt.',
      en: 'Work and treatment together (IPS) needs a treatment team, and there is none. Begin with what helps the client now.',
    },
    clientExplanation: {
      nl: 'Hulp waarbij werk en behandeling samengaan kan alleen met een behandelteam. Dat heeft u nu niet.',
      en: 'Help in which work and treatment go together needs a treatment team. You do not have one now.',
    },
  },
];
