import { jest } from '@jest/globals';
import { AnsweringService } from '#libs/checkins';
import { AccessLogService, OptOutsService, ReachService } from '#libs/people';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { anInvitedClient } from '../support/factories/invited-client.js';
import { aPlannedClientOf } from '../support/factories/planned-client.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const UNHEALTHY = { 'health.self_rated': 2, 'wellbeing.general': 3 };

describe("a client's file", () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let coach: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const looks = async (clientId: string) =>
    (
      await web.dataSource.query<{ who: string; what: string }[]>(
        `select staff_id as who, looked_at as what from access_log where client_id = $1 order by id`,
        [clientId],
      )
    ).map(({ who, what }) => [who, what]);
  const suggestionOf = async (clientId: string, intervention: string) =>
    (
      await web.dataSource.query<[{ id: string }]>(
        `select id from suggestion where client_id = $1 and intervention = $2 and withdrawn_at is null`,
        [clientId, intervention],
      )
    )[0].id;
  async function anUnhealthyClient(): Promise<string> {
    const client = await aClientOf(web, coach);
    await says(web, client, UNHEALTHY, 3);
    return client;
  }
  async function opened(clientId: string) {
    const visitor = aVisitor(web, coach.session);
    await visitor.get(`/klanten/${clientId}`);
    return visitor;
  }

  describe('is opened', () => {
    it('by the client’s own coach, and every look is written down, page by page', async () => {
      const client = await anUnhealthyClient();
      const visitor = aVisitor(web, coach.session);
      for (const page of ['', '/antwoorden', '/berichten']) expect((await visitor.get(`/klanten/${client}${page}`)).status).toBe(200);
      expect(await looks(client)).toEqual([
        [coach.staffId, 'client-file'],
        [coach.staffId, 'answers'],
        [coach.staffId, 'messages'],
      ]);
    });

    it('by nobody else: to another coach it does not exist, and a team lead and an administrator are refused', async () => {
      const client = await anUnhealthyClient();
      const statuses: Record<string, number[]> = {};
      for (const role of ['coach', 'team_lead', 'admin'] as const) {
        const { session } = await aColleague(web, role);
        const pages = ['', '/antwoorden', '/berichten'];
        const seen = await Promise.all(pages.map((page) => aVisitor(web, session).get(`/klanten/${client}${page}`)));
        statuses[role] = seen.map(({ status }) => status);
        for (const { html } of seen) expect(html).not.toContain('Voorbeeld');
      }
      expect(statuses).toEqual({ coach: [404, 404, 404], team_lead: [403, 403, 403], admin: [403, 403, 403] });
      expect(await looks(client)).toEqual([]);
    });

    it('no more by who handed the client over', async () => {
      const client = await anUnhealthyClient();
      await web.dataSource.query(
        `update caseload_assignment set during = daterange(lower(during), '2026-10-01') where client_id = $1 and upper_inf(during)`,
        [client],
      );
      expect((await aVisitor(web, coach.session).get(`/klanten/${client}`)).status).toBe(404);
    });

    it('not at all when the look cannot be written down', async () => {
      const client = await anUnhealthyClient();
      const recording = jest
        .spyOn(web.app.get(AccessLogService, { strict: false }), 'record')
        .mockRejectedValue(new Error('the log is full'));
      const { status, html } = await aVisitor(web, coach.session).get(`/klanten/${client}`);
      recording.mockRestore();
      expect(status).toBe(500);
      expect(html).not.toContain('Voorbeeld');
    });

    it('by no address that is not one', async () => {
      const visitor = aVisitor(web, coach.session);
      for (const id of ['1', 'drop-table', '01a1ff86-d4d2-7d69-88dd-2cc3b5aba111'])
        expect((await visitor.get(`/klanten/${id}`)).status).toBe(404);
    });
  });

  describe('shows', () => {
    it('what is known with its age, and tells out of date, refused, not known and never asked apart', async () => {
      const client = await aClientOf(web, coach);
      await says(web, client, { 'literacy.reading_nl': 1 }, 120);
      await says(web, client, { 'finance.debt': 'unknown', 'health.mental': 'refused', 'mobility.transport': 3 }, 4);
      const words = wordsOf((await (await opened(client)).get(`/klanten/${client}`)).html);
      expect(words).toContain('Lezen kan brieven lezen en begrijpen Verouderd · 5 juli 2026');
      expect(words).toContain('Schulden weet het niet 29 oktober 2026, 4 dagen geleden');
      expect(words).toContain('Stress en zorgen wil het niet zeggen');
      expect(words).toContain('Reizen kan niet makkelijk naar werk reizen');
      expect(words).toContain('Wonen nog niet gevraagd');
    });

    it('what was asked and not answered yet, which is something else than never asked', async () => {
      const client = await aPlannedClientOf(web, coach);
      const words = wordsOf((await (await opened(client)).get(`/klanten/${client}`)).html);
      expect(words).toContain('Hoe het gaat gevraagd, nog niet beantwoord');
      expect(words).toContain('Wonen nog niet gevraagd');
    });

    it('why something is suggested and what speaks against it, with rule, answers and dates', async () => {
      const client = await anUnhealthyClient();
      const words = wordsOf((await (await opened(client)).get(`/klanten/${client}`)).html);
      const [waiting, cautions] = [
        words.slice(words.indexOf('Wacht op u'), words.indexOf('Liever nog niet')),
        words.slice(words.indexOf('Liever nog niet')),
      ];
      expect(waiting).toContain('Belastbaarheidsonderzoek');
      expect(waiting).toContain('Regel "Voelt zich niet gezond" v2: gezondheid "slecht" op 30 oktober 2026');
      expect(cautions).toContain('Workshop cv maken');
    });

    it('the client’s own wish before anything else', async () => {
      const client = await anUnhealthyClient();
      await says(web, client, { 'wish.help': 1 }, 1);
      const words = wordsOf((await (await opened(client)).get(`/klanten/${client}`)).html);
      expect(words).toContain('Vraagt zelf Wil hulp met geld (gisteren gevraagd)');
      expect(words.indexOf('Hulp bij geld en schulden Eigen wens')).toBeGreaterThan(-1);
      expect(words.indexOf('Hulp bij geld en schulden Eigen wens')).toBeLessThan(words.indexOf('Belastbaarheidsonderzoek'));
    });

    it('an opt-out and a number that is wrong, where nobody can miss it', async () => {
      const [stopped, wrong] = [
        await aClientOf(web, coach),
        await aClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address: '+31698765432' }] }),
      ];
      await web.app.get(OptOutsService, { strict: false }).optOut(web.dataSource.manager, stopped, null, 'client_reply', web.clock.now());
      await web.app
        .get(ReachService, { strict: false })
        .markInvalid(web.dataSource.manager, 'sms', '+31698765432', 'invalid_number', web.clock.now());
      const visitor = aVisitor(web, coach.session);
      const words = wordsOf((await visitor.get(`/klanten/${stopped}`)).html);
      expect(words).toContain('Niet bereikbaar: heeft zich afgemeld');
      expect(words).toContain('Afgemeld voor alle berichten op 2 november 2026, met een eigen bericht');
      expect(wordsOf((await visitor.get(`/klanten/${wrong}`)).html)).toContain('+31698765432 (mobiel): klopt niet, sinds 2 november 2026');
    });

    it('how it went as a picture and as a table with the same answers, without inline style', async () => {
      const client = await aClientOf(web, coach);
      await says(web, client, { 'wellbeing.general': 2 }, 200);
      await says(web, client, { 'wellbeing.general': 'refused' }, 100);
      await says(web, client, { 'wellbeing.general': 4 }, 2);
      const { html } = await (await opened(client)).get(`/klanten/${client}`);
      expect(html).toContain('aria-label="Verloop van hoe het gaat, van 16 april 2026 tot 2 november 2026.');
      expect(html).not.toMatch(/ style="|<style/);
      const table = wordsOf(html.slice(html.indexOf('<table'), html.indexOf('</table>')));
      expect(table).toContain('31 oktober 2026 het gaat goed');
      expect(table).toContain('25 juli 2026 wil het niet zeggen');
      expect(table).toContain('16 april 2026 het gaat slecht');
    });

    it('a client of whom nothing is known as just that', async () => {
      const client = await aClientOf(web, coach);
      const visitor = aVisitor(web, coach.session);
      const words = wordsOf((await visitor.get(`/klanten/${client}`)).html);
      for (const sentence of ['Er is nu niets voorgesteld', 'Er loopt nu niets', 'Nog geen antwoorden om te laten zien', 'niet gepland'])
        expect(words).toContain(sentence);
      expect(words).not.toMatch(/NaN|undefined|null|\[object/);
      expect(wordsOf((await visitor.get(`/klanten/${client}/antwoorden`)).html)).toContain('Nog geen check-ins');
      expect(wordsOf((await visitor.get(`/klanten/${client}/berichten`)).html)).toContain('Nog geen berichten');
    });

    it('answers in the words of the question, also what was refused or left, and what went out with what became of it', async () => {
      const invited = await anInvitedClient(web, { items: ['wellbeing.general', 'finance.debt', 'workability.self'] });
      await web.dataSource.query(
        `insert into caseload_assignment (client_id, staff_id, team_id, during, created_at) select $1, id, team_id, daterange('2026-01-01', null), $3 from staff where id = $2`,
        [invited.clientId, coach.staffId, web.clock.now()],
      );
      const answering = web.app.get(AnsweringService, { strict: false });
      const manner = { channel: 'sms', language: 'nl' } as const;
      await answering.answer(invited.token, { item: 'wellbeing.general', state: 'answered', value: 2, ...manner }, web.clock.now());
      await answering.answer(invited.token, { item: 'finance.debt', state: 'refused', value: null, ...manner }, web.clock.now());
      await web.dataSource.query(`update message set status = 'undelivered', failure_reason = 'phone_off' where subject_id = $1`, [
        invited.checkInId,
      ]);
      const visitor = aVisitor(web, coach.session);
      const answers = wordsOf((await visitor.get(`/klanten/${invited.clientId}/antwoorden`)).html);
      expect(answers).toContain('Is aan het invullen');
      expect(answers).toContain('Antwoorden op 2 van de 3 vragen');
      expect(answers).toContain('Hoe gaat het met u? Slecht');
      expect(answers).toContain('te laat? wil het niet zeggen');
      expect(answers).toContain('niet beantwoord');
      const messages = wordsOf((await visitor.get(`/klanten/${invited.clientId}/berichten`)).html);
      expect(messages).toContain('Uitnodiging per sms');
      expect(messages).toContain('Niet aangekomen. De telefoon stond uit of had geen bereik.');
    });
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s, with every form open',
    async (_, viewport) => {
      const client = await aClientOf(web, coach, {
        firstName: 'Wilhelmina Anna',
        lastName: 'Heuvel-Rijkers-Groothuizen-Brinkhof-van Schoonhovenberg',
      });
      await says(web, client, { ...UNHEALTHY, 'finance.debt': 1, 'wish.contact': 1, 'health.mental': 'refused' }, 150);
      await says(web, client, { ...UNHEALTHY, 'finance.debt': 1, 'wish.contact': 1 }, 2);
      const visitor = await opened(client);
      await visitor.post(`/klanten/${client}/besluiten`, {
        suggestie: await suggestionOf(client, 'DEBT_COUNSELLING'),
        besluit: 'akkoord',
        startdatum: '2026-08-01',
      });
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        for (const part of colorScheme === 'light' ? ['', '/antwoorden', '/berichten'] : ['']) {
          await page.goto(`${web.url}/klanten/${client}${part}`);
          // Choices of one suggestion exclude each other: without their name all can be open, and looked at, together.
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details')) {
              details.removeAttribute('name');
              details.open = true;
            }
          });
          expect(await findBarriers(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
    },
    90_000,
  );
});
