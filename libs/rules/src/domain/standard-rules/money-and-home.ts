import type { StandardRule } from './standard-rule.js';

/** Money, a home, care for others and the way to work: what asks for attention before work does. */
export const MONEY_AND_HOME_RULES: readonly StandardRule[] = [
  {
    rule: 'debts',
    version: 2,
    title: { nl: 'Heeft schulden', en: 'Has debts' },
    forWhom: { nl: 'Voor wie schulden heeft of rekeningen te laat betaalt.', en: 'For who has debts or pays bills late.' },
    when: { trait: 'finance.debt', is: 1 },
    then: [{ stance: 'suggest', intervention: 'DEBT_COUNSELLING', strength: 3 }],
    explanation: {
      nl: 'De klant heeft schulden of betaalt rekeningen te laat. Hulp bij geld geeft rust, en ruimte voor werk.',
      en: 'The client has debts or pays bills late. Help with money gives peace, and room for work.',
    },
    clientExplanation: {
      nl: 'U zei dat u schulden heeft of rekeningen te laat betaalt. Hulp bij geld geeft rust.',
      en: 'You said that you have debts or pay bills late. Help with money gives peace.',
    },
  },
  {
    rule: 'hard-to-make-ends-meet',
    version: 2,
    title: { nl: 'Komt moeilijk rond', en: 'Finds it hard to make ends meet' },
    forWhom: { nl: 'Voor wie moeilijk of heel moeilijk rondkomt.', en: 'For who finds it hard or very hard to make ends meet.' },
    when: { trait: 'finance.making_ends_meet', atMost: 2 },
    then: [{ stance: 'suggest', intervention: 'DEBT_COUNSELLING', strength: 2 }],
    explanation: {
      nl: 'De klant komt moeilijk rond. Een budgetcoach kan meekijken, ook als er geen schulden zijn.',
      en: 'The client finds it hard to make ends meet. A budget coach can help, also when there are no debts.',
    },
    clientExplanation: {
      nl: 'U zei dat u moeilijk rondkomt. Iemand kan met u meekijken.',
      en: 'You said that you find it hard to make ends meet. Somebody can look at it with you.',
    },
  },
  {
    rule: 'debts-press',
    version: 1,
    title: { nl: 'Heeft schulden en komt heel moeilijk rond', en: 'Has debts and finds it very hard to make ends meet' },
    forWhom: {
      nl: 'Voor wie schulden heeft en heel moeilijk rondkomt.',
      en: 'For who has debts and finds it very hard to make ends meet.',
    },
    when: {
      all: [
        { trait: 'finance.debt', is: 1 },
        { trait: 'finance.making_ends_meet', is: 1 },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 1 },
    ],
    explanation: {
      nl: 'De klant heeft schulden en komt heel moeilijk rond. Dat vraagt nu alle aandacht. Een workshop kan later.',
      en: 'The client has debts and finds it very hard to make ends meet. That takes all attention now. A workshop can come later.',
    },
    clientExplanation: {
      nl: 'U zei dat u schulden heeft en heel moeilijk rondkomt. Dat gaat nu voor. Een workshop kan later.',
      en: 'You said that you have debts and find it very hard to make ends meet. That comes first. A workshop can come later.',
    },
  },
  {
    rule: 'debt-scheme-runs',
    version: 1,
    title: { nl: 'Heeft al een regeling voor schulden', en: 'Has a debt scheme already' },
    forWhom: {
      nl: 'Voor wie geldzorgen noemt en al een schuldregeling, schuldsanering of bewindvoerder heeft.',
      en: 'For who names money worries and has a debt scheme, debt rescheduling or an administrator already.',
    },
    when: {
      all: [
        { trait: 'finance.debt_scheme', oneOf: [2, 3, 4] },
        {
          any: [
            { trait: 'finance.debt', is: 1 },
            { trait: 'finance.making_ends_meet', atMost: 2 },
            { trait: 'wish.help', is: 1 },
          ],
        },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'DEBT_COUNSELLING', strength: 3 },
      { stance: 'suggest', intervention: 'COACH_CALL', strength: 2 },
    ],
    explanation: {
      nl: 'Er is al iemand die de schulden regelt: {finance.debt_scheme}. Begin niet opnieuw, en neem samen met de klant contact op.',
      en: 'Somebody handles the debts already: {finance.debt_scheme}. Do not begin again, and make contact together with the client.',
    },
    clientExplanation: {
      nl: 'Er is al iemand die uw schulden regelt. Uw coach kan samen met u bellen.',
      en: 'Somebody handles your debts already. Your coach can call them with you.',
    },
  },
  {
    rule: 'debts-after-help',
    version: 1,
    title: { nl: 'Heeft na de hulp nog schulden', en: 'Still has debts after the help' },
    forWhom: {
      nl: 'Voor wie kort geleden hulp bij schulden afmaakte en nog schulden noemt.',
      en: 'For who completed help with debts lately and still names debts.',
    },
    when: {
      all: [
        { trait: 'finance.debt', is: 1 },
        { intervention: 'DEBT_COUNSELLING', was: 'completed', withinDays: 90 },
      ],
    },
    then: [{ stance: 'talk_first', strength: 2 }],
    explanation: {
      nl: 'De hulp bij schulden is klaar, en de klant noemt nog schulden. Vraag hoe het nu staat voordat er iets begint.',
      en: 'The help with debts has ended, and the client still names debts. Ask how things stand before anything begins.',
    },
    clientExplanation: {
      nl: 'De hulp bij schulden is klaar, en u zei dat er nog schulden zijn. Uw coach vraagt graag hoe het nu staat.',
      en: 'The help with debts has ended, and you said that there are still debts. Your coach would like to ask how things stand.',
    },
  },
  {
    rule: 'no-childcare',
    version: 2,
    title: { nl: 'Heeft geen opvang voor de kinderen', en: 'Has no childcare' },
    forWhom: { nl: 'Voor wie geen opvang heeft als er werk is.', en: 'For who has no childcare for when there is work.' },
    when: { trait: 'care.childcare', is: 2 },
    then: [{ stance: 'suggest', intervention: 'CHILDCARE_ARRANGEMENT', strength: 3 }],
    explanation: {
      nl: 'Er is nog geen opvang voor de kinderen als de klant gaat werken. Regel dit samen, voordat er werk is.',
      en: 'There is no childcare yet for when the client starts to work. Arrange it together, before there is work.',
    },
    clientExplanation: {
      nl: 'U zei dat u nog geen opvang heeft voor uw kinderen. Die kunnen wij samen regelen.',
      en: 'You said that you have no childcare yet. We can arrange it together.',
    },
  },
  {
    rule: 'no-young-children',
    version: 1,
    title: { nl: 'Vraagt hulp met kinderen, zonder jonge kinderen', en: 'Asks for help with children, without young children' },
    forWhom: {
      nl: 'Voor wie hulp met kinderen vraagt en geen jonge kinderen heeft.',
      en: 'For who asks for help with children and has no young children.',
    },
    when: {
      all: [
        { trait: 'care.childcare', is: 3 },
        { trait: 'wish.help', is: 4 },
      ],
    },
    then: [{ stance: 'advise_against', intervention: 'CHILDCARE_ARRANGEMENT', strength: 2 }],
    explanation: {
      nl: 'De klant vraagt hulp met de kinderen, en zegt geen jonge kinderen te hebben. Opvang is dan misschien niet wat de klant bedoelt. Vraag het.',
      en: 'The client asks for help with the children, and says there are no young ones. Childcare may not be what the client means. Ask.',
    },
    clientExplanation: {
      nl: 'U vroeg om hulp met uw kinderen. Uw coach vraagt graag wat u bedoelt.',
      en: 'You asked for help with your children. Your coach would like to ask what you mean.',
    },
  },
  {
    rule: 'cares-for-somebody',
    version: 2,
    title: { nl: 'Zorgt vaak voor iemand anders', en: 'Often cares for somebody' },
    forWhom: { nl: 'Voor wie vaak voor een ander zorgt.', en: 'For who often cares for somebody else.' },
    when: { trait: 'care.informal', is: 1 },
    then: [{ stance: 'suggest', intervention: 'INFORMAL_CARE_SUPPORT', strength: 2 }],
    explanation: {
      nl: 'De klant zorgt vaak voor iemand anders. Vraag of ondersteuning welkom is, en hoeveel tijd er voor werk is.',
      en: 'The client often cares for somebody. Ask whether support is welcome, and how much time there is for work.',
    },
    clientExplanation: {
      nl: 'U zorgt vaak voor iemand anders. Daar is hulp bij, als u dat wilt.',
      en: 'You often care for somebody else. There is help with that, if you want it.',
    },
  },
  {
    rule: 'hard-to-travel',
    version: 2,
    title: { nl: 'Kan niet makkelijk naar werk reizen', en: 'Cannot travel to work easily' },
    forWhom: { nl: 'Voor wie niet makkelijk naar werk kan reizen.', en: 'For who cannot travel to work easily.' },
    when: { trait: 'mobility.transport', is: 3 },
    then: [{ stance: 'suggest', intervention: 'TRANSPORT_SUPPORT', strength: 2 }],
    explanation: {
      nl: 'Reizen naar werk is moeilijk. Soms is een fiets of een vergoeding genoeg.',
      en: 'Travelling to work is hard. Sometimes a bicycle or travel costs are enough.',
    },
    clientExplanation: {
      nl: 'U zei dat reizen naar werk moeilijk is. Soms is een fiets of een vergoeding genoeg.',
      en: 'You said that travelling to work is hard. Sometimes a bicycle or travel costs are enough.',
    },
  },
  {
    rule: 'travel-sometimes-hard',
    version: 1,
    title: { nl: 'Kan soms makkelijk naar werk reizen', en: 'Can sometimes travel to work easily' },
    forWhom: {
      nl: 'Voor wie soms makkelijk naar werk kan reizen, en soms niet.',
      en: 'For who can sometimes travel to work easily, and sometimes not.',
    },
    when: { trait: 'mobility.transport', is: 2 },
    then: [{ stance: 'suggest', intervention: 'TRANSPORT_SUPPORT', strength: 1 }],
    explanation: {
      nl: 'Reizen naar werk lukt soms. Vraag wanneer niet: vroeg, laat of ver.',
      en: 'Travelling to work sometimes works. Ask when it does not: early, late or far.',
    },
    clientExplanation: {
      nl: 'U zei dat reizen naar werk soms lukt. Misschien kunnen wij daarbij helpen.',
      en: 'You said that travelling to work sometimes works. Perhaps we can help with that.',
    },
  },
  {
    rule: 'no-stable-home',
    version: 2,
    title: { nl: 'Heeft geen vaste plek om te wonen', en: 'Has no permanent place to live' },
    forWhom: { nl: 'Voor wie geen vaste plek heeft om te wonen.', en: 'For who has no permanent place to live.' },
    when: { trait: 'housing.stability', is: 2 },
    then: [
      { stance: 'suggest', intervention: 'HOUSING_HELP', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 2 },
    ],
    explanation: {
      nl: 'Zonder vaste plek om te wonen is werk zoeken en houden heel moeilijk. Begin bij het wonen.',
      en: 'Without a permanent place to live, finding and keeping work is very hard. Start with housing.',
    },
    clientExplanation: {
      nl: 'U zei dat u geen vaste plek heeft om te wonen. Daar beginnen wij mee.',
      en: 'You said that you have no permanent place to live. We start with that.',
    },
  },
  {
    rule: 'home-uncertain',
    version: 2,
    title: { nl: 'Weet niet hoe lang de woning er nog is', en: 'Does not know how long the home will last' },
    forWhom: { nl: 'Voor wie niet weet hoe lang de woning er nog is.', en: 'For who does not know how long the home will last.' },
    when: { trait: 'housing.stability', is: 3 },
    then: [{ stance: 'suggest', intervention: 'HOUSING_HELP', strength: 2 }],
    explanation: {
      nl: 'De klant weet niet hoe lang de woning er nog is. Vroeg hulp zoeken voorkomt erger.',
      en: 'The client does not know how long the home will last. Looking for help early prevents worse.',
    },
    clientExplanation: {
      nl: 'U zei dat u niet weet hoe lang u uw woning nog heeft. Vroeg hulp zoeken is slim.',
      en: 'You said that you do not know how long you will have your home. Looking for help early is wise.',
    },
  },
];
