import { PaidWorkService, SpellsService, type BenefitScheme, type EndReason } from '#libs/people';
import { ObservationsService } from '#libs/profiles';
import { localDate, localInstant } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Chance } from './chance.js';
import type { InventedPerson } from './invented-person.js';
import type { Life } from './story.js';

/** Chance a month that somebody with a benefit begins to work beside it: some 8% do so at any moment (domain.md 1.10). */
const BEGINS_BESIDE = 0.014;

/** How this office's system writes why a benefit ended. One of them it never told anybody the meaning of: something for the administrator. */
const LITERALS: Partial<Record<EndReason, string>> = {
  WORK_EMPLOYED: 'Werkaanvaarding',
  WORK_SELF_EMPLOYED: 'Eigen bedrijf',
  MOVED_MUNICIPALITY: 'Verhuizing naar andere gemeente',
  HOUSEHOLD_CHANGE: 'Gezamenlijke huishouding',
  OTHER_BENEFIT: 'Uitkering UWV',
  EDUCATION: 'Studiefinanciering',
  DECEASED: 'Overlijden',
};
const NOT_UNDERSTOOD = 'Beëindigd code 31';

/** What the benefits system knows of invented people beside their answers: households, schemes, work beside the benefit and after it. */
export class InventedBenefit {
  private readonly spells: SpellsService;
  private readonly work: PaidWorkService;
  private readonly observations: ObservationsService;

  constructor(
    app: INestApplicationContext,
    private readonly dataSource: DataSource,
  ) {
    this.spells = app.get(SpellsService);
    this.work = app.get(PaidWorkService);
    this.observations = app.get(ObservationsService);
  }

  /** Older people who were entitled to more have IOAW or IOAZ; a few have a business. */
  schemeOf({ birthDate }: InventedPerson, chance: Chance, today: Temporal.PlainDate): BenefitScheme {
    const draw = chance.of('scheme').next();
    const age = birthDate.until(today, { largestUnit: 'years' }).years;
    if (age >= 50) return draw < 0.3 ? 'IOAW' : draw < 0.34 ? 'IOAZ' : 'PW';
    return draw < 0.03 ? 'BBZ' : 'PW';
  }

  /** One in ten shares a benefit with who came just before: partners. */
  async settle(tx: EntityManager, lives: readonly Life[], now: Temporal.Instant): Promise<void> {
    let before: string | null = null;
    for (const { id, person, chance, cameIn } of lives) {
      const unitNumber: string = before !== null && chance.of('partner').happens(0.1) ? before : `U${person.clientNumber.slice(1)}`;
      await this.spells.correct(tx, id, cameIn, { unitNumber }, now);
      before = unitNumber;
    }
  }

  /** Work beside the benefit begins and ends; twice a year the coach writes down the step of the participation ladder. */
  async liveAMonth(lives: readonly Life[], today: Temporal.PlainDate): Promise<void> {
    const now = localInstant(today, '08:40');
    await this.dataSource.transaction(async (tx) => {
      for (const life of lives) {
        const chance = life.chance.of(`work ${today.toString()}`);
        if (life.worksUntil && Temporal.PlainDate.compare(life.worksUntil, today) <= 0) await this.stopWorking(tx, life, today, now);
        else if (!life.worksUntil && chance.happens(BEGINS_BESIDE)) {
          const hoursPerWeek = chance.between(4, 16);
          await this.work.begin(tx, life.id, { kind: 'employee', startsOn: today, hoursPerWeek }, now);
          life.worksUntil = today.add({ months: chance.between(3, 14) });
        }
      }
      await this.observations.record(
        tx,
        lives.flatMap((life) => this.ladderOf(life, today, now)),
      );
    });
  }

  /** The benefit ends; who left for work works from that day, and mostly still does later. */
  async end(tx: EntityManager, life: Life, reason: EndReason, now: Temporal.Instant): Promise<void> {
    const today = localDate(now);
    const chance = life.chance.of(`end ${today.toString()}`);
    await this.stopWorking(tx, life, today, now);
    if (reason === 'OTHER_INCOME_OR_ASSETS')
      return this.spells.end(tx, life.id, today, 'UNKNOWN', now, { endReasonLiteral: NOT_UNDERSTOOD });
    const endReasonLiteral = LITERALS[reason];
    await this.spells.end(tx, life.id, today, reason, now, endReasonLiteral ? { endReasonLiteral } : {});
    if (reason === 'WORK_EMPLOYED' || reason === 'WORK_SELF_EMPLOYED') {
      const kind = reason === 'WORK_EMPLOYED' ? 'employee' : 'self_employed';
      await this.work.begin(tx, life.id, { kind, startsOn: today, hoursPerWeek: chance.between(20, 38) }, now);
      life.worksUntil = today.add({ years: 10 });
    }
  }

  /** Back on the benefit: the work after it is over. */
  async beginAgain(tx: EntityManager, life: Life, now: Temporal.Instant): Promise<void> {
    await this.stopWorking(tx, life, localDate(now), now);
    await this.spells.begin(tx, life.id, 'PW', localDate(now), now);
  }

  private async stopWorking(tx: EntityManager, life: Life, today: Temporal.PlainDate, now: Temporal.Instant): Promise<void> {
    if (!life.worksUntil) return;
    await this.work.end(tx, life.id, today, now);
    delete life.worksUntil;
  }

  private ladderOf({ id, person, chance, cameIn }: Life, today: Temporal.PlainDate, now: Temporal.Instant) {
    const months = cameIn.until(today, { largestUnit: 'months' }).months;
    const own = chance.of('ladder');
    // Not every coach does it.
    if (!own.happens(0.7) || months % 6 !== own.between(0, 5)) return [];
    const value = Math.max(
      1,
      Math.min(5, 4 - Math.floor(person.barriers.size / 2) + (chance.of(`step ${today.toString()}`).happens(0.25) ? 1 : 0)),
    );
    return [
      {
        clientId: id,
        trait: 'participation.ladder',
        state: 'answered' as const,
        value,
        observedAt: now,
        recordedAt: now,
        source: 'professional' as const,
        channel: 'face_to_face' as const,
        mode: 'interview' as const,
        questionnaireVersionId: null,
        checkInId: null,
        language: 'nl',
        helpedBy: null,
      },
    ];
  }
}
