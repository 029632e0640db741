import { FollowingUpService } from '#libs/checkins';
import { localDate, localInstant } from '#libs/platform';
import { DecisionsService, ReconsideringService } from '#libs/rules';
import { ResponsesService, SharingService } from '#libs/sharing';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OFTEN_DECLINED, REASONS_TO_ADJUST, REASONS_TO_DECLINE } from './invented-office.js';
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
  private readonly reconsidering: ReconsideringService;
  private readonly sharing: SharingService;
  private readonly responses: ResponsesService;
  private readonly followingUp: FollowingUpService;

  constructor(
    app: INestApplicationContext,
    private readonly story: Story,
  ) {
    this.dataSource = app.get(DataSource);
    this.decisions = app.get(DecisionsService);
    this.reconsidering = app.get(ReconsideringService);
    this.sharing = app.get(SharingService);
    this.responses = app.get(ResponsesService);
    this.followingUp = app.get(FollowingUpService);
  }

  /** A coach looks at what has been waiting for some days; much is left for another day. */
  async decide(today: Temporal.PlainDate): Promise<void> {
    const open = await this.dataSource.query<OpenSuggestion[]>(
      `select suggestion.id, suggestion.client_id as "clientId", intervention, staff_id as "staffId", from_wish as "fromWish"
         from suggestion
         join caseload_assignment assignment on assignment.client_id = suggestion.client_id and assignment.during @> $2::date
        where stance = 'suggest' and withdrawn_at is null and decided_at is null and made_at < $1 and staff_id is not null
          and not exists (select from suggestion_deferral later where later.suggestion_id = suggestion.id and later.until > $2::date)
        order by suggestion.client_id, rank`,
      [localInstant(today.subtract({ days: 4 }), '00:00'), today],
    );
    const now = localInstant(today, '15:30');
    for (const { id, clientId, intervention, staffId, fromWish } of open) {
      const life = this.story.lives.get(clientId)!;
      if (!life.isOnBenefit || !life.chance.happens(fromWish ? 0.25 : 0.06)) continue;
      await this.decideOn({ id, clientId, intervention, staffId }, life, now).catch(ignoreAlreadyRunning);
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
    { id, clientId, intervention, staffId }: Omit<OpenSuggestion, 'fromWish'>,
    life: Life,
    now: Temporal.Instant,
  ): Promise<void> {
    const { chance } = life;
    const today = localDate(now);
    const declines = intervention === OFTEN_DECLINED ? 70 : 22;
    const choice = chance.weighted({ accept: 60, decline: declines, adjust: 6, later: 12 });
    if (choice === 'later') return this.reconsidering.later(id, { staffId, until: today.add({ weeks: chance.oneOf([1, 2, 4]) }) }, now);
    if (chance.happens(0.25) && !(await this.lookTogether({ id, clientId, staffId }, chance, now))) return;
    if (choice === 'decline') return this.decisions.decline(id, { staffId, ...chance.oneOf(REASONS_TO_DECLINE) }, now);
    const startsOn = today.add({ days: chance.between(3, 21) });
    const type = choice === 'adjust' && intervention !== 'COACH_CALL' ? 'COACH_CALL' : intervention;
    const interventionId =
      type === intervention
        ? await this.decisions.accept(id, { staffId, startsOn }, now)
        : await this.decisions.adjust(id, { staffId, type, startsOn, ...chance.oneOf(REASONS_TO_ADJUST) }, now);
    // The wrong client, or the wrong button.
    if (chance.happens(0.03)) return this.reconsidering.undo(id, { staffId }, now.add({ minutes: 5 }));
    const lasts = type === 'COACH_CALL' ? chance.between(0, 5) : chance.between(45, 150);
    this.story.agenda.write(localInstant(startsOn.add({ days: lasts }), '14:00'), { kind: 'ends', life, interventionId, type, staffId });
  }

  /** Coach and client read it at the table. @returns whether it is still to be decided: what the client would rather not have is gone */
  private async lookTogether(
    { id, clientId, staffId }: Pick<OpenSuggestion, 'id' | 'clientId' | 'staffId'>,
    chance: Life['chance'],
    now: Temporal.Instant,
  ): Promise<boolean> {
    const response = chance.weighted({ yes: 80, something_else: 8, rather_not: 12 });
    await this.dataSource.transaction(async (tx) => {
      await this.sharing.share(tx, { clientId, suggestionIds: [id], how: 'together', staffId }, now);
      await this.responses.respond(tx, { suggestionId: id, response, words: null, staffId }, now);
    });
    return response !== 'rather_not';
  }
}

/** Two suggestions can lead to the same help: the second time it is running already, and the coach leaves it at that. */
function ignoreAlreadyRunning(error: unknown): void {
  if ((error as { code?: string }).code !== 'conflict') throw error;
}
