import { RoundsService } from '#libs/checkins';
import type { NewClient } from '#libs/people';
import { PlansService } from '#libs/planning';
import { localDate } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import type { ServedWeb } from '../web.js';
import { aClientOf, type Colleague } from './caseload.js';

let plans = 0;

/** A client of this coach in a plan of four weeks that begins today: their round is open and its invitation waits to leave. One reminder after three days. @returns the id */
export async function aPlannedClientOf(web: ServedWeb, coach: Colleague, change: Partial<NewClient> = {}): Promise<string> {
  const { app, dataSource, clock } = web;
  const now = clock.now();
  const id = await aClientOf(web, coach, change);
  const [{ number }] = await dataSource.query<[{ number: string }]>(`select client_number as number from client where id = $1`, [id]);
  await app.get(QuestionnairesService, { strict: false }).ensureStandard(now);
  const schedule = { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: localDate(now) };
  await app.get(PlansService, { strict: false }).add({ clientNumber: number }, schedule, now);
  await dataSource.query(
    `update plan set name = $2, reminders = '[{"afterDays":3,"channel":"same"}]' from enrolment where enrolment.plan_id = plan.id and enrolment.client_id = $1`,
    [id, `Elke vier weken ${(plans += 1)}`],
  );
  await app.get(RoundsService, { strict: false }).openDue(now);
  return id;
}
