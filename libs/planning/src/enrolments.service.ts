import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { belongingIn, type Belonging, type PlanForWhom } from './belonging.js';
import { dealPlaces } from './domain/places.js';
import type { Cadence } from './domain/plan.js';
import { anchorOf, keepsItsWeekday, nextOccurrence } from './domain/schedule.js';
import { findPlan, runningPlans, type Plan } from './plan.js';

/** Why somebody's place in a plan ended. */
export type EnrolmentEnd = 'left_audience' | 'no_benefit' | 'deceased' | 'event_gone' | 'plan_ended';

export interface BroughtUpToDate {
  enrolled: number;
  ended: number;
}

/** What a place in a plan depends on beside who it is for. */
export interface PlanToEnrolIn extends PlanForWhom {
  questionnaireId: string;
  spreadDays: number;
}

/** A place in a plan that is to be, and when it first asks. */
export interface PlaceInPlan {
  clientId: string;
  staffId: string | null;
  eventKey: string;
  anchorOn: Temporal.PlainDate;
  /** null: everything that it could have asked is over. */
  nextDueOn: Temporal.PlainDate | null;
}

/** Who is in which plan: kept up to date with what is known of people, as they enter and leave. */
@Injectable()
export class EnrolmentsService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Of every running plan: who no longer belongs leaves it (with the reason), who belongs enters it. Who comes back begins anew. Set by
   * set, whatever the number of clients; may be called as often as you like, by several workers: a plan is in one pair of hands at a time,
   * and unique keys settle what is left.
   */
  async bringUpToDate(now: Temporal.Instant): Promise<BroughtUpToDate> {
    const total = { enrolled: 0, ended: 0 };
    for (const { id } of await runningPlans(this.dataSource.manager)) {
      const { enrolled, ended } = await this.dataSource.transaction(async (tx) => {
        const [free] = await tx.query<unknown[]>(`select from plan where id = $1 and ended_at is null for no key update skip locked`, [id]);
        const plan = free === undefined ? null : await findPlan(tx, id);
        return plan ? this.bringPlanUpToDate(tx, plan, now) : { enrolled: 0, ended: 0 };
      });
      total.enrolled += enrolled;
      total.ended += ended;
    }
    return total;
  }

  /** The same for one plan, in the story of whoever holds it. */
  async bringPlanUpToDate(tx: EntityManager, plan: Plan, now: Temporal.Instant): Promise<BroughtUpToDate> {
    const ended = await this.endWhoLeft(tx, plan, now);
    if (countsFromIntervention(plan.cadence)) await this.moveWithEvents(tx, plan, now);
    const enrolled = await this.enrol(tx, plan.id, plan.questionnaireId, await this.newcomers(tx, plan, now), now);
    return { enrolled, ended };
  }

  /** Who would be enrolled now, with their places; in the same order and places as when it is done. */
  async newcomers(tx: EntityManager, plan: PlanToEnrolIn, now: Temporal.Instant): Promise<PlaceInPlan[]> {
    const today = localDate(now);
    const { sql, values } = await belongingIn(tx, plan, now, today);
    const next = values.length + 1;
    const people: Belonging[] = await tx.query(
      `${sql}
       select belonging.client_id as "clientId", assignment.staff_id as "staffId", event_key as "eventKey", event_on::text as "eventOn"
         from belonging
         join client on client.id = belonging.client_id
         left join caseload_assignment assignment on assignment.client_id = belonging.client_id and assignment.during @> $1::date
        where not exists (
                select from enrolment place
                 where place.client_id = belonging.client_id
                   and case when belonging.event_key = ''
                            then place.ended_at is null and place.event_key = '' and place.questionnaire_id = $${next}
                            -- An event is asked about once, also when somebody left and came back.
                            else place.plan_id = $${next + 1} and place.event_key = belonging.event_key end)
        order by md5(client.client_number), event_key`,
      [...values, plan.questionnaireId, plan.id],
    );
    if (people.length === 0) return [];
    const taken = plan.spreadDays > 1 && plan.id !== null ? await this.takenPlaces(tx, plan, today) : undefined;
    const places = dealPlaces(people, plan.spreadDays, taken, this.fits(plan));
    return people.map((person) => placeOf(person, plan, places.get(person.clientId) ?? 0, today));
  }

  /** In a rhythm of whole weeks, whoever begins on a Saturday is one more on every Monday: such places are not dealt. */
  private fits({ cadence, startsOn }: PlanToEnrolIn): (place: number) => boolean {
    const { days } = this.configuration.sendHours;
    return (place) => !keepsItsWeekday(cadence) || days.includes(anchorOf(cadence, startsOn, place).dayOfWeek);
  }

  private async endWhoLeft(tx: EntityManager, plan: Plan, now: Temporal.Instant): Promise<number> {
    const { sql, values } = await belongingIn(tx, plan, now, localDate(now));
    const next = values.length + 1;
    const [{ count }] = await tx.query<[{ count: number }]>(
      `${sql},
       ended as (
         update enrolment place
            set ended_at = $${next},
                ended_reason = case when client.deceased_on is not null then 'deceased'
                                    when not exists (select from benefit_spell where client_id = client.id and during @> $1::date) then 'no_benefit'
                                    when exists (select from member where client_id = client.id) then 'event_gone'
                                    else 'left_audience' end
           from client
          where client.id = place.client_id and place.plan_id = $${next + 1} and place.ended_at is null
            and not exists (select from belonging where client_id = place.client_id and event_key = place.event_key)
         returning 1)
       select count(*)::int as count from ended`,
      [...values, now, plan.id],
    );
    return count;
  }

  /** Something began on another day than was agreed: who was not asked yet is asked so many days after the day on which it did. */
  private async moveWithEvents(tx: EntityManager, plan: Plan, now: Temporal.Instant): Promise<void> {
    if (plan.cadence.kind !== 'event') return;
    const { sql, values } = await belongingIn(tx, plan, now, localDate(now));
    const next = values.length + 1;
    await tx.query(
      `${sql}
       update enrolment place
          set anchor_on = belonging.event_on + $${next}::int, next_due_on = belonging.event_on + $${next}::int
         from belonging
        where place.plan_id = $${next + 1} and place.ended_at is null and place.next_due_on is not null
          and place.client_id = belonging.client_id and place.event_key = belonging.event_key
          and place.anchor_on <> belonging.event_on + $${next}::int`,
      [...values, plan.cadence.afterDays, plan.id],
    );
  }

  /** How many of each coach's clients stand on each place of the spread. */
  private async takenPlaces(tx: EntityManager, plan: PlanToEnrolIn, today: Temporal.PlainDate) {
    const rows: { staffId: string | null; place: number; count: number }[] = await tx.query(
      `select assignment.staff_id as "staffId", place.anchor_on - $2::date as place, count(*)::int as count
         from enrolment place
         left join caseload_assignment assignment on assignment.client_id = place.client_id and assignment.during @> $3::date
        where place.plan_id = $1 and place.ended_at is null
        group by 1, 2`,
      [plan.id, anchorOf(plan.cadence, plan.startsOn, 0), today],
    );
    const counts = new Map(rows.map(({ staffId, place, count }) => [`${staffId} ${place}`, count]));
    return (staffId: string | null, place: number) => counts.get(`${staffId} ${place}`) ?? 0;
  }

  private async enrol(
    tx: EntityManager,
    planId: string,
    questionnaireId: string,
    places: readonly PlaceInPlan[],
    now: Temporal.Instant,
  ): Promise<number> {
    if (places.length === 0) return 0;
    const [{ count }] = await tx.query<[{ count: number }]>(
      `with enrolled as (
         insert into enrolment (plan_id, questionnaire_id, client_id, event_key, anchor_on, next_due_on, enrolled_at)
         select $1, $2, given."clientId", given."eventKey", given."anchorOn", given."nextDueOn", $4
           from json_to_recordset($3::json) as given ("clientId" uuid, "eventKey" text, "anchorOn" date, "nextDueOn" date)
         on conflict do nothing
         returning 1)
       select count(*)::int as count from enrolled`,
      [planId, questionnaireId, JSON.stringify(places), now],
    );
    return count;
  }
}

/**
 * Whoever is there when the plan begins is asked from its first day on, spread. Whoever enters later takes the next occurrence after the
 * day of entering. An event is asked about on its own day, however late it was recorded: then the round is opened late, or missed.
 */
function placeOf(
  { clientId, staffId, eventKey, eventOn }: Belonging,
  { cadence, startsOn }: Pick<PlanToEnrolIn, 'cadence' | 'startsOn'>,
  place: number,
  today: Temporal.PlainDate,
): PlaceInPlan {
  const anchorOn = eventOn === null ? anchorOf(cadence, startsOn, place) : eventAnchor(cadence, Temporal.PlainDate.from(eventOn));
  const begins = Temporal.PlainDate.compare(startsOn, today) >= 0;
  const isOnce = cadence.kind === 'event' && cadence.event !== 'benefit_anniversary';
  const after = begins || isOnce ? startsOn.subtract({ days: 1 }) : today;
  return { clientId, staffId, eventKey, anchorOn, nextDueOn: nextOccurrence(cadence, anchorOn, after) };
}

/** Such an event comes once, and its day can move. */
function countsFromIntervention(cadence: Cadence): boolean {
  return cadence.kind === 'event' && (cadence.event === 'intervention_start' || cadence.event === 'intervention_end');
}

function eventAnchor(cadence: Cadence, eventOn: Temporal.PlainDate): Temporal.PlainDate {
  return cadence.kind === 'event' ? eventOn.add({ days: cadence.afterDays }) : eventOn;
}
