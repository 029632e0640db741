import { AnsweringService, ClosingService, LadderService, LinkExpiredError, RoundsService } from '#libs/checkins';
import { ClientsService, type ContactPoint, type EndReason } from '#libs/people';
import { localDate, localInstant } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Agenda } from './agenda.js';
import { atOnce } from './at-once.js';
import { Chance } from './chance.js';
import { inventAnswer, liveAMonth } from './invented-answers.js';
import { InventedBenefit } from './invented-benefit.js';
import { InventedCoaches } from './invented-coaches.js';
import { InventedSharing } from './invented-sharing.js';
import { INVENTED_TEAMS, TAKES_AWAY } from './invented-office.js';
import { inventPerson, leavesForWorkThisMonth, type InventedPerson } from './invented-person.js';
import { InventedOffer } from './invented-offer.js';
import { InventedPlans } from './invented-plans.js';
import { InventedPost } from './invented-post.js';
import { InventedWords } from './invented-words.js';
import { AT_ONCE, type Happening, type Life, type Story } from './story.js';

export interface SimulationOptions {
  /** How many people come by in all; three quarters of them are there at any moment. */
  clients: number;
  months: number;
  seed: number;
  /** The last day that is lived; its rounds are opened and its invitations left for the worker. */
  until: Temporal.PlainDate;
}

const PRESENT = 0.75;

const DAYS_LEFT_OPEN = 12;

/** Reminders, calls and what came of them are told of the last two months: before that, nobody looks. */
const DAYS_OF_REMINDING = 60;

/** So long the plan that asks after the start of something has run. */
const MONTHS_OF_EVENTS = 6;

/** Tuesdays and Thursdays, coaches look at what waits. */
const DAYS_OF_DECIDING = [2, 4];

/** The team of the demo accounts is the largest, and as large as the others together: figures need groups of ten, and what is left of all as well. */
const TEAM_IN_TURN = [0, 1, 0, 2] as const;

/** Lives the months of an invented Werkplein day by day, through the services that real life goes through. */
export class Simulation implements Story {
  private readonly chance: Chance;
  readonly lives = new Map<string, Life>();
  readonly agenda = new Agenda<Happening>();
  private readonly benefit: InventedBenefit;
  private readonly post: InventedPost;
  private readonly coaches: InventedCoaches;
  private readonly offer: InventedOffer;
  private readonly plans: InventedPlans;
  private readonly words: InventedWords;
  private readonly sharing: InventedSharing;
  private arrived = 0;
  private readonly dataSource: DataSource;
  private readonly services;

  constructor(
    app: INestApplicationContext,
    private readonly options: SimulationOptions,
  ) {
    this.chance = new Chance(options.seed);
    this.dataSource = app.get(DataSource);
    this.benefit = new InventedBenefit(app, this.dataSource);
    this.post = new InventedPost(app, this);
    this.coaches = new InventedCoaches(app, this);
    this.offer = new InventedOffer(app, this);
    this.plans = new InventedPlans(app);
    this.words = new InventedWords(app);
    this.sharing = new InventedSharing(app);
    this.services = {
      clients: app.get(ClientsService),
      rounds: app.get(RoundsService),
      answering: app.get(AnsweringService),
      closing: app.get(ClosingService),
      ladder: app.get(LadderService),
    };
  }

  /** The first people come in, with their teams and coaches, and are asked from then on. */
  async begin(): Promise<void> {
    await this.arrive(this.placesLeft(), this.start);
    await this.plans.ask(this.start);
  }

  /** @param onDay told after every day with the share of the story that has been told, 0 to 1 */
  async live(onDay: (share: number) => void): Promise<void> {
    const { start } = this;
    const days = start.until(this.options.until, { largestUnit: 'days' }).days;
    for (let day = 0; day <= days; day += 1) {
      await this.liveADay(start.add({ days: day }), day === days);
      onDay(day / days);
    }
  }

  private get start(): Temporal.PlainDate {
    return this.options.until.subtract({ months: this.options.months });
  }

  private async liveADay(today: Temporal.PlainDate, isLast: boolean): Promise<void> {
    if (today.day === 1) await this.beginAMonth(today);
    if (today.dayOfWeek === 1) await this.arrive(this.placesLeft(), today);
    if (today.equals(this.options.until.subtract({ months: MONTHS_OF_EVENTS }))) await this.plans.askAfterStarting(today);
    await this.offer.live(today);
    await this.happen(localInstant(today, '09:00'));
    // Once a week is often enough for a story: who left is not asked in the meantime, and who came in is not asked at once.
    if (today.dayOfWeek === 1 || isLast) await this.services.rounds.bringUpToDate(localInstant(today, '09:02'));
    await this.services.rounds.openDue(localInstant(today, '09:05'));
    if (isLast) return this.plans.leaveADraft(today);
    if (this.daysLeft(today) < DAYS_OF_REMINDING) await this.services.ladder.climb(localInstant(today, '09:10'));
    await this.post.deliver(today);
    await this.words.say(today, this.daysLeft(today));
    await this.sharing.live(today, this.daysLeft(today));
    await this.happen(localInstant(today, '15:00'));
    if (DAYS_OF_DECIDING.includes(today.dayOfWeek) && !this.isFresh(today)) await this.coaches.decide(today);
    if (DAYS_OF_DECIDING.includes(today.dayOfWeek)) await this.coaches.call(today);
    await this.happen(localInstant(today, '23:30'));
    await this.services.closing.closeExpired(localInstant(today, '23:45'));
  }

  /** What was suggested in the last days is left for whoever opens the demo. */
  private isFresh(today: Temporal.PlainDate): boolean {
    return this.daysLeft(today) < DAYS_LEFT_OPEN;
  }

  private daysLeft(today: Temporal.PlainDate): number {
    return today.until(this.options.until, { largestUnit: 'days' }).days;
  }

  /** For everybody who left somebody new comes in, in the week after, as long as there are people left to invent. */
  private placesLeft(): number {
    const present = [...this.lives.values()].filter(({ isOnBenefit }) => isOnBenefit).length;
    return Math.min(Math.round(this.options.clients * PRESENT) - present, this.options.clients - this.arrived);
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
      const team = INVENTED_TEAMS[TEAM_IN_TURN[number % TEAM_IN_TURN.length]!]!;
      return { person, chance, team, coach: team.coaches[Math.floor(number / TEAM_IN_TURN.length) % team.coaches.length]! };
    });
    const startsOn = ({ yearsOnBenefit }: InventedPerson) => today.subtract({ days: Math.round(yearsOnBenefit * 365) });
    const idOf = await this.dataSource.transaction((tx) =>
      this.services.clients.register(
        tx,
        newcomers.map(({ person, chance, team, coach }) => ({
          clientNumber: person.clientNumber,
          firstName: person.firstName,
          infix: person.infix,
          lastName: person.lastName,
          birthDate: person.birthDate,
          language: person.language,
          contactPoints: contactPointsOf(person),
          spells: [{ scheme: this.benefit.schemeOf(person, chance, today), startsOn: startsOn(person), endsOn: null, endReason: null }],
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
    }
    const arrived = newcomers.map(({ person }) => this.lives.get(idOf.get(person.clientNumber)!)!);
    await this.dataSource.transaction((tx) => this.benefit.settle(tx, arrived, now));
  }

  /** Who leaves this month, and for what; moods move. */
  private async beginAMonth(today: Temporal.PlainDate): Promise<void> {
    await this.benefit.liveAMonth(
      [...this.lives.values()].filter(({ isOnBenefit }) => isOnBenefit),
      today,
    );
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
        await this.dataSource.transaction((tx) => this.benefit.beginAgain(tx, happening.life, now));
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
    await this.services.answering
      .answerAll({ checkInId }, answers, { channel: 'app', language, finish: finishes }, now)
      .catch(ignoreTooLate);
  }

  private async leave(life: Life, reason: EndReason, now: Temporal.Instant): Promise<void> {
    const { chance } = life;
    life.isOnBenefit = false;
    await this.dataSource.transaction(async (tx) => {
      await this.benefit.end(tx, life, reason, now);
      await this.offer.endAllOf(tx, life.id, reason, now);
    });
    if (reason.startsWith('WORK') && chance.happens(0.2))
      this.agenda.write(localInstant(localDate(now).add({ days: chance.between(60, 330) }), '10:00'), { kind: 'returns', life });
  }

  private async endIntervention(ending: Happening & { kind: 'ends' }, now: Temporal.Instant): Promise<void> {
    const { life, type } = ending;
    const isWhole = await this.offer.end(ending, now);
    const barrier = TAKES_AWAY[type as keyof typeof TAKES_AWAY];
    if (isWhole && barrier && life.chance.happens(0.4)) {
      life.person.barriers.delete(barrier);
      life.person.wellbeing = Math.min(5, life.person.wellbeing + 0.5);
    }
  }
}

function contactPointsOf({ mobile, landline, email }: InventedPerson): ContactPoint[] {
  const points = { mobile, landline, email };
  return (['mobile', 'landline', 'email'] as const).flatMap((kind) => (points[kind] === null ? [] : [{ kind, address: points[kind] }]));
}

/** Who answers a reminder some days later may find that the time is over. */
function ignoreTooLate(error: unknown): void {
  if (!(error instanceof LinkExpiredError)) throw error;
}
