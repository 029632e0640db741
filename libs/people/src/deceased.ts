/**
 * Who is deceased follows from why a benefit ended, and is undone by exactly what undoes that. Both are statements over `told`, a query of what is
 * (about to be) told about spells: `client_id`; `ended_on` and `was`, what we know; `ends_on` and `becomes`, what we are told. `now` is the parameter
 * with the moment. Each returns the client_id of whom it changed.
 */

/** "Overleden" was a mistake: only what that mistake had set is undone. To be run before the spell itself changes. */
export function noLongerDeceased(told: string, now: string): string {
  return `update client set deceased_on = null, updated_at = ${now}::timestamptz
     from (${told}) told
    where client.id = told.client_id and told.was = 'DECEASED' and told.becomes is distinct from 'DECEASED' and client.deceased_on = told.ended_on
   returning client.id as client_id`;
}

/** Of more than one benefit that ended so, the last tells the day. */
export function nowDeceased(told: string, now: string): string {
  return `update client set deceased_on = told.ends_on, updated_at = ${now}::timestamptz
     from (select distinct on (client_id) client_id, ends_on from (${told}) each where becomes = 'DECEASED' order by client_id, ends_on desc) told
    where client.id = told.client_id and client.deceased_on is distinct from told.ends_on
   returning client.id as client_id`;
}
