import { Injectable } from '@nestjs/common';
import { STATES_WITH_A_PLACE, standsInLine, type InterventionState, type Step, type StopReason } from '#libs/interventions';
import { localDate, TIME_ZONE } from '#libs/platform';
import type { ObservationState } from '#libs/profiles';
import { DataSource } from 'typeorm';
import type { FileIntervention } from './client-file.read-model.js';

/** What was heard of a trait about a moment; null: nothing was. */
export interface HeardThen {
  state: ObservationState;
  value: number | null;
  at: string;
}

/** One trait beside an intervention that ended: at its start, about its end, and three months later. Side by side is all it is. */
export interface TraitBeside {
  trait: string;
  start: HeardThen | null;
  end: HeardThen | null;
  later: HeardThen | null;
  /** false: three months after the end have not passed yet. */
  isLater: boolean;
}

export interface FileStep {
  step: Step;
  onDay: string | null;
  note: string | null;
  /** null: the client, or the day that was agreed had come. */
  by: string | null;
  at: string;
}

export interface FileInterventionInFull extends Omit<FileIntervention, 'startsOn'> {
  state: InterventionState;
  /** null while it is offered or waits, and of what never got that far. */
  startsOn: string | null;
  stopReason: StopReason | null;
  /** Oldest first. */
  steps: FileStep[];
  /** Of what waits: how many places are taken and how many people wait longer. */
  line: { taken: number; ahead: number } | null;
  /** Of what began and ended; the traits that the suggestion rested on, and how somebody is doing in general. */
  beside: TraitBeside[];
}

/** How far before the first day, and around the last day and the day three months later, an answer still tells of that moment. In days. */
export const AROUND = { start: 90, end: 45, later: 45, laterAfter: 91 } as const;
/** Looked at beside every intervention, also one that came from no suggestion. */
const ALWAYS_BESIDE = ['wellbeing.general', 'workability.self'];

/** Everything about what was offered to, agreed with and begun for one client. */
@Injectable()
export class ClientInterventionsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** What has not ended first, then the latest. One statement. */
  async ofClient(clientId: string, now: Temporal.Instant): Promise<FileInterventionInFull[]> {
    return this.dataSource.query<FileInterventionInFull[]>(IN_FULL, [clientId, now, localDate(now), TIME_ZONE, ALWAYS_BESIDE]);
  }
}

const HEARD = `json_build_object('state', o.state, 'value', o.value, 'at', o.observed_at)`;
/** Of one moment the row that was recorded last counts. `day` is the day itself; the nearest answer around it is taken. */
const nearest = (day: string, days: number): string => `
  (select ${HEARD} from trait_observation o
    where o.client_id = i.client_id and o.trait = beside.trait and o.observed_at <= $2
      and o.observed_at >= (${day} - ${days})::timestamp at time zone $4 and o.observed_at < (${day} + ${days + 1})::timestamp at time zone $4
      and o.observed_at >= (i.starts_on + 1)::timestamp at time zone $4
    order by abs(extract(epoch from o.observed_at - (${day})::timestamp at time zone $4)), o.observed_at, o.id desc limit 1)`;
const THREE_MONTHS_LATER = `i.ends_on + ${AROUND.laterAfter}`;

const IN_FULL = `
  select i.id, i.type, i.state, i.starts_on::text as "startsOn", i.ends_on::text as "endsOn", i.outcome, i.stop_reason as "stopReason",
         i.outcome_note as "outcomeNote", staff.name as "plannedBy", to_json(i.planned_at) #>> '{}' as "plannedAt",
         (select coalesce(json_agg(json_build_object('step', s.step, 'onDay', s.on_day, 'note', s.note, 'by', doer.name, 'at', s.at) order by s.at, s.id), '[]')
            from intervention_step s left join staff doer on doer.id = s.staff_id where s.intervention_id = i.id) as steps,
         case when i.state = 'waiting' then
           (select json_build_object('taken', count(*) filter (where other.state in (${STATES_WITH_A_PLACE.map((state) => `'${state}'`).join(', ')})),
                                     'ahead', count(*) filter (where ${standsInLine('$3').replaceAll('i.', 'other.')}
                                                                 and (other.planned_at, other.id) < (i.planned_at, i.id)))
              from intervention other where other.type = i.type and other.ended_at is null) end as line,
         case when i.outcome <> 'not_started' and i.ends_on is not null then
           (select coalesce(json_agg(json_build_object('trait', beside.trait,
                     'start', (select ${HEARD} from trait_observation o
                                where o.client_id = i.client_id and o.trait = beside.trait
                                  and o.observed_at >= (i.starts_on - ${AROUND.start})::timestamp at time zone $4
                                  and o.observed_at < (i.starts_on + 1)::timestamp at time zone $4
                                order by o.observed_at desc, o.id desc limit 1),
                     'end', ${nearest('i.ends_on', AROUND.end)},
                     'later', ${nearest(THREE_MONTHS_LATER, AROUND.later)},
                     'isLater', ${THREE_MONTHS_LATER} <= $3::date) order by beside.place), '[]')
              from (select trait, min(place) as place
                      from (select trait, place from unnest($5::text[]) with ordinality as always (trait, place)
                            union all
                            select trait #>> '{}', -1
                              from suggestion sg cross join jsonb_path_query(sg.evidence, '$.for[*].observations[*].trait') as named (trait)
                             where sg.id = i.suggestion_id) as each
                     group by trait) as beside)
           else '[]' end as beside
    from intervention i join staff on staff.id = i.planned_by
   where i.client_id = $1
   order by (i.ended_at is null) desc, coalesce(i.starts_on, i.planned_at::date) desc, i.id desc`;
