import type { Language } from '#libs/platform';

/** One thing that is asked, as a statement by itself and as it stands after "Als": in Dutch the verb moves. */
export interface Clause {
  statement: string;
  afterIf: string;
}

type Course = 'worse' | 'better';

/** What each kind of condition says, in one language. Numbers come as text: what is not filled in yet is a gap. */
export interface ClauseWords {
  level(trait: string, levels: string): Clause;
  newer(trait: string, days: string): Clause;
  moved(trait: string, course: Course, steps: string, days: string): Clause;
  usual(trait: string, course: Course): Clause;
  trend(trait: string, course: Course, days: string): Clause;
  sustained(trait: string, levels: string, times: string, ofLast: string): Clause;
  notHeard(trait: string, why: readonly string[]): Clause;
  silent(days: string): Clause;
  unreachable(): Clause;
  months(atLeast: number | undefined, lessThan: number | undefined): Clause;
  age(bands: string): Clause;
  past(name: string, was: string, withinDays: number | null): Clause;
  unreadable(): Clause;
  orMore: string;
  orLess: string;
}

export const AGE_WORDS: Record<Language, Readonly<Record<string, string>>> = {
  nl: {
    'under-27': 'jonger dan 27 jaar',
    '27-34': '27 tot en met 34 jaar',
    '35-44': '35 tot en met 44 jaar',
    '45-54': '45 tot en met 54 jaar',
    '55-and-over': '55 jaar of ouder',
  },
  en: {
    'under-27': 'under 27 years old',
    '27-34': '27 to 34 years old',
    '35-44': '35 to 44 years old',
    '45-54': '45 to 54 years old',
    '55-and-over': '55 years old or over',
  },
};

/** In a Dutch main clause the verb stands second, and after "Als" behind. */
function dutch(subject: string, before: string, verb: string, after = ''): Clause {
  const join = (...words: string[]) => words.filter((word) => word !== '').join(' ');
  return { statement: join(subject, verb, before, after), afterIf: join(subject, before, verb, after) };
}

function english(words: string): Clause {
  return { statement: words, afterIf: words };
}

const NL_COURSE = { worse: 'slechter', better: 'beter' };
const EN_COURSE = { worse: 'worse', better: 'better' };

const NL_WHY: Readonly<Record<string, string>> = {
  never: 'nooit gehoord',
  expired: 'het antwoord is te oud',
  refused: 'de klant wil het niet zeggen',
  unknown: 'de klant weet het niet',
};
const EN_WHY: Readonly<Record<string, string>> = {
  never: 'never heard',
  expired: 'the answer is too old',
  refused: 'the client would rather not say',
  unknown: 'the client does not know',
};

/** Why nothing is known, between brackets; nothing when every reason will do. */
function whyInWords(why: readonly string[], words: Readonly<Record<string, string>>, or: string): string {
  if (why.length === 0 || Object.keys(words).every((reason) => why.includes(reason))) return '';
  return `(${why.map((reason) => words[reason] ?? '…').join(`, ${or} `)})`;
}

function nlMonths(atLeast: number | undefined, lessThan: number | undefined): string {
  if (atLeast !== undefined && lessThan !== undefined) return `${atLeast} maanden of langer, en korter dan ${lessThan} maanden,`;
  if (atLeast !== undefined) return `${atLeast} maanden of langer`;
  return lessThan === undefined ? '…' : `korter dan ${lessThan} maanden`;
}

function enMonths(atLeast: number | undefined, lessThan: number | undefined): string {
  if (atLeast !== undefined && lessThan !== undefined) return `for ${atLeast} months or longer, and less than ${lessThan} months`;
  if (atLeast !== undefined) return `for ${atLeast} months or longer`;
  return lessThan === undefined ? '…' : `for less than ${lessThan} months`;
}

function nlPast(name: string, was: string, within: number | null): Clause {
  const lately = within === null ? '' : `in de laatste ${within} dagen`;
  const said = (words: string) => (lately === '' ? words : `${lately} ${words}`);
  switch (was) {
    case 'running':
      return dutch(name, 'nu', 'loopt');
    case 'waiting':
      return dutch('de klant', `op een plek bij ${name}`, 'wacht');
    case 'tried':
      return dutch('de klant', said(`aan ${name} meegedaan`), 'heeft');
    case 'completed':
      return dutch('de klant', said(`${name} afgemaakt`), 'heeft');
    case 'stopped_early':
      return dutch('de klant', said(`eerder met ${name} gestopt`), 'is');
    case 'declined':
      return dutch('er', said(`niet voor ${name} gekozen`), 'is');
    default:
      return dutch(name, '…', '…');
  }
}

function enPast(name: string, was: string, within: number | null): Clause {
  const lately = within === null ? '' : ` in the last ${within} days`;
  switch (was) {
    case 'running':
      return english(`${name} is running now`);
    case 'waiting':
      return english(`the client waits for a place in ${name}`);
    case 'tried':
      return english(`the client took part in ${name}${lately}`);
    case 'completed':
      return english(`the client completed ${name}${lately}`);
    case 'stopped_early':
      return english(`the client stopped early with ${name}${lately}`);
    case 'declined':
      return english(`${name} was not chosen${lately}`);
    default:
      return english(`${name} …`);
  }
}

export const CLAUSES: Record<Language, ClauseWords> = {
  nl: {
    level: (trait, levels) => dutch(`het antwoord bij ${trait}`, levels, 'is'),
    newer: (trait, days) => dutch(`het antwoord bij ${trait}`, `minder dan ${days} dagen oud`, 'is'),
    moved: (trait, course, steps, days) =>
      dutch(
        `het antwoord bij ${trait}`,
        `in de laatste ${days} dagen minstens ${steps} ${steps === '1' ? 'stap' : 'stappen'} ${NL_COURSE[course]} geworden`,
        'is',
      ),
    usual: (trait, course) => dutch(`het antwoord bij ${trait}`, `duidelijk ${NL_COURSE[course]}`, 'is', 'dan wat deze klant meestal zegt'),
    trend: (trait, course, days) => dutch(`de antwoorden bij ${trait}`, `over de laatste ${days} dagen ${NL_COURSE[course]}`, 'worden'),
    sustained: (trait, levels, times, ofLast) =>
      dutch(`het antwoord bij ${trait}`, levels, 'was', `bij minstens ${times} van de laatste ${ofLast} antwoorden`),
    notHeard: (trait, why) => dutch(`over ${trait}`, 'nu niets bekend', 'is', whyInWords(why, NL_WHY, 'of')),
    silent: (days) => dutch('de klant', `al ${days} dagen geen antwoord`, 'geeft', 'op onze vragen'),
    unreachable: () => ({ statement: 'onze berichten komen niet aan', afterIf: 'onze berichten niet aankomen' }),
    months: (atLeast, lessThan) => dutch('de uitkering', nlMonths(atLeast, lessThan), 'loopt'),
    age: (bands) => dutch('de klant', bands, 'is'),
    past: nlPast,
    unreadable: () => ({ statement: 'deze voorwaarde is nog niet af', afterIf: 'deze voorwaarde af is' }),
    orMore: 'of hoger',
    orLess: 'of lager',
  },
  en: {
    level: (trait, levels) => english(`the answer about ${trait} is ${levels}`),
    newer: (trait, days) => english(`the answer about ${trait} is less than ${days} days old`),
    moved: (trait, course, steps, days) =>
      english(
        `the answer about ${trait} became ${EN_COURSE[course]} by at least ${steps} ${steps === '1' ? 'step' : 'steps'} in the last ${days} days`,
      ),
    usual: (trait, course) => english(`the answer about ${trait} is clearly ${EN_COURSE[course]} than what this client usually says`),
    trend: (trait, course, days) => english(`the answers about ${trait} get ${EN_COURSE[course]} over the last ${days} days`),
    sustained: (trait, levels, times, ofLast) =>
      english(`the answer about ${trait} was ${levels} in at least ${times} of the last ${ofLast} answers`),
    notHeard: (trait, why) => english(`nothing is known about ${trait} now ${whyInWords(why, EN_WHY, 'or')}`.trim()),
    silent: (days) => english(`the client has not answered our questions for ${days} days`),
    unreachable: () => english('our messages do not arrive'),
    months: (atLeast, lessThan) => english(`the benefit has been running ${enMonths(atLeast, lessThan)}`),
    age: (bands) => english(`the client is ${bands}`),
    past: enPast,
    unreadable: () => english('this condition is not finished yet'),
    orMore: 'or higher',
    orLess: 'or lower',
  },
};
