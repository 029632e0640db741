import { trait } from './define-trait.js';
import type { TraitDefinition } from './trait.js';

const HALF_A_YEAR = { validDays: 183, askAfterDays: 168 };
const A_YEAR = { validDays: 365, askAfterDays: 350 };
const TWO_YEARS = { validDays: 730, askAfterDays: 700 };

/**
 * What a register, an adviser or a coach records, and no standard questionnaire asks: a professional or another system tells it. Without it the
 * rules that need it stay silent; nothing here is guessed from answers.
 */
export const OFFICE_TRAITS: readonly TraitDefinition[] = [
  trait(
    'motivation.work_wish',
    'wish',
    'lower',
    { nl: 'Wil werken', en: 'Wants to work' },
    [
      [1, 'wil graag werken', 'would like to work'],
      [2, 'weet nog niet of werken nu past', 'does not know yet whether work fits now'],
      [3, 'wil nu iets anders dan werken', 'wants something else than work now'],
    ],
    { validDays: 60, askAfterDays: 49 },
  ),
  // UWV's register for the job agreement (banenafspraak).
  trait(
    'work.target_group',
    'work',
    null,
    { nl: 'Doelgroepregister banenafspraak', en: 'Job agreement register' },
    [
      [1, 'staat in het doelgroepregister', 'is in the job agreement register'],
      [2, 'staat vermoedelijk in het doelgroepregister', 'is probably in the job agreement register'],
      [3, 'staat niet in het doelgroepregister', 'is not in the job agreement register'],
    ],
    A_YEAR,
  ),
  // WML: the minimum wage. "Nog niet bekend" of the code list is no level: nothing is known then.
  trait(
    'work.capacity',
    'work',
    'higher',
    { nl: 'Arbeidsvermogen', en: 'Capacity for work' },
    [
      [1, 'kan een tijd niet werken', 'cannot work for some time', 'severe'],
      [2, 'kan werken en verdient minder dan het minimumloon', 'can work and earns less than the minimum wage', 'some'],
      [3, 'kan met hulp het minimumloon verdienen', 'can earn the minimum wage with help', 'some'],
      [4, 'kan zelf het minimumloon verdienen', 'can earn the minimum wage alone'],
    ],
    A_YEAR,
  ),
  trait(
    'work.wage_value',
    'work',
    'lower',
    { nl: 'Loonwaarde', en: 'Wage value' },
    [
      [1, 'loonwaarde is bepaald', 'wage value has been determined'],
      [2, 'loonwaarde is nog niet bepaald', 'wage value has not been determined yet'],
    ],
    A_YEAR,
  ),
  trait(
    'work.sheltered_advice',
    'work',
    null,
    { nl: 'Advies beschut werk van UWV', en: 'Advice of UWV on sheltered work' },
    [
      [1, 'UWV adviseert beschut werk', 'UWV advises sheltered work'],
      [2, 'UWV adviseert geen beschut werk', 'UWV advises no sheltered work'],
      [3, 'er is nog geen advies van UWV gevraagd', 'no advice of UWV has been asked yet'],
    ],
    TWO_YEARS,
  ),
  trait(
    'work.adaptation',
    'work',
    'lower',
    { nl: 'Aanpassing van het werk', en: 'Adaptation of the work' },
    [
      [1, 'aanpassing is geregeld, of niet nodig', 'adaptation is arranged, or not needed'],
      [2, 'aanpassing is nodig en nog niet geregeld', 'adaptation is needed and not arranged yet', 'some'],
    ],
    HALF_A_YEAR,
  ),
  trait(
    'health.in_treatment',
    'health',
    null,
    { nl: 'Behandelteam', en: 'Treatment team' },
    [
      [1, 'heeft een behandelteam', 'has a treatment team'],
      [2, 'heeft geen behandelteam', 'has no treatment team'],
    ],
    HALF_A_YEAR,
  ),
  trait(
    'finance.debt_scheme',
    'money',
    null,
    { nl: 'Regeling voor schulden', en: 'Debt scheme' },
    [
      [1, 'geen regeling voor schulden', 'no debt scheme'],
      [2, 'schuldregeling van de gemeente (Wgs)', 'debt scheme of the municipality (Wgs)'],
      [3, 'schuldsanering via de rechter (Wsnp)', 'debt rescheduling by the court (Wsnp)'],
      [4, 'bewindvoerder (beschermingsbewind)', 'administrator of the finances'],
    ],
    HALF_A_YEAR,
  ),
  // Two different courses, and the wrong one helps nobody. Says which course fits, and nothing about where somebody comes from.
  trait(
    'language.course_route',
    'language',
    null,
    { nl: 'Welke taalcursus past', en: 'Which language course fits' },
    [
      [1, 'cursus lezen en schrijven (NT1)', 'course in reading and writing (NT1)'],
      [2, 'cursus Nederlands leren (NT2)', 'course in learning Dutch (NT2)'],
    ],
    TWO_YEARS,
  ),
  // Told by a person who knows it. Never read from what somebody wrote: words of crisis are for people, not for rules.
  trait(
    'situation.acute',
    'wellbeing',
    'higher',
    { nl: 'Acute situatie', en: 'Acute situation' },
    [
      [1, 'er is nu een acute situatie', 'there is an acute situation now', 'severe'],
      [2, 'er is geen acute situatie', 'there is no acute situation'],
    ],
    { validDays: 28, askAfterDays: 14 },
  ),
];
