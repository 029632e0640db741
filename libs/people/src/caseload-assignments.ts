/**
 * Brings assignments in line with what is wanted, for one client or fifty thousand. Three statements, in this order; $1 is the moment of recording.
 * @param wanted SQL of a relation (client_id, staff_id, team_id, from_date), one row a client
 * @returns statements that each return the client_id of what they changed
 */
export function assignmentStatements(wanted: string): string[] {
  const differs = `(assignment.staff_id, assignment.team_id) is distinct from (wanted.staff_id, wanted.team_id)`;
  return [
    // Corrected on the day it began: it was never in force, so it leaves no history.
    `update caseload_assignment assignment set staff_id = wanted.staff_id, team_id = wanted.team_id, created_at = $1
       from (${wanted}) wanted
      where assignment.client_id = wanted.client_id and upper_inf(assignment.during) and lower(assignment.during) >= wanted.from_date and ${differs}
     returning assignment.client_id`,
    `update caseload_assignment assignment set during = daterange(lower(assignment.during), wanted.from_date)
       from (${wanted}) wanted
      where assignment.client_id = wanted.client_id and upper_inf(assignment.during) and lower(assignment.during) < wanted.from_date and ${differs}
        and $1::timestamptz is not null
     returning assignment.client_id`,
    `insert into caseload_assignment (client_id, staff_id, team_id, during, created_at)
     select wanted.client_id, wanted.staff_id, wanted.team_id, daterange(wanted.from_date, null), $1
       from (${wanted}) wanted
      where not exists (select from caseload_assignment where client_id = wanted.client_id and upper_inf(during))
     returning client_id`,
  ];
}
