import { FollowingUpService } from '#libs/checkins';
import { localDate, localInstant } from '#libs/platform';
import { DecisionsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { REASONS_TO_ADJUST, REASONS_TO_DECLINE } from './invented-office.js';
import type { Life, Story } from './story.js';

interface OpenSuggestion {
  id: string;
  clientId: string;
  intervention: string;
  staffId: string;
  fromWish: boolean;
}

/** Coaches who look at what was suggested, and decide on some of it. */
export class InventedCoaches {
  private readonly dataSource: DataSource;
  private readonly decisions: DecisionsService;
  private readonly followingUp: FollowingUpService;

  constructor(
    app: INestApplicationContext,
    private readonly story: Story,
  ) {
    this.dataSource = app.get(DataSource);
    this.decisions = app.get(DecisionsService);
    this.followingUp = app.get(FollowingUpService);
  }

  /** A coach looks at what has been waiting for some days; much is left for another day. */
  async decide(today: Temporal.PlainDate): Promise<void> {
    const open = await this.dataSource.query<OpenSuggestion[]>(
      `select suggestion.id, suggestion.client_id as "clientId", intervention, staff_id as "staffId", from_wish as "fromWish"
         from suggestion
         join caseload_assignment assignment on assignment.client_id = suggestion.client_id and assignment.during @> $2::date
        where stance = 'suggest' and withdrawn_at is null and decided_at is null and made_at < $1 and staff_id is not null
        order by suggestion.client_id, rank`,
      [localInstant(today.subtract({ days: 4 }), '00:00'), today],
    );
    const now = localInstant(today, '15:30');
    for (const { id, clientId, intervention, staffId, fromWish } of open) {
      const life = this.story.lives.get(clientId)!;
      if (!life.isOnBenefit || !life.chance.happens(fromWish ? 0.25 : 0.06)) continue;
      await this.decideOn({ id, intervention, staffId }, life, now).catch(ignoreAlreadyRunning);
    }
  }

  /** Most who are to be called are called within a week or two; some are reached. */
  async call(today: Temporal.PlainDate): Promise<void> {
    const open = await this.dataSource.query<{ id: string; clientId: string; staffId: string }[]>(
      `select task.id, task.client_id as "clientId", staff_id as "staffId"
         from follow_up_task task
         join caseload_assignment assignment on assignment.client_id = task.client_id and assignment.during @> $2::date
         join client on client.id = task.client_id
        where done_at is null and kind <> 'repair_address' and made_at < $1 and staff_id is not null
        order by client_number, kind`,
      [localInstant(today.subtract({ days: 3 }), '00:00'), today],
    );
    const now = localInstant(today, '16:00');
    for (const { id, clientId, staffId } of open) {
      const { chance } = this.story.lives.get(clientId)!;
      if (!chance.happens(0.5)) continue;
      const result = chance.happens(0.6) ? 'reached' : 'not_reached';
      await this.dataSource.transaction((tx) => this.followingUp.close(tx, id, { staffId, result, note: null }, now));
    }
  }

  private async decideOn(
    suggestion: Pick<OpenSuggestion, 'id' | 'intervention' | 'staffId'>,
    life: Life,
    now: Temporal.Instant,
  ): Promise<void> {
    const { chance } = life;
    const { decisions } = this;
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
    this.story.agenda.write(localInstant(startsOn.add({ days: lasts }), '14:00'), {
      kind: 'ends',
      life,
      interventionId,
      type,
      staffId: suggestion.staffId,
    });
  }
}

/** Two suggestions can lead to the same help: the second time it is running already, and the coach leaves it at that. */
function ignoreAlreadyRunning(error: unknown): void {
  if ((error as { code?: string }).code !== 'conflict') throw error;
}
