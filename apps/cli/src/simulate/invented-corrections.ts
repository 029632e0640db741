import { DEMO_ACCOUNTS } from '#libs/people';
import { ObservationsService } from '#libs/profiles';
import { SuggestionsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What two clients of the demo coach said turned out to be a mistake. @see ObservationsService.correct */
const MISTAKES = [
  { trait: 'mobility.transport', value: 3, right: 1, reason: 'Vergist bij het tikken: mevrouw reist gewoon met de tram. Samen nagekeken.' },
  { trait: 'digital.skills', value: 1, right: 2, reason: 'De vraag was niet duidelijk. Het lukt wel, maar met hulp van een buurvrouw.' },
] as const;

/** The demo coach corrects a few answers, so that the privacy officer has something to look at. */
export async function correctInvented(app: INestApplicationContext, now: Temporal.Instant): Promise<void> {
  const dataSource = app.get(DataSource);
  const [coach] = await dataSource.query<[{ id: string }?]>(`select id from staff where email = $1`, [DEMO_ACCOUNTS[0]!.email]);
  if (!coach) return;
  for (const { trait, value, right, reason } of MISTAKES) {
    const [mistaken] = await dataSource.query<[{ id: string; clientId: string }?]>(
      `select o.id, o.client_id as "clientId"
         from caseload_assignment a
         join trait_observation o on o.client_id = a.client_id
        where a.staff_id = $1 and upper_inf(a.during) and o.trait = $2 and o.value = $3 and o.observed_at < $4
          and not exists (select from trait_observation later
                           where later.client_id = o.client_id and later.trait = o.trait and later.observed_at = o.observed_at and later.id > o.id)
        order by o.observed_at desc, o.id desc limit 1`,
      [coach.id, trait, value, now],
    );
    if (!mistaken) continue;
    const { id: observationId, clientId } = mistaken;
    await dataSource.transaction(async (tx) => {
      await app.get(ObservationsService).correct(tx, { clientId, observationId, state: 'answered', value: right, reason }, coach.id, now);
      await app.get(SuggestionsService).review(tx, { clientId, checkInId: null }, now);
    });
  }
}
