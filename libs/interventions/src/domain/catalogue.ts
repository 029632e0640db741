import type { Wording } from '#libs/platform';
import { FITS } from './catalogue-fits.js';
import { DECISIONS_OF_THE_LAW } from './decisions-of-the-law.js';

/**
 * 'barrier_first' takes away what stands in the way (or starts with a conversation); 'work_first' goes for work itself.
 * When both fit, the first goes first: an application training does not help who cannot read the vacancy.
 */
export type InterventionApproach = 'barrier_first' | 'work_first';

export interface InterventionType {
  code: string;
  name: Wording;
  summary: Wording;
  approach: InterventionApproach;
  /** How long after it ended it is not suggested again; a coach can always plan it, and so does a client's new wish. */
  repeatAfterDays: number;
  /** false: prepares a decision of the law (Awb), which a person takes; no rule may suggest it. */
  suggestible: boolean;
  /** false: no longer begun; what ran keeps its name. */
  isOffered: boolean;
  /** Who it is meant for, and who it does not suit (yet), in the words of the office; '' where nobody wrote them. */
  forWhom: Wording;
  notFor: Wording;
  /** What is better done first: codes of the catalogue. */
  firstDo: readonly string[];
  /** Who carries it out, when it is not the coach. */
  provider: string | null;
  durationWeeks: number | null;
  /** How many can be in it at once; null: as many as there are. */
  places: number | null;
}

type Extra = Partial<Pick<InterventionType, 'repeatAfterDays' | 'suggestible' | 'forWhom' | 'firstDo' | 'durationWeeks'>>;
type Text = readonly [nl: string, en: string];

const DEFAULT_REPEAT_AFTER_DAYS = 90;
const NO_TEXT: Text = ['', ''];

function type(code: string, approach: InterventionApproach, name: Text, summary: Text, extra: Extra = {}): InterventionType {
  const worded = ([nl, en]: Text): Wording => ({ nl, en });
  const { forWhom = NO_TEXT, notFor = NO_TEXT } = FITS[code] ?? {};
  return {
    code,
    name: worded(name),
    summary: worded(summary),
    approach,
    repeatAfterDays: DEFAULT_REPEAT_AFTER_DAYS,
    suggestible: true,
    isOffered: true,
    forWhom: worded(forWhom),
    notFor: worded(notFor),
    firstDo: [],
    provider: null,
    durationWeeks: null,
    places: null,
    ...extra,
  };
}

/** What a coach can start with a client, in the order of the catalogue; ties in a ranking are settled by this order. */
const INTERVENTIONS: readonly InterventionType[] = [
  type(
    'COACH_CALL',
    'barrier_first',
    ['Persoonlijk gesprek', 'Conversation with the coach'],
    [
      'De coach belt of spreekt af. Samen kijken wat nu helpt.',
      'The coach calls or makes an appointment. Together they look at what helps now.',
    ],
    { repeatAfterDays: 14 },
  ),
  type(
    'WORK_CAPACITY_ASSESSMENT',
    'barrier_first',
    ['Belastbaarheidsonderzoek', 'Work capacity assessment'],
    [
      'Een arts of deskundige kijkt welk werk kan en hoeveel. U krijgt alleen te horen wat iemand kan, niet wat iemand heeft.',
      'A doctor or expert looks at which work is possible and how much. You only hear what somebody can do, not what somebody has.',
    ],
    // Not repeated within half a year: without a change the outcome is the same, and it asks a lot of somebody.
    { repeatAfterDays: 180 },
  ),
  type(
    'MENTAL_HEALTH_REFERRAL',
    'barrier_first',
    ['Hulp bij stress of zorgen', 'Help with stress or worries'],
    [
      'De klant kan terecht bij de huisarts, de praktijkondersteuner of hulp in de wijk. Altijd een aanbod: de klant kiest.',
      'The client can go to the GP, the practice nurse or help in the neighbourhood. Always an offer: the client chooses.',
    ],
  ),
  type(
    'DEBT_COUNSELLING',
    'barrier_first',
    ['Hulp bij geld en schulden', 'Help with money and debts'],
    [
      'Schuldhulpverlening of een budgetcoach. Is er al een bewindvoerder? Neem dan met die persoon contact op.',
      'Debt counselling or a budget coach. Is there an administrator already? Then contact that person.',
    ],
  ),
  type(
    'HOUSING_HELP',
    'barrier_first',
    ['Hulp bij wonen', 'Help with housing'],
    ['Maatschappelijk werk helpt bij het vinden of houden van een woning.', 'Social work helps to find or keep a home.'],
  ),
  type(
    'CHILDCARE_ARRANGEMENT',
    'barrier_first',
    ['Kinderopvang regelen', 'Arranging childcare'],
    ['Samen opvang zoeken en de toeslag of vergoeding aanvragen.', 'Finding childcare together and applying for the allowance.'],
  ),
  type(
    'INFORMAL_CARE_SUPPORT',
    'barrier_first',
    ['Ondersteuning bij mantelzorg', 'Support for informal carers'],
    ['Hulp of vervanging voor wie voor een ander zorgt.', 'Help or respite for who cares for somebody else.'],
  ),
  type(
    'TRANSPORT_SUPPORT',
    'barrier_first',
    ['Hulp bij reizen', 'Help with travel'],
    ['Een vergoeding van reiskosten, een fiets of hulp bij het rijbewijs.', 'Travel costs, a bicycle or help with a driving licence.'],
  ),
  type(
    'LITERACY_SCREENING',
    'barrier_first',
    ['Taalmeter', 'Reading check'],
    [
      'Een korte test laat zien of lezen en schrijven beter kan. Bespreek dit in een gesprek, nooit in een bericht.',
      'A short test shows whether reading and writing could be better. Talk about it in person, never in a message.',
    ],
    { repeatAfterDays: 365 },
  ),
  type(
    'LANGUAGE_COURSE',
    'barrier_first',
    ['Taalcursus', 'Language course'],
    [
      'Een cursus Nederlands die past: voor wie Nederlands leert, of voor wie beter wil lezen en schrijven.',
      'A Dutch course that fits: for who is learning Dutch, or for who wants to read and write better.',
    ],
  ),
  type(
    'DIGITAL_SKILLS',
    'barrier_first',
    ['Cursus internet en computer', 'Course in internet and computers'],
    ['Leren dingen zelf te regelen op internet. In een groep, niet online.', 'Learning to arrange things online. In a group, not online.'],
  ),
  type(
    'SOCIAL_ACTIVATION',
    'barrier_first',
    ['Eropuit en mensen ontmoeten', 'Getting out and meeting people'],
    ['Een vaste activiteit in de buurt, samen met anderen.', 'A regular activity in the neighbourhood, together with others.'],
  ),
  type(
    'SOCIETAL_PARTICIPATION',
    'barrier_first',
    ['Meedoen en vrijwilligerswerk', 'Taking part and volunteering'],
    [
      'Vrijwilligerswerk of een andere rol die past. Niet in plaats van betaald werk dat al kan.',
      'Volunteering or another role that fits. Not instead of paid work that is already possible.',
    ],
  ),
  type(
    'TRAINING_QUALIFICATION',
    'work_first',
    ['Opleiding of praktijkleren', 'Training for a qualification'],
    [
      'Een vak leren, op school of op het werk, met een diploma of verklaring.',
      'Learning a trade, at school or at work, with a diploma or certificate.',
    ],
  ),
  type(
    'CV_WORKSHOP',
    'work_first',
    ['Workshop cv maken', 'CV workshop'],
    ['In een groep een cv en een profiel maken.', 'Making a CV and a profile in a group.'],
  ),
  type(
    'JOB_APPLICATION_TRAINING',
    'work_first',
    ['Hulp bij werk zoeken', 'Help with looking for work'],
    ['Leren zoeken, een brief schrijven en een gesprek oefenen.', 'Learning to search, to write a letter and to practise an interview.'],
  ),
  type(
    'JOB_MATCHING',
    'work_first',
    ['Bemiddeling naar werk', 'Matching with a job'],
    ['De coach zoekt samen met de klant een baan en belt werkgevers.', 'The coach looks for a job with the client and calls employers.'],
  ),
  type(
    'TRIAL_PLACEMENT',
    'work_first',
    ['Proefplaatsing', 'Trial placement'],
    [
      'Een korte tijd op proef werken bij een werkgever die daarna een baan heeft.',
      'Working on trial for a short time with an employer who has a job afterwards.',
    ],
  ),
  type(
    'WORK_EXPERIENCE_PLACE',
    'work_first',
    ['Werkervaringsplek', 'Work experience place'],
    [
      'Wennen aan werk en leren op de werkplek. Nooit in plaats van een gewone baan.',
      'Getting used to work and learning on the job. Never instead of a regular job.',
    ],
  ),
  type(
    'JOB_COACHING',
    'work_first',
    ['Jobcoach op het werk', 'Job coach at work'],
    ['Een coach helpt op de werkplek, de klant en de werkgever.', 'A coach helps at the workplace, both client and employer.'],
  ),
  type(
    'WAGE_SUBSIDY',
    'work_first',
    ['Loonkostensubsidie', 'Wage subsidy'],
    [
      'De werkgever krijgt een deel van het loon vergoed. Eerst wordt de loonwaarde bepaald.',
      'The employer gets back part of the wage. The wage value is determined first.',
    ],
  ),
  type(
    'SHELTERED_WORK',
    'work_first',
    ['Beschut werk', 'Sheltered work'],
    ['Werken met veel begeleiding. Hiervoor is een advies van UWV nodig.', 'Working with much guidance. This needs an advice from UWV.'],
  ),
  type(
    'IPS',
    'work_first',
    ['Werk en behandeling tegelijk (IPS)', 'Work and treatment together (IPS)'],
    [
      'Een trajectbegeleider zoekt werk dat past, samen met het behandelteam.',
      'A specialist looks for work that fits, together with the treatment team.',
    ],
  ),
  type(
    'EXEMPTION_REVIEW',
    'barrier_first',
    ['Beoordeling van een ontheffing', 'Review of an exemption'],
    [
      'Een medewerker beoordeelt of iemand een tijd niet hoeft te solliciteren. Dat is een besluit van een mens.',
      'A member of staff reviews whether somebody need not apply for jobs for some time. A person decides on that.',
    ],
    {
      suggestible: false,
      forWhom: {
        nl: 'Als een onderzoek zegt dat iemand een tijd niet kan werken, of als een alleenstaande ouder met een kind onder de 5 erom vraagt.',
        en: 'When an assessment says that somebody cannot work for some time, or when a single parent of a child under 5 asks for it.',
      },
    },
  ),
];

/** The catalogue as it is at a moment: what is in it, in its order. A value: two of them may differ. */
export class Catalogue {
  private readonly types: ReadonlyMap<string, { type: InterventionType; place: number }>;

  readonly all: readonly InterventionType[];

  /** What prepares a decision of the law is not for rules, whatever was written. */
  constructor(all: readonly InterventionType[]) {
    this.all = all.map((type) => (type.suggestible && DECISIONS_OF_THE_LAW.has(type.code) ? { ...type, suggestible: false } : type));
    this.types = new Map(this.all.map((type, place) => [type.code, { type, place }]));
  }

  /** What can be begun now. */
  get offered(): readonly InterventionType[] {
    return this.all.filter(({ isOffered }) => isOffered);
  }

  find(code: string): InterventionType | null {
    return this.types.get(code)?.type ?? null;
  }

  /** @throws RangeError for a code that was never in the catalogue: a defect in the caller (what people choose is checked where it comes in) */
  of(code: string): InterventionType {
    const found = this.find(code);
    if (!found) throw new RangeError(`no intervention "${code}" in the catalogue`);
    return found;
  }

  /** The place in the catalogue, for stable order. */
  placeOf(code: string): number {
    return this.types.get(code)?.place ?? this.all.length;
  }
}

/** What an office starts with. */
export const STANDARD_CATALOGUE = new Catalogue(INTERVENTIONS);
