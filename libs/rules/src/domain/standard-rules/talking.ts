import type { StandardRule } from './standard-rule.js';

/** When a conversation comes first: something urgent, a sharp change, answers that contradict each other, silence. */
export const TALKING_RULES: readonly StandardRule[] = [
  {
    rule: 'acute-situation',
    version: 1,
    title: { nl: 'Er is nu iets dringends', en: 'Something urgent is going on' },
    forWhom: {
      nl: 'Voor wie volgens een collega in een acute situatie zit.',
      en: 'For who is in an acute situation, according to a colleague.',
    },
    when: { trait: 'situation.acute', is: 1 },
    then: [
      { stance: 'talk_first', strength: 3 },
      { stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 3 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'advise_against', intervention: 'JOB_APPLICATION_TRAINING', strength: 2 },
      { stance: 'advise_against', intervention: 'LANGUAGE_COURSE', strength: 2 },
    ],
    explanation: {
      nl: 'Een collega noteerde dat er nu iets dringends is. Help daar eerst bij. De rest kan wachten.',
      en: 'A colleague noted that something urgent is going on. Help with that first. The rest can wait.',
    },
    clientExplanation: {
      nl: 'Er is nu iets dringends bij u. Dat gaat voor. De rest kan wachten.',
      en: 'Something urgent is going on with you. That comes first. The rest can wait.',
    },
  },
  {
    rule: 'wellbeing-dropped',
    version: 2,
    title: { nl: 'Het gaat ineens veel minder goed', en: 'Things are suddenly much worse' },
    forWhom: {
      nl: 'Voor wie het in vier maanden veel minder goed gaat.',
      en: 'For whom things have become much worse within four months.',
    },
    // A standard check-in comes round to the same question every twelve weeks: a shorter period would never hold two answers.
    when: { trait: 'wellbeing.general', worsenedBy: 2, withinDays: 120 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 3 }],
    explanation: {
      nl: 'Het gaat veel minder goed dan kort geleden. Bel en vraag hoe het is, zonder iets aan te nemen.',
      en: 'Things are much worse than a short while ago. Call and ask how it is, without assuming anything.',
    },
    clientExplanation: {
      nl: 'U zei dat het veel minder goed gaat dan kort geleden. Uw coach vraagt graag hoe het is.',
      en: 'You said that things are much worse than a short while ago. Your coach would like to ask how you are.',
    },
  },
  {
    rule: 'unlike-usual',
    version: 1,
    title: { nl: 'Het gaat minder goed dan gewoon is voor deze klant', en: 'Things are worse than is usual for this client' },
    forWhom: {
      nl: 'Voor wie het duidelijk minder goed gaat dan wat hij of zij meestal zegt.',
      en: 'For whom things are clearly worse than what they usually say.',
    },
    when: { trait: 'wellbeing.general', against: 'usual', is: 'worse' },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'De klant zegt meestal iets anders. Misschien is er iets gebeurd. Vraag hoe het is.',
      en: 'The client usually says something else. Perhaps something happened. Ask how it is.',
    },
    clientExplanation: {
      nl: 'U zei dat het minder goed gaat dan u meestal zegt. Uw coach vraagt graag hoe het is.',
      en: 'You said that things are worse than you usually say. Your coach would like to ask how you are.',
    },
  },
  {
    rule: 'things-are-bad',
    version: 1,
    title: { nl: 'Het gaat slecht', en: 'Things are bad' },
    forWhom: { nl: 'Voor wie zegt dat het slecht of heel slecht gaat.', en: 'For who says that things are bad or very bad.' },
    when: { trait: 'wellbeing.general', atMost: 2 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'De klant zegt: {wellbeing.general}. Vraag wat er speelt en wat zou helpen.',
      en: 'The client says: {wellbeing.general}. Ask what is going on and what would help.',
    },
    clientExplanation: {
      nl: 'U zei dat het niet goed gaat. Uw coach vraagt graag wat zou helpen.',
      en: 'You said that things are not good. Your coach would like to ask what would help.',
    },
  },
  {
    rule: 'stays-bad',
    version: 1,
    title: { nl: 'Het gaat al lang slecht', en: 'Things have been bad for long' },
    forWhom: {
      nl: 'Voor wie drie van de laatste vier keer zei dat het slecht gaat.',
      en: 'For who said three of the last four times that things are bad.',
    },
    when: { trait: 'wellbeing.general', sustained: { atMost: 2 }, times: 3, ofLast: 4 },
    then: [{ stance: 'talk_first', strength: 2 }],
    explanation: {
      nl: 'Het gaat al langer slecht. Praat er eerst over, voordat er weer iets begint.',
      en: 'Things have been bad for some time. Talk about it first, before anything begins again.',
    },
    clientExplanation: {
      nl: 'U zei een paar keer dat het niet goed gaat. Uw coach wil daar eerst met u over praten.',
      en: 'You said a few times that things are not good. Your coach would like to talk about that first.',
    },
  },
  {
    rule: 'answers-contradict',
    version: 1,
    title: { nl: 'Antwoorden wijzen verschillende kanten op', en: 'Answers point in different directions' },
    forWhom: {
      nl: 'Voor wie zegt goed te kunnen werken en zich niet gezond voelt, of omgekeerd.',
      en: 'For who says they can work well and does not feel healthy, or the other way round.',
    },
    when: {
      any: [
        {
          all: [
            { trait: 'workability.self', atLeast: 8 },
            {
              any: [
                { trait: 'health.self_rated', atMost: 2 },
                { trait: 'health.physical', is: 3 },
              ],
            },
          ],
        },
        {
          all: [
            { trait: 'workability.self', atMost: 2 },
            { trait: 'confidence.work', is: 1 },
          ],
        },
      ],
    },
    then: [{ stance: 'talk_first', strength: 2 }],
    explanation: {
      nl: 'De antwoorden wijzen verschillende kanten op. Dat mag. Vraag eerst hoe de klant het zelf ziet.',
      en: 'The answers point in different directions. That is allowed. Ask first how the client sees it.',
    },
    clientExplanation: {
      nl: 'Uw antwoorden wijzen verschillende kanten op. Dat mag. Uw coach vraagt graag hoe u het ziet.',
      en: 'Your answers point in different directions. That is fine. Your coach would like to ask how you see it.',
    },
  },
  {
    rule: 'long-silence',
    version: 1,
    title: { nl: 'Al lang niets gehoord', en: 'Nothing heard for long' },
    forWhom: {
      nl: 'Voor wie twaalf weken niets liet horen, terwijl er gevraagd is.',
      en: 'For who was asked and has not been heard for twelve weeks.',
    },
    when: { silentForDays: 84 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
    explanation: {
      nl: 'Er kwam al twaalf weken geen antwoord. Niet antwoorden mag. Bel eens, en vraag of een andere manier beter past.',
      en: 'No answer came for twelve weeks. Not answering is fine. Call once, and ask whether another way suits better.',
    },
    clientExplanation: {
      nl: 'Wij hoorden een tijd niets van u. Dat mag. Uw coach vraagt graag hoe het gaat.',
      en: 'We have not heard from you for some time. That is fine. Your coach would like to ask how you are.',
    },
  },
  {
    rule: 'nothing-arrives',
    version: 1,
    title: { nl: 'Berichten komen niet aan', en: 'Messages do not arrive' },
    forWhom: { nl: 'Voor wie onze berichten niet aankomen.', en: 'For whom our messages do not arrive.' },
    when: { unreachable: true },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'Onze berichten komen niet aan. Kijk bij het volgende contact of het nummer en het e-mailadres nog kloppen.',
      en: 'Our messages do not arrive. See at the next contact whether the number and the e-mail address are still right.',
    },
    clientExplanation: {
      nl: 'Onze berichten komen niet bij u aan. Uw coach kijkt met u of uw gegevens kloppen.',
      en: 'Our messages do not reach you. Your coach looks with you whether your details are right.',
    },
  },
  {
    rule: 'something-in-the-way',
    version: 1,
    title: { nl: 'Er staat iets in de weg', en: 'Something stands in the way' },
    forWhom: {
      nl: 'Voor wie iets noemt dat in de weg staat, als geen enkele regel iets voorstelt.',
      en: 'For who names something that stands in the way, when no rule suggests anything.',
    },
    when: {
      any: [
        { trait: 'health.self_rated', atMost: 2 },
        { trait: 'health.physical', is: 3 },
        { trait: 'health.mental', is: 4 },
        { trait: 'finance.debt', is: 1 },
        { trait: 'literacy.reading_nl', is: 3 },
        { trait: 'language.dutch_speaking', is: 3 },
        { trait: 'housing.stability', is: 2 },
        { trait: 'workability.self', atMost: 4 },
        { trait: 'confidence.work', is: 3 },
        { trait: 'work.hours_possible', is: 0 },
      ],
    },
    then: [{ stance: 'talk_first', strength: 1 }],
    explanation: {
      nl: 'De klant noemt iets dat werk in de weg staat, en geen regel stelt iets voor. Vraag wat zou helpen.',
      en: 'The client names something that stands in the way of work, and no rule suggests anything. Ask what would help.',
    },
    clientExplanation: {
      nl: 'U noemde iets dat werken moeilijk maakt. Uw coach vraagt graag wat u zou helpen.',
      en: 'You named something that makes work hard. Your coach would like to ask what would help you.',
    },
  },
];
