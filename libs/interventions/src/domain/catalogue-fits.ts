type Text = readonly [nl: string, en: string];

/**
 * For whom each kind of help is meant, and whom it does not suit (yet): the table of fits and contra-indications of office practice, in words. It is not
 * evidence-graded, an office writes its own over it, and the rules say the same as conditions.
 */
export const FITS: Readonly<Record<string, { forWhom: Text; notFor?: Text }>> = {
  COACH_CALL: {
    forWhom: [
      'Voor wie dat vraagt, voor wie het ineens minder gaat, en als antwoorden elkaar tegenspreken of geen regel past.',
      'For who asks for it, for whom things are suddenly worse, and when answers contradict each other or no rule fits.',
    ],
  },
  WORK_CAPACITY_ASSESSMENT: {
    forWhom: [
      'Voor wie zich niet gezond voelt, veel minder kan door het lichaam, of wie denkt dat werken nu niet goed gaat.',
      'For who does not feel healthy, can do much less because of the body, or thinks that work would not go well now.',
    ],
    notFor: [
      'Niet opnieuw binnen een half jaar als er niets veranderd is. De uitkomst is wat iemand kan, nooit wat iemand heeft.',
      'Not again within half a year when nothing has changed. The outcome is what somebody can do, never what somebody has.',
    ],
  },
  MENTAL_HEALTH_REFERRAL: {
    forWhom: [
      'Voor wie vaak of altijd veel stress of zorgen heeft, of er zelf om vraagt.',
      'For who often or always has much stress or worry, or asks for it.',
    ],
    notFor: [
      'Nooit tegen iemands wil. Is iemand in gevaar? Volg dan de stappen bij een signaal.',
      'Never against somebody’s will. Is somebody in danger? Then follow the steps of a signal.',
    ],
  },
  DEBT_COUNSELLING: {
    forWhom: ['Voor wie schulden heeft of moeilijk rondkomt.', 'For who has debts or finds it hard to make ends meet.'],
    notFor: [
      'Loopt er al een traject of is er een bewindvoerder? Neem dan met die partij contact op.',
      'Is there an arrangement or an administrator already? Then contact that party.',
    ],
  },
  HOUSING_HELP: {
    forWhom: [
      'Voor wie geen vaste plek heeft, of niet weet hoe lang de woning er nog is.',
      'For who has no permanent place, or does not know how long the home will last.',
    ],
  },
  CHILDCARE_ARRANGEMENT: {
    forWhom: [
      'Voor ouders die nog geen opvang hebben als zij gaan werken.',
      'For parents who have no childcare yet for when they start to work.',
    ],
    notFor: ['Niet voor wie geen kinderen heeft.', 'Not for who has no children.'],
  },
  INFORMAL_CARE_SUPPORT: { forWhom: ['Voor wie vaak voor iemand anders zorgt.', 'For who often cares for somebody else.'] },
  TRANSPORT_SUPPORT: { forWhom: ['Voor wie moeilijk naar werk kan reizen.', 'For who finds it hard to travel to work.'] },
  LITERACY_SCREENING: {
    forWhom: ['Voor wie brieven niet of niet altijd kan lezen.', 'For who cannot or cannot always read letters.'],
    notFor: ['Niet opnieuw binnen een jaar.', 'Not again within a year.'],
  },
  LANGUAGE_COURSE: {
    forWhom: ['Voor wie weinig Nederlands praat of leest.', 'For who speaks or reads little Dutch.'],
    notFor: [
      'Niet tijdens een acute crisis. Kies de goede cursus: Nederlands leren (NT2) of beter leren lezen en schrijven (NT1).',
      'Not during an acute crisis. Choose the right course: learning Dutch (NT2), or learning to read and write better (NT1).',
    ],
  },
  DIGITAL_SKILLS: {
    forWhom: ['Voor wie dingen op internet niet zelf kan regelen.', 'For who cannot arrange things on the internet.'],
    notFor: ['Niet als online cursus: in een groep of samen met iemand.', 'Not as an online course: in a group or together with somebody.'],
  },
  SOCIAL_ACTIVATION: { forWhom: ['Voor wie weinig mensen om zich heen heeft.', 'For who has few people around.'] },
  SOCIETAL_PARTICIPATION: {
    forWhom: [
      'Voor wie nog niet meedoet buiten huis, op trede 1 tot en met 3 van de participatieladder.',
      'For who does not take part outside the home yet, on steps 1 to 3 of the participation ladder.',
    ],
    notFor: [
      'Niet in plaats van betaald werk, voor wie op trede 4 of hoger staat en goed kan werken.',
      'Not instead of paid work, for who is on step 4 or higher and able to work well.',
    ],
  },
  TRAINING_QUALIFICATION: {
    forWhom: [
      'Voor wie geen startkwalificatie heeft en graag wil leren of werken.',
      'For who has no basic qualification and would like to learn or work.',
    ],
    notFor: ['Lukt lezen nog niet? Dan eerst taal, of taal ernaast.', 'Reading does not work yet? Then language first, or beside it.'],
  },
  CV_WORKSHOP: {
    forWhom: [
      'Voor wie goed kan werken en lezen, maar nog weinig vertrouwen heeft.',
      'For who can work and read well, but has little confidence yet.',
    ],
    notFor: [
      'Nog niet voor wie niet goed leest, weinig Nederlands praat, zich niet gezond voelt, of acute zorgen om geld of wonen heeft.',
      'Not yet for who does not read well, speaks little Dutch, does not feel healthy, or has acute worries about money or housing.',
    ],
  },
  JOB_APPLICATION_TRAINING: {
    forWhom: ['Voor wie kan werken en wil leren hoe je werk zoekt.', 'For who is able to work and wants to learn how to look for work.'],
    notFor: [
      'Nog niet voor wie niet goed leest, weinig Nederlands praat, zich niet gezond voelt, of acute zorgen om geld of wonen heeft.',
      'Not yet for who does not read well, speaks little Dutch, does not feel healthy, or has acute worries about money or housing.',
    ],
  },
  JOB_MATCHING: {
    forWhom: [
      'Voor wie goed kan werken en bij wie niets meer in de weg staat.',
      'For who is able to work and for whom nothing stands in the way any more.',
    ],
    notFor: [
      'Nog niet tijdens een acute crisis. Regel opvang voor de kinderen eerst.',
      'Not yet during an acute crisis. Arrange childcare first.',
    ],
  },
  TRIAL_PLACEMENT: {
    forWhom: ['Voor wie weinig vertrouwen of weinig recente ervaring heeft.', 'For who has little confidence or little recent experience.'],
    notFor: [
      'Niet in plaats van een gewone baan. Kan iemand minder door het lichaam? Dan alleen met aangepast werk.',
      'Not instead of a regular job. Can somebody do less because of the body? Then only with work that is adapted.',
    ],
  },
  WORK_EXPERIENCE_PLACE: {
    forWhom: ['Voor wie weinig vertrouwen of weinig recente ervaring heeft.', 'For who has little confidence or little recent experience.'],
    notFor: [
      'Niet in plaats van een gewone baan. Kan iemand minder door het lichaam? Dan alleen met aangepast werk.',
      'Not instead of a regular job. Can somebody do less because of the body? Then only with work that is adapted.',
    ],
  },
  JOB_COACHING: {
    forWhom: ['Voor wie met begeleiding op de werkplek kan werken.', 'For who can work with guidance at the workplace.'],
  },
  WAGE_SUBSIDY: {
    forWhom: [
      'Voor wie (vermoedelijk) in het doelgroepregister staat en minder dan het minimumloon kan verdienen.',
      'For who is (probably) in the job agreement register and can earn less than the minimum wage.',
    ],
    notFor: ['Nog niet als de loonwaarde niet is bepaald.', 'Not yet when the wage value has not been determined.'],
  },
  SHELTERED_WORK: {
    forWhom: ['Voor wie UWV beschut werk adviseert.', 'For whom UWV advises sheltered work.'],
    notFor: ['Niet zonder advies van UWV.', 'Not without the advice of UWV.'],
  },
  IPS: {
    forWhom: ['Voor wie in behandeling is in de ggz en wil werken.', 'For who is in treatment for mental health and wants to work.'],
    notFor: ['Niet zonder behandelteam dat meedoet.', 'Not without a treatment team that takes part.'],
  },
};
