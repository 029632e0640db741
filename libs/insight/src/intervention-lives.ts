import {
  BACK_WITHIN,
  EXIT_CODES,
  KNOWN_FOR,
  NEVER,
  OUT_OF_SIGHT_REASONS,
  TRAIT_STATES,
  WORK_REASONS,
  type Lives,
  type PerPerson,
} from '#libs/outflow';
import { SCHEMES } from '#libs/people';
import { localInstant, TIME_ZONE } from '#libs/platform';
import { levelOf } from '#libs/profiles';
import type { DataSource } from 'typeorm';

/**
 * No more people than so many are looked at, those with the lowest hash of their id, beside all who began something: among six thousand there are people
 * to compare with for nearly everybody. Measured with 16 traits: of 5,000 people the overview takes 0.6 s, of 20,000 it took 15 to 20.
 */
export const MOST_LIVES = 6_000;

export interface LivesAsked {
  /** Who was on a benefit in this time, and what became of them since. Half-open. */
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** Codes of the catalogue, and traits. */
  types: readonly string[];
  traits: readonly string[];
  atMost?: number;
}

export interface FoundLives {
  /** Without starts: those are told apart by type. */
  lives: Omit<Lives, 'starts'>;
  /** Of each type. */
  starts: ReadonlyMap<string, Lives['starts']>;
  /** What the numbers of teams stand for, from 1. */
  teams: readonly string[];
}

/** Days are counted from here. */
const DAY_ONE = Temporal.PlainDate.from('2000-01-01');

/** @returns the number of a day in `Lives` */
export function dayNumber(day: Temporal.PlainDate): number {
  return DAY_ONE.until(day, { largestUnit: 'days' }).days;
}

/**
 * What happened to people, as columns of numbers: benefits with how they ended, what they began, who looked after them and what was known of them when.
 * One statement; no name and no number of a client is in it.
 */
export async function readLives(
  dataSource: DataSource,
  { from, until, types, traits, atMost = MOST_LIVES }: LivesAsked,
): Promise<FoundLives> {
  const [row] = await dataSource.query<[LivesRow]>(PEOPLE_AND_WHAT_HAPPENED, [
    from,
    until,
    types,
    traits,
    String(BACK_WITHIN),
    WORK_REASONS,
    OUT_OF_SIGHT_REASONS,
    SCHEMES,
    String(KNOWN_FOR),
    localInstant(from.subtract(KNOWN_FOR), '00:00'),
    localInstant(until, '00:00'),
    TIME_ZONE,
    atMost,
  ]);
  const { people } = row;
  const chance = Uint32Array.from(wide(row.chance));
  const spellPeople = wide(row.spell_person);
  const answerPeople = wide(row.answer_person);
  const [trait, code] = [bytes(row.answer_trait), bytes(row.answer_code)];
  const lives = {
    people,
    chance,
    spells: {
      ...placesOf(spellPeople, people),
      first: wide(row.spell_first),
      until: wide(row.spell_until),
      backBy: wide(row.spell_back_by),
      scheme: bytes(row.spell_scheme),
      exit: bytes(row.spell_exit),
    },
    teams: {
      ...placesOf(wide(row.team_person), people),
      from: wide(row.team_from),
      until: wide(row.team_until),
      team: Uint16Array.from(wide(row.team_number)),
    },
    answers: {
      ...placesOf(answerPeople, people),
      trait,
      since: wide(row.answer_since),
      until: wide(row.answer_until),
      state: Uint8Array.from(code, (each, place) => stateOf(traits[trait[place]!]!, each)),
    },
  };
  return { lives, starts: startsOf(row, types, people), teams: row.teams };
}

function startsOf(row: LivesRow, types: readonly string[], people: number): Map<string, Lives['starts']> {
  const [person, day, type] = [wide(row.start_person), wide(row.start_day), wide(row.start_type)];
  return new Map(
    types.map((code, number) => {
      const its = [...type.keys()].filter((place) => type[place] === number);
      const people_ = Int32Array.from(its, (place) => person[place]!);
      return [code, { ...placesOf(people_, people), day: Int32Array.from(its, (place) => day[place]!) }];
    }),
  );
}

const [REFUSED, UNKNOWN, FIRST] = [0, 1, 2];

/** Place in TRAIT_STATES. A value that is not on the scale (any more) is no value. */
function stateOf(trait: string, code: number): number {
  if (code === REFUSED) return TRAIT_STATES.indexOf('refused');
  if (code === UNKNOWN) return TRAIT_STATES.indexOf('does-not-know');
  const level = levelOf(trait, code - FIRST);
  return TRAIT_STATES.indexOf(level === null ? 'not-known' : level.barrier === 'none' ? 'no-barrier' : 'barrier');
}

/** Where the rows of each person begin, of rows in the order of people. */
function placesOf(person: ArrayLike<number>, people: number): PerPerson {
  const at = new Int32Array(people + 1);
  for (let row = 0; row < person.length; row += 1) at[person[row]! + 1]! += 1;
  for (let each = 0; each < people; each += 1) at[each + 1]! += at[each]!;
  return { at };
}

/** Four bytes a number, the highest first. */
function wide(buffer: Buffer): Int32Array {
  const turned = Buffer.from(buffer).swap32();
  return new Int32Array(turned.buffer.slice(turned.byteOffset, turned.byteOffset + turned.byteLength));
}

function bytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer);
}

type LivesRow = { people: number; teams: string[] } & Record<
  | 'chance'
  | 'spell_person'
  | 'spell_first'
  | 'spell_until'
  | 'spell_back_by'
  | 'spell_scheme'
  | 'spell_exit'
  | 'start_person'
  | 'start_day'
  | 'start_type'
  | 'team_person'
  | 'team_from'
  | 'team_until'
  | 'team_number'
  | 'answer_person'
  | 'answer_since'
  | 'answer_until'
  | 'answer_trait'
  | 'answer_code',
  Buffer
>;

const day = (expression: string) => `(${expression}) - date '${DAY_ONE}'`;
const numbers = (expression: string) => `coalesce(string_agg(int4send(${expression}), ''), '')`;
/** Its lowest byte: PostgreSQL has no number as small as that. */
const small = (expression: string) => `coalesce(string_agg(substr(int2send((${expression})::int2), 2, 1), ''), '')`;
const exit = (name: (typeof EXIT_CODES)[number]) => EXIT_CODES.indexOf(name);

/**
 * Rows are put in the order of people before they are put together; what comes out are a few long columns instead of a million rows. How a benefit
 * ended is told as `exitOf` does: where paid work after it was told, that decides; otherwise the reason.
 */
const PEOPLE_AND_WHAT_HAPPENED = `
  with there as materialized (
    select distinct client_id from benefit_spell where during && daterange($1::date, $2::date)
  ), person as materialized (
    select client_id, (row_number() over (order by client_id))::int - 1 as n
      from (select client_id from (select client_id from there order by hashtextextended(client_id::text, 0) limit $13) as by_chance
            union
            select i.client_id from intervention i join there using (client_id)
             where i.type = any ($3::text[]) and i.starts_on >= $1::date and i.starts_on < $2::date) as looked_at
  ), worked as materialized (
    select ended.id, bool_or(upper_inf(job.during) or upper(job.during) > upper(ended.during)) as is_told,
           bool_or(job.during @> (upper(ended.during) + $5::interval)::date) as is_so
      from person
      join benefit_spell ended on ended.client_id = person.client_id and not upper_inf(ended.during)
      join paid_work job on job.client_id = ended.client_id
     group by ended.id
  ), spell as (
    select n, ${day('lower(spell.during)')} as first, coalesce(${day('upper(spell.during)')}, ${NEVER}) as until,
           coalesce(${day('(upper(spell.during) + $5::interval)::date')}, ${NEVER}) as back_by,
           array_position($8::text[], spell.scheme) - 1 as scheme,
           case when upper_inf(spell.during) then ${exit('running')}
                when spell.end_reason = any ($7::text[]) then ${exit('out-of-sight')}
                when worked.is_told then case when worked.is_so then ${exit('work')} else ${exit('other')} end
                when spell.end_reason = any ($6::text[]) then ${exit('work')}
                else ${exit('other')} end as exit
      from person join benefit_spell spell using (client_id) left join worked using (id)
     order by n, lower(spell.during)
  ), start as (
    select n, ${day('i.starts_on')} as day, array_position($3::text[], i.type) - 1 as type
      from person join intervention i using (client_id)
     where i.type = any ($3::text[]) and i.starts_on is not null
       and i.state in ('started', 'paused', 'ended') and i.outcome is distinct from 'not_started'
     order by n, i.starts_on
  ), team as materialized (
    select coalesce(array_agg(id order by id), '{}') as ids from team
  ), assignment as (
    select n, coalesce(${day('lower(a.during)')}, 0) as "from", coalesce(${day('upper(a.during)')}, ${NEVER}) as until,
           array_position(team.ids, a.team_id) as number
      from person join caseload_assignment a using (client_id) cross join team
     order by n, lower(a.during)
  ), answer as (
    select n, wanted.place - 1 as trait,
           ${day(`(greatest(o.observed_at, o.recorded_at) at time zone $12)::date`)} + 1 as since,
           ${day(`((o.observed_at at time zone $12)::date + $9::interval)::date`)} + 1 as until,
           case when o.state = 'refused' then ${REFUSED} when o.state = 'unknown' then ${UNKNOWN}
                when o.value >= 0 and o.value <= 250 then ${FIRST} + o.value else 255 end as code
      from person
      join trait_observation o using (client_id)
      join unnest($4::text[]) with ordinality as wanted (trait, place) using (trait)
     where o.observed_at >= $10 and o.observed_at < $11
     order by n, wanted.place, o.observed_at, o.id
  )
  select person.*, spell.*, start.*, assignment.*, answer.*, team.ids as teams
    from (select count(*)::int as people, ${numbers(`('x' || right(client_id::text, 8))::bit(32)::int`)} as chance
            from (select * from person order by n) as person) as person,
         (select ${numbers('n')} as spell_person, ${numbers('first')} as spell_first, ${numbers('until')} as spell_until,
                 ${numbers('back_by')} as spell_back_by, ${small('scheme')} as spell_scheme, ${small('exit')} as spell_exit from spell) as spell,
         (select ${numbers('n')} as start_person, ${numbers('day')} as start_day, ${numbers('type')} as start_type from start) as start,
         (select ${numbers('n')} as team_person, ${numbers('"from"')} as team_from, ${numbers('until')} as team_until,
                 ${numbers('number')} as team_number from assignment) as assignment,
         (select ${numbers('n')} as answer_person, ${numbers('since')} as answer_since, ${numbers('until')} as answer_until,
                 ${small('trait')} as answer_trait, ${small('code')} as answer_code from answer) as answer,
         team`;
