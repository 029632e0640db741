import { NOT_HEARD, type StandardRule } from './standard-rule.js';

/** When work itself is the next step, or learning for it. */
export const READINESS_RULES: readonly StandardRule[] = [
  {
    rule: 'ready-for-work',
    version: 2,
    title: { nl: 'Kan waarschijnlijk aan het werk', en: 'Is probably ready for work' },
    forWhom: {
      nl: 'Voor wie goed kan werken, zich gezond voelt en niets noemt dat in de weg staat.',
      en: 'For who can work well, feels healthy and names nothing that stands in the way.',
    },
    when: {
      all: [
        { trait: 'workability.self', atLeast: 7 },
        { trait: 'workability.self', newerThanDays: 60 },
        { trait: 'health.self_rated', atLeast: 4 },
        {
          none: [
            { trait: 'health.physical', is: 3 },
            { trait: 'health.mental', is: 4 },
            { trait: 'housing.stability', is: 2 },
          ],
        },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'JOB_MATCHING', strength: 3 }],
    explanation: {
      nl: 'De klant geeft het eigen werken een {workability.self}, voelt zich gezond en noemt niets dat werk in de weg staat. Zoek samen een baan.',
      en: 'The client gives their own ability to work a {workability.self}, feels healthy and names nothing that stands in the way. Look for a job together.',
    },
    clientExplanation: {
      nl: 'U zei dat werken goed zou gaan en dat u zich gezond voelt. Samen zoeken wij een baan.',
      en: 'You said that work would go well and that you feel healthy. Together we look for a job.',
    },
  },
  {
    rule: 'able-but-unsure',
    version: 2,
    title: { nl: 'Kan werken, maar gelooft er nog niet in', en: 'Able to work, but not sure of it yet' },
    forWhom: {
      nl: 'Voor wie kan werken en brieven kan lezen, maar nog niet op werk rekent.',
      en: 'For who is able to work and to read letters, but does not count on work yet.',
    },
    when: {
      all: [
        { trait: 'workability.self', atLeast: 6 },
        { trait: 'literacy.reading_nl', is: 1 },
        { trait: 'confidence.work', atLeast: 2 },
      ],
    },
    then: [
      { stance: 'suggest', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'suggest', intervention: 'JOB_APPLICATION_TRAINING', strength: 1 },
    ],
    explanation: {
      nl: 'Werken zou gaan, maar de klant rekent er nog niet op. Laten zien wat iemand kan geeft vertrouwen.',
      en: 'Work would be possible, but the client does not count on it yet. Showing what somebody can do gives confidence.',
    },
    clientExplanation: {
      nl: 'U zei dat werken zou gaan, en dat u er nog niet op rekent. Laten zien wat u kunt geeft vertrouwen.',
      en: 'You said that work would be possible, and that you do not count on it yet. Showing what you can do gives confidence.',
    },
  },
  {
    rule: 'long-not-worked',
    version: 1,
    title: { nl: 'Kan werken, en werkte lang niet', en: 'Able to work, and has not worked for long' },
    forWhom: {
      nl: 'Voor wie kan werken, er nog niet op rekent en twee jaar niet werkte.',
      en: 'For who is able to work, does not count on it yet and has not worked for two years.',
    },
    when: {
      all: [
        { trait: 'workability.self', atLeast: 6 },
        { trait: 'confidence.work', atLeast: 2 },
        { trait: 'experience.recent_work', is: 2 },
      ],
    },
    then: [
      { stance: 'suggest', intervention: 'WORK_EXPERIENCE_PLACE', strength: 2 },
      { stance: 'suggest', intervention: 'TRIAL_PLACEMENT', strength: 1 },
    ],
    explanation: {
      nl: 'De klant werkte twee jaar niet en rekent nog niet op werk. Wennen op een werkplek kan helpen. Let op: nooit in plaats van een gewone baan.',
      en: 'The client has not worked for two years and does not count on work yet. Getting used to a workplace may help. Mind: never instead of a regular job.',
    },
    clientExplanation: {
      nl: 'U werkte een tijd niet. Op een werkplek kunt u rustig wennen.',
      en: 'You have not worked for some time. At a workplace you can get used to it quietly.',
    },
  },
  {
    rule: 'adaptation-first',
    version: 1,
    title: { nl: 'Eerst het werk aanpassen', en: 'Adapt the work first' },
    forWhom: {
      nl: 'Voor wie door het lichaam veel minder kan, zolang de werkplek niet is aangepast.',
      en: 'For who can do much less because of the body, as long as the workplace is not adapted.',
    },
    when: {
      all: [
        { trait: 'health.physical', is: 3 },
        {
          any: [
            { trait: 'work.adaptation', is: 2 },
            { trait: 'work.adaptation', notHeard: NOT_HEARD },
          ],
        },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'TRIAL_PLACEMENT', strength: 2 },
      { stance: 'advise_against', intervention: 'WORK_EXPERIENCE_PLACE', strength: 2 },
    ],
    explanation: {
      nl: 'De klant kan door het lichaam veel minder, en er is geen aanpassing van het werk bekend. Regel die eerst.',
      en: 'The client can do much less because of the body, and no adaptation of the work is known. Arrange it first.',
    },
    clientExplanation: {
      nl: 'U kunt door uw lichaam veel minder. Eerst regelen wij dat het werk bij u past.',
      en: 'Your body holds you back a lot. First we see to it that the work fits you.',
    },
  },
  {
    rule: 'no-basic-qualification',
    version: 1,
    title: { nl: 'Wil werken en heeft geen startkwalificatie', en: 'Wants to work and has no basic qualification' },
    forWhom: {
      nl: 'Voor wie graag wil werken en geen startkwalificatie heeft.',
      en: 'For who would like to work and has no basic qualification.',
    },
    when: {
      all: [
        { trait: 'education.start_qualification', is: 2 },
        { trait: 'motivation.work_wish', is: 1 },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'TRAINING_QUALIFICATION', strength: 2 }],
    explanation: {
      nl: 'De klant wil graag werken en heeft geen startkwalificatie. Een vak leren op school of op het werk kan passen.',
      en: 'The client would like to work and has no basic qualification. Learning a trade at school or at work may fit.',
    },
    clientExplanation: {
      nl: 'U wilt graag werken en heeft nog geen diploma. U kunt een vak leren, ook op het werk.',
      en: 'You would like to work and have no diploma yet. You can learn a trade, also at work.',
    },
  },
  {
    rule: 'reading-before-training',
    version: 1,
    title: { nl: 'Eerst lezen, of ernaast', en: 'Reading first, or beside it' },
    forWhom: {
      nl: 'Voor wie geen startkwalificatie heeft en brieven soms of niet kan lezen.',
      en: 'For who has no basic qualification and can read letters sometimes or not.',
    },
    when: {
      all: [
        { trait: 'education.start_qualification', is: 2 },
        { trait: 'literacy.reading_nl', atLeast: 2 },
      ],
    },
    then: [
      { stance: 'advise_against', intervention: 'TRAINING_QUALIFICATION', strength: 1 },
      { stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 },
    ],
    explanation: {
      nl: 'Een opleiding vraagt lezen, en dat lukt de klant niet altijd. Begin met taal, of doe het naast elkaar.',
      en: 'A training asks for reading, and that does not always work for the client. Begin with language, or do both beside each other.',
    },
    clientExplanation: {
      nl: 'Voor een opleiding is lezen nodig. Een taalcursus kan eerst, of ernaast.',
      en: 'A training needs reading. A language course can come first, or beside it.',
    },
  },
  {
    rule: 'work-became-harder',
    version: 2,
    title: { nl: 'Werken zou nu veel moeilijker gaan dan eerst', en: 'Work would be much harder now than before' },
    forWhom: {
      nl: 'Voor wie het eigen werken in vier maanden drie punten of meer lager geeft.',
      en: 'For who rates their own ability to work three points or more lower within four months.',
    },
    when: { trait: 'workability.self', worsenedBy: 3, withinDays: 120 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'De klant schat het eigen werken veel lager in dan kort geleden. Vraag wat er veranderd is.',
      en: 'The client rates their own ability to work much lower than a short while ago. Ask what has changed.',
    },
    clientExplanation: {
      nl: 'U zei dat werken veel minder goed zou gaan dan kort geleden. Uw coach vraagt graag wat er veranderd is.',
      en: 'You said that work would go much less well than a short while ago. Your coach would like to ask what has changed.',
    },
  },
  {
    rule: 'work-became-easier',
    version: 2,
    title: { nl: 'Werken zou nu veel beter gaan dan eerst', en: 'Work would go much better now than before' },
    forWhom: {
      nl: 'Voor wie het eigen werken in vier maanden drie punten of meer hoger geeft.',
      en: 'For who rates their own ability to work three points or more higher within four months.',
    },
    when: {
      all: [
        { trait: 'workability.self', improvedBy: 3, withinDays: 120 },
        { trait: 'workability.self', atLeast: 6 },
      ],
    },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
    explanation: {
      nl: 'De klant schat het eigen werken veel hoger in dan kort geleden. Een mooi moment om samen vooruit te kijken.',
      en: 'The client rates their own ability to work much higher than a short while ago. A good moment to look ahead together.',
    },
    clientExplanation: {
      nl: 'U zei dat werken veel beter zou gaan dan kort geleden. Een mooi moment om samen vooruit te kijken.',
      en: 'You said that work would go much better than a short while ago. A good moment to look ahead together.',
    },
  },
];
