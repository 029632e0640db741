import { Injectable } from '@nestjs/common';
import type { ReachChannel } from '#libs/people';
import type { ObservationChannel, ObservationMode, ObservationSource, ObservationState } from '#libs/profiles';
import { DataSource } from 'typeorm';
import { HAS_BEGUN, type FileIntervention } from './client-file.read-model.js';
import { COUNTING_OBSERVATIONS } from './counting-observations.js';

/** What somebody said or what was seen of one trait, as it counts: of two about one moment only the one recorded last. */
export interface CourseObservation {
  id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  at: string;
  source: ObservationSource;
  channel: ObservationChannel;
  mode: ObservationMode;
  /** The name of who sat beside the client or filled it in. */
  helpedBy: string | null;
}

/** One occasion on which the client was asked, or was to be asked. */
export interface CourseRound {
  id: string;
  dueOn: string;
  versionId: string;
  openedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  channel: ReachChannel | null;
  outcome: 'finished' | 'partial' | 'silent' | 'unreachable' | 'canceled' | 'missed' | null;
  cause: string | null;
  items: string[];
  /** The items that have an answer, also a refusal. */
  answered: string[];
  /** The items that somebody went on from without answering. */
  skipped: string[];
  /** When something was last answered, also when that was a refusal. */
  heardAt: string | null;
  /** Whether something that was sent for it arrived. */
  arrived: boolean;
}

export interface ItemTrait {
  versionId: string;
  item: string;
  trait: string;
  /** Asked only when something else is so: without an answer it may never have been asked. */
  isConditional: boolean;
}

export interface ClientCourse {
  /** Oldest first. */
  observations: CourseObservation[];
  /** Oldest first. */
  rounds: CourseRound[];
  /** Oldest first. */
  interventions: FileIntervention[];
  /** By version and item: the trait that an answer tells of. */
  traits: ItemTrait[];
}

/** What stood in a profile then. `corrected`: it was replaced afterwards; what it said is not given, to nobody who looks through a file. */
export interface PastObservation extends Omit<CourseObservation, 'state'> {
  state: ObservationState | 'corrected';
  recordedAt: string;
  /** In which it was asked. */
  language: string;
}

export interface PastProfile {
  /** Everything up to then as it was known, oldest first. */
  observations: PastObservation[];
  /** What ran on that day, as far as was known. */
  interventions: { id: string; type: string; startsOn: string; endsOn: string | null; plannedBy: string }[];
  /** What waited for a decision. */
  suggestions: { id: string; intervention: string; stance: 'suggest' | 'advise_against'; fromWish: boolean; madeAt: string }[];
}

/** How it went with one client: everything that was heard and all that was asked, now or as of a day; one statement each. */
@Injectable()
export class ClientCourseReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Everything that is kept, up to now: what is usual for somebody is a matter of years. */
  async course(clientId: string, now: Temporal.Instant): Promise<ClientCourse> {
    const [found] = await this.dataSource.query<[ClientCourse]>(COURSE, [clientId, now]);
    return found;
  }

  /**
   * As it was before one moment, by what was known before another; both may be the same.
   * @param day the day that `trueBefore` ends: interventions run by the day
   */
  async asOf(
    clientId: string,
    { day, trueBefore, knownBefore }: { day: Temporal.PlainDate; trueBefore: Temporal.Instant; knownBefore: Temporal.Instant },
  ): Promise<PastProfile> {
    const [found] = await this.dataSource.query<[PastProfile]>(AS_OF, [clientId, trueBefore, knownBefore, day.toString()]);
    return found;
  }
}

const HELPER = `coalesce(helper.name, case when o.helped_by !~ '^[0-9a-f-]{36}$' then o.helped_by end)`;

export const COURSE = `
  with heard as materialized (${COUNTING_OBSERVATIONS}),
       round as materialized (select r.* from check_in r where r.client_id = $1 and r.opened_at <= $2),
       answers as materialized (
         select a.check_in_id, array_agg(a.item) filter (where a.state <> 'skipped') as answered,
                array_agg(a.item) filter (where a.state = 'skipped') as skipped,
                max(a.answered_at) filter (where a.state <> 'skipped') as heard_at
           from answer a where a.check_in_id in (select id from round) group by a.check_in_id),
       arrived as materialized (
         select distinct m.subject_id from message m where m.client_id = $1 and m.status = 'delivered')
  select (select coalesce(json_agg(json_build_object('id', o.id::text, 'trait', o.trait, 'state', o.state, 'value', o.value, 'at', o.observed_at,
                   'source', o.source, 'channel', o.channel, 'mode', o.mode, 'helpedBy', ${HELPER}) order by o.observed_at, o.id), '[]')
            from heard o left join staff helper on helper.id::text = o.helped_by) as observations,
         (select coalesce(json_agg(json_build_object('id', r.id, 'dueOn', r.due_on, 'versionId', r.questionnaire_version_id,
                   'openedAt', r.opened_at, 'startedAt', r.started_at, 'endedAt', r.ended_at, 'channel', r.channel, 'outcome', r.outcome,
                   'cause', r.cause, 'items', r.items, 'answered', coalesce(a.answered, '{}'), 'skipped', coalesce(a.skipped, '{}'),
                   'heardAt', a.heard_at, 'arrived', arrived.subject_id is not null) order by r.opened_at, r.id), '[]')
            from round r left join answers a on a.check_in_id = r.id left join arrived on arrived.subject_id = r.id) as rounds,
         (select coalesce(json_agg(json_build_object('id', i.id, 'type', i.type, 'startsOn', i.starts_on, 'endsOn', i.ends_on, 'outcome', i.outcome,
                   'outcomeNote', i.outcome_note, 'plannedBy', staff.name, 'plannedAt', i.planned_at) order by i.starts_on, i.id), '[]')
            from intervention i join staff on staff.id = i.planned_by where i.client_id = $1 and ${HAS_BEGUN}) as interventions,
         (select coalesce(json_agg(json_build_object('versionId', v.id, 'item', item ->> 'key', 'trait', item ->> 'trait',
                   'isConditional', item ->> 'showWhen' is not null)), '[]')
            from questionnaire_version v cross join jsonb_array_elements(v.definition -> 'items') as item
           where v.id in (select questionnaire_version_id from round) and item ->> 'trait' is not null) as traits`;

// One walk over the history decides three things of each trait and moment: which row counted then, which counts now, and whether they differ.
export const AS_OF = `
  with recorded as (
         select o.*, max(o.id) filter (where o.recorded_at < $3) over same as known_then,
                first_value(o.state) over newest_first as state_now, first_value(o.value) over newest_first as value_now
           from trait_observation o where o.client_id = $1 and o.observed_at < $2
         window same as (partition by o.trait, o.observed_at), newest_first as (partition by o.trait, o.observed_at order by o.id desc)),
       known as (
         select *, state is distinct from state_now or value is distinct from value_now as corrected from recorded where id = known_then)
  select (select coalesce(json_agg(json_build_object('id', o.id::text, 'trait', o.trait, 'state', case when o.corrected then 'corrected' else o.state end,
                   'value', case when not o.corrected then o.value end, 'at', o.observed_at, 'recordedAt', o.recorded_at,
                   'language', o.language, 'source', o.source, 'channel', o.channel, 'mode', o.mode, 'helpedBy', ${HELPER}) order by o.observed_at, o.id), '[]')
            from known o left join staff helper on helper.id::text = o.helped_by) as observations,
         (select coalesce(json_agg(json_build_object('id', i.id, 'type', i.type, 'startsOn', i.starts_on,
                   'endsOn', case when i.ended_at < $3 then i.ends_on end, 'plannedBy', staff.name) order by i.starts_on, i.id), '[]')
            from intervention i join staff on staff.id = i.planned_by
           where i.client_id = $1 and ${HAS_BEGUN} and i.planned_at < $3 and i.starts_on <= $4::date
             and (i.ended_at is null or i.ended_at >= $3 or (i.outcome <> 'not_started' and (i.ends_on is null or i.ends_on >= $4::date)))) as interventions,
         (select coalesce(json_agg(json_build_object('id', s.id, 'intervention', s.intervention, 'stance', s.stance, 'fromWish', s.from_wish,
                   'madeAt', s.made_at) order by s.stance desc, s.from_wish desc, s.rank, s.made_at, s.id), '[]')
            from suggestion s
           where s.client_id = $1 and s.made_at < least($2::timestamptz, $3::timestamptz)
             and (s.decided_at is null or s.decided_at >= least($2::timestamptz, $3::timestamptz))
             and (s.withdrawn_at is null or s.withdrawn_at >= least($2::timestamptz, $3::timestamptz))) as suggestions`;
