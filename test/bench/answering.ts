import { hashOf, TOKEN_LENGTH, tokenFrom } from '#libs/messaging';
import { TurnedClock } from '#libs/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { configureWeb } from '../../apps/web/src/configure-web.js';
import type { BenchOffice } from './office.js';
import { concurrently, type Contest } from './ratio.js';

const CHECK_INS = 150;
const AT_ONCE = 12;
const ITEMS = ['wellbeing.general', 'health.self_rated', 'health.physical', 'health.mental', 'finance.debt', 'mobility.transport'];
/** Somebody who does not feel well: rules fire, so that suggestions are written too. */
const VALUES = [2, 2, 3, 3, 1, 3];

/**
 * A whole check-in as a phone does it: six answers, one request each, and the request that finishes; against a bare Fastify + pg handler
 * that writes the same rows (answers, the end of the check-in, observations, suggestions with the same evidence) in as few statements as it can.
 */
export async function answering(office: BenchOffice): Promise<Contest> {
  const web = await configureWeb(office.configuration, new TurnedClock(office.now));
  await web.listen(0, '127.0.0.1');
  const bare = bareServer(office, () => written);
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const productPort = portOf(web.getHttpServer() as never);
  const barePort = portOf(bare.server as never);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let batch = 0;

  const answerAll = async (port: number): Promise<number> => {
    const tokens = await openCheckIns(office, (batch += 1));
    await concurrently(tokens, AT_ONCE, async (token) => {
      for (const [index, value] of VALUES.entries()) await post(agent, port, `/c/${token}/vraag/${index + 1}`, `antwoord=${value}`);
      await post(agent, port, `/c/${token}/versturen`, 'versturen=ja');
    });
    return finishedOf(office, batch);
  };

  await answerAll(productPort);
  const written = await suggestionsOfOne(office);

  return {
    name: 'answering a check-in over HTTP',
    unit: 'check-ins of six answers',
    aim: 0.5,
    product: () => answerAll(productPort),
    bare: () => answerAll(barePort),
    close: async () => {
      agent.destroy();
      await Promise.all([web.close(), bare.close()]);
    },
  };
}

/** Open check-ins of one day long ago (a day a batch, so that they can be counted afterwards), and the token of each. */
async function openCheckIns({ pool, now }: BenchOffice, batch: number): Promise<string[]> {
  const tokens = Array.from({ length: CHECK_INS }, () => tokenFrom(randomBytes(TOKEN_LENGTH)));
  await pool.query(
    `with opened as (
       insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, channel, language)
       select plan.id, client_id, (select id from questionnaire_version limit 1), date '2020-01-01' + $1::int, $2, $3, $3::timestamptz + interval '7 days', 'sms', 'nl'
         from enrolment plan order by plan.id limit $4
       returning id)
     insert into check_in_link (token_hash, check_in_id, created_at)
     select token.hash, opened.id, $3
       from (select id, row_number() over () as n from opened) opened
       join unnest($5::bytea[]) with ordinality as token (hash, n) using (n)`,
    [batch, ITEMS, new Date(now.epochMilliseconds), CHECK_INS, tokens.map(hashOf)],
  );
  return tokens;
}

/** Counted where it counts: check-ins that are finished with all their answers and observations. */
async function finishedOf({ pool }: BenchOffice, batch: number): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from check_in
      where due_on = date '2020-01-01' + $1::int and outcome = 'finished'
        and (select count(*) from answer where check_in_id = check_in.id) = $2
        and (select count(*) from trait_observation where check_in_id = check_in.id) = $2`,
    [batch, ITEMS.length],
  );
  const finished = Number(rows[0]!.count);
  if (finished !== CHECK_INS) throw new Error(`${finished} check-ins finished instead of ${CHECK_INS}`);
  return finished;
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

/** The least that writes the same rows: no layers, no page, no check of anything but the link. */
function bareServer({ pool, now }: BenchOffice, written: () => WrittenSuggestion[]): FastifyInstance {
  const app = Fastify();
  const at = new Date(now.epochMilliseconds);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.post<{ Params: { token: string; number: string }; Body: { antwoord: string } }>('/c/:token/vraag/:number', async (request, reply) => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query(
      `insert into answer (check_in_id, item, state, value, channel, language, answered_at)
       select check_in.id, items[$2], 'answered', $3, 'app', 'nl', $4
         from check_in join check_in_link on check_in_id = check_in.id where token_hash = $1 and ended_at is null for update of check_in`,
      [hashOf(request.params.token), Number(request.params.number), Number(request.body.antwoord), at],
    );
    await client.query('commit');
    client.release();
    return reply.redirect(`/c/${request.params.token}/vraag/${Number(request.params.number) + 1}`, 303);
  });
  app.post<{ Params: { token: string } }>('/c/:token/versturen', async (request, reply) => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query(
      `with ended as (
         update check_in set ended_at = $2, outcome = 'finished', started_at = $2
          where id = (select check_in_id from check_in_link where token_hash = $1) and ended_at is null
         returning id, client_id, questionnaire_version_id)
       insert into trait_observation
         (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language)
       select client_id, item, state, value, answered_at, $2, 'self_report', channel, 'self', questionnaire_version_id, id, language
         from ended join answer on check_in_id = id`,
      [hashOf(request.params.token), at],
    );
    await client.query(
      `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at)
       select client_id, s.intervention, s.stance, s.rank, s.evidence, $2, $2
         from check_in_link join check_in on check_in.id = check_in_id
        cross join jsonb_to_recordset($3::jsonb) as s (intervention text, stance text, rank smallint, evidence jsonb)
        where token_hash = $1
       on conflict (client_id, intervention, stance) where withdrawn_at is null and decided_at is null
       do update set confirmed_at = excluded.confirmed_at, rank = excluded.rank, evidence = excluded.evidence`,
      [hashOf(request.params.token), at, JSON.stringify(written())],
    );
    await client.query('commit');
    client.release();
    return reply.redirect(`/c/${request.params.token}/klaar`, 303);
  });
  return app;
}

function post(agent: Agent, port: number, path: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    const sent = request({ agent, port, path, method: 'POST', host: '127.0.0.1', headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 303 ? resolve() : reject(new Error(`${path.replace(/\/c\/[^/]+/, '')}: ${response.statusCode}`)),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function portOf(server: { address: () => { port: number } }): number {
  return server.address().port;
}
