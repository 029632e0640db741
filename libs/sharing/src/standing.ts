import type { EntityManager } from 'typeorm';
import type { ClientResponse, ShareWay } from './domain/share.js';

/** What the client said last about a suggestion that was shared. */
export interface StandingResponse {
  id: string;
  response: ClientResponse;
  words: string | null;
  at: Temporal.Instant;
  /** The coach who heard it; null: the client, behind the link. */
  heardBy: string | null;
}

export interface StandingObjection {
  id: string;
  words: string;
  madeAt: Temporal.Instant;
  /** The coach who heard it; null: the client, behind the link. */
  heardBy: string | null;
  handledAt: Temporal.Instant | null;
  handledBy: string | null;
  /** What became of it, in words. */
  outcome: string | null;
}

/** A suggestion as it stands between a coach and a client. */
export interface StandingShare {
  shareId: string;
  suggestionId: string;
  intervention: string;
  how: ShareWay;
  sharedAt: Temporal.Instant;
  sharedBy: string;
  /** The latest counts; null: nothing was said yet. */
  response: StandingResponse | null;
  /** Oldest first. */
  objections: StandingObjection[];
}

type Moments = 'at' | 'madeAt' | 'handledAt';
type AsText<T> = { [K in keyof T]: K extends Moments ? Exclude<T[K], Temporal.Instant> | string : T[K] };
type StandingRow = Omit<StandingShare, 'sharedAt' | 'response' | 'objections'> & {
  sharedAt: Date;
  response: AsText<StandingResponse> | null;
  objections: AsText<StandingObjection>[];
};

const STANDING = `
  select share.id as "shareId", share.suggestion_id as "suggestionId", suggestion.intervention, share.how,
         share.shared_at as "sharedAt", staff.name as "sharedBy",
         (select json_build_object('id', said.id, 'response', said.response, 'words', said.words, 'at', said.at, 'heardBy', heard.name)
            from client_response said left join staff heard on heard.id = said.staff_id
           where said.suggestion_id = share.suggestion_id order by said.at desc, said.id desc limit 1) as response,
         (select coalesce(json_agg(json_build_object(
                   'id', made.id, 'words', made.words, 'madeAt', made.made_at, 'heardBy', heard.name,
                   'handledAt', made.handled_at, 'handledBy', handler.name, 'outcome', made.outcome) order by made.made_at, made.id), '[]')
            from objection made
            left join staff heard on heard.id = made.staff_id
            left join staff handler on handler.id = made.handled_by
           where made.suggestion_id = share.suggestion_id) as objections
    from suggestion_share share
    join suggestion on suggestion.id = share.suggestion_id
    join staff on staff.id = share.shared_by
   where share.client_id = $1 and share.withdrawn_at is null
   order by share.shared_at desc, share.id desc`;

export async function readStanding(tx: EntityManager, clientId: string): Promise<StandingShare[]> {
  const rows: StandingRow[] = await tx.query(STANDING, [clientId]);
  return rows.map(({ response, objections, sharedAt, ...share }) => ({
    ...share,
    sharedAt: sharedAt.toTemporalInstant(),
    response: response && { ...response, at: instant(response.at) },
    objections: objections.map((objection) => ({
      ...objection,
      madeAt: instant(objection.madeAt),
      handledAt: objection.handledAt === null ? null : instant(objection.handledAt),
    })),
  }));
}

function instant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}
