import { trait, type LevelText } from './define-trait.js';
import type { TraitDefinition } from './trait.js';

const workability: readonly LevelText[] = Array.from({ length: 11 }, (_, value) => {
  const meaning =
    value === 0
      ? [' (helemaal niet)', ' (not at all)']
      : value === 10
        ? [' (zo goed als in de beste tijd)', ' (as good as ever)']
        : ['', ''];
  return [value, `${value}${meaning[0]}`, `${value}${meaning[1]}`, value <= 4 ? 'severe' : value <= 6 ? 'some' : 'none'];
});

/** The scales are those of the standard item bank (CC0); self-rated health is the EHIS item, stored with 5 as best. */
export const TRAIT_BANK: readonly TraitDefinition[] = [
  trait(
    'wellbeing.general',
    'wellbeing',
    'higher',
    { nl: 'Hoe het gaat', en: 'How things are' },
    [
      [1, 'het gaat heel slecht', 'things are very bad', 'severe'],
      [2, 'het gaat slecht', 'things are bad', 'severe'],
      [3, 'het gaat wel', 'things are so-so', 'some'],
      [4, 'het gaat goed', 'things are good'],
      [5, 'het gaat heel goed', 'things are very good'],
    ],
    // It opens every check-in of who is asked every four weeks and answers within one; what it says counts as long as anything else.
    { askAfterDays: 21 },
  ),
  trait('health.self_rated', 'health', 'higher', { nl: 'Gezondheid', en: 'Health' }, [
    [1, 'zeer slecht', 'very bad', 'severe'],
    [2, 'slecht', 'bad', 'severe'],
    [3, 'gaat wel', 'fair', 'some'],
    [4, 'goed', 'good'],
    [5, 'zeer goed', 'very good'],
  ]),
  trait('health.physical', 'health', 'lower', { nl: 'Lichaam', en: 'Body' }, [
    [1, 'geen last van het lichaam', 'not limited by the body'],
    [2, 'kan een beetje minder door het lichaam', 'can do a little less because of the body', 'some'],
    [3, 'kan veel minder door het lichaam', 'can do much less because of the body', 'severe'],
  ]),
  trait('health.mental', 'health', 'lower', { nl: 'Stress en zorgen', en: 'Stress and worries' }, [
    [1, 'nooit veel stress of zorgen', 'never much stress or worry'],
    [2, 'soms veel stress of zorgen', 'sometimes much stress or worry'],
    [3, 'vaak veel stress of zorgen', 'often much stress or worry', 'some'],
    [4, 'altijd veel stress of zorgen', 'always much stress or worry', 'severe'],
  ]),
  trait('finance.making_ends_meet', 'money', 'higher', { nl: 'Rondkomen', en: 'Making ends meet' }, [
    [1, 'komt heel moeilijk rond', 'finds it very hard to make ends meet', 'severe'],
    [2, 'komt moeilijk rond', 'finds it hard to make ends meet', 'some'],
    [3, 'komt niet moeilijk en niet makkelijk rond', 'finds it neither hard nor easy to make ends meet'],
    [4, 'komt makkelijk rond', 'makes ends meet easily'],
    [5, 'komt heel makkelijk rond', 'makes ends meet very easily'],
  ]),
  trait('finance.debt', 'money', 'higher', { nl: 'Schulden', en: 'Debts' }, [
    [1, 'heeft schulden of betaalt rekeningen te laat', 'has debts or pays bills late', 'severe'],
    [2, 'geen schulden', 'no debts'],
  ]),
  trait('literacy.reading_nl', 'language', 'lower', { nl: 'Lezen', en: 'Reading' }, [
    [1, 'kan brieven lezen en begrijpen', 'can read and understand letters'],
    [2, 'kan soms brieven lezen en begrijpen', 'can sometimes read and understand letters', 'some'],
    [3, 'kan brieven nu niet lezen en begrijpen', 'cannot yet read and understand letters', 'severe'],
  ]),
  trait('language.dutch_speaking', 'language', 'lower', { nl: 'Praten in het Nederlands', en: 'Speaking Dutch' }, [
    [1, 'praat goed Nederlands', 'speaks Dutch well'],
    [2, 'praat een beetje Nederlands', 'speaks a little Dutch', 'some'],
    [3, 'praat nu nog geen Nederlands', 'does not speak Dutch yet', 'severe'],
  ]),
  trait('digital.skills', 'language', 'lower', { nl: 'Internet', en: 'Internet' }, [
    [1, 'regelt zelf dingen op internet', 'arranges things online alone'],
    [2, 'regelt dingen op internet met hulp', 'arranges things online with help', 'some'],
    [3, 'kan nu geen dingen regelen op internet', 'cannot yet arrange things online', 'severe'],
  ]),
  trait('care.childcare', 'home', null, { nl: 'Opvang van kinderen', en: 'Childcare' }, [
    [1, 'heeft opvang voor de kinderen', 'has childcare'],
    [2, 'heeft geen opvang voor de kinderen', 'has no childcare', 'severe'],
    [3, 'heeft geen jonge kinderen', 'has no young children'],
  ]),
  trait('care.informal', 'home', 'higher', { nl: 'Mantelzorg', en: 'Informal care' }, [
    [1, 'zorgt vaak voor iemand anders', 'often cares for somebody', 'some'],
    [2, 'geen mantelzorg', 'no informal care'],
  ]),
  trait('mobility.transport', 'home', 'lower', { nl: 'Reizen', en: 'Travel' }, [
    [1, 'kan makkelijk naar werk reizen', 'can travel to work easily'],
    [2, 'kan soms makkelijk naar werk reizen', 'can sometimes travel to work easily', 'some'],
    [3, 'kan niet makkelijk naar werk reizen', 'cannot travel to work easily', 'severe'],
  ]),
  trait('housing.stability', 'home', null, { nl: 'Wonen', en: 'Housing' }, [
    [1, 'heeft een vaste plek om te wonen', 'has a permanent place to live'],
    [2, 'heeft geen vaste plek om te wonen', 'has no permanent place to live', 'severe'],
    [3, 'weet niet hoe lang de woning er nog is', 'does not know how long the home will last', 'some'],
  ]),
  trait('social.network', 'home', 'lower', { nl: 'Mensen die helpen', en: 'People who help' }, [
    [1, 'heeft mensen die helpen', 'has people who help'],
    [2, 'heeft een paar mensen die helpen', 'has a few people who help'],
    [3, 'heeft geen mensen die helpen', 'has nobody who helps', 'some'],
  ]),
  trait('confidence.work', 'work', 'lower', { nl: 'Verwacht te gaan werken', en: 'Expects to work' }, [
    [1, 'denkt binnen een half jaar te kunnen werken', 'expects to work within half a year'],
    [2, 'denkt misschien binnen een half jaar te kunnen werken', 'may work within half a year', 'some'],
    [3, 'denkt niet binnen een half jaar te kunnen werken', 'does not expect to work within half a year', 'severe'],
  ]),
  trait('workability.self', 'work', 'higher', { nl: 'Hoe goed werken nu gaat', en: 'How well work would go now' }, workability, {
    bands: [
      {
        key: '0-4',
        values: [0, 1, 2, 3, 4],
        label: { nl: 'werken gaat nu moeilijk (0 tot en met 4)', en: 'work would be hard now (0 to 4)' },
      },
      { key: '5-6', values: [5, 6], label: { nl: 'werken gaat nu redelijk (5 of 6)', en: 'work would go fairly well now (5 or 6)' } },
      {
        key: '7-10',
        values: [7, 8, 9, 10],
        label: { nl: 'werken gaat nu goed (7 tot en met 10)', en: 'work would go well now (7 to 10)' },
      },
    ],
  }),
  // A wish is a request: an old one is asked again, not acted upon.
  trait(
    'wish.help',
    'wish',
    null,
    { nl: 'Wil hulp met', en: 'Wants help with' },
    [
      [1, 'geld', 'money'],
      [2, 'gezondheid', 'health'],
      [3, 'taal', 'language'],
      [4, 'kinderen', 'children'],
      [5, 'reizen', 'travel'],
      [6, 'wonen', 'housing'],
      [7, 'werk zoeken', 'looking for work'],
      [8, 'iets anders', 'something else'],
      [9, 'geen hulp nodig', 'no help needed'],
    ],
    // Every eight weeks, of who is asked every four and answers within one.
    { validDays: 60, askAfterDays: 49 },
  ),
  trait(
    'wish.contact',
    'wish',
    null,
    { nl: 'Wil gebeld worden', en: 'Wants a call' },
    [
      [1, 'wil dat de coach belt', 'wants the coach to call'],
      [2, 'wil nu niet gebeld worden', 'does not want a call now'],
    ],
    // Every four weeks.
    { validDays: 30, askAfterDays: 21 },
  ),
];
