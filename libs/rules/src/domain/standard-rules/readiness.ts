import type { StandardRule } from './standard-rule.js';

/** When work itself is the next step. */
export const READINESS_RULES: readonly StandardRule[] = [
  {
    rule: 'ready-for-work',
    version: 1,
    title: { nl: 'Kan waarschijnlijk aan het werk', en: 'Is probably ready for work' },
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
  },
  {
    rule: 'able-but-unsure',
    version: 1,
    title: { nl: 'Kan werken, maar gelooft er nog niet in', en: 'Able to work, but not sure of it yet' },
    when: {
      all: [
        { trait: 'workability.self', atLeast: 6 },
        { trait: 'confidence.work', atLeast: 2 },
      ],
    },
    then: [
      { stance: 'suggest', intervention: 'CV_WORKSHOP', strength: 2 },
      { stance: 'suggest', intervention: 'WORK_EXPERIENCE_PLACE', strength: 1 },
    ],
    explanation: {
      nl: 'Werken zou gaan, maar de klant rekent er nog niet op. Laten zien wat iemand kan geeft vertrouwen.',
      en: 'Work would be possible, but the client does not count on it yet. Showing what somebody can do gives confidence.',
    },
  },
  {
    rule: 'work-became-harder',
    version: 1,
    title: { nl: 'Werken zou nu veel moeilijker gaan dan eerst', en: 'Work would be much harder now than before' },
    when: { trait: 'workability.self', worsenedBy: 3, withinDays: 120 },
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 2 }],
    explanation: {
      nl: 'De klant schat het eigen werken veel lager in dan kort geleden. Vraag wat er veranderd is.',
      en: 'The client rates their own ability to work much lower than a short while ago. Ask what has changed.',
    },
  },
  {
    rule: 'work-became-easier',
    version: 1,
    title: { nl: 'Werken zou nu veel beter gaan dan eerst', en: 'Work would go much better now than before' },
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
  },
];
