import type { EntityManager } from 'typeorm';
import { STATES_WITH_A_PLACE, type Occupancy } from './domain/lifecycle.js';

/**
 * Who stands in line: whoever waits, is alive and on a benefit on that day. Who left a benefit keeps their moment, and stands there again when
 * they come back; meanwhile they hold up nobody. `i` is the intervention.
 */
export function standsInLine(today: `$${number}`): string {
  return `i.state = 'waiting' and exists (
    select from client join benefit_spell spell on spell.client_id = client.id
     where client.id = i.client_id and client.deceased_on is null and spell.during @> ${today}::date)`;
}

/** Has a place. `i` is the intervention. */
export const HAS_A_PLACE = `i.ended_at is null and i.state in (${STATES_WITH_A_PLACE.map((state) => `'${state}'`).join(', ')})`;

/**
 * How the places of one intervention stand for whoever asks. One at a time for each kind, until the transaction ends: of two coaches at once for
 * the last place one gets it, and the other sees that it is gone.
 * @param askingId one that waits already; null: somebody new
 */
export async function claimOccupancy(
  tx: EntityManager,
  { code, places }: { code: string; places: number | null },
  askingId: string | null,
  today: Temporal.PlainDate,
): Promise<Occupancy> {
  if (places === null) return { places, taken: 0, ahead: 0 };
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('places of ' || $1::text, 0))`, [code]);
  const [counted] = await tx.query<[Omit<Occupancy, 'places'>]>(
    `select (count(*) filter (where ${HAS_A_PLACE}))::int as taken,
            (count(*) filter (where ${standsInLine('$2')} 
                              and (asking.id is null or (i.planned_at, i.id) < (asking.planned_at, asking.id))))::int as ahead
       from intervention i left join intervention asking on asking.id = $3
      where i.type = $1 and i.ended_at is null`,
    [code, today, askingId],
  );
  return { places, ...counted };
}
