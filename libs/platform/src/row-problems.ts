import type { EntityManager } from 'typeorm';

/** Refused is what we would have to guess; a remark is about what we understand but somebody should know. */
export type RowSeverity = 'refused' | 'remark';

/** A problem with a row of a file, as its reader finds it. */
export interface FoundRowProblem<Code extends string = string> {
  line: number;
  /** As in the file's header; empty when it is about the whole row. */
  column: string;
  value: string;
  code: Code;
  details: Record<string, string | number>;
}

/** How many rows cannot be written, for how many reasons, and how much there is to know beside that. */
export interface RowProblemCounts {
  refused: number;
  refusals: number;
  remarks: number;
}

/**
 * Where the problems of a file wait until all are known: a temporary table of this transaction, for there may be as many as there are rows.
 * `together` says which rows go in as a whole or not at all.
 */
export async function openRowProblems(tx: EntityManager): Promise<void> {
  await tx.query(
    `create temporary table if not exists row_problem (
       id bigint generated always as identity primary key, line integer not null, column_name text not null, value text not null, code text not null,
       refused boolean not null, details jsonb not null, together text not null) on commit drop`,
  );
  await tx.query(`truncate row_problem`);
}

export async function stageRowProblems(
  tx: EntityManager,
  problems: readonly (FoundRowProblem & { together: string })[],
  severityOf: (code: string) => RowSeverity,
): Promise<void> {
  if (problems.length === 0) return;
  await tx.query(
    `insert into row_problem (line, column_name, value, code, refused, details, together)
     select "line", "column", "value", "code", "refused", "details", "together"
       from jsonb_to_recordset($1::jsonb) as problem (
         "line" integer, "column" text, "value" text, "code" text, "refused" boolean, "details" jsonb, "together" text)`,
    [JSON.stringify(problems.map((problem) => ({ ...problem, refused: severityOf(problem.code) === 'refused' })))],
  );
}

/** A problem that no row has by itself. All but the code and the column is SQL about `row`, a table with the key `line`. */
export interface ProblemAmongRows<Code extends string = string> {
  code: Code;
  column: string;
  value: string;
  details: string;
  /** What rows go together by. */
  together: string;
  /** Everything after `from`, one or more lines for each `row` that has the problem; $4 and on are `given`. */
  among: string;
}

export async function addRowProblems(
  tx: EntityManager,
  { code, column, value, details, together, among }: ProblemAmongRows,
  severity: RowSeverity = 'refused',
  given: readonly unknown[] = [],
): Promise<void> {
  await tx.query(
    `insert into row_problem (line, column_name, value, code, refused, details, together)
     select row.line, $1, ${value}, $2, $3, ${details}, ${together} from ${among} group by row.line order by row.line`,
    [column, code, severity === 'refused', ...given],
  );
}

export async function countRowProblems(tx: EntityManager): Promise<RowProblemCounts> {
  const [counts] = (await tx.query(
    `select count(distinct line) filter (where refused)::int as refused, count(*) filter (where refused)::int as refusals,
            count(*) filter (where not refused)::int as remarks
       from row_problem`,
  )) as [RowProblemCounts];
  return counts;
}

/** Problems in the order of the file, a page at a time. */
export async function* rowProblems<Code extends string>(tx: EntityManager, pageSize = 5_000): AsyncGenerator<FoundRowProblem<Code>> {
  await tx.query(`create index if not exists row_problem_order on row_problem (line, id)`);
  for (let after: { line: number; id: string } = { line: 0, id: '0' }; ;) {
    const page = (await tx.query(
      `select id, line, column_name as "column", value, code, details from row_problem where (line, id) > ($1, $2) order by line, id limit $3`,
      [after.line, after.id, pageSize],
    )) as (FoundRowProblem<Code> & { id: string })[];
    for (const { id, ...problem } of page) {
      after = { line: problem.line, id };
      yield problem;
    }
    if (page.length < pageSize) return;
  }
}
