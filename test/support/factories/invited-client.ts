import { RoundsService } from '#libs/checkins';
import { hashOf, TOKEN_LENGTH, tokenFrom } from '#libs/messaging';
import { PlansService } from '#libs/planning';
import type { Language } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import { localDate } from '#libs/platform';
import { randomBytes } from 'node:crypto';
import type { ServedWeb } from '../web.js';

export interface InvitedClient {
  clientId: string;
  checkInId: string;
  token: string;
  /** The path of the link: `/c/…`. */
  link: string;
}

/**
 * A client whose check-in opened just now, with a link as an invitation would have brought it.
 * @param options.items what is asked, as a longer history would have chosen it; the first six of the questionnaire when left out
 */
export async function anInvitedClient(
  { app, dataSource, clock }: ServedWeb,
  {
    language = 'nl',
    email = null,
    items = null,
  }: { language?: Language | (string & {}); email?: string | null; items?: string[] | null } = {},
): Promise<InvitedClient> {
  const now = clock.now();
  await app.get(QuestionnairesService, { strict: false }).ensureStandard(now);
  await app.get(RulesService, { strict: false }).ensureStandard(now);
  const clientNumber = `C${randomBytes(6).toString('hex')}`;
  const [{ id: clientId }] = (await dataSource.query(
    `insert into client (client_number, first_name, last_name, language) values ($1, 'Noor', 'Voorbeeld', $2) returning id`,
    [clientNumber, language],
  )) as [{ id: string }];
  await dataSource.query(
    `insert into contact_point (client_id, kind, address, state_since, created_at)
     values ($1, case when $2::text is null then 'mobile' else 'email' end, coalesce($2, '+316' || $3), $4, $4)`,
    [clientId, email, String(10_000_000 + Math.floor(Math.random() * 40_000_000)), now],
  );
  await dataSource.query(
    `insert into benefit_spell (client_id, scheme, during, recorded_at) values ($1, 'PW', daterange('2020-01-01', null), $2)`,
    [clientId, now],
  );
  const schedule = { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: localDate(now) };
  await app.get(PlansService, { strict: false }).add({ clientNumber }, schedule, now);
  await app.get(RoundsService, { strict: false }).openDue(now);
  const token = tokenFrom(randomBytes(TOKEN_LENGTH));
  const [{ id: checkInId }] = (await dataSource.query(`select id from check_in where client_id = $1`, [clientId])) as [{ id: string }];
  if (items) await dataSource.query(`update check_in set items = $2 where id = $1`, [checkInId, items]);
  await dataSource.query(`insert into check_in_link (token_hash, check_in_id, created_at) values ($1, $2, $3)`, [
    hashOf(token),
    checkInId,
    now,
  ]);
  return { clientId, checkInId, token, link: `/c/${token}` };
}
