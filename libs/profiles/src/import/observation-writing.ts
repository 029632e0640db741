import type { EntityManager } from 'typeorm';

export interface ObservationCounts {
  new: number;
  /** Of which the file said something else before: what it says now takes its place, and the other stays readable. */
  changed: number;
  unchanged: number;
}

/**
 * Compares what the file says with what files said before, by client, trait, moment and source. What a coach corrected since stands: the same
 * file again does not undo it.
 * @returns how many there are of each; nothing is written yet
 */
export async function compareObservations(tx: EntityManager): Promise<ObservationCounts> {
  await tx.query(
    `create temporary table ready_observation on commit drop as
     select said.line, said.client_number, client.id as client_id, said.trait, said.state, said.value, said.observed_at, said.source,
            case when client.id is null then 'nobody'
                 when earlier.state is null then 'new'
                 when (earlier.state, earlier.value) is distinct from (said.state, said.value) then 'changed'
                 else 'unchanged' end as standing
       from staged_observation as said
       left join client on client.client_number = said.client_number
       -- One descent of the key for each: a join of another kind would read all that was ever observed.
       left join lateral (
         select state, value from trait_observation as o
          where o.client_id = client.id and o.trait = said.trait and o.observed_at = said.observed_at
            and o.source = said.source and o.mode = 'file'
          order by id desc limit 1) as earlier on true
      where not exists (
        select from doubled_observation as d
         where (d.client_number, d.trait, d.observed_at, d.source) = (said.client_number, said.trait, said.observed_at, said.source)
           and (d.differs or d.first_line <> said.line))`,
  );
  const [counts] = (await tx.query(
    `select count(*) filter (where standing = 'new')::int as new, count(*) filter (where standing = 'changed')::int as changed,
            count(*) filter (where standing = 'unchanged')::int as unchanged
       from ready_observation`,
  )) as [ObservationCounts];
  return counts;
}

/** From when until when the file speaks; null when there is nothing to write. */
export async function spanOfObservations(tx: EntityManager): Promise<{ from: Temporal.Instant; to: Temporal.Instant } | null> {
  const [{ from, to }] = (await tx.query(
    `select min(observed_at) as from, max(observed_at) as to from ready_observation where standing in ('new', 'changed')`,
  )) as [{ from: Date | null; to: Date | null }];
  return from && to ? { from: from.toTemporalInstant(), to: to.toTemporalInstant() } : null;
}

/** Why the privacy officer reads that something was replaced. */
const SAID_OTHERWISE = 'Een ingelezen bestand zegt iets anders dan een bestand daarvoor.';

const WRITTEN = (standing: 'new' | 'changed') => `
  insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
  select client_id, trait, state, value, observed_at, $1, source, 'import', 'file', 'nl'
    from ready_observation
   where standing = '${standing}'
   order by client_id, trait, observed_at`;

/**
 * Writes what is new or changed, in the order of the key: a million rows in any other order take twice as long to find their places. Of what
 * changed it is written down what it replaces: that is what counted until now, so also a correction of the value before.
 */
export async function writeObservations(tx: EntityManager, now: Temporal.Instant): Promise<void> {
  await tx.query(WRITTEN('new'), [now]);
  await tx.query(
    `with written as (${WRITTEN('changed')} returning id, client_id, trait, observed_at)
     insert into observation_correction (observation_id, superseded_id, client_id, trait, observed_at, reason, corrected_at)
     select written.id, replaced.id, client_id, trait, observed_at, $2, $1
       from written
      -- As it was before this statement: what is written by it is not there yet.
      cross join lateral (
        select o.id from trait_observation as o
         where o.client_id = written.client_id and o.trait = written.trait and o.observed_at = written.observed_at
         order by o.id desc limit 1) as replaced
     on conflict (superseded_id) do nothing`,
    [now, SAID_OTHERWISE],
  );
}

/** Of whom something new is known. */
export async function touchedClients(tx: EntityManager): Promise<string[]> {
  const rows = (await tx.query(`select distinct client_id as id from ready_observation where standing in ('new', 'changed')`)) as {
    id: string;
  }[];
  return rows.map(({ id }) => id);
}
