import { band, trait, type LevelText } from './define-trait.js';
import type { BarrierLevel, TraitDefinition } from './trait.js';

/** A score says how much of how much; it carries no verdict in words, and least of all a clinical one. */
function points(most: number, barrierOf: (score: number) => BarrierLevel, step = 1): LevelText[] {
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => {
    const score = index * step;
    return [score, `${score} van ${most}`, `${score} of ${most}`, barrierOf(score)];
  });
}

const hours: LevelText[] = Array.from({ length: 41 }, (_, value) => [
  value,
  value === 0 ? 'kan nu geen uren werken' : `kan ${value} uur per week werken`,
  value === 0 ? 'cannot work any hours now' : `can work ${value} ${value === 1 ? 'hour' : 'hours'} a week`,
  value === 0 ? 'severe' : value < 12 ? 'some' : 'none',
]);

/**
 * What instruments, professionals and other questionnaires than the standard one observe. Somebody has these or has not: a screen shows
 * them only where there is something to show.
 */
export const INSTRUMENT_TRAITS: readonly TraitDefinition[] = [
  // De Jong Gierveld-6 (2006): 0-1, 2-4 and 5-6 are its own bands.
  trait(
    'social.loneliness',
    'home',
    'lower',
    { nl: 'Eenzaamheid', en: 'Loneliness' },
    points(6, (score) => (score <= 1 ? 'none' : score <= 4 ? 'some' : 'severe')),
    {
      validDays: 183,
      askAfterDays: 168,
      bands: [
        band(0, 1, 'mist weinig of geen mensen (0 of 1)', 'misses few people or none (0 or 1)'),
        band(2, 4, 'mist soms mensen (2 tot en met 4)', 'sometimes misses people (2 to 4)'),
        band(5, 6, 'mist vaak mensen (5 of 6)', 'often misses people (5 or 6)'),
      ],
    },
  ),
  // PHQ-4: its total in its own bands, without their clinical names: this is no diagnosis (MDR 2017/745).
  trait(
    'mental.distress',
    'health',
    'lower',
    { nl: 'Spanning en somberheid', en: 'Tension and low mood' },
    points(12, (score) => (score <= 2 ? 'none' : score <= 5 ? 'some' : 'severe')),
    {
      bands: [
        band(0, 2, '0 tot en met 2', '0 to 2'),
        band(3, 5, '3 tot en met 5', '3 to 5'),
        band(6, 8, '6 tot en met 8', '6 to 8'),
        band(9, 12, '9 tot en met 12', '9 to 12'),
      ],
    },
  ),
  // WHO-5: raw 0-25 times 4; 50 or less is a common reason to look further, and nothing more than that.
  trait(
    'wellbeing.who5',
    'wellbeing',
    'higher',
    { nl: 'Welbevinden (WHO-5)', en: 'Well-being (WHO-5)' },
    points(100, (score) => (score <= 50 ? 'some' : 'none'), 4),
    { bands: [band(0, 48, '0 tot en met 50', '0 to 50', 4), band(52, 100, '51 tot en met 100', '51 to 100', 4)] },
  ),
  trait('work.hours_possible', 'work', 'higher', { nl: 'Uren die kunnen', en: 'Hours that are possible' }, hours, {
    unit: { nl: 'uur per week', en: 'hours a week' },
    bands: [
      band(0, 0, 'geen uren', 'no hours'),
      band(1, 11, '1 tot en met 11 uur per week', '1 to 11 hours a week'),
      band(12, 23, '12 tot en met 23 uur per week', '12 to 23 hours a week'),
      band(24, 31, '24 tot en met 31 uur per week', '24 to 31 hours a week'),
      band(32, 40, '32 uur per week of meer', '32 hours a week or more'),
    ],
  }),
  trait(
    'education.start_qualification',
    'work',
    'lower',
    { nl: 'Startkwalificatie', en: 'Basic qualification' },
    [
      [1, 'heeft een startkwalificatie (mbo 2, havo of vwo)', 'has a basic qualification (mbo 2, havo or vwo)'],
      [2, 'heeft geen startkwalificatie', 'has no basic qualification', 'some'],
    ],
    // A diploma stays; that somebody has none may change in a school year.
    { validDays: 730, askAfterDays: 365 },
  ),
  trait(
    'experience.recent_work',
    'work',
    'lower',
    { nl: 'Werkervaring', en: 'Work experience' },
    [
      [1, 'heeft in de laatste twee jaar gewerkt', 'has worked in the last two years'],
      [2, 'heeft in de laatste twee jaar niet gewerkt', 'has not worked in the last two years', 'some'],
    ],
    { validDays: 183, askAfterDays: 168 },
  ),
  // Six rungs as the municipalities agreed on them; meant to be looked at twice a year, by a professional.
  trait(
    'participation.ladder',
    'work',
    'higher',
    { nl: 'Participatieladder', en: 'Participation ladder' },
    [
      [1, '1: leeft teruggetrokken', '1: lives withdrawn', 'severe'],
      [2, '2: heeft contacten buiten de deur', '2: has contacts outdoors', 'some'],
      [3, '3: doet mee aan georganiseerde activiteiten', '3: takes part in organised activities', 'some'],
      [4, '4: doet onbetaald werk', '4: does unpaid work'],
      [5, '5: doet betaald werk met ondersteuning', '5: does paid work with support'],
      [6, '6: doet betaald werk', '6: does paid work'],
    ],
    { validDays: 183, askAfterDays: 168 },
  ),
];
