import { anInvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, SIX_ANSWERS, type Jobseeker } from '../support/jobseeker.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const UNKNOWN_LINK = '/c/0123456789abcdef';

describe('the jobseeker’s link', () => {
  let web: ServedWeb;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    jobseeker = aJobseeker(web);
  });
  afterAll(() => web.close());

  it('leads from the first page to the last, one tap an answer', async () => {
    const client = await anInvitedClient(web);
    expect(await jobseeker.page(client.link)).toContain('Dit vraagt het Werkplein van uw gemeente.');
    expect((await jobseeker.press(`${client.link}/start`, { taal: 'nl' })).headers.get('location')).toBe(`${client.link}/vraag/1`);

    const next = [];
    for (const [index, antwoord] of SIX_ANSWERS.entries()) {
      const answered = await jobseeker.press(`${client.link}/vraag/${index + 1}`, { antwoord });
      next.push([answered.status, answered.headers.get('location')?.slice(client.link.length)]);
    }
    expect(next).toEqual([...[2, 3, 4, 5, 6].map((number) => [303, `/vraag/${number}`]), [303, '/nog-iets']]);
    expect(await jobseeker.page(`${client.link}/nog-iets`)).toContain('Wilt u nog iets kwijt?');

    const sent = await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    expect(sent.headers.get('location')).toBe(`${client.link}/klaar`);
    expect(await jobseeker.page(`${client.link}/klaar`)).toContain('Dank u wel!');

    const { checkIn, answers, observations } = await jobseeker.traceOf(client);
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
        await jobseeker.get(path, { method: 'HEAD' });
        const answer = await jobseeker.get(path);
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
          expect(form).not.toMatch(/<(input|select)|<textarea[^>]*>[^<]/);
          for (const body of ['', 'antwoord=', 'antwoord=&taal=&versturen=&wat=']) {
            const submitted = await jobseeker.get(String(action), {
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
      const before = await jobseeker.traceOf(client);

      const seen = await scan(client.link);

      expect(seen).toEqual(expect.arrayContaining([client.link, `${client.link}/start`, `${client.link}/geen-berichten`]));
      expect(await jobseeker.traceOf(client)).toEqual(before);
      expect(await jobseeker.page(client.link)).toContain('name="taal"');
    });

    it('keeps what was answered before, and stays open', async () => {
      const client = await anInvitedClient(web);
      await jobseeker.answerInTurn(client, SIX_ANSWERS);
      const before = await jobseeker.traceOf(client);

      const seen = await scan(client.link);

      expect(seen).toEqual(expect.arrayContaining([`${client.link}/nakijken`, `${client.link}/versturen`, `${client.link}/vraag/1`]));
      expect(await jobseeker.traceOf(client)).toEqual(before);
    });

    it('does not even give away that there is a question to answer by HEAD', async () => {
      const { link } = await anInvitedClient(web);
      const looked = await jobseeker.get(`${link}/vraag/1`, { method: 'HEAD' });
      expect([looked.status, await looked.text()]).toEqual([200, '']);
    });
  });

  it('keeps no cookie, no copy and no trace in a search engine, and tells no other site where somebody came from', async () => {
    const { link } = await anInvitedClient(web);
    for (const answer of [
      await jobseeker.get(link),
      await jobseeker.press(`${link}/start`, { taal: 'nl' }),
      await jobseeker.get(`${link}/vraag/1`),
      await jobseeker.get(UNKNOWN_LINK),
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
      ['an empty one', { antwoord: '' }, 'Kies een van de antwoorden hieronder. Er is nog niets bewaard.'],
      ['one that was never offered', { antwoord: '6' }, 'Dat antwoord kennen we niet.'],
      ['words', { antwoord: '4 maar het gaat wel' }, 'Dat antwoord kennen we niet.'],
    ])('asks again, kindly: %s', async (_, form: Record<string, string>, problem) => {
      const client = await anInvitedClient(web);
      const answered = await jobseeker.press(`${client.link}/vraag/1`, form);
      const html = await answered.text();
      expect(answered.status).toBe(422);
      expect(html).toContain(problem);
      expect(html).toMatch(/<p class="wp-problem" id="fout" role="alert" tabindex="-1" autofocus>/);
      expect(html).toMatch(/<title>Kies een antwoord: Hoe gaat het met u\?/);
      expect((await jobseeker.traceOf(client)).answers).toEqual([]);
    });

    it('takes no list for an answer', async () => {
      const client = await anInvitedClient(web);
      const answered = await jobseeker.get(`${client.link}/vraag/1`, {
        method: 'POST',
        body: 'antwoord=4&antwoord=5',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answered.status).toBe(422);
      expect((await jobseeker.traceOf(client)).answers).toEqual([]);
    });

    it.each(['0', '7', '99', 'x', '-1', '1.5'])('question %s leads back to the link', async (number) => {
      const { link } = await anInvitedClient(web);
      const asked = await jobseeker.get(`${link}/vraag/${number}`);
      const answered = await jobseeker.press(`${link}/vraag/${number}`, { antwoord: '4' });
      expect([asked.headers.get('location'), answered.headers.get('location')]).toEqual([link, link]);
    });
  });

  it('shows what was chosen, lets it stay, and lets it change', async () => {
    const client = await anInvitedClient(web);
    await jobseeker.answerInTurn(client, ['4', '2']);
    const first = await jobseeker.page(`${client.link}/vraag/1`);
    expect(first).toMatch(/value="4" aria-current="true"/);
    expect(first.match(/aria-current/g)).toHaveLength(1);
    expect(first).toContain(`href="${client.link}/vraag/2">Verder`);

    await jobseeker.press(`${client.link}/vraag/1`, { antwoord: 'refused' });
    expect(await jobseeker.page(`${client.link}/vraag/1`)).toMatch(/value="refused" aria-current="true"/);
    expect((await jobseeker.traceOf(client)).answers).toEqual(
      expect.arrayContaining([{ item: 'wellbeing.general', state: 'refused', value: null, language: 'nl' }]),
    );
  });

  it('goes back to the look back after a change, once all is answered', async () => {
    const client = await anInvitedClient(web);
    await jobseeker.answerInTurn(client, SIX_ANSWERS);
    expect((await jobseeker.press(`${client.link}/vraag/2`, { antwoord: '5' })).headers.get('location')).toBe(`${client.link}/nakijken`);
    expect(await jobseeker.page(`${client.link}/nakijken`)).toContain('Zeer goed');
  });

  it('goes on where the client was, on another device', async () => {
    const client = await anInvitedClient(web);
    await jobseeker.answerInTurn(client, ['4', '2']);
    const html = await jobseeker.page(client.link);
    expect(html).toContain('Welkom terug');
    expect(html).toContain('U was bij vraag 3 van 6.');
    expect(html).toContain(`href="${client.link}/vraag/3"`);
  });

  it('speaks the language of the client, and the one that is chosen instead', async () => {
    const english = await anInvitedClient(web, { language: 'en' });
    expect(await jobseeker.page(english.link)).toMatch(/<html lang="en" dir="ltr"/);
    const dutch = await anInvitedClient(web, { language: 'ti' });
    expect(await jobseeker.page(dutch.link)).toMatch(/<html lang="nl"/);
    const html = await jobseeker.page(`${dutch.link}?taal=en`);
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('Your coach reads it and chooses support that suits you.');
    expect(await jobseeker.page(`${dutch.link}?taal=de`)).toMatch(/<html lang="nl"/);
  });

  it('keeps the language that somebody started in, and an answer knows in which it was read', async () => {
    const client = await anInvitedClient(web);
    expect((await jobseeker.press(`${client.link}/start?taal=en`, { taal: 'en' })).headers.get('location')).toBe(`${client.link}/vraag/1`);
    expect(await jobseeker.page(`${client.link}/vraag/1`)).toContain('How are you doing?');
    const inDutch = await jobseeker.press(`${client.link}/vraag/1?taal=nl`, { antwoord: '4' });
    expect(inDutch.headers.get('location')).toBe(`${client.link}/vraag/2?taal=nl`);
    expect((await jobseeker.traceOf(client)).answers).toMatchObject([{ language: 'nl' }]);
  });

  it('takes a link as it was typed: in capitals, with a full stop', async () => {
    const { token } = await anInvitedClient(web);
    expect((await jobseeker.get(`/c/${token.toUpperCase()}`)).status).toBe(200);
    expect((await jobseeker.get(`/c/${token}.`)).status).toBe(200);
    expect((await jobseeker.get(`/c/${token}/`)).headers.get('location')).toBe(`/c/${token}`);
    expect((await jobseeker.get(`/c/${token}/iets/anders`)).headers.get('location')).toBe(`/c/${token}`);
  });

  it('sends nothing when nothing was answered', async () => {
    const client = await anInvitedClient(web);
    await jobseeker.press(`${client.link}/start`, { taal: 'nl' });
    expect(await jobseeker.page(`${client.link}/nakijken`)).not.toContain('Versturen</button>');
    expect((await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' })).headers.get('location')).toBe(`${client.link}/vraag/1`);
    expect((await jobseeker.get(`${client.link}/klaar`)).headers.get('location')).toBe(client.link);
    expect((await jobseeker.traceOf(client)).checkIn).toMatchObject({ outcome: null });
  });
});
