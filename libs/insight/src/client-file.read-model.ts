import { Injectable } from '@nestjs/common';
import type { ContactPointKind, ReachChannel, Unreachable } from '#libs/people';
import type { Cadence } from '#libs/planning';
import type { ObservationChannel, ObservationSource, ObservationState } from '#libs/profiles';
import { localDate } from '#libs/platform';
import type { Reason } from '#libs/questionnaires';
import { DataSource } from 'typeorm';
import { ASKED_TRAITS } from './asked-traits.js';
import { COUNTING_OBSERVATIONS } from './counting-observations.js';
import { FILE_SUGGESTIONS, type FileSuggestion } from './file-suggestions.js';
import { FILE_SIGNALS, type FileSignal } from './signals.read-model.js';

/** Who it is, how they can be reached and what is planned: stands above every page of a file. */
export interface FileHeader {
  id: string;
  clientNumber: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  birthDate: string | null;
  deceasedOn: string | null;
  language: string;
  teamName: string | null;
  benefitSince: string | null;
  contactPoints: {
    kind: ContactPointKind;
    address: string;
    state: 'unverified' | 'verified' | 'invalid';
    reason: string | null;
    since: string;
  }[];
  optOuts: { channel: ReachChannel | null; source: string; at: string }[];
  /** What is asked next: nothing is, when nobody planned it. */
  plan: { nextOn: string; cadence: Cadence; channel: ReachChannel | null } | null;
}

export interface ObservedValue {
  id: number;
  trait: string;
  state: ObservationState;
  value: number | null;
  at: string;
  source: ObservationSource;
  channel: ObservationChannel;
}

/** What is part of how it went: what began, and what had a day and never did. `i` is the intervention. */
export const HAS_BEGUN = `i.starts_on is not null and i.state in ('started', 'paused', 'ended')`;

export interface FileIntervention {
  id: string;
  type: string;
  startsOn: string;
  endsOn: string | null;
  outcome: 'completed' | 'stopped_early' | 'not_started' | 'found_work' | null;
  outcomeNote: string | null;
  plannedBy: string;
  plannedAt: string;
}

export interface FileOverview {
  /** Oldest first. */
  observations: ObservedValue[];
  /** The open ones and what was decided or withdrawn; open first, then newest first. */
  suggestions: FileSuggestion[];
  interventions: FileIntervention[];
  /** Traits that were ever asked after, whatever came of it. */
  asked: string[];
  /** That they may have been in danger, newest first. */
  signals: FileSignal[];
}

export interface FileCheckIn {
  id: string;
  dueOn: string;
  versionId: string;
  items: string[];
  /** By trait: what was known when it was opened, and decided which questions followed. */
  known: Record<string, number>;
  /** By item: why it was asked then. */
  because: Record<string, Reason>;
  openedAt: string;
  closesAt: string;
  channel: ReachChannel | null;
  unreachable: Unreachable | 'not_delivered' | null;
  /** Why it was not asked, or no longer. */
  cause: string | null;
  language: string;
  startedAt: string | null;
  endedAt: string | null;
  outcome: 'finished' | 'partial' | 'silent' | 'unreachable' | 'canceled' | 'missed' | null;
  answers: {
    item: string;
    /** `skipped`: they went on without answering. */
    state: ObservationState | 'skipped';
    value: number | null;
    /** Words, a date, or several choices as `1,3`. */
    said: string | null;
    channel: string;
    at: string;
    /** The name of the member of staff who sat beside them. */
    helpedBy: string | null;
  }[];
}

/**
 * One client's file, a question a page. Whoever asks has checked that the person at the screen may open it and has written that down.
 * Moments come as ISO text: they come out of JSON.
 */
@Injectable()
export class ClientFileReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when there is no such client */
  async header(clientId: string, now: Temporal.Instant): Promise<FileHeader | null> {
    const [found] = await this.dataSource.query<FileHeader[]>(HEADER, [clientId, localDate(now)]);
    return found ?? null;
  }

  /** Everything known as of a moment: one statement, so that a decision and the intervention that came of it are seen together or not at all. */
  async overview(clientId: string, now: Temporal.Instant): Promise<FileOverview> {
    const [found] = await this.dataSource.query<[FileOverview]>(OVERVIEW, [clientId, now, localDate(now)]);
    return found;
  }

  /** Every check-in with what was answered, newest first. */
  async checkIns(clientId: string): Promise<FileCheckIn[]> {
    return this.dataSource.query<FileCheckIn[]>(CHECK_INS, [clientId]);
  }

  /** Whether this suggestion is about this client: an address that names another client's suggestion leads nowhere. */
  async hasSuggestion(clientId: string, suggestionId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(`select from suggestion where id = $2 and client_id = $1`, [
      clientId,
      suggestionId,
    ]);
    return rows.length > 0;
  }

  async hasObjection(clientId: string, objectionId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(`select from objection where id = $2 and client_id = $1`, [clientId, objectionId]);
    return rows.length > 0;
  }

  async hasIntervention(clientId: string, interventionId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(`select from intervention where id = $2 and client_id = $1`, [
      clientId,
      interventionId,
    ]);
    return rows.length > 0;
  }
}

const HEADER = `
  select c.id, c.client_number as "clientNumber", c.first_name as "firstName", c.infix, c.last_name as "lastName", c.birth_date as "birthDate",
         c.deceased_on as "deceasedOn", c.language, team.name as "teamName", lower(spell.during) as "benefitSince",
         (select coalesce(json_agg(json_build_object('kind', p.kind, 'address', p.address, 'state', p.state, 'reason', p.state_reason, 'since', p.state_since)
                   order by p.created_at desc, p.id desc), '[]')
            from contact_point p where p.client_id = c.id and p.ended_at is null) as "contactPoints",
         (select coalesce(json_agg(json_build_object('channel', o.channel, 'source', o.source, 'at', o.opted_out_at) order by o.opted_out_at), '[]')
            from opt_out o where o.client_id = c.id and o.undone_at is null) as "optOuts",
         (select json_build_object('nextOn', place.next_due_on, 'cadence', plan.cadence, 'channel', plan.preferred_channel)
            from enrolment place join plan on plan.id = place.plan_id
           where place.client_id = c.id and place.ended_at is null and place.next_due_on is not null order by place.next_due_on limit 1) as plan
    from client c
    left join caseload_assignment a on a.client_id = c.id and a.during @> $2::date
    left join team on team.id = a.team_id
    left join benefit_spell spell on spell.client_id = c.id and spell.during @> $2::date
   where c.id = $1`;

const OVERVIEW = `
  select (select coalesce(json_agg(json_build_object('id', o.id, 'trait', o.trait, 'state', o.state, 'value', o.value, 'at', o.observed_at,
                   'source', o.source, 'channel', o.channel) order by o.observed_at, o.id), '[]')
            from (${COUNTING_OBSERVATIONS}) as o) as observations,
         (${FILE_SUGGESTIONS}) as suggestions,
         (select coalesce(json_agg(json_build_object('id', i.id, 'type', i.type, 'startsOn', i.starts_on, 'endsOn', i.ends_on, 'outcome', i.outcome,
                   'outcomeNote', i.outcome_note, 'plannedBy', staff.name, 'plannedAt', i.planned_at)
                   order by (i.ended_at is null) desc, i.starts_on desc, i.id desc), '[]')
            from intervention i join staff on staff.id = i.planned_by where i.client_id = $1 and ${HAS_BEGUN}) as interventions,
         (${ASKED_TRAITS}) as asked,
         (${FILE_SIGNALS}) as signals`;

const CHECK_INS = `
  select r.id, r.due_on as "dueOn", r.questionnaire_version_id as "versionId", r.items, r.known, r.because,
         to_json(r.opened_at) #>> '{}' as "openedAt",
         to_json(r.closes_at) #>> '{}' as "closesAt", r.channel, r.unreachable_reason as unreachable, r.cause, r.language,
         to_json(r.started_at) #>> '{}' as "startedAt", to_json(r.ended_at) #>> '{}' as "endedAt", r.outcome,
         coalesce((select json_agg(json_build_object('item', a.item, 'state', a.state, 'value', a.value, 'said', a.said, 'channel', a.channel,
                     'at', a.answered_at, 'helpedBy', coalesce((select staff.name from staff where staff.id::text = a.helped_by), a.helped_by)))
                     from answer a where a.check_in_id = r.id), '[]') as answers
    from check_in r
   where r.client_id = $1
   order by r.due_on desc, r.id desc`;
