import type { Condition } from '../rule.js';
import type { StandardRule } from './standard-rule.js';

type Text = readonly [nl: string, en: string];

/** A rule that carries out what the client asked for: this first, whatever the other answers say. */
function wish(rule: string, intervention: string, when: Condition, words: { title: Text; explanation: Text; client: Text }): StandardRule {
  const [title, explanation, clientExplanation] = [words.title, words.explanation, words.client].map(([nl, en]) => ({ nl, en }));
  return {
    rule,
    version: 2,
    title: title!,
    forWhom: { nl: 'Voor wie hier zelf om vraagt.', en: 'For who asks for this.' },
    when,
    wish: true,
    then: [{ stance: 'suggest', intervention, strength: 3 }],
    explanation: explanation!,
    clientExplanation: clientExplanation!,
  };
}

/** What the client asks for comes first, whatever the other answers say. */
export const WISH_RULES: readonly StandardRule[] = [
  wish(
    'wish-call',
    'COACH_CALL',
    { trait: 'wish.contact', is: 1 },
    {
      title: ['Wil dat de coach belt', 'Wants the coach to call'],
      explanation: ['De klant vraagt of u belt.', 'The client asks you to call.'],
      client: ['U vroeg of uw coach u belt.', 'You asked your coach to call you.'],
    },
  ),
  wish(
    'wish-money',
    'DEBT_COUNSELLING',
    { trait: 'wish.help', is: 1 },
    {
      title: ['Wil hulp met geld', 'Wants help with money'],
      explanation: ['De klant vraagt zelf om hulp met geld.', 'The client asks for help with money.'],
      client: ['U vroeg om hulp met geld.', 'You asked for help with money.'],
    },
  ),
  {
    ...wish(
      'wish-money-with-scheme',
      'COACH_CALL',
      {
        all: [
          { trait: 'wish.help', is: 1 },
          { trait: 'finance.debt_scheme', oneOf: [2, 3, 4] },
        ],
      },
      {
        title: ['Wil hulp met geld en heeft al een regeling', 'Wants help with money and has a scheme already'],
        explanation: [
          'De klant vraagt om hulp met geld, en er is al een regeling voor schulden. Bel samen met wie dat regelt.',
          'The client asks for help with money, and there is a debt scheme already. Call who handles it, together.',
        ],
        client: [
          'U vroeg om hulp met geld. Er is al iemand die uw geldzaken regelt. Uw coach kan samen met u bellen.',
          'You asked for help with money. Somebody handles your money matters already. Your coach can call them with you.',
        ],
      },
    ),
    version: 1,
  },
  wish(
    'wish-health',
    'COACH_CALL',
    { trait: 'wish.help', is: 2 },
    {
      title: ['Wil hulp met gezondheid', 'Wants help with health'],
      explanation: [
        'De klant vraagt zelf om hulp met gezondheid. Vraag wat de klant nodig heeft. De huisarts is vaak een goed begin.',
        'The client asks for help with health. Ask what the client needs. The GP is often a good start.',
      ],
      client: ['U vroeg om hulp met uw gezondheid.', 'You asked for help with your health.'],
    },
  ),
  wish(
    'wish-health-with-stress',
    'MENTAL_HEALTH_REFERRAL',
    {
      all: [
        { trait: 'wish.help', is: 2 },
        { trait: 'health.mental', atLeast: 3 },
      ],
    },
    {
      title: ['Wil hulp met gezondheid en heeft veel stress', 'Wants help with health and has much stress'],
      explanation: [
        'De klant vraagt zelf om hulp met gezondheid en heeft veel stress of zorgen. Hulp via de huisarts of in de wijk kan passen.',
        'The client asks for help with health and has much stress or worry. Help through the GP or nearby may fit.',
      ],
      client: [
        'U vroeg om hulp met uw gezondheid, en u heeft vaak stress of zorgen. U kiest zelf of u deze hulp wilt.',
        'You asked for help with your health, and you often have stress or worries. You choose whether you want this help.',
      ],
    },
  ),
  wish(
    'wish-language',
    'LANGUAGE_COURSE',
    { trait: 'wish.help', is: 3 },
    {
      title: ['Wil hulp met taal', 'Wants help with language'],
      explanation: [
        'De klant vraagt zelf om hulp met taal. Kijk samen welke cursus past: Nederlands leren, of beter lezen en schrijven.',
        'The client asks for help with language. Look together which course fits: learning Dutch, or reading and writing better.',
      ],
      client: ['U vroeg om hulp met de taal.', 'You asked for help with the language.'],
    },
  ),
  wish(
    'wish-children',
    'CHILDCARE_ARRANGEMENT',
    { trait: 'wish.help', is: 4 },
    {
      title: ['Wil hulp met kinderen', 'Wants help with children'],
      explanation: [
        'De klant vraagt zelf om hulp met de kinderen. Vraag of het om opvang gaat of om iets anders.',
        'The client asks for help with the children. Ask whether it is about childcare or something else.',
      ],
      client: ['U vroeg om hulp met uw kinderen.', 'You asked for help with your children.'],
    },
  ),
  wish(
    'wish-travel',
    'TRANSPORT_SUPPORT',
    { trait: 'wish.help', is: 5 },
    {
      title: ['Wil hulp met reizen', 'Wants help with travel'],
      explanation: ['De klant vraagt zelf om hulp met reizen.', 'The client asks for help with travel.'],
      client: ['U vroeg om hulp met reizen.', 'You asked for help with travel.'],
    },
  ),
  wish(
    'wish-housing',
    'HOUSING_HELP',
    { trait: 'wish.help', is: 6 },
    {
      title: ['Wil hulp met wonen', 'Wants help with housing'],
      explanation: ['De klant vraagt zelf om hulp met wonen.', 'The client asks for help with housing.'],
      client: ['U vroeg om hulp met wonen.', 'You asked for help with housing.'],
    },
  ),
  wish(
    'wish-work',
    'JOB_APPLICATION_TRAINING',
    { trait: 'wish.help', is: 7 },
    {
      title: ['Wil hulp met werk zoeken', 'Wants help with looking for work'],
      explanation: ['De klant vraagt zelf om hulp met werk zoeken.', 'The client asks for help with looking for work.'],
      client: ['U vroeg om hulp met werk zoeken.', 'You asked for help with looking for work.'],
    },
  ),
  wish(
    'wish-something-else',
    'COACH_CALL',
    { trait: 'wish.help', is: 8 },
    {
      title: ['Wil hulp met iets anders', 'Wants help with something else'],
      explanation: [
        'De klant vraagt om hulp met iets anders. Bel en vraag wat.',
        'The client asks for help with something else. Call and ask what.',
      ],
      client: [
        'U vroeg om hulp met iets anders. Uw coach vraagt u graag wat.',
        'You asked for help with something else. Your coach would like to hear what.',
      ],
    },
  ),
];
