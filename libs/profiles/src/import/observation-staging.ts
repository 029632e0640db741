import { copyRows } from '#libs/platform';
import type { EntityManager, QueryRunner } from 'typeorm';
import { severityOfObservationProblem, type ObservationReason } from '../domain/observation-problems.js';
import type { ObservationFileRow } from '../domain/observation-row.js';

/** Where observations wait before they are written: temporary tables of this transaction, so that memory holds one batch and the database the rest. */
export async function openObservationStaging(tx: EntityManager): Promise<void> {
  // One at a time: two imports of the same file at once would each find nothing there yet.
  await tx.query(`select pg_advisory_xact_lock(hashtext('werkplein-observations'))`);
  // A million rows are sorted and joined once, by the only import there is: in memory that takes half the time it takes on disk.
  await tx.query(`set local work_mem = '256MB'`);
  await tx.query(
    `create temporary table staged_observation (
       line integer not null, client_number text not null, trait text not null, state text not null, value integer,
       observed_at timestamptz not null, source text not null) on commit drop`,
  );
}

/** By COPY. */
export async function stageObservations(runner: QueryRunner, rows: readonly ObservationFileRow[]): Promise<void> {
  await copyRows(
    runner,
    'staged_observation (line, client_number, trait, state, value, observed_at, source)',
    rows.map(({ line, clientNumber, trait, state, value, observedAt, source }) => [
      line,
      clientNumber,
      trait,
      state,
      value,
      observedAt,
      source,
    ]),
  );
}

/** What an observation is known by, in the words of the file. */
const KEY = `client_number, trait, observed_at, source`;

/** A number that is on no scale, another for each state. */
const WITHOUT_VALUE = `case state when 'refused' then -1 else -2 end`;

/**
 * Adds the problems of rows that say something of the same client, trait, moment and source, and leaves what is in the file more than once in
 * `doubled_observation`. One pass over what may be a million rows; what follows is about the few that are doubled.
 */
export async function refuseContradictoryObservations(tx: EntityManager): Promise<void> {
  await tx.query(
    `create temporary table doubled_observation on commit drop as
     select ${KEY}, min(line) as first_line,
            min(coalesce(value, ${WITHOUT_VALUE})) <> max(coalesce(value, ${WITHOUT_VALUE})) as differs
       from staged_observation group by ${KEY} having count(*) > 1`,
  );
  await tx.query(`analyze doubled_observation`);
  await refuse(
    tx,
    'contradicts-row',
    'Waarde',
    `coalesce(said.value::text, case said.state when 'refused' then 'weigert' else 'weet niet' end)`,
    `jsonb_build_object('otherLine', case when (said.state, said.value) is not distinct from (first_state, first_value) then second_line else first_line end)`,
    `staged_observation as said join (
       select ${KEY}, (array_agg(state order by line))[1] as first_state, (array_agg(value order by line))[1] as first_value,
              (array_agg(line order by line))[1] as first_line, (array_agg(line order by line))[2] as second_line
         from (select ${KEY}, state, value, min(line) as line
                 from staged_observation join doubled_observation using (${KEY})
                where differs
                group by ${KEY}, state, value) as each_value
        group by ${KEY}) as told using (${KEY})`,
  );
  await refuse(
    tx,
    'same-as-row',
    '',
    `''`,
    `jsonb_build_object('otherLine', first_line)`,
    `staged_observation as said join doubled_observation using (${KEY}) where not differs and said.line <> first_line`,
  );
}

/** Adds the rows of whom we do not know. To be called when `ready_observation` is there. */
export async function refuseUnknownClients(tx: EntityManager): Promise<void> {
  await refuse(tx, 'client-unknown', 'Klantnummer', `said.client_number`, `'{}'`, `ready_observation as said where client_id is null`);
}

async function refuse(
  tx: EntityManager,
  code: ObservationReason,
  column: string,
  value: string,
  details: string,
  among: string,
): Promise<void> {
  await tx.query(
    `insert into row_problem (line, column_name, value, code, refused, details, together)
     select said.line, $1, ${value}, $2, $3, ${details}, said.client_number from ${among}`,
    [column, code, severityOfObservationProblem(code) === 'refused'],
  );
}
