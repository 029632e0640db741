import { addRowProblems, openRowProblems, type ProblemAmongRows } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { lockClients } from './client-lock.js';
import type { ClientRow } from './domain/export-row.js';
import type { ReasonCode } from './domain/import-problems.js';

/**
 * Where clients wait before they are written: a temporary table of this transaction, beside that of the problems. Rows come in by the thousand
 * in one statement, and what only the whole can tell (two rows that contradict each other, or what we know already) is asked in SQL.
 */
export async function openStaging(tx: EntityManager): Promise<void> {
  await lockClients(tx);
  await tx.query(
    `create temporary table if not exists staged_row (
       line integer primary key, client_number text not null, first_name text not null, infix text, last_name text not null, birth_date date,
       language text not null, contact_points jsonb not null, scheme text, starts_on date, ends_on date, end_reason text, end_reason_literal text,
       team text not null, coach text, assigned_from date not null) on commit drop`,
  );
  await tx.query(`truncate staged_row`);
  await openRowProblems(tx);
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

/** A client number on more rows than anybody has benefits is a column that was filled with something else. */
const MOST_ROWS_OF_A_CLIENT = 100;

type Contradiction = Omit<ProblemAmongRows<ReasonCode>, 'together'>;

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
    among: `staged_row row join row_problem other on other.together = row.client_number and other.line <> row.line and other.refused
           where not exists (select from row_problem own where own.line = row.line and own.refused)`,
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

async function refuse(tx: EntityManager, contradiction: Contradiction): Promise<void> {
  await addRowProblems(tx, { ...contradiction, together: 'row.client_number' });
}

async function dropRefused(tx: EntityManager): Promise<void> {
  await tx.query(`delete from staged_row using row_problem where row_problem.line = staged_row.line and row_problem.refused`);
}
