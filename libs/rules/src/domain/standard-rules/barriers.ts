import type { StandardRule } from './standard-rule.js';

/** What stands in the way, and the help that takes it away. Work-first help waits meanwhile: advised against, with the reason. */
export const BARRIER_RULES: readonly StandardRule[] = [
  {
    rule: 'feels-unhealthy',
    version: 1,
    title: { nl: 'Voelt zich niet gezond', en: 'Feels unhealthy' },
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
  },
  {
    rule: 'limited-by-body',
    version: 1,
    title: { nl: 'Kan veel minder door het lichaam', en: 'Can do much less because of the body' },
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
  },
  {
    rule: 'work-would-be-hard',
    version: 1,
    title: { nl: 'Werken zou nu moeilijk gaan', en: 'Work would be hard now' },
    when: { trait: 'workability.self', atMost: 4 },
    then: [{ stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 2 }],
    explanation: {
      nl: 'De klant geeft het eigen werken een {workability.self}, op een schaal van 0 tot 10. Bespreek wat er nodig is om te kunnen werken.',
      en: 'The client gives their own ability to work a {workability.self}, on a scale from 0 to 10. Discuss what is needed to be able to work.',
    },
  },
  {
    rule: 'often-stress',
    version: 1,
    title: { nl: 'Heeft vaak veel stress of zorgen', en: 'Often has much stress or worry' },
    when: { trait: 'health.mental', is: 3 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'De klant heeft vaak veel stress of zorgen. Een rustig gesprek over wat er speelt kan al helpen.',
      en: 'The client often has much stress or worry. A quiet conversation about what is going on may help already.',
    },
  },
  {
    rule: 'always-stress',
    version: 1,
    title: { nl: 'Heeft altijd veel stress of zorgen', en: 'Always has much stress or worry' },
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
  },
  {
    rule: 'debts',
    version: 1,
    title: { nl: 'Heeft schulden', en: 'Has debts' },
    when: { trait: 'finance.debt', is: 1 },
    then: [{ stance: 'suggest', intervention: 'DEBT_COUNSELLING', strength: 3 }],
    explanation: {
      nl: 'De klant heeft schulden of betaalt rekeningen te laat. Hulp bij geld geeft rust, en ruimte voor werk.',
      en: 'The client has debts or pays bills late. Help with money gives peace, and room for work.',
    },
  },
  {
    rule: 'hard-to-make-ends-meet',
    version: 1,
    title: { nl: 'Komt moeilijk rond', en: 'Finds it hard to make ends meet' },
    when: { trait: 'finance.making_ends_meet', atMost: 2 },
    then: [{ stance: 'suggest', intervention: 'DEBT_COUNSELLING', strength: 2 }],
    explanation: {
      nl: 'De klant komt moeilijk rond. Een budgetcoach kan meekijken, ook als er geen schulden zijn.',
      en: 'The client finds it hard to make ends meet. A budget coach can help, also when there are no debts.',
    },
  },
  {
    rule: 'cannot-read-letters-yet',
    version: 1,
    title: { nl: 'Kan brieven nog niet lezen', en: 'Cannot read letters yet' },
    when: { trait: 'literacy.reading_nl', is: 3 },
    then: [
      { stance: 'suggest', intervention: 'LITERACY_SCREENING', strength: 3 },
      { stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 2 },
    ],
    explanation: {
      nl: 'Brieven lezen lukt de klant nu niet. Doe samen de Taalmeter en bespreek een cursus. In een workshop met veel lezen en schrijven komt de klant niet tot zijn recht.',
      en: 'Reading letters does not work for the client now. Do the reading check together and discuss a course. A workshop with much reading and writing does not do the client justice.',
    },
  },
  {
    rule: 'sometimes-reads-letters',
    version: 1,
    title: { nl: 'Kan brieven soms lezen', en: 'Can sometimes read letters' },
    when: { trait: 'literacy.reading_nl', is: 2 },
    then: [{ stance: 'suggest', intervention: 'LITERACY_SCREENING', strength: 1 }],
    explanation: {
      nl: 'Brieven lezen lukt de klant soms. De Taalmeter laat zien of een cursus helpt.',
      en: 'Reading letters sometimes works for the client. The reading check shows whether a course helps.',
    },
  },
  {
    rule: 'no-dutch-yet',
    version: 1,
    title: { nl: 'Praat nog geen Nederlands', en: 'Does not speak Dutch yet' },
    when: { trait: 'language.dutch_speaking', is: 3 },
    then: [
      { stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 2 },
    ],
    explanation: {
      nl: 'Een gesprek in het Nederlands lukt nog niet. Een taalcursus opent meer deuren dan een workshop in het Nederlands.',
      en: 'A conversation in Dutch does not work yet. A language course opens more doors than a workshop in Dutch.',
    },
  },
  {
    rule: 'a-little-dutch',
    version: 1,
    title: { nl: 'Praat een beetje Nederlands', en: 'Speaks a little Dutch' },
    when: { trait: 'language.dutch_speaking', is: 2 },
    then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 }],
    explanation: {
      nl: 'De klant praat een beetje Nederlands. Een taalcursus kan, naast werk of ervoor.',
      en: 'The client speaks a little Dutch. A language course is possible, beside work or before it.',
    },
  },
  {
    rule: 'not-online-alone',
    version: 1,
    title: { nl: 'Regelt nog geen dingen op internet', en: 'Does not arrange things online yet' },
    when: { trait: 'digital.skills', is: 3 },
    then: [{ stance: 'suggest', intervention: 'DIGITAL_SKILLS', strength: 2 }],
    explanation: {
      nl: 'Dingen regelen op internet lukt nog niet. Bied een cursus in een groep aan, niet online.',
      en: 'Arranging things online does not work yet. Offer a course in a group, not online.',
    },
  },
  {
    rule: 'no-childcare',
    version: 1,
    title: { nl: 'Heeft geen opvang voor de kinderen', en: 'Has no childcare' },
    when: { trait: 'care.childcare', is: 2 },
    then: [{ stance: 'suggest', intervention: 'CHILDCARE_ARRANGEMENT', strength: 3 }],
    explanation: {
      nl: 'Er is nog geen opvang voor de kinderen als de klant gaat werken. Regel dit samen, voordat er werk is.',
      en: 'There is no childcare yet for when the client starts to work. Arrange it together, before there is work.',
    },
  },
  {
    rule: 'cares-for-somebody',
    version: 1,
    title: { nl: 'Zorgt vaak voor iemand anders', en: 'Often cares for somebody' },
    when: { trait: 'care.informal', is: 1 },
    then: [{ stance: 'suggest', intervention: 'INFORMAL_CARE_SUPPORT', strength: 2 }],
    explanation: {
      nl: 'De klant zorgt vaak voor iemand anders. Vraag of ondersteuning welkom is, en hoeveel tijd er voor werk is.',
      en: 'The client often cares for somebody. Ask whether support is welcome, and how much time there is for work.',
    },
  },
  {
    rule: 'hard-to-travel',
    version: 1,
    title: { nl: 'Kan niet makkelijk naar werk reizen', en: 'Cannot travel to work easily' },
    when: { trait: 'mobility.transport', is: 3 },
    then: [{ stance: 'suggest', intervention: 'TRANSPORT_SUPPORT', strength: 2 }],
    explanation: {
      nl: 'Reizen naar werk is moeilijk. Soms is een fiets of een vergoeding genoeg.',
      en: 'Travelling to work is hard. Sometimes a bicycle or travel costs are enough.',
    },
  },
  {
    rule: 'no-stable-home',
    version: 1,
    title: { nl: 'Heeft geen vaste plek om te wonen', en: 'Has no permanent place to live' },
    when: { trait: 'housing.stability', is: 2 },
    then: [
      { stance: 'suggest', intervention: 'HOUSING_HELP', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 1 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 2 },
    ],
    explanation: {
      nl: 'Zonder vaste plek om te wonen is werk zoeken en houden heel moeilijk. Begin bij het wonen.',
      en: 'Without a permanent place to live, finding and keeping work is very hard. Start with housing.',
    },
  },
  {
    rule: 'home-uncertain',
    version: 1,
    title: { nl: 'Weet niet hoe lang de woning er nog is', en: 'Does not know how long the home will last' },
    when: { trait: 'housing.stability', is: 3 },
    then: [{ stance: 'suggest', intervention: 'HOUSING_HELP', strength: 2 }],
    explanation: {
      nl: 'De klant weet niet hoe lang de woning er nog is. Vroeg hulp zoeken voorkomt erger.',
      en: 'The client does not know how long the home will last. Looking for help early prevents worse.',
    },
  },
  {
    rule: 'nobody-who-helps',
    version: 1,
    title: { nl: 'Heeft geen mensen die helpen', en: 'Has nobody who helps' },
    when: { trait: 'social.network', is: 3 },
    then: [{ stance: 'suggest', intervention: 'SOCIAL_ACTIVATION', strength: 1 }],
    explanation: {
      nl: 'De klant heeft nu niemand die helpt als het nodig is. Een vaste activiteit met anderen kan een begin zijn.',
      en: 'The client has nobody now who helps when needed. A regular activity with others can be a start.',
    },
  },
  {
    rule: 'wellbeing-dropped',
    version: 1,
    title: { nl: 'Het gaat ineens veel minder goed', en: 'Things are suddenly much worse' },
    // A standard check-in comes round to the same question every twelve weeks: a shorter period would never hold two answers.
    when: { trait: 'wellbeing.general', worsenedBy: 2, withinDays: 120 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 3 }],
    explanation: {
      nl: 'Het gaat veel minder goed dan kort geleden. Bel en vraag hoe het is, zonder iets aan te nemen.',
      en: 'Things are much worse than a short while ago. Call and ask how it is, without assuming anything.',
    },
  },
];
