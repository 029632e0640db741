import { Injectable } from '@nestjs/common';
import type { ObservationChannel, ObservationMode, ObservationSource, ObservationState } from '#libs/profiles';
import { DataSource } from 'typeorm';
import { COUNTING_OBSERVATIONS } from './counting-observations.js';

/** An observation that counts, as a coach can correct it. Moments come as ISO text. What it replaced is not in it: that is the privacy officer's. */
export interface CorrectableObservation {
  id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  at: string;
  source: ObservationSource;
  channel: ObservationChannel;
  mode: ObservationMode;
  helpedBy: string | null;
  /** When and by whom it took the place of what was wrong; null: it is as it was told. */
  corrected: { at: string; by: string | null } | null;
}

/** The coach's question: what is on record of this client, and what of it was corrected? */
@Injectable()
export class CorrectableReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest observations that count, newest first. */
  async newest(clientId: string, now: Temporal.Instant, most: number): Promise<CorrectableObservation[]> {
    return this.dataSource.query<CorrectableObservation[]>(`${CORRECTABLE} limit $3`, [clientId, now, most]);
  }

  /** What counts now in the place of this observation: itself, or what replaced it. null: this client has no such observation. */
  async standing(clientId: string, observationId: string, now: Temporal.Instant): Promise<CorrectableObservation | null> {
    const [found] = await this.dataSource.query<CorrectableObservation[]>(`${STANDING} limit 1`, [clientId, now, observationId]);
    return found ?? null;
  }
}

const correctable = (where: string) => `
  select o.id::text as id, o.trait, o.state, o.value, to_json(o.observed_at) #>> '{}' as at, o.source, o.channel, o.mode,
         coalesce(helper.name, case when o.helped_by !~ '^[0-9a-f-]{36}$' then o.helped_by end) as "helpedBy",
         case when c.observation_id is not null then json_build_object('at', c.corrected_at, 'by', corrector.name) end as corrected
    from (${COUNTING_OBSERVATIONS}) o
    left join staff helper on helper.id::text = o.helped_by
    left join observation_correction c on c.observation_id = o.id
    left join staff corrector on corrector.id = c.corrected_by
   ${where}
   order by o.observed_at desc, o.id desc`;

const CORRECTABLE = correctable('');

const STANDING = correctable(
  `where (o.trait, o.observed_at) in (select meant.trait, meant.observed_at from trait_observation meant where meant.client_id = $1 and meant.id = $3)`,
);
