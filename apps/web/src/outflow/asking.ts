import {
  CENSORINGS,
  choosePeriod,
  DENOMINATORS,
  MEASURES,
  USUAL_DEFINITION,
  type ChosenPeriod,
  type OutflowPeriod,
  type OutflowQuestion,
} from '#libs/outflow';
import { SCHEMES, type SignedInStaff } from '#libs/people';
import { InvalidInputError, NotAllowedError, NotFoundError } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** The choices of every outflow page, as they stand in its address; a page with more of them extends this. */
export class OutflowQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  vanaf?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  maanden?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  team?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  regeling?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  maat?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  noemer?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  censureren?: string;
}

/** What can be chosen, by its name in the address. */
export const CHOICES = ['vanaf', 'maanden', 'team', 'regeling', 'maat', 'noemer', 'censureren'] as const;
export type Choice = (typeof CHOICES)[number];
export type Choices = Partial<Record<Choice, string | undefined>>;

export interface TeamName {
  id: string;
  name: string;
}

/** Whom figures are about when all of something are meant: the word in the address. */
export const ALL = 'alle';
/** The word in the address for the schemes that have no name of their own. */
export const OTHER_SCHEME = 'overig';

export interface AskedQuestion {
  /** null: something cannot be (see `problems`), or there is no team to ask about (see `hasTeam`). */
  question: OutflowQuestion | null;
  /** Per field what is wrong with it: the text is `outflow-frame.problem.<problem>`. Empty: nothing. */
  problems: Partial<Record<Choice, string>>;
  /** As it was typed. */
  asked: Choices;
  chosen: ChosenPeriod;
  /** What may be chosen: all teams for management; for a team lead the own one only. */
  teams: readonly TeamName[];
  mayChooseTeam: boolean;
  /** false: a team lead who is in no team. */
  hasTeam: boolean;
  /** It was not brought in who left in this period (`FiguresService.knowsWhoLeft`): its figures are too low. */
  missesLeavers?: boolean;
}

/**
 * The question in an address, for who asks it: a team lead asks about the own team, management about all or one.
 * @param teams all teams, by name
 * @throws NotAllowedError when a team lead asks about another team, whether or not it exists
 */
export function readQuestion(query: Choices, staff: SignedInStaff, teams: readonly TeamName[], today: Temporal.PlainDate): AskedQuestion {
  const asked: Choices = Object.fromEntries(CHOICES.map((choice) => [choice, query[choice]]));
  const chosen = choosePeriod({ from: asked.vanaf, months: asked.maanden }, today);
  const mayChooseTeam = staff.role === 'management';
  const own = mayChooseTeam ? teams : teams.filter(({ id }) => id === staff.teamId);
  if (!mayChooseTeam && asked.team && asked.team !== staff.teamId)
    throw new NotAllowedError('a team lead sees the figures of the own team only');
  const hasTeam = mayChooseTeam || staff.teamId !== null;
  const read = {
    team: mayChooseTeam ? readTeam(asked.team, teams) : staff.teamId,
    regeling: !asked.regeling || asked.regeling === ALL ? null : pick(SCHEMES, asked.regeling === OTHER_SCHEME ? 'OTHER' : asked.regeling),
    maat: pick(MEASURES, asked.maat || USUAL_DEFINITION.measure),
    noemer: pick(DENOMINATORS, asked.noemer || USUAL_DEFINITION.denominator),
    censureren: pick(CENSORINGS, asked.censureren || USUAL_DEFINITION.censoring),
  };
  const problems: AskedQuestion['problems'] = {
    ...(chosen.problems?.from ? { vanaf: chosen.problems.from } : {}),
    ...(chosen.problems?.months ? { maanden: chosen.problems.months } : {}),
    ...Object.fromEntries(Object.entries(read).flatMap(([field, value]) => (value === undefined ? [[field, 'not-offered']] : []))),
  };
  const { period } = chosen;
  const isWhole = period !== null && hasTeam && Object.keys(problems).length === 0;
  return { question: isWhole ? questionOf(period, read as Read) : null, problems, asked, chosen, teams: own, mayChooseTeam, hasTeam };
}

/**
 * The question of a file, that has no form to say beside a field what was wrong.
 * @throws InvalidInputError when something cannot be
 * @throws NotFoundError for a team lead without a team
 */
export function mustBeAsked({ question, problems }: AskedQuestion): OutflowQuestion {
  if (question) return question;
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
  throw new NotFoundError('a team lead without a team');
}

interface Read {
  team: string | null;
  regeling: string | null;
  maat: OutflowQuestion['definition']['measure'];
  noemer: OutflowQuestion['definition']['denominator'];
  censureren: OutflowQuestion['definition']['censoring'];
}

function questionOf(period: OutflowPeriod, { team, regeling, maat, noemer, censureren }: Read): OutflowQuestion {
  return {
    period,
    scope: { teamId: team, scheme: regeling },
    definition: { measure: maat, denominator: noemer, censoring: censureren },
  };
}

/** @returns null for all teams; undefined for one that is not there */
function readTeam(asked: string | undefined, teams: readonly TeamName[]): string | null | undefined {
  return !asked || asked === ALL ? null : teams.find(({ id }) => id === asked)?.id;
}

/** @returns undefined when it is not among them */
function pick<T>(offered: readonly T[], asked: unknown): T | undefined {
  return offered.find((one) => one === asked);
}

/**
 * The choices of a question as an address carries them: complete, so that whoever opens it next month sees the same figures; only what is
 * usual for everybody is left out.
 */
export function choicesOf({ period, scope, definition }: OutflowQuestion, mayChooseTeam: boolean): Choices {
  return {
    vanaf: monthOf(period.from),
    maanden: String(monthsOf(period)),
    ...(mayChooseTeam && scope.teamId ? { team: scope.teamId } : {}),
    ...(scope.scheme ? { regeling: scope.scheme === 'OTHER' ? OTHER_SCHEME : scope.scheme } : {}),
    ...(definition.measure === USUAL_DEFINITION.measure ? {} : { maat: definition.measure }),
    ...(definition.denominator === USUAL_DEFINITION.denominator ? {} : { noemer: definition.denominator }),
    ...(definition.censoring === USUAL_DEFINITION.censoring ? {} : { censureren: definition.censoring }),
  };
}

/** `/uitstroom?vanaf=2025-11&maanden=12&…`: a page with the choices carried along. What is empty or absent is left out. */
export function addressOf(path: string, choices: Record<string, string | undefined>): string {
  const query = new URLSearchParams(Object.entries(choices).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** How many months a period takes. */
export function monthsOf({ from, until }: OutflowPeriod): number {
  return from.until(until, { largestUnit: 'month' }).months;
}

/** `2025-11` */
export function monthOf(date: Temporal.PlainDate): string {
  return date.toPlainYearMonth().toString();
}
