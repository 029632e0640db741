import { INVITATION } from '#libs/checkins';
import { OutboxService, type MessageChannel } from '#libs/messaging';
import { DEMO_ACCOUNTS } from '#libs/people';
import { Clock, isLanguage } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** So many phones ring when the demo starts. */
const MOST = 24;

/**
 * The telephones of the simulator forget everything when it stops. So at every start of the demo a handful of check-ins that are still open
 * invite anew, whatever the hour: whoever tries the product in the evening must see it work as well. Real invitations keep to their hours.
 * @returns how many
 */
export async function ringPhones(app: INestApplicationContext): Promise<number> {
  const now = app.get(Clock).now();
  return app.get(DataSource).transaction(async (tx) => {
    const open = await tx.query<
      { id: string; clientId: string; channel: MessageChannel; to: string; language: string; isOfDemoCoach: boolean }[]
    >(
      `select check_in.id, check_in.client_id as "clientId", check_in.channel, message.to_address as "to", check_in.language, staff.id is not null as "isOfDemoCoach"
         from check_in
         left join caseload_assignment assignment on assignment.client_id = check_in.client_id and upper_inf(during)
         left join staff on staff.id = assignment.staff_id and staff.email = $3
         join lateral (select to_address from message where subject_id = check_in.id order by created_at limit 1) message on true
        where ended_at is null and closes_at > $1
        order by "isOfDemoCoach" desc, started_at nulls first, opened_at desc, check_in.id
        limit $2`,
      [now, MOST, DEMO_ACCOUNTS[0]!.email],
    );
    await app.get(OutboxService).enqueueAll(
      tx,
      open.map(({ id, clientId, channel, to, language, isOfDemoCoach }) => ({
        channel,
        to,
        purpose: INVITATION,
        language: isLanguage(language) ? language : 'nl',
        subjectId: id,
        clientId,
        // Last, so on top in the simulator: who answers one of these sees it with the demo coach.
        notBefore: isOfDemoCoach ? now.add({ seconds: 4 }) : now,
        expiresAt: now.add({ hours: 1 }),
      })),
      now,
    );
    return open.length;
  });
}
