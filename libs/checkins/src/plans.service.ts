import { Injectable } from '@nestjs/common';
import { InvalidInputError, localDate, NotFoundError } from '#libs/platform';
import type { MessageChannel } from '#libs/messaging';
import { QuestionnairesService } from '#libs/questionnaires';
import { DataSource, type EntityManager } from 'typeorm';

/** Who is to be asked: always people who are alive and on a benefit today. */
export type Audience = { all: true } | { teamName: string } | { clientNumber: string };

export interface NewPlan {
  questionnaireKey: string;
  /** A week at least, a year at most. */
  everyDays: number;
  /** The channel that goes first; null leaves the choice to what the client has. */
  channel: MessageChannel | null;
  startsOn: Temporal.PlainDate;
}

export interface PlansAdded {
  added: number;
  /** Had a plan for this questionnaire already: left as it was. */
  unchanged: number;
  /** Of those: how many have other settings than the plan that was asked for. */
  different: number;
}

/** Plans the check-ins of clients: one current plan per client and questionnaire, however often it is added. */
@Injectable()
export class PlansService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly questionnaires: QuestionnairesService,
  ) {}

  /**
   * @throws InvalidInputError for a cadence that is none
   * @throws NotFoundError (details: `team`, `client` or `questionnaire`) when nobody or nothing has that name
   */
  async add(audience: Audience, plan: NewPlan, now: Temporal.Instant): Promise<PlansAdded> {
    if (!Number.isInteger(plan.everyDays) || plan.everyDays < 7 || plan.everyDays > 366)
      throw new InvalidInputError({ everyDays: 'cadence' });
    return this.dataSource.transaction(async (tx) => {
      const { questionnaireId } = await this.questionnaires.currentVersion(tx, plan.questionnaireKey);
      const [row] = await tx.query(
        `with audience as (
           select id as client_id from client
            where deceased_on is null
              and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
              and ($2::uuid is null or id = $2)
              and ($3::uuid is null or exists (
                    select from caseload_assignment where client_id = client.id and team_id = $3 and during @> $1::date))),
         standing as (
           select every_days, preferred_channel from check_in_plan
             join audience using (client_id)
            where questionnaire_id = $4 and ended_at is null),
         added as (
           insert into check_in_plan (client_id, questionnaire_id, every_days, preferred_channel, starts_on, created_at)
           select client_id, $4, $5, $6, $7, $8 from audience
           on conflict (client_id, questionnaire_id) where ended_at is null do nothing
           returning 1)
         select (select count(*)::int from added) as added,
                (select count(*)::int from audience) - (select count(*)::int from added) as unchanged,
                (select count(*)::int from standing where every_days <> $5 or preferred_channel is distinct from $6) as different`,
        [
          localDate(now),
          await clientOf(tx, audience),
          await teamOf(tx, audience),
          questionnaireId,
          plan.everyDays,
          plan.channel,
          plan.startsOn,
          now,
        ],
      );
      return row;
    });
  }

  /** Nothing new is asked under this plan; a check-in that is open stays open. @returns whether it was still running */
  async end(planId: string, reason: string, now: Temporal.Instant): Promise<boolean> {
    const [ended] = await this.dataSource.query(
      `with ended as (
         update check_in_plan set ended_at = $3, ended_reason = $2 where id = $1 and ended_at is null returning 1)
       select count(*)::int as count from ended`,
      [planId, reason, now],
    );
    return ended.count === 1;
  }
}

async function teamOf(tx: EntityManager, audience: Audience): Promise<string | null> {
  if (!('teamName' in audience)) return null;
  const [team] = await tx.query(`select id from team where lower(name) = lower($1)`, [audience.teamName]);
  if (!team) throw new NotFoundError('no team has this name', { team: audience.teamName });
  return team.id;
}

async function clientOf(tx: EntityManager, audience: Audience): Promise<string | null> {
  if (!('clientNumber' in audience)) return null;
  const [client] = await tx.query(`select id from client where client_number = $1`, [audience.clientNumber]);
  if (!client) throw new NotFoundError('no client has this number', { client: audience.clientNumber });
  return client.id;
}
