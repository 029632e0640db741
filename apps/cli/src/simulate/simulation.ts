import { AnsweringService, ClosingService, InvitingService, PlansService, RoundsService } from '#libs/checkins';
import { InterventionsService } from '#libs/interventions';
import { ReceiptsService } from '#libs/messaging';
import { ClientsService, SpellsService, type ContactPoint, type EndReason } from '#libs/people';
import { localDate, localInstant } from '#libs/platform';
import { STANDARD_KEY } from '#libs/questionnaires';
import { DecisionsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Agenda } from './agenda.js';
import { atOnce } from './at-once.js';
import { Chance } from './chance.js';
import { inventAnswer, liveAMonth } from './invented-answers.js';
import { INVENTED_TEAMS, REASONS_TO_ADJUST, REASONS_TO_DECLINE, TAKES_AWAY } from './invented-office.js';
import { inventPerson, leavesForWorkThisMonth, type InventedPerson } from './invented-person.js';

export interface SimulationOptions {
  /** How many people have a benefit at any moment. */
  clients: number;
  months: number;
  seed: number;
  /** The last day that is lived; its rounds are opened and its invitations left for the worker. */
  until: Temporal.PlainDate;
}

interface Life {
  id: string;
  person: InventedPerson;
  chance: Chance;
  cameIn: Temporal.PlainDate;
  isOnBenefit: boolean;
}

type Happening =
  | { kind: 'answers'; life: Life; checkInId: string; items: string[]; finishes: boolean }
  | { kind: 'leaves'; life: Life; reason: EndReason }
  | { kind: 'returns'; life: Life }
  | { kind: 'ends'; life: Life; interventionId: string; type: string; staffId: string };

/** How many stories are told at the same time: enough to keep a small machine busy. */
const AT_ONCE = 8;

/** Lives the months of an invented Werkplein day by day, through the services that real life goes through. */
export class Simulation {
  private readonly chance: Chance;
  private readonly lives = new Map<string, Life>();
  private readonly agenda = new Agenda<Happening>();
  private arrived = 0;
  private readonly dataSource: DataSource;
  private readonly services;

  constructor(
    app: INestApplicationContext,
    private readonly options: SimulationOptions,
  ) {
    this.chance = new Chance(options.seed);
    this.dataSource = app.get(DataSource);
    this.services = {
      clients: app.get(ClientsService),
      spells: app.get(SpellsService),
      plans: app.get(PlansService),
      rounds: app.get(RoundsService),
      inviting: app.get(InvitingService),
      receipts: app.get(ReceiptsService),
      answering: app.get(AnsweringService),
      closing: app.get(ClosingService),
      decisions: app.get(DecisionsService),
      interventions: app.get(InterventionsService),
    };
  }

  /** @param onDay told after every day with the share of the story that has been told, 0 to 1 */
  async live(onDay: (share: number) => void): Promise<void> {
    const start = this.options.until.subtract({ months: this.options.months });
    const days = start.until(this.options.until, { largestUnit: 'days' }).days;
    await this.arrive(this.options.clients, start);
    for (let day = 0; day <= days; day += 1) {
      await this.liveADay(start.add({ days: day }), day === days);
      onDay(day / days);
    }
  }

  private async liveADay(today: Temporal.PlainDate, isLast: boolean): Promise<void> {
    if (today.day === 1) this.beginAMonth(today);
    if (today.dayOfWeek === 1) await this.arrive(this.placesLeft(), today);
    await this.happen(localInstant(today, '09:00'));
    await this.services.rounds.openDue(localInstant(today, '09:05'));
    if (isLast) return;
    await this.deliver(today);
    await this.happen(localInstant(today, '15:00'));
    if (today.dayOfWeek <= 5) await this.decide(today);
    await this.happen(localInstant(today, '23:30'));
    await this.services.closing.closeExpired(localInstant(today, '23:45'));
  }

  /** For everybody who left somebody new comes in, in the week after. */
  private placesLeft(): number {
    return this.options.clients - [...this.lives.values()].filter(({ isOnBenefit }) => isOnBenefit).length;
  }

  private async arrive(count: number, today: Temporal.PlainDate): Promise<void> {
    if (count <= 0) return;
    const now = localInstant(today, '08:30');
    const isFirstDay = this.arrived === 0;
    const newcomers = Array.from({ length: count }, () => {
      const number = (this.arrived += 1);
      const chance = this.chance.of(`person ${number}`);
      const person = inventPerson(number, chance, today);
      if (!isFirstDay) person.yearsOnBenefit = 0;
      const team = INVENTED_TEAMS[number % INVENTED_TEAMS.length]!;
      return { person, chance, team, coach: team.coaches[Math.floor(number / INVENTED_TEAMS.length) % team.coaches.length]! };
    });
    const startsOn = ({ yearsOnBenefit }: InventedPerson) => today.subtract({ days: Math.round(yearsOnBenefit * 365) });
    const idOf = await this.dataSource.transaction((tx) =>
      this.services.clients.register(
        tx,
        newcomers.map(({ person, team, coach }) => ({
          clientNumber: person.clientNumber,
          firstName: person.firstName,
          infix: person.infix,
          lastName: person.lastName,
          birthDate: person.birthDate,
          language: person.language,
          contactPoints: contactPointsOf(person),
          spells: [{ scheme: 'PW' as const, startsOn: startsOn(person), endsOn: null, endReason: null }],
          teamName: team.name,
          coachName: coach,
          assignedFrom: startsOn(person),
        })),
        now,
      ),
    );
    for (const { person, chance } of newcomers) {
      const life: Life = { id: idOf.get(person.clientNumber)!, person, chance, cameIn: startsOn(person), isOnBenefit: true };
      this.lives.set(life.id, life);
      const startsOnDay = today.add({ days: isFirstDay ? chance.between(0, 27) : chance.between(3, 10) });
      await this.services.plans.add(
        { clientNumber: person.clientNumber },
        { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: startsOnDay },
        now,
      );
    }
  }

  /** Who leaves this month, and for what; moods move. */
  private beginAMonth(today: Temporal.PlainDate): void {
    for (const life of this.lives.values()) {
      if (!life.isOnBenefit) continue;
      const { person, chance } = life;
      liveAMonth(person, chance);
      const years = life.cameIn.until(today, { largestUnit: 'days' }).days / 365;
      const reason = chance.happens(leavesForWorkThisMonth(person, years))
        ? chance.weighted({ WORK_EMPLOYED: 88, WORK_SELF_EMPLOYED: 12 })
        : chance.happens(0.007)
          ? chance.weighted({
              MOVED_MUNICIPALITY: 30,
              HOUSEHOLD_CHANGE: 25,
              OTHER_BENEFIT: 20,
              EDUCATION: 12,
              OTHER_INCOME_OR_ASSETS: 8,
              DECEASED: 5,
            })
          : null;
      if (reason) this.agenda.write(localInstant(today.add({ days: chance.between(1, 27) }), '10:00'), { kind: 'leaves', life, reason });
    }
  }

  private async happen(until: Temporal.Instant): Promise<void> {
    const due = this.agenda.take(until);
    const answers = due.filter(({ happening }) => happening.kind === 'answers');
    await atOnce(AT_ONCE, answers, ({ at, happening }) => this.meet(happening, at));
    for (const { at, happening } of due) if (happening.kind !== 'answers') await this.meet(happening, at);
  }

  private async meet(happening: Happening, now: Temporal.Instant): Promise<void> {
    switch (happening.kind) {
      case 'answers':
        return this.answer(happening, now);
      case 'leaves':
        return this.leave(happening.life, happening.reason, now);
      case 'returns':
        await this.dataSource.transaction((tx) => this.services.spells.begin(tx, happening.life.id, 'PW', localDate(now), now));
        happening.life.isOnBenefit = true;
        happening.life.cameIn = localDate(now);
        return;
      case 'ends':
        return this.endIntervention(happening, now);
    }
  }

  private async answer({ life, checkInId, items, finishes }: Happening & { kind: 'answers' }, now: Temporal.Instant): Promise<void> {
    if (!life.isOnBenefit) return;
    const answers = items.map((item) => inventAnswer(item, life.person, life.chance));
    const language = life.person.language === 'en' ? 'en' : 'nl';
    await this.services.answering.answerAll({ checkInId }, answers, { channel: 'app', language, finish: finishes }, now);
  }

  private async leave(life: Life, reason: EndReason, now: Temporal.Instant): Promise<void> {
    const { chance } = life;
    life.isOnBenefit = false;
    await this.dataSource.transaction(async (tx) => {
      await this.services.spells.end(tx, life.id, localDate(now), reason, now);
      const running = await tx.query<{ id: string; staffId: string }[]>(
        `select id, planned_by as "staffId" from intervention where client_id = $1 and ended_at is null and starts_on <= $2`,
        [life.id, localDate(now)],
      );
      const outcome = reason.startsWith('WORK') ? ('found_work' as const) : ('stopped_early' as const);
      for (const { id, staffId } of running)
        await this.services.interventions.end(tx, id, { endsOn: localDate(now), outcome, note: null, staffId }, now);
    });
    if (reason.startsWith('WORK') && chance.happens(0.2))
      this.agenda.write(localInstant(localDate(now).add({ days: chance.between(60, 330) }), '10:00'), { kind: 'returns', life });
  }

  private async endIntervention(
    { life, interventionId, type, staffId }: Happening & { kind: 'ends' },
    now: Temporal.Instant,
  ): Promise<void> {
    const isRunning = await this.dataSource.query<unknown[]>(`select from intervention where id = $1 and ended_at is null`, [
      interventionId,
    ]);
    if (isRunning.length === 0) return;
    const outcome = life.chance.weighted({ completed: 72, stopped_early: 20, not_started: 8 });
    await this.dataSource.transaction((tx) =>
      this.services.interventions.end(tx, interventionId, { endsOn: localDate(now), outcome, note: null, staffId }, now),
    );
    const barrier = TAKES_AWAY[type as keyof typeof TAKES_AWAY];
    if (outcome === 'completed' && barrier && life.chance.happens(0.4)) {
      life.person.barriers.delete(barrier);
      life.person.wellbeing = Math.min(5, life.person.wellbeing + 0.5);
    }
  }

  /** Everything that may leave today leaves; most of it arrives, and some of that is answered, today or in the days after. */
  private async deliver(today: Temporal.PlainDate): Promise<void> {
    const evening = localInstant(today, '20:00');
    const queued = await this.dataSource.query<
      { id: string; clientId: string; checkInId: string; items: string[]; channel: string; at: Date }[]
    >(
      `select message.id, client_id as "clientId", check_in.id as "checkInId", items, message.channel, not_before as at
         from message join check_in on check_in.id = subject_id
        where status = 'queued' and not_before < $1
        order by client_id`,
      [evening],
    );
    await atOnce(AT_ONCE, queued, async ({ id, clientId, checkInId, items, channel, at }) => {
      const life = this.lives.get(clientId)!;
      const sentAt = at.toTemporalInstant();
      const sent = await this.services.inviting.send(id, sentAt);
      if (sent?.status !== 'sent') return;
      if (channel === 'sms' && !(await this.arrives(id, life, sentAt))) return;
      if (!life.chance.happens(life.person.answers)) return;
      const finishes = life.chance.happens(0.95);
      const answeredAt = sentAt.add({ minutes: life.chance.happens(0.6) ? life.chance.between(3, 300) : life.chance.between(600, 4_000) });
      this.agenda.write(answeredAt, { kind: 'answers', life, checkInId, items: finishes ? items : items.slice(0, 3), finishes });
    });
  }

  /** A phone that is off for days, and now and then a number that is no longer anybody's. */
  private async arrives(messageId: string, life: Life, sentAt: Temporal.Instant): Promise<boolean> {
    const fate = life.chance.weighted({ delivered: 960, '30003': 32, '30005': 8 });
    const [{ sid }] = await this.dataSource.query<[{ sid: string }]>(`select provider_message_id as sid from message where id = $1`, [
      messageId,
    ]);
    const receipt = {
      provider: 'twilio',
      providerMessageId: sid,
      status: fate === 'delivered' ? fate : 'undelivered',
      errorCode: fate === 'delivered' ? null : fate,
    };
    await this.services.receipts.record(null, receipt, sentAt.add({ seconds: 4 }));
    return fate === 'delivered';
  }

  /** A coach looks at what was suggested some days ago, and decides on some of it; what is fresh is left for whoever opens the demo. */
  private async decide(today: Temporal.PlainDate): Promise<void> {
    if (today.until(this.options.until, { largestUnit: 'days' }).days < 12) return;
    const open = await this.dataSource.query<{ id: string; clientId: string; intervention: string; staffId: string; fromWish: boolean }[]>(
      `select suggestion.id, suggestion.client_id as "clientId", intervention, staff_id as "staffId", from_wish as "fromWish"
         from suggestion
         join caseload_assignment assignment on assignment.client_id = suggestion.client_id and assignment.during @> $2::date
        where stance = 'suggest' and withdrawn_at is null and decided_at is null and made_at < $1 and staff_id is not null
        order by suggestion.client_id, rank`,
      [localInstant(today.subtract({ days: 4 }), '00:00'), today],
    );
    const now = localInstant(today, '15:30');
    for (const { id, clientId, intervention, staffId, fromWish } of open) {
      const life = this.lives.get(clientId)!;
      if (!life.isOnBenefit || !life.chance.happens(fromWish ? 0.12 : 0.025)) continue;
      await this.decideOn({ id, intervention, staffId }, life, now).catch(ignoreAlreadyRunning);
    }
  }

  private async decideOn(
    suggestion: { id: string; intervention: string; staffId: string },
    life: Life,
    now: Temporal.Instant,
  ): Promise<void> {
    const { chance } = life;
    const { decisions } = this.services;
    const startsOn = localDate(now).add({ days: chance.between(3, 21) });
    const choice = chance.weighted({ accept: 68, decline: 25, adjust: 7 });
    if (choice === 'decline')
      return decisions.decline(suggestion.id, { staffId: suggestion.staffId, reason: chance.oneOf(REASONS_TO_DECLINE) }, now);
    const type = choice === 'adjust' && suggestion.intervention !== 'COACH_CALL' ? 'COACH_CALL' : suggestion.intervention;
    const interventionId =
      type === suggestion.intervention
        ? await decisions.accept(suggestion.id, { staffId: suggestion.staffId, startsOn }, now)
        : await decisions.adjust(
            suggestion.id,
            { staffId: suggestion.staffId, type, startsOn, reason: chance.oneOf(REASONS_TO_ADJUST) },
            now,
          );
    const lasts = type === 'COACH_CALL' ? chance.between(0, 5) : chance.between(45, 150);
    this.agenda.write(localInstant(startsOn.add({ days: lasts }), '14:00'), {
      kind: 'ends',
      life,
      interventionId,
      type,
      staffId: suggestion.staffId,
    });
  }
}

function contactPointsOf({ mobile, landline, email }: InventedPerson): ContactPoint[] {
  const points = { mobile, landline, email };
  return (['mobile', 'landline', 'email'] as const).flatMap((kind) => (points[kind] === null ? [] : [{ kind, address: points[kind] }]));
}

/** Two suggestions can lead to the same help: the second time it is running already, and the coach leaves it at that. */
function ignoreAlreadyRunning(error: unknown): void {
  if ((error as { code?: string }).code !== 'conflict') throw error;
}
