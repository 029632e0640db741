import type { EntityManager } from 'typeorm';
import { DOES_NOT_KNOW, FIRST_VALUE, NOT_KNOWN, REFUSED } from './domain/cohort.js';

export interface KnownThen {
  month: Temporal.PlainDate;
  /** Half-open: what was observed in this time, and recorded by its end, was known. */
  since: Temporal.Instant;
  until: Temporal.Instant;
  /** In the order of the bytes. */
  traits: readonly string[];
}

/** Everybody who was on a benefit that day and is not kept yet. */
export async function addPeople(tx: EntityManager, { month, since, until, traits }: KnownThen): Promise<void> {
  await tx.query(
    `with person as materialized (
       select spell.client_id
         from benefit_spell spell
        where spell.during @> $1::date
          and not exists (select from outflow_baseline kept where kept.month = $1 and kept.client_id = spell.client_id)
     ), ${TOLD}, ${knownOf(traits.length)}
     insert into outflow_baseline (month, client_id, known)
     select $1, client_id, coalesce(known.bytes, ${nothingOf(traits.length)})
       from person left join known using (client_id)`,
    [month, traits, since, until],
  );
}

/** Traits that are new since the month was made, of everybody who is kept: as they were known then. */
export async function widenKnown(tx: EntityManager, { month, since, until, traits }: KnownThen): Promise<void> {
  await tx.query(
    `with person as materialized (select client_id from outflow_baseline where month = $1), ${TOLD}, ${knownOf(traits.length)}
     update outflow_baseline kept set known = kept.known || coalesce(known.bytes, ${nothingOf(traits.length)})
       from person left join known using (client_id)
      where kept.month = $1 and kept.client_id = person.client_id`,
    [month, traits, since, until],
  );
  await tx.query(`update outflow_baseline_month set traits = traits || $2::text[] where month = $1`, [month, traits]);
}

/**
 * What each person had last told of each trait, as a code. Set-based: one walk over the observations of that half year, where looking up every person
 * and trait for themselves took four times as long (100,000 people with 20 traits: 1.7 s against 6.9). Of one moment the highest id counts:
 * it corrects what came before.
 */
const TOLD = `
  told as (
    select distinct on (o.client_id, o.trait) o.client_id, wanted.place - 1 as place,
           case when o.state = 'refused' then ${REFUSED}
                when o.state = 'unknown' then ${DOES_NOT_KNOW}
                when o.value >= 0 and o.value <= ${255 - FIRST_VALUE} then ${FIRST_VALUE} + o.value
                else ${NOT_KNOWN} end::bigint as code
      from person
      join trait_observation o using (client_id)
      join unnest($2::text[]) with ordinality as wanted (trait, place) using (trait)
     where o.observed_at >= $3 and o.observed_at < $4 and o.recorded_at < $4
     order by o.client_id, o.trait, o.observed_at desc, o.id desc
  )`;

const BYTES_OF_A_NUMBER = 8;

/** A byte a trait: eight of them are one number, put together bit by bit, because PostgreSQL has no aggregate that sets a byte. */
function knownOf(traits: number): string {
  const numbers = Array.from(
    { length: Math.ceil(traits / BYTES_OF_A_NUMBER) },
    (_, nth) =>
      `int8send(coalesce(bit_or(code << (8 * (${BYTES_OF_A_NUMBER - 1} - place % ${BYTES_OF_A_NUMBER}))::int)
                 filter (where place / ${BYTES_OF_A_NUMBER} = ${nth}), 0))`,
  );
  return `known as (select client_id, substr(${numbers.join(' || ')}, 1, ${traits}) as bytes from told group by client_id)`;
}

function nothingOf(traits: number): string {
  return `decode(repeat('00', ${traits}), 'hex')`;
}
