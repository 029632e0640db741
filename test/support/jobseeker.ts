import type { InvitedClient } from './factories/invited-client.js';
import type { ServedWeb } from './web.js';

/** An answer to each of the first six questions: three kinds of answer among them. */
export const SIX_ANSWERS = ['4', '2', 'refused', '3', '1', 'unknown'];

/** Somebody with a link, by HTTP: looks, presses buttons, follows nothing by themselves. */
export function aJobseeker(web: ServedWeb) {
  const get = (path: string, init: RequestInit = {}) => fetch(`${web.url}${path}`, { redirect: 'manual', ...init });
  const press = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    get(path, { method: 'POST', body: new URLSearchParams(form), headers });
  const page = async (path: string, init: RequestInit = {}) => (await get(path, init)).text();

  /** Begins, and answers the first questions in turn. */
  async function answerInTurn({ link }: InvitedClient, answers: string[]): Promise<void> {
    await press(`${link}/start`, { taal: 'nl' });
    for (const [index, antwoord] of answers.entries()) await press(`${link}/vraag/${index + 1}`, { antwoord });
  }

  /** Everything about this client that the journey could change. */
  async function traceOf({ clientId, checkInId }: InvitedClient) {
    const ask = <Row>(sql: string, id: string) => web.dataSource.query<Row[]>(sql, [id]);
    const [checkIn] = await ask<object>(`select started_at, language, ended_at, outcome from check_in where id = $1`, checkInId);
    const answers = await ask<{ item: string; state: string; value: number | null; language: string }>(
      `select item, state, value, language from answer where check_in_id = $1 order by item`,
      checkInId,
    );
    const observations = await ask<object>(`select trait, value from trait_observation where client_id = $1 order by trait`, clientId);
    const optOuts = await ask<{ channel: string | null }>(`select channel from opt_out where client_id = $1`, clientId);
    return { checkIn, answers, observations, optOuts };
  }

  return { get, press, page, answerInTurn, traceOf };
}

export type Jobseeker = ReturnType<typeof aJobseeker>;
