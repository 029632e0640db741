import { isSignedByTwilio } from '#libs/messaging';
import { TurnedClock } from '#libs/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { twilioSignature } from '../../apps/simulator/src/domain/signature.js';
import { configureWeb } from '../../apps/web/src/configure-web.js';
import type { BenchOffice } from './office.js';
import { concurrently, type Contest } from './ratio.js';

const AT_ONCE = 12;
const ITEMS = ['wellbeing.general', 'language.dutch_speaking', 'mobility.transport', 'finance.debt'];
/** Somebody who does not feel well: rules fire, so that suggestions are written too. */
const VALUES = [2, 3, 3];

/**
 * Replies by text message, from a signed webhook to a stored observation: three answers of each of a caseload, one after the other; against a
 * bare Fastify + pg handler that verifies the same signature and writes the same rows (the reply, the answer, its observation, the conversation,
 * the next message, suggestions with the same evidence) in as few statements as it can.
 */
export async function inbound(office: BenchOffice): Promise<Contest> {
  const web = await configureWeb(office.configuration, new TurnedClock(office.now));
  await web.listen(0, '127.0.0.1');
  let written: WrittenSuggestion[] = [];
  const bare = bareServer(office, () => written);
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const productPort = portOf(web.getHttpServer() as never);
  const barePort = portOf(bare.server as never);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const secret = office.configuration.twilio!.authToken;
  let batch = 0;

  const answerAll = async (port: number): Promise<number> => {
    const numbers = await openConversations(office, (batch += 1));
    // Signed beforehand: that is the operator's work, and would slow down both alike.
    const replies = numbers.map((From) =>
      VALUES.map((value) => {
        const fields = { MessageSid: `SM${randomBytes(16).toString('hex')}`, From, Body: String(value), To: '+31970000000' };
        return { body: new URLSearchParams(fields).toString(), signature: twilioSignature(secret, urlOf(office), fields) };
      }),
    );
    for (const turn of VALUES.keys()) {
      await concurrently(replies, AT_ONCE, async (ofOne) => {
        const { body, signature } = ofOne[turn]!;
        await post(agent, port, body, signature);
      });
      await letQuestionsLeave(office);
    }
    return answeredOf(office, batch);
  };

  await answerAll(productPort);
  written = await suggestionsOfOne(office);

  return {
    name: 'replies by text message',
    unit: 'replies',
    aim: 0.5,
    product: () => answerAll(productPort),
    bare: () => answerAll(barePort),
    close: async () => {
      agent.destroy();
      await Promise.all([web.close(), bare.close()]);
    },
  };
}

/** A conversation with everybody, of which the first question left an hour ago. What earlier batches left behind is over. @returns their numbers */
async function openConversations({ pool, now }: BenchOffice, batch: number): Promise<string[]> {
  const at = new Date(now.epochMilliseconds);
  await pool.query(`update conversation set ended_at = $1, outcome = 'closed', item = null where ended_at is null`, [at]);
  await pool.query(`update message set status = 'canceled' where status = 'queued'`);
  const { rows } = await pool.query<{ address: string }>(
    `with opened as (
       insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, channel, language)
       select id, client_id, (select id from questionnaire_version limit 1), date '2021-01-01' + $1::int, $2, $3, $3::timestamptz + interval '7 days', 'sms', 'nl'
         from enrolment
       returning id, client_id)
     insert into conversation (check_in_id, client_id, contact_point_id, address, item, asked, started_at, asked_at, expires_at)
     select opened.id, opened.client_id, point.id, point.address, $2[1], $2[1:1], $3::timestamptz - interval '1 hour' + make_interval(secs => $1::int),
            $3::timestamptz - interval '1 hour', $3::timestamptz + interval '2 days'
       from opened join contact_point point on point.client_id = opened.client_id and point.ended_at is null
     returning address`,
    [batch, ITEMS, at],
  );
  await pool.query('analyze conversation, check_in, answer, inbound_message, message');
  return rows.map(({ address }) => address);
}

/** The worker's part, done for both at once: the next questions left a while ago. */
async function letQuestionsLeave({ pool, now }: BenchOffice): Promise<void> {
  const anHourAgo = new Date(now.epochMilliseconds - 3_600_000);
  await pool.query(`update conversation set asked = asked || item, asked_at = $1 where ended_at is null and item <> all (asked)`, [
    anHourAgo,
  ]);
  await pool.query(`update message set status = 'sent', attempted_at = $1 where status = 'queued'`, [anHourAgo]);
}

/** Counted where it counts: answers that are an observation too. */
async function answeredOf({ pool, clientIds }: BenchOffice, batch: number): Promise<number> {
  const { rows } = await pool.query<{ count: string; ended: string }>(
    `select count(*) as count, count(*) filter (where conversation.ended_at is not null) as ended
       from check_in
       join conversation on conversation.check_in_id = check_in.id
       join answer on answer.check_in_id = check_in.id
       join trait_observation seen on seen.check_in_id = check_in.id and seen.trait = answer.item and seen.value = answer.value
      where due_on = date '2021-01-01' + $1::int`,
    [batch],
  );
  const expected = clientIds.length * VALUES.length;
  if (Number(rows[0]!.count) !== expected || Number(rows[0]!.ended) !== expected)
    throw new Error(`${rows[0]!.count} answers observed, ${rows[0]!.ended} in conversations that ended, instead of ${expected}`);
  return expected;
}

interface WrittenSuggestion {
  intervention: string;
  stance: string;
  rank: number;
  evidence: object;
}

/** What the product wrote for one of the clients, who all answer alike: what the bare handler has to write too. */
async function suggestionsOfOne({ pool, clientIds }: BenchOffice): Promise<WrittenSuggestion[]> {
  const { rows } = await pool.query<WrittenSuggestion>(
    `select intervention, stance, rank, evidence from suggestion where client_id = $1 and withdrawn_at is null and decided_at is null`,
    [clientIds[0]],
  );
  if (rows.length === 0) throw new Error('the product suggested nothing');
  return rows;
}

/** The least that writes the same rows: no layers, no words, no check of anything but the signature. */
function bareServer(office: BenchOffice, written: () => WrittenSuggestion[]): FastifyInstance {
  const { pool, now, configuration } = office;
  const app = Fastify();
  const at = new Date(now.epochMilliseconds);
  const authToken = configuration.twilio!.authToken;
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.post<{ Body: Record<string, string> }>('/webhooks/twilio/inbound', async (request, reply) => {
    const fields = request.body;
    const signature = String(request.headers['x-twilio-signature']);
    if (!isSignedByTwilio({ authToken, signature, url: urlOf(office), fields })) return reply.code(403).send();
    const client = await pool.connect();
    await client.query('begin');
    await client.query(
      `with said as (
         select c.*, check_in.questionnaire_version_id, array_position($5::text[], c.item) as at_item
           from conversation c join check_in on check_in.id = c.check_in_id
          where c.address = $1 and c.ended_at is null for update of c, check_in),
       received as (
         insert into inbound_message (channel, from_address, body, provider, provider_message_id, received_at, client_id)
         select 'sms', $1, $2, 'twilio', $3, $4, client_id from said),
       answered as (
         insert into answer (check_in_id, item, state, value, channel, language, answered_at, observed_at)
         select check_in_id, item, 'answered', $2::smallint, 'sms', 'nl', $4, $4 from said),
       started as (update check_in set started_at = coalesce(check_in.started_at, $4) from said where check_in.id = said.check_in_id),
       observed as (
         insert into trait_observation
           (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language)
         select client_id, item, 'answered', $2::smallint, $4, $4, 'self_report', 'sms', 'self', questionnaire_version_id, check_in_id, 'nl' from said),
       verified as (
         update contact_point set state = 'verified', state_since = $4
           from said where contact_point.id = said.contact_point_id and contact_point.state <> 'verified'),
       told as (
         insert into message (channel, to_address, purpose, kind, language, subject_id, client_id, not_before, due_at, expires_at, created_at, status_at)
         select 'sms', $1, case when at_item < 3 then 'check_in_question_next' else 'check_in_more' end, 'answer', 'nl', check_in_id, client_id,
                $4, $4, $4::timestamptz + interval '3 days', $4, $4 from said)
       update conversation
          set item = case when said.at_item < 3 then $5[said.at_item + 1] end,
              ended_at = case when said.at_item = 3 then $4::timestamptz end, outcome = case when said.at_item = 3 then 'to_link' end
         from said where conversation.id = said.id`,
      [fields['From'], fields['Body'], fields['MessageSid'], at, ITEMS],
    );
    await client.query(
      `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at)
       select point.client_id, s.intervention, s.stance, s.rank, s.evidence, $2, $2
         from contact_point point
        cross join jsonb_to_recordset($3::jsonb) as s (intervention text, stance text, rank smallint, evidence jsonb)
        where point.address = $1
       on conflict (client_id, intervention, stance) where withdrawn_at is null and decided_at is null
       do update set confirmed_at = excluded.confirmed_at, rank = excluded.rank, evidence = excluded.evidence`,
      [fields['From'], at, JSON.stringify(written())],
    );
    await client.query('commit');
    client.release();
    return reply.code(204).send();
  });
  return app;
}

/** The address that is signed: the configured one, wherever it listens. */
function urlOf({ configuration }: BenchOffice): string {
  return `${configuration.publicUrl}/webhooks/twilio/inbound`;
}

function post(agent: Agent, port: number, body: string, signature: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
    };
    const sent = request({ agent, port, path: '/webhooks/twilio/inbound', method: 'POST', host: '127.0.0.1', headers }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 204 ? resolve() : reject(new Error(`a reply: ${response.statusCode}`))));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function portOf(server: { address: () => { port: number } }): number {
  return server.address().port;
}
