import type { EntityManager } from 'typeorm';
import type { ClientRow } from './domain/export-row.js';
import { severityOf, type FoundProblem, type ReasonCode } from './domain/import-problems.js';

/**
 * Where clients wait before they are written: two temporary tables of this transaction. Rows come in by the thousand in one statement,
 * and what only the whole can tell (two rows that contradict each other, or what we know already) is asked in SQL.
 */
export async function openStaging(tx: EntityManager): Promise<void> {
  // One at a time: two imports at once would each make the same new coach.
  await tx.query(`select pg_advisory_xact_lock(hashtext('werkplein-clients'))`);
  await tx.query(
    `create temporary table if not exists staged_row (
       line integer primary key, client_number text not null, first_name text not null, infix text, last_name text not null, birth_date date,
       language text not null, contact_points jsonb not null, scheme text, starts_on date, ends_on date, end_reason text, end_reason_literal text,
       team text not null, coach text, assigned_from date not null) on commit drop`,
  );
  await tx.query(
    `create temporary table if not exists staged_problem (
       id bigint generated always as identity primary key, line integer not null, column_name text not null, value text not null, code text not null,
       refused boolean not null, details jsonb not null, client_number text not null) on commit drop`,
  );
  await tx.query(`truncate staged_row, staged_problem`);
}

export async function stageRows(tx: EntityManager, rows: readonly (ClientRow & { assignedFrom: Temporal.PlainDate })[]): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map(({ spell, ...row }) => ({ ...row, ...spell }));
  await tx.query(
    `insert into staged_row
     select "line", "clientNumber", "firstName", "infix", "lastName", "birthDate", "language", "contactPoints",
            "scheme", "startsOn", "endsOn", "endReason", "endReasonLiteral", "teamName", "coachName", "assignedFrom"
       from jsonb_to_recordset($1::jsonb) as row (
         "line" integer, "clientNumber" text, "firstName" text, "infix" text, "lastName" text, "birthDate" date, "language" text, "contactPoints" jsonb,
         "scheme" text, "startsOn" date, "endsOn" date, "endReason" text, "endReasonLiteral" text, "teamName" text, "coachName" text, "assignedFrom" date)`,
    [JSON.stringify(flat)],
  );
}

export async function stageProblems(tx: EntityManager, problems: readonly (FoundProblem & { clientNumber: string })[]): Promise<void> {
  if (problems.length === 0) return;
  await tx.query(
    `insert into staged_problem (line, column_name, value, code, refused, details, client_number)
     select "line", "column", "value", "code", "refused", "details", "clientNumber"
       from jsonb_to_recordset($1::jsonb) as problem (
         "line" integer, "column" text, "value" text, "code" text, "refused" boolean, "details" jsonb, "clientNumber" text)`,
    [JSON.stringify(problems.map((problem) => ({ ...problem, refused: severityOf(problem.code) === 'refused' })))],
  );
}

/** A client number on more rows than anybody has benefits is a column that was filled with something else. */
const MOST_ROWS_OF_A_CLIENT = 100;

interface Contradiction {
  code: ReasonCode;
  column: string;
  value: string;
  details: string;
  /** Everything after `from`, one or more lines for each `row` that is refused. */
  among: string;
}

const SAME_PERSON = `(row.first_name, row.infix, row.last_name, row.birth_date) is not distinct from (other.first_name, other.infix, other.last_name, other.birth_date)`;
const SAME_REST = `(row.language, row.contact_points, row.team, row.coach) is not distinct from (other.language, other.contact_points, other.team, other.coach)`;
const STARTS_ON = `to_char(row.starts_on, 'DD-MM-YYYY')`;
const OTHER_LINE = `jsonb_build_object('otherLine', min(other.line))`;
const rowsOfOneNumber = (condition: string) =>
  `staged_row row join staged_row other on other.client_number = row.client_number and other.line <> row.line where ${condition}`;

const CONTRADICTIONS: Contradiction[] = [
  {
    code: 'number-of-two-people',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: OTHER_LINE,
    among: rowsOfOneNumber(`not (${SAME_PERSON})`),
  },
  {
    code: 'rows-disagree',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: OTHER_LINE,
    among: rowsOfOneNumber(`${SAME_PERSON} and not (${SAME_REST})`),
  },
  {
    code: 'spell-overlaps-row',
    column: 'Ingangsdatum',
    value: STARTS_ON,
    details: OTHER_LINE,
    among: rowsOfOneNumber(`${SAME_PERSON} and daterange(row.starts_on, row.ends_on) && daterange(other.starts_on, other.ends_on)`),
  },
  {
    code: 'spell-overlaps-known',
    column: 'Ingangsdatum',
    value: STARTS_ON,
    details: `jsonb_build_object('from', to_char(min(lower(known.during)), 'DD-MM-YYYY'),
                                 'until', case when bool_or(upper_inf(known.during)) then '' else to_char(max(upper(known.during)), 'DD-MM-YYYY') end)`,
    // A spell is known by the day it began: one that begins on the same day is the same, and is brought up to date.
    among: `staged_row row
            join client on client.client_number = row.client_number
            join benefit_spell known on known.client_id = client.id and known.during && daterange(row.starts_on, row.ends_on)
           where not exists (select from staged_row same where same.client_number = row.client_number and same.starts_on = lower(known.during))`,
  },
  {
    code: 'known-as-somebody-else',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: `'{}'`,
    among: `staged_row row join client on client.client_number = row.client_number
           where client.birth_date <> row.birth_date and lower(client.first_name) <> lower(row.first_name) and lower(client.last_name) <> lower(row.last_name)`,
  },
  {
    code: 'sibling-refused',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: OTHER_LINE,
    among: `staged_row row join staged_problem other on other.client_number = row.client_number and other.line <> row.line and other.refused
           where not exists (select from staged_problem own where own.line = row.line and own.refused)`,
  },
];

/** Adds the problems that no row has by itself. Afterwards `staged_row` holds only what can be written; a client is written as a whole or not at all. */
export async function refuseContradictions(tx: EntityManager): Promise<void> {
  await tx.query(`analyze staged_row`);
  await refuse(tx, {
    code: 'number-too-often',
    column: 'Klantnummer',
    value: 'row.client_number',
    details: `jsonb_build_object('most', ${MOST_ROWS_OF_A_CLIENT})`,
    among: `staged_row row where client_number in (select client_number from staged_row group by client_number having count(*) > ${MOST_ROWS_OF_A_CLIENT})`,
  });
  // Before the others compare every row of a client with every other.
  await dropRefused(tx);
  for (const contradiction of CONTRADICTIONS) await refuse(tx, contradiction);
  await dropRefused(tx);
}

async function refuse(tx: EntityManager, { code, column, value, details, among }: Contradiction): Promise<void> {
  await tx.query(
    `insert into staged_problem (line, column_name, value, code, refused, details, client_number)
     select row.line, $1, ${value}, $2, true, ${details}, row.client_number from ${among} group by row.line order by row.line`,
    [column, code],
  );
}

async function dropRefused(tx: EntityManager): Promise<void> {
  await tx.query(`delete from staged_row using staged_problem where staged_problem.line = staged_row.line and staged_problem.refused`);
}

/** Problems in the order of the file, a page at a time. */
export async function* stagedProblems(tx: EntityManager, pageSize = 1_000): AsyncGenerator<FoundProblem> {
  for (let offset = 0; ; offset += pageSize) {
    const page = (await tx.query(
      `select line, column_name as "column", value, code, details from staged_problem order by line, id limit $1 offset $2`,
      [pageSize, offset],
    )) as FoundProblem[];
    yield* page;
    if (page.length < pageSize) return;
  }
}
