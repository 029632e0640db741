import { NOT_HEARD, type StandardRule } from './standard-rule.js';

/** Reading, speaking and the internet. Learning Dutch (NT2) and learning to read and write (NT1) are two different courses. */
export const LANGUAGE_RULES: readonly StandardRule[] = [
  {
    rule: 'cannot-read-letters-yet',
    version: 2,
    title: { nl: 'Kan brieven nog niet lezen', en: 'Cannot read letters yet' },
    forWhom: { nl: 'Voor wie brieven van de gemeente nu niet kan lezen.', en: 'For who cannot read letters of the municipality now.' },
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
    clientExplanation: {
      nl: 'U zei dat brieven lezen nu niet lukt. Samen kijken wij wat u helpt.',
      en: 'You said that reading letters does not work now. Together we look at what helps you.',
    },
  },
  {
    rule: 'sometimes-reads-letters',
    version: 2,
    title: { nl: 'Kan brieven soms lezen', en: 'Can sometimes read letters' },
    forWhom: { nl: 'Voor wie brieven soms kan lezen.', en: 'For who can sometimes read letters.' },
    when: { trait: 'literacy.reading_nl', is: 2 },
    then: [
      { stance: 'suggest', intervention: 'LITERACY_SCREENING', strength: 1 },
      { stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 1 },
    ],
    explanation: {
      nl: 'Brieven lezen lukt de klant soms. De Taalmeter laat zien of een cursus helpt.',
      en: 'Reading letters sometimes works for the client. The reading check shows whether a course helps.',
    },
    clientExplanation: {
      nl: 'U zei dat brieven lezen soms lukt. Een korte test laat zien of een cursus u helpt.',
      en: 'You said that reading letters sometimes works. A short test shows whether a course helps you.',
    },
  },
  {
    rule: 'reading-course-fits',
    version: 1,
    title: { nl: 'Praat goed, en lezen lukt niet altijd', en: 'Speaks well, and reading does not always work' },
    forWhom: {
      nl: 'Voor wie goed Nederlands praat en brieven soms of niet kan lezen.',
      en: 'For who speaks Dutch well and can read letters sometimes or not.',
    },
    when: {
      all: [
        { trait: 'language.dutch_speaking', is: 1 },
        { trait: 'literacy.reading_nl', atLeast: 2 },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 }],
    explanation: {
      nl: 'De klant praat goed Nederlands, en lezen lukt niet altijd. Dan past vaak een cursus lezen en schrijven (NT1), geen cursus Nederlands leren.',
      en: 'The client speaks Dutch well, and reading does not always work. Then a course in reading and writing (NT1) often fits, not one in learning Dutch.',
    },
    clientExplanation: {
      nl: 'U praat goed Nederlands, en lezen lukt niet altijd. Er is een cursus lezen en schrijven.',
      en: 'You speak Dutch well, and reading does not always work. There is a course in reading and writing.',
    },
  },
  {
    rule: 'which-course-fits',
    version: 1,
    title: { nl: 'Nog niet bekend welke taalcursus past', en: 'Not known yet which language course fits' },
    forWhom: {
      nl: 'Voor wie lezen en praten in het Nederlands allebei niet altijd lukt.',
      en: 'For whom reading and speaking Dutch both do not always work.',
    },
    when: {
      all: [
        { trait: 'literacy.reading_nl', atLeast: 2 },
        { trait: 'language.dutch_speaking', atLeast: 2 },
        { trait: 'language.course_route', notHeard: NOT_HEARD },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'LITERACY_SCREENING', strength: 2 }],
    explanation: {
      nl: 'Lezen en praten lukken allebei niet altijd. Welke cursus past is nog niet bekend: Nederlands leren (NT2) of lezen en schrijven (NT1). De Taalmeter helpt kiezen.',
      en: 'Reading and speaking both do not always work. Which course fits is not known yet: learning Dutch (NT2) or reading and writing (NT1). The reading check helps to choose.',
    },
    clientExplanation: {
      nl: 'Er zijn twee soorten taalcursussen. Een korte test laat zien welke bij u past.',
      en: 'There are two kinds of language courses. A short test shows which one fits you.',
    },
  },
  {
    rule: 'course-route-reading',
    version: 1,
    title: { nl: 'Cursus lezen en schrijven (NT1) past', en: 'A course in reading and writing (NT1) fits' },
    forWhom: {
      nl: 'Voor wie lezen niet altijd lukt, en bij wie is bekeken dat NT1 past.',
      en: 'For whom reading does not always work, and NT1 was found to fit.',
    },
    when: {
      all: [
        { trait: 'language.course_route', is: 1 },
        { trait: 'literacy.reading_nl', atLeast: 2 },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 3 }],
    explanation: {
      nl: 'Er is bekeken welke cursus past: lezen en schrijven (NT1). Kies niet de cursus Nederlands leren.',
      en: 'It was looked at which course fits: reading and writing (NT1). Do not choose the course in learning Dutch.',
    },
    clientExplanation: {
      nl: 'Samen is gekeken welke cursus past. Dat is de cursus lezen en schrijven.',
      en: 'It was looked at together which course fits. It is the course in reading and writing.',
    },
  },
  {
    rule: 'course-route-dutch',
    version: 1,
    title: { nl: 'Cursus Nederlands leren (NT2) past', en: 'A course in learning Dutch (NT2) fits' },
    forWhom: {
      nl: 'Voor wie Nederlands nog niet altijd lukt, en bij wie is bekeken dat NT2 past.',
      en: 'For whom Dutch does not always work yet, and NT2 was found to fit.',
    },
    when: {
      all: [
        { trait: 'language.course_route', is: 2 },
        {
          any: [
            { trait: 'language.dutch_speaking', atLeast: 2 },
            { trait: 'literacy.reading_nl', atLeast: 2 },
          ],
        },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 3 }],
    explanation: {
      nl: 'Er is bekeken welke cursus past: Nederlands leren (NT2). Kies niet de cursus lezen en schrijven.',
      en: 'It was looked at which course fits: learning Dutch (NT2). Do not choose the course in reading and writing.',
    },
    clientExplanation: {
      nl: 'Samen is gekeken welke cursus past. Dat is de cursus Nederlands leren.',
      en: 'It was looked at together which course fits. It is the course in learning Dutch.',
    },
  },
  {
    rule: 'screened-this-year',
    version: 1,
    title: { nl: 'De Taalmeter is dit jaar al gedaan', en: 'The reading check was done this year' },
    forWhom: {
      nl: 'Voor wie lezen niet altijd lukt en dit jaar de Taalmeter deed.',
      en: 'For whom reading does not always work and who did the reading check this year.',
    },
    when: {
      all: [
        { intervention: 'LITERACY_SCREENING', was: 'completed', withinDays: 365 },
        { trait: 'literacy.reading_nl', atLeast: 2 },
      ],
    },
    then: [{ stance: 'advise_against', intervention: 'LITERACY_SCREENING', strength: 2 }],
    explanation: {
      nl: 'De Taalmeter is dit jaar al gedaan. Gebruik wat er toen uitkwam.',
      en: 'The reading check was done this year. Use what came of it.',
    },
    clientExplanation: {
      nl: 'U deed deze test dit jaar al. Dat hoeft niet nog een keer.',
      en: 'You did this test this year already. There is no need to do it again.',
    },
  },
  {
    rule: 'no-dutch-yet',
    version: 2,
    title: { nl: 'Praat nog geen Nederlands', en: 'Does not speak Dutch yet' },
    forWhom: { nl: 'Voor wie nog geen gesprek in het Nederlands kan voeren.', en: 'For who cannot have a conversation in Dutch yet.' },
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
    clientExplanation: {
      nl: 'U zei dat praten in het Nederlands nog niet lukt. Een cursus helpt u verder.',
      en: 'You said that speaking Dutch does not work yet. A course helps you further.',
    },
  },
  {
    rule: 'a-little-dutch',
    version: 2,
    title: { nl: 'Praat een beetje Nederlands', en: 'Speaks a little Dutch' },
    forWhom: { nl: 'Voor wie een beetje Nederlands praat.', en: 'For who speaks a little Dutch.' },
    when: { trait: 'language.dutch_speaking', is: 2 },
    then: [
      { stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 },
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 1 },
    ],
    explanation: {
      nl: 'De klant praat een beetje Nederlands. Een taalcursus kan, naast werk of ervoor. Een workshop met veel praten lukt dan vaak nog niet.',
      en: 'The client speaks a little Dutch. A language course is possible, beside work or before it. A workshop with much talk often does not work yet.',
    },
    clientExplanation: {
      nl: 'U praat een beetje Nederlands. Een cursus kan, ook naast werk.',
      en: 'You speak a little Dutch. A course is possible, also beside work.',
    },
  },
  {
    rule: 'language-course-stopped',
    version: 1,
    title: { nl: 'Stopte kort geleden met een taalcursus', en: 'Stopped with a language course lately' },
    forWhom: {
      nl: 'Voor wie in het laatste half jaar eerder stopte met een taalcursus.',
      en: 'For who stopped early with a language course in the last half year.',
    },
    when: { intervention: 'LANGUAGE_COURSE', was: 'stopped_early', withinDays: 183 },
    then: [{ stance: 'talk_first', strength: 2 }],
    explanation: {
      nl: 'De klant stopte eerder met een taalcursus. Vraag eerst wat er niet paste: het tempo, de tijden of het soort cursus.',
      en: 'The client stopped early with a language course. Ask first what did not fit: the pace, the hours or the kind of course.',
    },
    clientExplanation: {
      nl: 'U stopte met een taalcursus. Uw coach hoort graag wat er niet paste.',
      en: 'You stopped with a language course. Your coach would like to hear what did not fit.',
    },
  },
  {
    rule: 'not-online-alone',
    version: 2,
    title: { nl: 'Regelt nog geen dingen op internet', en: 'Does not arrange things online yet' },
    forWhom: { nl: 'Voor wie nog geen dingen kan regelen op internet.', en: 'For who cannot arrange things online yet.' },
    when: { trait: 'digital.skills', is: 3 },
    then: [{ stance: 'suggest', intervention: 'DIGITAL_SKILLS', strength: 2 }],
    explanation: {
      nl: 'Dingen regelen op internet lukt nog niet. Bied een cursus in een groep aan, niet online.',
      en: 'Arranging things online does not work yet. Offer a course in a group, not online.',
    },
    clientExplanation: {
      nl: 'U zei dat dingen regelen op internet nog niet lukt. Er is een cursus in een groep, niet op de computer thuis.',
      en: 'You said that arranging things online does not work yet. There is a course in a group, not on a computer at home.',
    },
  },
  {
    rule: 'online-with-help',
    version: 1,
    title: { nl: 'Regelt dingen op internet met hulp', en: 'Arranges things online with help' },
    forWhom: { nl: 'Voor wie hulp nodig heeft op internet.', en: 'For who needs help online.' },
    when: { trait: 'digital.skills', is: 2 },
    then: [{ stance: 'suggest', intervention: 'DIGITAL_SKILLS', strength: 1 }],
    explanation: {
      nl: 'Dingen regelen op internet lukt met hulp. Een cursus in een groep kan helpen. Bied hem niet online aan.',
      en: 'Arranging things online works with help. A course in a group may help. Do not offer it online.',
    },
    clientExplanation: {
      nl: 'U regelt dingen op internet met hulp. Een cursus in een groep kan u helpen.',
      en: 'You arrange things online with help. A course in a group may help you.',
    },
  },
];
