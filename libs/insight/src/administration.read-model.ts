import { Injectable } from '@nestjs/common';
import type { StaffRole } from '#libs/people';
import type { Wording } from '#libs/platform';
import { DataSource } from 'typeorm';

export interface AdministrationOverview {
  staff: {
    name: string;
    email: string | null;
    role: StaffRole;
    team: string | null;
    active: boolean;
    hasPassword: boolean;
    clients: number;
  }[];
  questionnaires: { key: string; title: Wording; version: number; publishedAt: string; items: number; plans: number }[];
  rules: { rule: string; version: number; definition: unknown; author: string; approver: string; validFrom: string }[];
  /** Messages that were to go out in the last seven days, by what became of them. */
  messages: { channel: 'sms' | 'email'; status: string; count: number }[];
  clients: { onBenefit: number; withPlan: number };
}

/** What keeps the product running, without a single client in it: counts, accounts, versions. */
@Injectable()
export class AdministrationReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async overview(now: Temporal.Instant, today: Temporal.PlainDate): Promise<AdministrationOverview> {
    const [found] = await this.dataSource.query<[AdministrationOverview]>(OVERVIEW, [now, today]);
    return found;
  }
}

const OVERVIEW = `
  select (select coalesce(json_agg(json_build_object('name', s.name, 'email', s.email, 'role', s.role, 'team', team.name,
                   'active', s.deactivated_at is null, 'hasPassword', s.password_hash is not null, 'clients', caseload.clients)
                   order by s.deactivated_at is not null, array_position(array['admin', 'privacy_officer', 'team_lead', 'coach'], s.role), team.name, s.name), '[]')
            from staff s
            left join team on team.id = s.team_id
            left join lateral (
              select count(*) as clients from caseload_assignment a where a.staff_id = s.id and upper_inf(a.during) and lower(a.during) <= $2::date
            ) caseload on true) as staff,
         (select coalesce(json_agg(json_build_object('key', q.key, 'title', v.definition -> 'title', 'version', v.number, 'publishedAt', v.published_at,
                   'items', jsonb_array_length(v.definition -> 'items'),
                   'plans', (select count(*) from enrolment p where p.questionnaire_id = q.id and p.ended_at is null))
                   order by q.key, v.number desc), '[]')
            from questionnaire q join questionnaire_version v on v.questionnaire_id = q.id) as questionnaires,
         (select coalesce(json_agg(json_build_object('rule', r.rule, 'version', r.version, 'definition', r.definition, 'author', r.author,
                   'approver', r.approver, 'validFrom', r.valid_from) order by r.rule), '[]')
            from rule_version r where r.valid_from <= $1 and (r.valid_until is null or r.valid_until > $1)) as rules,
         (select coalesce(json_agg(json_build_object('channel', m.channel, 'status', m.status, 'count', m.count) order by m.channel, m.status), '[]')
            from (select channel, status, count(*) as count from message
                   where not_before > $1::timestamptz - interval '7 days' and not_before <= $1 group by channel, status) m) as messages,
         (select json_build_object('onBenefit', count(distinct spell.client_id), 'withPlan', count(distinct plan.client_id))
            from benefit_spell spell
            left join enrolment plan on plan.client_id = spell.client_id and plan.ended_at is null
           where spell.during @> $2::date) as clients`;
