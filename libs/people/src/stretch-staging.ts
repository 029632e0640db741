import { addRowProblems, copyRows, type CopiedCell, type ProblemAmongRows } from '#libs/platform';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { StretchReason } from './domain/stretch-problems.js';
import { lockClients } from './client-lock.js';
import type { StretchTable } from './stretch-tables.js';
import { readyStretches } from './stretch-writing.js';

/** What a row of a file has beside the columns that its table is told. */
export interface ToldStretch {
  line: number;
  clientNumber: string;
  startsOn: string;
  endsOn: string | null;
  isWithdrawn: boolean;
}

/** Where stretches wait before they are written: a temporary table of this transaction, so that memory holds one batch and the database the rest. */
export async function openStretchStaging(tx: EntityManager, { told }: StretchTable): Promise<void> {
  await lockClients(tx);
  // Hundreds of thousands of rows are sorted and joined once, by the only import there is: in memory rather than on disk.
  await tx.query(`set local work_mem = '128MB'`);
  await tx.query(
    `create temporary table staged_stretch (
       line integer not null, client_number text not null, number text, starts_on date not null, ends_on date, is_withdrawn boolean not null,
       ${told.map(([column, type]) => `${column} ${type}`).join(', ')}) on commit drop`,
  );
}

/** @param cells of the columns that the table is told, in their order */
export async function stageStretches<Row extends ToldStretch>(
  runner: QueryRunner,
  { told }: StretchTable,
  rows: readonly Row[],
  cells: (row: Row) => { number: string | null; told: readonly CopiedCell[] },
): Promise<void> {
  await copyRows(
    runner,
    `staged_stretch (line, client_number, number, starts_on, ends_on, is_withdrawn, ${told.map(([column]) => column).join(', ')})`,
    rows.map((row) => {
      const { number, told: others } = cells(row);
      return [row.line, row.clientNumber, number, row.startsOn, row.endsOn, row.isWithdrawn, ...others];
    }),
  );
}

/** A client number on more rows than anybody has stretches is a column that was filled with something else. */
const MOST_ROWS_OF_A_CLIENT = 100;

/** Finds the clients of what was staged, in `told_stretch`. To be called once, when the whole file is there. */
export async function findClients(tx: EntityManager): Promise<void> {
  await tx.query(`analyze staged_stretch`);
  await tx.query(
    `create temporary table told_stretch on commit drop as
     select row.*, client.id as client_id, client.birth_date from staged_stretch row left join client on client.client_number = row.client_number`,
  );
  await tx.query(`alter table told_stretch add primary key (line)`);
  await tx.query(`create index on told_stretch (client_number)`);
  await tx.query(`analyze told_stretch`);
  await addRowProblems(tx, {
    code: 'number-too-often',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: `jsonb_build_object('most', ${MOST_ROWS_OF_A_CLIENT})`,
    together: 'row.client_number',
    among: `told_stretch row where row.client_number in (
              select client_number from told_stretch group by client_number having count(*) > ${MOST_ROWS_OF_A_CLIENT})`,
  } satisfies ProblemAmongRows<StretchReason>);
  await addRowProblems(tx, {
    code: 'client-unknown',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: `'{}'`,
    together: 'row.client_number',
    among: `told_stretch row where row.client_id is null`,
  } satisfies ProblemAmongRows<StretchReason>);
  // Before the rest compares every row of a client with every other.
  await tx.query(`delete from told_stretch row using row_problem where row_problem.line = row.line and row_problem.refused`);
}

/**
 * Looks again at what is known, and refuses what contradicts it or itself: what can be written is in `ready_stretch` then. A client goes in as a
 * whole or not at all.
 * @param firstColumn what the first day is called in the file
 * @param others problems of this kind of file only
 * @param stubborn clients whose stretches the database refused although nothing was found
 */
export async function refuseContradictoryStretches(
  tx: EntityManager,
  table: StretchTable,
  firstColumn: string,
  others: readonly (ProblemAmongRows & { severity: 'refused' | 'remark' })[],
  stubborn: readonly string[],
): Promise<void> {
  await readyStretches(tx, table, { told: 'select * from told_stretch', match: matchOf(table) });
  for (const problem of contradictions(table, firstColumn)) await addRowProblems(tx, problem);
  for (const problem of others) await addRowProblems(tx, problem, problem.severity);
  await addRowProblems(
    tx,
    {
      ...aboutFirstDay(firstColumn),
      code: 'overlaps-meanwhile',
      details: `'{}'`,
      among: `ready_stretch row where row.client_id = any ($4::uuid[])`,
    },
    'refused',
    [stubborn],
  );
  await tx.query(`analyze row_problem`);
  await addRowProblems(tx, {
    code: 'sibling-refused',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: OTHER_LINE,
    together: 'row.client_number',
    among: `ready_stretch row join row_problem other on other.together = row.client_number and other.line <> row.line and other.refused
           where not exists (select from row_problem own where own.line = row.line and own.refused)`,
  } satisfies ProblemAmongRows<StretchReason>);
  await tx.query(`delete from ready_stretch row using row_problem where row_problem.line = row.line and row_problem.refused`);
  await addRowProblems(
    tx,
    {
      ...aboutFirstDay(firstColumn),
      code: 'withdrawn-unknown',
      details: `'{}'`,
      among: `ready_stretch row where row.standing = 'nothing'`,
    },
    'remark',
  );
}

/** A stretch is known by its number, and otherwise by the day it began. */
function matchOf({ name, number }: StretchTable): string {
  const sameFirstDay = `${name} known on known.client_id = row.client_id and lower(known.during) = row.starts_on`;
  if (number === null) return `select row.line, known.id as known_id from told_stretch row join ${sameFirstDay}`;
  return `with by_number as materialized (
            select row.line, known.id as known_id
              from told_stretch row join ${name} known on known.client_id = row.client_id and known.${number} = row.number
          )
          select * from by_number
          union all
          select row.line, known.id from told_stretch row join ${sameFirstDay}
           where (known.${number} is null or row.number is null)
             and not exists (select from by_number where by_number.line = row.line or by_number.known_id = known.id)`;
}

const OTHER_LINE = `jsonb_build_object('otherLine', min(other.line))`;

function aboutFirstDay(column: string): Pick<ProblemAmongRows<StretchReason>, 'column' | 'value' | 'together'> {
  return { column, value: `to_char(row.starts_on, 'DD-MM-YYYY')`, together: 'row.client_number' };
}

function contradictions({ name, number }: StretchTable, firstColumn: string): ProblemAmongRows<StretchReason>[] {
  const about = aboutFirstDay(firstColumn);
  const rowsOfOneClient = `ready_stretch row join ready_stretch other on other.client_id = row.client_id and other.line <> row.line`;
  const days = (row: string) => `daterange(${row}.starts_on, ${row}.ends_on)`;
  return [
    {
      ...about,
      code: 'start-before-birth',
      details: `jsonb_build_object('born', min(to_char(row.birth_date, 'DD-MM-YYYY')))`,
      among: `ready_stretch row where row.starts_on < row.birth_date`,
    },
    {
      ...about,
      code: 'same-twice',
      details: OTHER_LINE,
      // Two that begin on one day and both were, overlap; that says it better.
      among: `${rowsOfOneClient}
               and (other.number = row.number or other.known_id = row.known_id
                    or (other.starts_on = row.starts_on and (other.number is null or row.number is null) and (row.is_withdrawn or other.is_withdrawn)))`,
    },
    {
      ...about,
      code: 'overlaps-row',
      details: OTHER_LINE,
      among: `${rowsOfOneClient} and not row.is_withdrawn and not other.is_withdrawn and ${days('row')} && ${days('other')}
               and (other.number = row.number) is not true`,
    },
    {
      ...about,
      code: 'overlaps-known',
      details: `jsonb_build_object('from', to_char(min(lower(known.during)), 'DD-MM-YYYY'),
                                   'until', case when bool_or(upper_inf(known.during)) then '' else to_char(max(upper(known.during)), 'DD-MM-YYYY') end,
                                   'hint', ${number === null ? `'say-withdrawn'` : hint(number)})`,
      among: `ready_stretch row
              join ${name} known on known.client_id = row.client_id and known.during && ${days('row')}
             where not row.is_withdrawn and not exists (select from ready_stretch same where same.known_id = known.id)`,
    },
  ];
}

/** What would make it clear: the number of the spell whose first day was wrong. */
function hint(number: string): string {
  return `case when row.known_id is not null then '' when row.number is null then 'say-number'
               when bool_or(known.${number} is null) then 'no-number-yet' else 'other-number' end`;
}
