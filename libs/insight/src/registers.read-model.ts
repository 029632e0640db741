import { Injectable } from '@nestjs/common';
import type { Wording } from '#libs/platform';
import type { ObservationState } from '#libs/profiles';
import type { LegalGround } from '#libs/questionnaires';
import { DataSource, type EntityManager } from 'typeorm';

/** One correction with what it replaced. Moments come as ISO text. */
export interface CorrectionLine {
  id: string;
  clientId: string;
  clientNumber: string;
  trait: string;
  observedAt: string;
  before: { state: ObservationState; value: number | null; recordedAt: string };
  after: { state: ObservationState; value: number | null };
  reason: string;
  /** null: a file that was read in. */
  correctedBy: string | null;
  correctedAt: string;
}

/** What a questionnaire asks, why, on what ground and for how long: its newest version. */
export interface RegisteredQuestionnaire {
  key: string;
  title: Wording;
  purpose: Wording;
  legalBasis: { ground: LegalGround; article: string } | null;
  retentionMonths: number | null;
  version: number;
  publishedAt: string;
  publishedBy: string | null;
  approvedBy: string | null;
  /** What its items and its scores are observations of, each once. */
  traits: string[];
}

export interface ExportLine {
  id: string;
  what: 'profiles' | 'observations';
  selection: string | null;
  fromOn: string | null;
  untilOn: string | null;
  rowCount: number;
  exportedBy: string;
  exportedAt: string;
}

/** As many on a page. */
const CORRECTIONS_A_PAGE = 50;
const MOST_EXPORTS = 200;
const MOST_QUESTIONNAIRES = 200;

/** The privacy officer's questions: what is asked and why, what was replaced, what left the house. */
@Injectable()
export class RegistersReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Corrections, newest first, with what stood there before: the only reader of that. Whoever shows them writes the look down, so it takes the
   * caller's transaction.
   * @param after the last one of the page before; null: the first page
   */
  async corrections(tx: EntityManager, after: string | null): Promise<{ lines: CorrectionLine[]; hasMore: boolean }> {
    const lines: CorrectionLine[] = await tx.query(CORRECTIONS, [after, CORRECTIONS_A_PAGE + 1]);
    return { lines: lines.slice(0, CORRECTIONS_A_PAGE), hasMore: lines.length > CORRECTIONS_A_PAGE };
  }

  /** The newest version of each questionnaire, by key. */
  async questionnaires(): Promise<RegisteredQuestionnaire[]> {
    return this.dataSource.query<RegisteredQuestionnaire[]>(QUESTIONNAIRES, [MOST_QUESTIONNAIRES]);
  }

  /** The latest two hundred, newest first. */
  async exports(): Promise<ExportLine[]> {
    return this.dataSource.query<ExportLine[]>(
      `select id, what, selection, from_on::text as "fromOn", until_on::text as "untilOn", row_count::float8 as "rowCount",
              exported_by as "exportedBy", to_json(exported_at) #>> '{}' as "exportedAt"
         from export_record
        order by id desc
        limit $1`,
      [MOST_EXPORTS],
    );
  }
}

// An observation is found by the whole of its key. One that was dropped takes its corrections along, so there is always one.
const CORRECTIONS = `
  select c.observation_id as id, c.client_id as "clientId", client.client_number as "clientNumber", c.trait,
         to_json(c.observed_at) #>> '{}' as "observedAt",
         json_build_object('state', old.state, 'value', old.value, 'recordedAt', old.recorded_at) as before,
         json_build_object('state', new.state, 'value', new.value) as after,
         c.reason, staff.name as "correctedBy", to_json(c.corrected_at) #>> '{}' as "correctedAt"
    from (select * from observation_correction
           where $1::bigint is null
              or (corrected_at, observation_id) < (select last.corrected_at, last.observation_id from observation_correction last where last.observation_id = $1)
           order by corrected_at desc, observation_id desc
           limit $2) c
    join client on client.id = c.client_id
    left join staff on staff.id = c.corrected_by
    join trait_observation old on old.client_id = c.client_id and old.trait = c.trait and old.observed_at = c.observed_at and old.id = c.superseded_id
    join trait_observation new on new.client_id = c.client_id and new.trait = c.trait and new.observed_at = c.observed_at and new.id = c.observation_id
   order by c.corrected_at desc, c.observation_id desc`;

const QUESTIONNAIRES = `
  select q.key, v.definition -> 'title' as title, v.definition -> 'purpose' as purpose, v.definition -> 'legalBasis' as "legalBasis",
         (v.definition ->> 'retentionMonths')::int as "retentionMonths", v.number as version,
         to_json(v.published_at) #>> '{}' as "publishedAt", publisher.name as "publishedBy", approver.name as "approvedBy",
         array(select asked.trait
                 from (select item ->> 'trait' as trait, place from jsonb_array_elements(v.definition -> 'items') with ordinality as items (item, place)
                       union all
                       select score ->> 'trait', 100000 + place
                         from jsonb_array_elements(coalesce(v.definition -> 'scores', '[]')) with ordinality as scores (score, place)) as asked
                where asked.trait is not null
                group by asked.trait order by min(asked.place)) as traits
    from questionnaire q
    join lateral (
      select * from questionnaire_version newest where newest.questionnaire_id = q.id order by newest.number desc limit 1
    ) v on true
    left join staff publisher on publisher.id = v.published_by
    left join staff approver on approver.id = v.approved_by
   order by q.key
   limit $1`;
