import type { StandardRule } from './standard-rule.js';

/** What is worth asking again because something depends on it and its answer is too old. Who would rather not say is not asked again for it. */
export const ASKING_RULES: readonly StandardRule[] = [
  {
    rule: 'ask-work-ability-again',
    version: 1,
    title: { nl: 'Vraag opnieuw hoe werken gaat', en: 'Ask again how work would go' },
    forWhom: {
      nl: 'Voor wie bemiddeld wordt, en bij wie het antwoord over werken te oud is.',
      en: 'For who is being matched, and whose answer about work is too old.',
    },
    when: {
      all: [
        { intervention: 'JOB_MATCHING', was: 'running' },
        { trait: 'workability.self', notHeard: ['never', 'expired'] },
      ],
    },
    then: [{ stance: 'ask', trait: 'workability.self' }],
    explanation: {
      nl: 'De bemiddeling loopt, en hoe goed werken nu gaat is niet meer bekend.',
      en: 'The matching runs, and how well work would go now is no longer known.',
    },
    clientExplanation: {
      nl: 'Wij zoeken samen werk. Daarom vragen wij nog eens hoe werken voor u zou gaan.',
      en: 'We are looking for work together. That is why we ask again how work would go for you.',
    },
  },
  {
    rule: 'ask-health-again',
    version: 1,
    title: { nl: 'Vraag opnieuw naar gezondheid', en: 'Ask again about health' },
    forWhom: {
      nl: 'Voor wie werken moeilijk gaat, en bij wie het antwoord over gezondheid te oud is.',
      en: 'For whom work is hard, and whose answer about health is too old.',
    },
    when: {
      all: [
        {
          any: [
            { trait: 'workability.self', atMost: 4 },
            { trait: 'health.physical', is: 3 },
          ],
        },
        { trait: 'health.self_rated', notHeard: ['expired'] },
      ],
    },
    then: [{ stance: 'ask', trait: 'health.self_rated' }],
    explanation: {
      nl: 'Werken gaat nu moeilijk, en het antwoord over gezondheid is te oud.',
      en: 'Work is hard now, and the answer about health is too old.',
    },
    clientExplanation: {
      nl: 'U zei dat werken nu moeilijk gaat. Daarom vragen wij nog eens naar uw gezondheid.',
      en: 'You said that work is hard now. That is why we ask about your health again.',
    },
  },
  {
    rule: 'ask-debts-again',
    version: 1,
    title: { nl: 'Vraag opnieuw naar schulden', en: 'Ask again about debts' },
    forWhom: {
      nl: 'Voor wie moeilijk rondkomt, en bij wie het antwoord over schulden te oud is.',
      en: 'For who finds it hard to make ends meet, and whose answer about debts is too old.',
    },
    when: {
      all: [
        { trait: 'finance.making_ends_meet', atMost: 2 },
        { trait: 'finance.debt', notHeard: ['never', 'expired'] },
      ],
    },
    then: [{ stance: 'ask', trait: 'finance.debt' }],
    explanation: {
      nl: 'De klant komt moeilijk rond, en of er schulden zijn is niet bekend.',
      en: 'The client finds it hard to make ends meet, and whether there are debts is not known.',
    },
    clientExplanation: {
      nl: 'U zei dat u moeilijk rondkomt. Daarom vragen wij naar schulden. Dan kunnen wij beter helpen.',
      en: 'You said that you find it hard to make ends meet. That is why we ask about debts. Then we can help better.',
    },
  },
  {
    rule: 'ask-reading-again',
    version: 1,
    title: { nl: 'Vraag opnieuw naar lezen', en: 'Ask again about reading' },
    forWhom: {
      nl: 'Voor wie kan werken en er nog niet op rekent, en bij wie niet bekend is hoe lezen gaat.',
      en: 'For who is able to work and does not count on it yet, and of whom it is not known how reading goes.',
    },
    when: {
      all: [
        { trait: 'workability.self', atLeast: 6 },
        { trait: 'confidence.work', atLeast: 2 },
        { trait: 'literacy.reading_nl', notHeard: ['never', 'expired'] },
      ],
    },
    then: [{ stance: 'ask', trait: 'literacy.reading_nl' }],
    explanation: {
      nl: 'Een workshop kan passen, maar hoe lezen gaat is niet bekend.',
      en: 'A workshop may fit, but how reading goes is not known.',
    },
    clientExplanation: {
      nl: 'Wij willen u iets aanbieden dat bij u past. Daarom vragen wij hoe lezen gaat.',
      en: 'We want to offer you something that fits. That is why we ask how reading goes.',
    },
  },
];
