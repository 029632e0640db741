import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const UNKNOWN_LINK = '/c/0123456789abcdef';

describe('the jobseeker’s link', () => {
  let web: ServedWeb;
  beforeAll(async () => void (web = await serveWeb()));
  afterAll(() => web.close());

  const get = (path: string, init: RequestInit = {}) => fetch(`${web.url}${path}`, { redirect: 'manual', ...init });
  const press = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    get(path, { method: 'POST', body: new URLSearchParams(form), headers });
  const page = async (path: string, init: RequestInit = {}) => (await get(path, init)).text();

  /** Everything about this client that the journey could change. */
  const traceOf = async ({ clientId, checkInId }: InvitedClient) => {
    const [checkIn] = (await web.dataSource.query(`select started_at, language, ended_at, outcome from check_in where id = $1`, [
      checkInId,
    ])) as object[];
    const answers: { item: string; state: string; value: number | null; language: string }[] = await web.dataSource.query(
      `select item, state, value, language from answer where check_in_id = $1 order by item`,
      [checkInId],
    );
    const observations: { trait: string; value: number | null }[] = await web.dataSource.query(
      `select trait, value from trait_observation where client_id = $1 order by trait`,
      [clientId],
    );
    const optOuts: { channel: string | null }[] = await web.dataSource.query(`select channel from opt_out where client_id = $1`, [
      clientId,
    ]);
    return { checkIn, answers, observations, optOuts };
  };
  const answerAll = async ({ link }: InvitedClient, answers: string[]) => {
    await press(`${link}/start`, { taal: 'nl' });
    for (const [index, antwoord] of answers.entries()) await press(`${link}/vraag/${index + 1}`, { antwoord });
  };
  const SIX = ['4', '2', 'refused', '3', '1', 'unknown'];

  it('leads from the first page to the last, one tap an answer', async () => {
    const client = await anInvitedClient(web);
    expect(await page(client.link)).toContain('Dit vraagt het Werkplein van uw gemeente.');
    expect((await press(`${client.link}/start`, { taal: 'nl' })).headers.get('location')).toBe(`${client.link}/vraag/1`);

    const next = [];
    for (const [index, antwoord] of SIX.entries()) {
      const answered = await press(`${client.link}/vraag/${index + 1}`, { antwoord });
      next.push([answered.status, answered.headers.get('location')?.slice(client.link.length)]);
    }
    expect(next).toEqual([...[2, 3, 4, 5, 6].map((number) => [303, `/vraag/${number}`]), [303, '/nakijken']]);

    const sent = await press(`${client.link}/versturen`, { versturen: 'ja' });
    expect(sent.headers.get('location')).toBe(`${client.link}/klaar`);
    expect(await page(`${client.link}/klaar`)).toContain('Dank u wel!');

    const { checkIn, answers, observations } = await traceOf(client);
    expect(checkIn).toMatchObject({ outcome: 'finished' });
    expect(Object.fromEntries(answers.map(({ item, state, value }) => [item, value ?? state]))).toEqual({
      'wellbeing.general': 4,
      'health.self_rated': 2,
      'health.physical': 'refused',
      'health.mental': 3,
      'finance.making_ends_meet': 1,
      'finance.debt': 'unknown',
    });
    expect(observations).toHaveLength(6);
  });

  describe('under the eyes of a scanner', () => {
    /** As mail scanners and link previews do: GET and HEAD, follow every link, submit every form with what it holds by itself: nothing. */
    async function scan(start: string): Promise<string[]> {
      const seen = new Set<string>();
      const queue = [start];
      while (queue.length > 0) {
        const path = queue.pop() as string;
        if (seen.has(path)) continue;
        seen.add(path);
        await get(path, { method: 'HEAD' });
        const answer = await get(path);
        expect(answer.headers.get('set-cookie')).toBeNull();
        const html = await answer.text();
        const location = answer.headers.get('location');
        const links = [...html.matchAll(/(?:href|action)="([^"#]*)"/g)].map(([, href]) => new URL(String(href), `${web.url}${path}`));
        queue.push(
          ...links.filter((url) => url.origin === web.url && url.pathname.startsWith('/c/')).map((url) => url.pathname + url.search),
        );
        if (location) queue.push(location);
        for (const [, action, form] of html.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)) {
          // Not one field that is filled in by itself: only a button that is pressed says something.
          expect(form).not.toMatch(/<(input|select|textarea)/);
          for (const body of ['', 'antwoord=', 'antwoord=&taal=&versturen=&wat=']) {
            const submitted = await get(String(action), {
              method: 'POST',
              body,
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
            });
            expect(submitted.status).toBeLessThan(500);
            expect(submitted.headers.get('set-cookie')).toBeNull();
          }
        }
      }
      return [...seen];
    }

    it('is not begun, not answered, not spent, and nothing is remembered', async () => {
      const client = await anInvitedClient(web);
      const before = await traceOf(client);

      const seen = await scan(client.link);

      expect(seen).toEqual(expect.arrayContaining([client.link, `${client.link}/start`, `${client.link}/geen-berichten`]));
      expect(await traceOf(client)).toEqual(before);
      expect(await page(client.link)).toContain('name="taal"');
    });

    it('keeps what was answered before, and stays open', async () => {
      const client = await anInvitedClient(web);
      await answerAll(client, SIX);
      const before = await traceOf(client);

      const seen = await scan(client.link);

      expect(seen).toEqual(expect.arrayContaining([`${client.link}/nakijken`, `${client.link}/versturen`, `${client.link}/vraag/1`]));
      expect(await traceOf(client)).toEqual(before);
    });

    it('does not even give away that there is a question to answer by HEAD', async () => {
      const { link } = await anInvitedClient(web);
      const looked = await get(`${link}/vraag/1`, { method: 'HEAD' });
      expect([looked.status, await looked.text()]).toEqual([200, '']);
    });
  });

  it('keeps no cookie, no copy and no trace in a search engine, and tells no other site where somebody came from', async () => {
    const { link } = await anInvitedClient(web);
    for (const answer of [
      await get(link),
      await press(`${link}/start`, { taal: 'nl' }),
      await get(`${link}/vraag/1`),
      await get(UNKNOWN_LINK),
    ]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  describe('when an answer is not one', () => {
    it.each([
      ['nothing', {}, 'Kies een van de antwoorden hieronder. Er is nog niets bewaard.'],
      ['an empty one', { antwoord: '' }, 'Dat antwoord kennen we niet.'],
      ['one that was never offered', { antwoord: '6' }, 'Dat antwoord kennen we niet.'],
      ['words', { antwoord: '4 maar het gaat wel' }, 'Dat antwoord kennen we niet.'],
    ])('asks again, kindly: %s', async (_, form: Record<string, string>, problem) => {
      const client = await anInvitedClient(web);
      const answered = await press(`${client.link}/vraag/1`, form);
      const html = await answered.text();
      expect(answered.status).toBe(422);
      expect(html).toContain(problem);
      expect(html).toMatch(/<p class="wp-problem" id="fout" role="alert" tabindex="-1" autofocus>/);
      expect(html).toMatch(/<title>Kies een antwoord: Hoe gaat het met u\?/);
      expect((await traceOf(client)).answers).toEqual([]);
    });

    it('takes no list for an answer', async () => {
      const client = await anInvitedClient(web);
      const answered = await get(`${client.link}/vraag/1`, {
        method: 'POST',
        body: 'antwoord=4&antwoord=5',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answered.status).toBe(422);
      expect((await traceOf(client)).answers).toEqual([]);
    });

    it.each(['0', '7', '99', 'x', '-1', '1.5'])('question %s leads back to the link', async (number) => {
      const { link } = await anInvitedClient(web);
      const asked = await get(`${link}/vraag/${number}`);
      const answered = await press(`${link}/vraag/${number}`, { antwoord: '4' });
      expect([asked.headers.get('location'), answered.headers.get('location')]).toEqual([link, link]);
    });
  });

  it('shows what was chosen, lets it stay, and lets it change', async () => {
    const client = await anInvitedClient(web);
    await answerAll(client, ['4', '2']);
    const first = await page(`${client.link}/vraag/1`);
    expect(first).toMatch(/value="4" aria-current="true"/);
    expect(first.match(/aria-current/g)).toHaveLength(1);
    expect(first).toContain(`href="${client.link}/vraag/2">Verder`);

    await press(`${client.link}/vraag/1`, { antwoord: 'refused' });
    expect(await page(`${client.link}/vraag/1`)).toMatch(/value="refused" aria-current="true"/);
    expect((await traceOf(client)).answers).toEqual(
      expect.arrayContaining([{ item: 'wellbeing.general', state: 'refused', value: null, language: 'nl' }]),
    );
  });

  it('goes back to the look back after a change, once all is answered', async () => {
    const client = await anInvitedClient(web);
    await answerAll(client, SIX);
    expect((await press(`${client.link}/vraag/2`, { antwoord: '5' })).headers.get('location')).toBe(`${client.link}/nakijken`);
    expect(await page(`${client.link}/nakijken`)).toContain('Zeer goed');
  });

  it('goes on where the client was, on another device', async () => {
    const client = await anInvitedClient(web);
    await answerAll(client, ['4', '2']);
    const html = await page(client.link);
    expect(html).toContain('Welkom terug');
    expect(html).toContain('U was bij vraag 3 van 6.');
    expect(html).toContain(`href="${client.link}/vraag/3"`);
  });

  it('speaks the language of the client, and the one that is chosen instead', async () => {
    const english = await anInvitedClient(web, { language: 'en' });
    expect(await page(english.link)).toMatch(/<html lang="en" dir="ltr"/);
    const dutch = await anInvitedClient(web, { language: 'ti' });
    expect(await page(dutch.link)).toMatch(/<html lang="nl"/);
    const html = await page(`${dutch.link}?taal=en`);
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('Your coach reads it and chooses support that suits you.');
    expect(await page(`${dutch.link}?taal=de`)).toMatch(/<html lang="nl"/);
  });

  it('keeps the language that somebody started in, and an answer knows in which it was read', async () => {
    const client = await anInvitedClient(web);
    expect((await press(`${client.link}/start?taal=en`, { taal: 'en' })).headers.get('location')).toBe(`${client.link}/vraag/1`);
    expect(await page(`${client.link}/vraag/1`)).toContain('How are you doing?');
    const inDutch = await press(`${client.link}/vraag/1?taal=nl`, { antwoord: '4' });
    expect(inDutch.headers.get('location')).toBe(`${client.link}/vraag/2?taal=nl`);
    expect((await traceOf(client)).answers).toMatchObject([{ language: 'nl' }]);
  });

  it('takes a link as it was typed: in capitals, with a full stop', async () => {
    const { token } = await anInvitedClient(web);
    expect((await get(`/c/${token.toUpperCase()}`)).status).toBe(200);
    expect((await get(`/c/${token}.`)).status).toBe(200);
    expect((await get(`/c/${token}/`)).headers.get('location')).toBe(`/c/${token}`);
    expect((await get(`/c/${token}/iets/anders`)).headers.get('location')).toBe(`/c/${token}`);
  });

  describe('that leads to no questions', () => {
    it.each([
      ['nl', UNKNOWN_LINK, 'Deze link werkt niet', 'helemaal heeft overgetypt'],
      ['en', UNKNOWN_LINK, 'This link does not work', 'typed the whole link'],
      ['nl', '/c/kort', 'Deze link werkt niet', 'helemaal heeft overgetypt'],
      ['nl', `${UNKNOWN_LINK}/vraag/1`, 'Deze link werkt niet', 'helemaal heeft overgetypt'],
    ])('is unknown or mistyped, in %s: %s', async (language, link, title, text) => {
      const answer = await get(`${link}?taal=${language}`);
      const html = await answer.text();
      expect(answer.status).toBe(404);
      for (const words of [title, text]) expect(html).toContain(words);
      expect(html).toMatch(/<a href="tel:113">113<\/a>/);
    });

    it('answers an unknown link in the language of the browser', async () => {
      expect(await page(UNKNOWN_LINK, { headers: { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' } })).toContain('This link does not work');
      expect(await page(UNKNOWN_LINK, { headers: { 'accept-language': 'pl' } })).toContain('Deze link werkt niet');
    });

    it('is spent: kindly, on every page of it, and nothing can be sent twice', async () => {
      const client = await anInvitedClient(web, { language: 'en' });
      await answerAll(client, SIX);
      await press(`${client.link}/versturen`, { versturen: 'ja' });
      const before = await traceOf(client);

      for (const path of ['', '/vraag/1', '/nakijken']) {
        const answer = await get(`${client.link}${path}?taal=nl`);
        const html = await answer.text();
        expect(answer.status).toBe(410);
        expect(html).toContain('U heeft deze vragen al beantwoord');
        expect(html).toContain('Dit verandert niets aan uw uitkering.');
        expect(html).not.toContain('value="4"');
      }
      await press(`${client.link}/vraag/1`, { antwoord: '1' });
      await press(`${client.link}/start`, { taal: 'en' });
      // Pressed twice: whoever sent it sees that it was sent.
      expect((await press(`${client.link}/versturen`, { versturen: 'ja' })).headers.get('location')).toMatch(/\/klaar/);
      expect(await traceOf(client)).toEqual(before);
    });

    it('has expired: kindly, and an answer that comes too late hears it too', async () => {
      const client = await anInvitedClient(web);
      const opened = web.clock.now();
      web.clock.advance({ days: 8 });
      try {
        const late = await press(`${client.link}/vraag/1`, { antwoord: '4' });
        expect((await get(String(late.headers.get('location')))).status).toBe(410);
        for (const [language, title] of [
          ['nl', 'Deze vragen zijn gesloten'],
          ['en', 'These questions are closed'],
        ]) {
          const answer = await get(`${client.link}?taal=${language}`);
          expect([answer.status, (await answer.text()).includes(String(title))]).toEqual([410, true]);
        }
        expect((await press(`${client.link}/start`, { taal: 'nl' })).headers.get('location')).toBe(client.link);
        expect((await traceOf(client)).answers).toEqual([]);
      } finally {
        web.clock.turnTo(opened);
      }
    });
  });

  it('sends nothing when nothing was answered', async () => {
    const client = await anInvitedClient(web);
    await press(`${client.link}/start`, { taal: 'nl' });
    expect(await page(`${client.link}/nakijken`)).not.toContain('Versturen</button>');
    expect((await press(`${client.link}/versturen`, { versturen: 'ja' })).headers.get('location')).toBe(`${client.link}/vraag/1`);
    expect((await get(`${client.link}/klaar`)).headers.get('location')).toBe(client.link);
    expect((await traceOf(client)).checkIn).toMatchObject({ outcome: null });
  });

  describe('when somebody wants no more messages', () => {
    it.each([
      ['kanaal', null, 'sms', 'U krijgt geen sms meer'],
      ['kanaal', 'noor@voorbeeld.example', 'email', 'U krijgt geen e-mail meer'],
      ['alles', null, null, 'U krijgt geen berichten meer'],
    ])('stops %s, also after the questions closed', async (wat, email, channel, title) => {
      const client = await anInvitedClient(web, { email });
      const opened = web.clock.now();
      web.clock.advance({ days: 30 });
      try {
        expect(await page(client.link)).toContain(`${client.link}/geen-berichten`);
        const stopped = await press(`${client.link}/geen-berichten`, { wat });
        expect(await page(String(stopped.headers.get('location')))).toContain(title);
        expect((await traceOf(client)).optOuts).toEqual([{ channel }]);
      } finally {
        web.clock.turnTo(opened);
      }
    });

    it('changes nothing without a choice', async () => {
      const client = await anInvitedClient(web);
      expect((await press(`${client.link}/geen-berichten`, { wat: 'iedereen' })).status).toBe(422);
      expect((await traceOf(client)).optOuts).toEqual([]);
    });
  });

  describe('and guessing', () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });

    it('tells who tries link after link to stop, and lets go after a quarter of an hour', async () => {
      const guess = async (n: number) => (await get(`/c/${String(n).padStart(16, '0')}`, { headers: from('198.51.100.7') })).status;
      const answers = [];
      for (let n = 0; n < 40; n += 1) answers.push(await guess(n));
      expect(answers.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404));
      expect(answers.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));

      web.clock.advance({ minutes: 16 });
      expect(await guess(41)).toBe(404);
    });

    it('never keeps out fifty clients behind the same address, not even after somebody there guessed', async () => {
      const clients = [];
      for (let n = 0; n < 50; n += 1) clients.push(await anInvitedClient(web));
      for (let n = 0; n < 60; n += 1) await get(`/c/${String(n).padStart(16, 'z')}`, { headers: from('198.51.100.8') });

      const statuses = await Promise.all(
        clients.map(async ({ link }) => [
          (await get(link, { headers: from('198.51.100.8') })).status,
          (await press(`${link}/start`, { taal: 'nl' }, from('198.51.100.8'))).status,
          (await press(`${link}/vraag/1`, { antwoord: '4' }, from('198.51.100.8'))).status,
        ]),
      );
      expect(statuses).toEqual(clients.map(() => [200, 303, 303]));
    });
  });
});
