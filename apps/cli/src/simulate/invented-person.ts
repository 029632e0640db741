import type { Chance } from './chance.js';

/**
 * An invented person: what they are called, how they can be reached, and what (unseen by the product) stands in their way.
 * Names are drawn apart from everything else: where somebody seems to come from never plays a part (domain.md 1.10: never seed nationality).
 */
export interface InventedPerson {
  clientNumber: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  birthDate: Temporal.PlainDate;
  language: string;
  mobile: string | null;
  landline: string | null;
  email: string | null;
  barriers: Set<InventedBarrier>;
  /** 1 (very bad) to 5 (very good), around which the answers move. */
  wellbeing: number;
  health: number;
  /** The chance that an invitation is answered. */
  answers: number;
  /** Years on the benefit when the story begins. */
  yearsOnBenefit: number;
}

export const INVENTED_BARRIERS = {
  body: { share: 0.26, leavesTimes: 0.08 },
  stress: { share: 0.27, leavesTimes: 0.15 },
  reading: { share: 0.2, leavesTimes: 0.08 },
  dutch: { share: 0.18, leavesTimes: 0.35 },
  debt: { share: 0.28, leavesTimes: 0.55 },
  childcare: { share: 0.14, leavesTimes: 0.3 },
  transport: { share: 0.2, leavesTimes: 0.6 },
  housing: { share: 0.08, leavesTimes: 0.4 },
  digital: { share: 0.18, leavesTimes: 0.9 },
  care: { share: 0.1, leavesTimes: 0.85 },
  network: { share: 0.16, leavesTimes: 0.85 },
} as const;
export type InventedBarrier = keyof typeof INVENTED_BARRIERS;

/** Chance a year to leave for work with nothing in the way; with the barriers above the whole population comes out near 20 percent. */
const LEAVES_A_YEAR = 0.88;
/** Nobody is without hope: the lowest chance a year. */
const LEAVES_AT_LEAST = 0.01;

const FIRST_NAMES =
  'Aaltje Abdi Adam Agnes Ahmed Aicha Alie Amina Anja Anouk Arjan Ayse Bart Bianca Bilal Bram Carla Carlos Chantal Chris Dennis Derya Dirk Elif Ellen Emma Erik Esra Fatima Femke Frank Geert Gerda Hamid Hanna Hans Hatice Henk Ibrahim Ilse Ingrid Iris Ismail Jamal Jan Janneke Jasmin Jeroen Joke Jolanda Karim Karin Kees Khadija Kim Kirsten Latifa Lena Leyla Linda Lucia Maaike Marga Maria Mariam Mark Marlies Mehmet Michel Miriam Mohamed Monique Murat Nadia Nico Nina Olga Omar Patrick Peter Petra Ramona Ria Robin Roos Rosa Ruud Said Salma Samira Sandra Sanne Selam Sjaak Sofia Stefan Susan Tamara Theo Thijs Tineke Tomasz Ursula Wilma Wim Yasmin Youssef Yvonne Zeynep'.split(
    ' ',
  );
const LAST_NAMES =
  'Aalbers Abdullahi Acar Akkerman Alberts Arends Bakker Bal Barendse Bekele Bos Bosman Bouzid Brink Brouwer Bulut Cools Dekker Demir Dijkstra Doornbos Driessen Elzinga Erdem Evers Faber Gerritsen Ghebre Groen Haan Hagen Hamidi Hendriks Hermans Hoekstra Huisman Jacobs Jansen Kaya Keizer Klaassen Kok Koning Kowalski Kramer Kuipers Lammers Linden Lopes Maas Martens Meijer Mensah Mertens Molenaar Mulder Nguyen Nowak Osman Peeters Post Postma Prins Ramdin Rahimi Rietveld Roos Sahin Santos Scholten Schouten Sluis Smeets Smit Smits Sousa Tahiri Tesfay Timmer Veen Veenstra Verbeek Verhoeven Vink Visser Vos Vries Wal Warsame Willems Wit Wolters Yilmaz Zijlstra'.split(
    ' ',
  );
const INFIXES: Record<string, string> = {
  Brink: 'van den',
  Haan: 'de',
  Koning: 'de',
  Linden: 'van der',
  Veen: 'van der',
  Vries: 'de',
  Wal: 'van der',
  Wit: 'de',
  Sluis: 'van der',
  Groen: 'de',
};

/** @param today the day on which the person comes in */
export function inventPerson(number: number, chance: Chance, today: Temporal.PlainDate): InventedPerson {
  const lastName = chance.oneOf(LAST_NAMES);
  const barriers = new Set<InventedBarrier>();
  for (const [barrier, { share }] of Object.entries(INVENTED_BARRIERS)) if (chance.happens(share)) barriers.add(barrier as InventedBarrier);
  const burden = Math.min(barriers.size, 4) * 0.25;
  return {
    clientNumber: `D${String(100_000 + number)}`,
    firstName: chance.oneOf(FIRST_NAMES),
    infix: INFIXES[lastName] ?? null,
    lastName,
    birthDate: today.subtract({ years: chance.between(20, 62), days: chance.between(0, 364) }),
    language: chance.weighted({ nl: 78, en: 12, ar: 4, tr: 2, pl: 2, ti: 2 }),
    ...inventAddresses(number, chance),
    barriers,
    wellbeing: clamp(3.9 - burden - (barriers.has('stress') ? 0.8 : 0) + 0.45 * chance.normal(), 1, 5),
    health: clamp(4 - burden / 2 - (barriers.has('body') ? 1.5 : 0) + 0.4 * chance.normal(), 1, 5),
    answers: chance.happens(0.07) ? 0.03 : clamp(0.66 + 0.16 * chance.normal(), 0.25, 0.95),
    yearsOnBenefit: -Math.log(1 - chance.next()) * 2.8,
  };
}

/** Numbers that cannot belong to anybody are not to be had for a mobile; these go to the simulator only, never to a real provider. */
function inventAddresses(number: number, chance: Chance): Pick<InventedPerson, 'mobile' | 'landline' | 'email'> {
  const mobile = `+316${String(10_000_000 + number * 7 + 13)}`;
  const email = `klant${number}@demo.example`;
  switch (chance.weighted({ mobile: 45, both: 38, email: 10, landline: 4, none: 3 })) {
    case 'mobile':
      return { mobile, landline: null, email: null };
    case 'both':
      return { mobile, landline: null, email };
    case 'email':
      return { mobile: null, landline: null, email };
    case 'landline':
      return { mobile: null, landline: `+3120${String(5_550_000 + number)}`, email: null };
    default:
      return { mobile: null, landline: null, email: null };
  }
}

/** The chance that somebody leaves for work in the coming month: lower with every barrier, and the longer it lasts. */
export function leavesForWorkThisMonth(person: InventedPerson, yearsOnBenefit: number): number {
  let yearly = LEAVES_A_YEAR * Math.max(0.6, 1 - 0.07 * yearsOnBenefit);
  for (const barrier of person.barriers) yearly *= INVENTED_BARRIERS[barrier].leavesTimes;
  return 1 - (1 - clamp(yearly, LEAVES_AT_LEAST, 0.9)) ** (1 / 12);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
