import { AnsweringService } from '#libs/checkins';
import { jest } from '@jest/globals';
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

  describe('that leads to no questions', () => {
    it.each([
      ['nl', UNKNOWN_LINK, 'Deze link werkt niet', 'helemaal heeft overgetypt'],
      ['en', UNKNOWN_LINK, 'This link does not work', 'typed the whole link'],
      ['nl', '/c/kort', 'Deze link werkt niet', 'helemaal heeft overgetypt'],
      ['nl', `${UNKNOWN_LINK}/vraag/1`, 'Deze link werkt niet', 'helemaal heeft overgetypt'],
    ])('is unknown or mistyped, in %s: %s', async (language, link, title, text) => {
      const answer = await jobseeker.get(`${link}?taal=${language}`);
      const html = await answer.text();
      expect(answer.status).toBe(404);
      for (const words of [title, text]) expect(html).toContain(words);
      expect(html).toMatch(/<a href="tel:113" dir="ltr">113<\/a>/);
    });

    it('is ours to mend when something breaks, and says so without a word of what it was', async () => {
      const { link } = await anInvitedClient(web);
      const find = jest.spyOn(web.app.get(AnsweringService), 'find').mockRejectedValue(new Error('the secret inside'));
      try {
        const answer = await jobseeker.get(link);
        const html = await answer.text();
        expect(answer.status).toBe(500);
        expect(html).toContain('Dat ligt aan ons, niet aan u.');
        expect(html).not.toContain('the secret inside');
      } finally {
        find.mockRestore();
      }
    });

    it('answers an unknown link in the language of the browser', async () => {
      expect(await jobseeker.page(UNKNOWN_LINK, { headers: { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' } })).toContain(
        'This link does not work',
      );
      expect(await jobseeker.page(UNKNOWN_LINK, { headers: { 'accept-language': 'pl' } })).toContain('Deze link werkt niet');
    });

    it('is spent: kindly, on every page of it, and nothing can be sent twice', async () => {
      const client = await anInvitedClient(web, { language: 'en' });
      await jobseeker.answerInTurn(client, SIX_ANSWERS);
      await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
      const before = await jobseeker.traceOf(client);

      for (const path of ['', '/vraag/1', '/nakijken']) {
        const answer = await jobseeker.get(`${client.link}${path}?taal=nl`);
        const html = await answer.text();
        expect(answer.status).toBe(410);
        expect(html).toContain('U heeft deze vragen al beantwoord');
        expect(html).toContain('Dit verandert niets aan uw uitkering.');
        expect(html).not.toContain('value="4"');
      }
      await jobseeker.press(`${client.link}/vraag/1`, { antwoord: '1' });
      await jobseeker.press(`${client.link}/start`, { taal: 'en' });
      // Pressed twice: whoever sent it sees that it was sent.
      expect((await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' })).headers.get('location')).toMatch(/\/klaar/);
      expect(await jobseeker.traceOf(client)).toEqual(before);
    });

    it('has expired: kindly, and an answer that comes too late hears it too', async () => {
      const client = await anInvitedClient(web);
      const opened = web.clock.now();
      web.clock.advance({ days: 8 });
      try {
        const late = await jobseeker.press(`${client.link}/vraag/1`, { antwoord: '4' });
        expect((await jobseeker.get(String(late.headers.get('location')))).status).toBe(410);
        for (const [language, title] of [
          ['nl', 'Deze vragen zijn gesloten'],
          ['en', 'These questions are closed'],
        ]) {
          const answer = await jobseeker.get(`${client.link}?taal=${language}`);
          expect([answer.status, (await answer.text()).includes(String(title))]).toEqual([410, true]);
        }
        expect((await jobseeker.press(`${client.link}/start`, { taal: 'nl' })).headers.get('location')).toBe(client.link);
        expect((await jobseeker.traceOf(client)).answers).toEqual([]);
      } finally {
        web.clock.turnTo(opened);
      }
    });
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
        expect(await jobseeker.page(client.link)).toContain(`${client.link}/geen-berichten`);
        const stopped = await jobseeker.press(`${client.link}/geen-berichten`, { wat });
        expect(await jobseeker.page(String(stopped.headers.get('location')))).toContain(title);
        expect((await jobseeker.traceOf(client)).optOuts).toEqual([{ channel }]);
      } finally {
        web.clock.turnTo(opened);
      }
    });

    it('changes nothing without a choice', async () => {
      const client = await anInvitedClient(web);
      expect((await jobseeker.press(`${client.link}/geen-berichten`, { wat: 'iedereen' })).status).toBe(422);
      expect((await jobseeker.traceOf(client)).optOuts).toEqual([]);
    });
  });

  describe('and guessing', () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });

    it('tells who tries link after link to stop, and lets go after a quarter of an hour', async () => {
      const guess = async (n: number) =>
        (await jobseeker.get(`/c/${String(n).padStart(16, '0')}`, { headers: from('198.51.100.7') })).status;
      const answers = [];
      for (let n = 0; n < 40; n += 1) answers.push(await guess(n));
      expect(answers.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404));
      expect(answers.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));

      const refused = await jobseeker.get('/c/0000000000000099', { headers: from('198.51.100.7') });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
      expect(await refused.text()).toContain('Even wachten');

      web.clock.advance({ minutes: 16 });
      expect(await guess(41)).toBe(404);
    });

    it('never keeps out fifty clients behind the same address, not even after somebody there guessed', async () => {
      const clients = [];
      for (let n = 0; n < 50; n += 1) clients.push(await anInvitedClient(web));
      for (let n = 0; n < 60; n += 1) await jobseeker.get(`/c/${String(n).padStart(16, 'z')}`, { headers: from('198.51.100.8') });

      const statuses = await Promise.all(
        clients.map(async ({ link }) => [
          (await jobseeker.get(link, { headers: from('198.51.100.8') })).status,
          (await jobseeker.press(`${link}/start`, { taal: 'nl' }, from('198.51.100.8'))).status,
          (await jobseeker.press(`${link}/vraag/1`, { antwoord: '4' }, from('198.51.100.8'))).status,
        ]),
      );
      expect(statuses).toEqual(clients.map(() => [200, 303, 303]));
    });
  });
});
