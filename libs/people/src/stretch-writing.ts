import type { EntityManager } from 'typeorm';
import type { StretchTable } from './stretch-tables.js';

/** What becomes of the stretches that a file tells. */
export interface StretchCounts {
  new: number;
  /** It ran, and now it has an end. */
  ended: number;
  /** What was known of it is told otherwise, also when it runs again. */
  corrected: number;
  /** It never was. */
  withdrawn: number;
  /** A number or a household that was not known yet. */
  completed: number;
  unchanged: number;
}

/**
 * Puts beside what a file tells what is known of the same stretch, and what that makes of it (`standing`), in the temporary table `ready_stretch`.
 * @param told SQL of line, client_id, client_number, number, starts_on, ends_on, is_withdrawn and the columns that the table is told
 * @param match SQL of line and known_id: which stretch in the table a line is about
 */
export async function readyStretches(
  tx: EntityManager,
  table: StretchTable,
  { told, match }: { told: string; match: string },
): Promise<void> {
  await tx.query(`drop table if exists ready_stretch`);
  await tx.query(
    `create temporary table ready_stretch on commit drop as
     select row.*, known.id as known_id, upper(known.during) as known_ends_on,
            ${[...table.alsoKnown, `${standing(table)} as standing`].join(', ')}
       from (${told}) row
       left join (${match}) match using (line)
       left join ${table.name} known on known.id = match.known_id`,
  );
  await tx.query(`alter table ready_stretch add primary key (line)`);
  await tx.query(`analyze ready_stretch`);
}

/** As the trigger that keeps the history tells them apart. */
function standing({ facts, factsThroughout, filled }: StretchTable): string {
  const same = (columns: readonly string[]) =>
    `(${['lower(known.during)', ...columns.map((fact) => `known.${fact}`)].join(', ')})
       is not distinct from (${['row.starts_on', ...columns.map((fact) => `row.${fact}`)].join(', ')})`;
  const otherwise = filled.map(({ told, known }) => `${known} <> ${told}`);
  const filledIn = filled.map(({ told, known }) => `${told} is not null and ${known} is null`);
  return `case when row.is_withdrawn then case when known.id is null then 'nothing' else 'withdrawn' end
               when known.id is null then 'new'
               when upper_inf(known.during) and row.ends_on is not null and ${same(factsThroughout)} then 'ended'
               when ${[`upper(known.during) is distinct from row.ends_on`, `not (${same(facts)})`, ...otherwise].join(' or ')} then 'corrected'
               when ${[...filledIn, 'false'].join(' or ')} then 'completed'
               else 'unchanged' end`;
}

/** @returns how many of `ready_stretch` there are of each kind */
export async function countStretches(tx: EntityManager): Promise<StretchCounts> {
  const [counts] = (await tx.query(
    `select ${COUNTED.map((standing) => `count(*) filter (where standing = '${standing}')::int as "${standing}"`).join(', ')} from ready_stretch`,
  )) as [StretchCounts];
  return counts;
}

const COUNTED = ['new', 'ended', 'corrected', 'withdrawn', 'completed', 'unchanged'] as const;

/**
 * Writes `ready_stretch`: what never was goes first, what moves moves in one statement (the constraint is deferrable: it counts when all have moved),
 * and what is new comes last.
 * @returns whether all went as `ready_stretch` has it: not when somebody else changed one of them meanwhile
 * @throws what the database says to an overlap (`isOverlap`)
 */
export async function writeStretches(tx: EntityManager, table: StretchTable, now: Temporal.Instant): Promise<boolean> {
  const expected = await countStretches(tx);
  for (const statement of table.before) await tx.query(statement, [now]);
  const withdrawn = await rowsOf(tx, withdrawing(table), now);
  const changed = await rowsOf(tx, `written as (${changing(table)})`, now);
  const begun = await rowsOf(tx, `written as (${beginning(table)})`, now);
  for (const statement of table.after) await tx.query(statement, [now]);
  return withdrawn === expected.withdrawn && changed === expected.ended + expected.corrected + expected.completed && begun === expected.new;
}

async function rowsOf(tx: EntityManager, written: string, now: Temporal.Instant): Promise<number> {
  const [counted] = (await tx.query(`with ${written} select count(*)::int as rows from written`, [now])) as [{ rows: number }];
  return counted.rows;
}

/** For who writes clients too: the same, one statement after another, each with the client_id of what it changed; $1 is the moment. */
export function stretchStatements(table: StretchTable): readonly string[] {
  return [...table.before, changing(table), beginning(table), ...table.after];
}

/** What never was goes, and the history says that it was told: the trigger only knows of changes. */
function withdrawing({ name, history, idInHistory, facts, filled }: StretchTable): string {
  const kept = ['client_id', ...filled.map(({ column }) => column), 'during', ...facts, 'recorded_at'].join(', ');
  return `gone as (
       delete from ${name} known using ready_stretch row where known.id = row.known_id and row.standing = 'withdrawn' returning known.*
     ), written as (
       insert into ${history} (${idInHistory}, ${kept}, change, replaced_at) select id, ${kept}, 'withdrawn', $1::timestamptz from gone returning client_id
     )`;
}

function changing({ name, facts, filled }: StretchTable): string {
  const set = [
    `during = daterange(row.starts_on, row.ends_on)`,
    ...facts.map((fact) => `${fact} = row.${fact}`),
    ...filled.map(({ column, value }) => `${column} = coalesce(${value}, known.${column})`),
    `recorded_at = case when row.standing = 'completed' then known.recorded_at else $1::timestamptz end`,
  ];
  return `update ${name} known set ${set.join(', ')}
       from ready_stretch row
      where known.id = row.known_id and row.standing in ('ended', 'corrected', 'completed')
     returning known.client_id`;
}

/** By client: what belongs together lies together. */
function beginning({ name, facts, filled }: StretchTable): string {
  const columns = [...facts, ...filled.map(({ column }) => column)];
  const values = [...facts.map((fact) => `row.${fact}`), ...filled.map(({ value }) => value)];
  return `insert into ${name} (client_id, during, ${columns.join(', ')}, recorded_at)
     select row.client_id, daterange(row.starts_on, row.ends_on), ${values.join(', ')}, $1::timestamptz
       from ready_stretch row where row.standing = 'new' order by row.client_id, row.starts_on
     returning client_id`;
}
