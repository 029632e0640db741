import { LadderService } from '#libs/checkins';
import { FollowUpTasksService, SessionsService } from '#libs/people';
import { localDate } from '#libs/platform';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aPlannedClientOf } from '../support/factories/planned-client.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** It is Monday 2 November 2026, ten in the morning. */
describe("a client's planning", () => {
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

  async function opened(client: string) {
    const visitor = aVisitor(web, coach.session);
    return { visitor, words: wordsOf((await visitor.get(`/klanten/${client}/planning`)).html) };
  }
  const messagesOf = (client: string) =>
    web.dataSource.query(`select status, failure_reason as reason from message where client_id = $1 order by created_at`, [client]);
  const pausesOf = (client: string) =>
    web.dataSource.query(`select reason, until, note, resumed_at is not null as "isOver" from pause where client_id = $1 order by id`, [
      client,
    ]);
  async function aTask(client: string, kind: 'call' | 'repair_address' = 'call'): Promise<string> {
    const [task] = await web.app
      .get(FollowUpTasksService, { strict: false })
      .make(
        web.dataSource.manager,
        [{ clientId: client, kind, cause: 'unanswered', checkInId: null, dueOn: localDate(web.clock.now()) }],
        web.clock.now(),
      );
    return task!.id;
  }

  it('says what will be sent, when and why: what waits, what follows without an answer, and the next rounds', async () => {
    const client = await aPlannedClientOf(web, coach);
    const { words } = await opened(client);
    expect(words).toMatch(
      /2 november 2026, 10:\d\d Staat klaar Uitnodiging per sms aan \+316\d+ Omdat het plan ‘Elke vier weken \d+’ aan de beurt is\./,
    );
    expect(words).toContain('rond 5 november 2026, 09:00 Als er geen antwoord komt Herinnering per sms Er kwam geen antwoord.');
    expect(words).toMatch(/rond 30 november 2026, (09|10):\d\d Gepland Check-in per sms Plan ‘Elke vier weken \d+’, elke 28 dagen\./);
    expect(words).toMatch(/rond 28 december 2026/);
  });

  it('says why something that is due still waits', async () => {
    const client = await aPlannedClientOf(web, coach);
    await web.dataSource.query(
      `update message set hold_reason = 'quiet_hours', not_before = '2026-11-03T09:00:00+01:00' where client_id = $1`,
      [client],
    );
    expect((await opened(client)).words).toContain('Wacht tot 3 november 2026, 09:00: buiten de uren.');
  });

  it('says why a planned round would not go', async () => {
    const client = await aPlannedClientOf(web, coach);
    await web.dataSource.query(`update contact_point set state = 'invalid' where client_id = $1`, [client]);
    expect((await opened(client)).words).toContain('Gaat alleen door als er dan een weg is. Nu: nummer of adres klopt niet.');
  });

  it('of whom nothing is planned says just that', async () => {
    const { words } = await opened(await aClientOf(web, coach));
    for (const sentence of ['Er staat niets klaar en er is niets gepland.', 'Er is nog niets gebeurd.']) expect(words).toContain(sentence);
    expect(words).not.toMatch(/NaN|undefined|null|\[object/);
  });

  it('is opened by the own coach only, and the look is written down', async () => {
    const client = await aPlannedClientOf(web, coach);
    await opened(client);
    const [other, lead] = [await aColleague(web, 'coach'), await aColleague(web, 'team_lead')];
    expect((await aVisitor(web, other.session).get(`/klanten/${client}/planning`)).status).toBe(404);
    expect((await aVisitor(web, lead.session).get(`/klanten/${client}/planning`)).status).toBe(403);
    expect(await web.dataSource.query(`select staff_id as who, looked_at as what from access_log where client_id = $1`, [client])).toEqual([
      { who: coach.staffId, what: 'planning' },
    ]);
  });

  describe('a pause', () => {
    it('that lacks a reason and ends in the past comes back with each error beside its field, filled in again; nothing happened', async () => {
      const client = await aPlannedClientOf(web, coach);
      const { visitor } = await opened(client);
      const refused = await visitor.post(`/klanten/${client}/planning/pauze`, { reden: '', tot: '2026-11-02', toelichting: 'belt terug' });
      expect(refused.status).toBe(422);
      const words = wordsOf(refused.html);
      for (const sentence of ['Nog niet vastgelegd', 'Kies waarom.', 'Kies een dag na vandaag.']) expect(words).toContain(sentence);
      expect(refused.html).toContain('belt terug');
      expect(refused.html).toContain('value="2026-11-02"');
      expect(await pausesOf(client)).toEqual([]);
      expect(await messagesOf(client)).toEqual([{ status: 'queued', reason: null }]);
    });

    it('withdraws what waits, stands above the file with who, why and until when, and is over when resumed: nothing is caught up', async () => {
      const client = await aPlannedClientOf(web, coach);
      const { visitor } = await opened(client);
      const done = await visitor.post(`/klanten/${client}/planning/pauze`, {
        reden: 'holiday',
        tot: '1-12-2026',
        toelichting: 'bij haar zus',
      });
      expect(done).toMatchObject({ status: 303, location: `/klanten/${client}/planning?gedaan=gepauzeerd` });
      const paused = await visitor.get(done.location as string);
      const words = wordsOf(paused.html);
      expect(words).toContain('Gepauzeerd tot 1 december 2026: vakantie Sinds 2 november 2026, door Sanne de Boer. “bij haar zus”');
      expect(words).toContain('Gaat niet door: valt in een pauze.');
      expect(words).toMatch(/Uitnodiging per sms ingetrokken Er was een pauze\./);
      expect(words).toMatch(/Check-in ingetrokken Er was een pauze\./);
      expect(wordsOf((await visitor.get(`/klanten/${client}`)).html)).toContain('Gepauzeerd tot 1 december 2026: vakantie');
      expect(await messagesOf(client)).toEqual([{ status: 'canceled', reason: 'paused' }]);
      const [, pauze] = /name="pauze" value="([^"]+)"/.exec(paused.html)!;
      const resumed = await visitor.post(`/klanten/${client}/planning/hervatten`, { pauze: pauze as string });
      expect(wordsOf((await visitor.get(resumed.location as string)).html)).toContain('Er wordt niets ingehaald');
      expect(await pausesOf(client)).toEqual([{ reason: 'holiday', until: '2026-12-01', note: 'bij haar zus', isOver: true }]);
      expect(await messagesOf(client)).toHaveLength(1);
    });

    it('of another client is not resumed', async () => {
      const [client, other] = [await aPlannedClientOf(web, coach), await aPlannedClientOf(web, coach)];
      const { visitor } = await opened(client);
      for (const each of [client, other]) await visitor.post(`/klanten/${each}/planning/pauze`, { reden: 'illness' });
      const [{ id }] = await web.dataSource.query(`select id from pause where client_id = $1`, [other]);
      expect((await visitor.post(`/klanten/${client}/planning/hervatten`, { pauze: id })).status).toBe(404);
      expect(await pausesOf(other)).toMatchObject([{ isOver: false }]);
    });

    it('because of work is one button, without an end', async () => {
      const client = await aPlannedClientOf(web, coach);
      const { visitor } = await opened(client);
      await visitor.post(`/klanten/${client}/planning/werk`);
      expect(await pausesOf(client)).toEqual([{ reason: 'found_work', until: null, note: null, isOver: false }]);
      expect(await messagesOf(client)).toEqual([{ status: 'canceled', reason: 'found_work' }]);
      expect((await opened(client)).words).toContain('Gepauzeerd: heeft werk gevonden');
    });

    it('comes of an intervention that ended because of work', async () => {
      const client = await aPlannedClientOf(web, coach);
      await says(web, client, { 'health.self_rated': 2, 'wellbeing.general': 3 }, 3);
      const [{ id: suggestie }] = await web.dataSource.query(
        `select id from suggestion where client_id = $1 and intervention = 'WORK_CAPACITY_ASSESSMENT'`,
        [client],
      );
      const visitor = aVisitor(web, coach.session);
      await visitor.get(`/klanten/${client}`);
      await visitor.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'akkoord', startdatum: '2026-11-01' });
      const [{ id }] = await web.dataSource.query(`select id from intervention where client_id = $1`, [client]);
      const done = await visitor.post(`/klanten/${client}/interventies/${id}/afronding`, {
        einddatum: '2026-11-02',
        uitkomst: 'found_work',
      });
      expect(wordsOf((await visitor.get(done.location as string)).html)).toContain('Kies dan Hervatten bij Planning');
      expect(await pausesOf(client)).toMatchObject([{ reason: 'found_work' }]);
      expect(await messagesOf(client)).toEqual([{ status: 'canceled', reason: 'found_work' }]);
    });
  });

  it('counts on the clock where the client is, once that is known', async () => {
    const client = await aPlannedClientOf(web, coach);
    const { visitor } = await opened(client);
    const refused = await visitor.post(`/klanten/${client}/planning/tijdzone`, { tijdzone: 'Mars/Olympus' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Kies een plaats uit de lijst.');
    const done = await visitor.post(`/klanten/${client}/planning/tijdzone`, { tijdzone: 'America/Paramaribo' });
    const { html } = await visitor.get(done.location as string);
    expect(wordsOf(html)).toContain('Daar is het nu 06:00.');
    expect(html).toContain('<option value="America/Paramaribo" selected>');
    expect(wordsOf(html)).toContain('rond 5 november 2026, 13:00 Als er geen antwoord komt');
  });

  it('tells every change with its cause, newest first', async () => {
    const client = await aPlannedClientOf(web, coach, {
      contactPoints: [
        { kind: 'mobile', address: '+31655555555' },
        { kind: 'email', address: 'noor@example.nl' },
      ],
    });
    const at = web.clock.now();
    await web.dataSource.query(
      `update message set status = 'failed', failure_reason = 'invalid_number', status_at = $2, attempted_at = $2 where client_id = $1`,
      [client, at],
    );
    web.clock.advance({ days: 1 });
    await web.app.get(LadderService, { strict: false }).climb(web.clock.now());
    const session = await web.app.get(SessionsService, { strict: false }).begin(coach.staffId, web.clock.now());
    const words = wordsOf((await aVisitor(web, session).get(`/klanten/${client}/planning`)).html);
    web.clock.turnTo(at);
    const history = words.slice(words.indexOf('Wat er gebeurde'));
    expect(history).toContain('3 november 2026 10:00 Uitnodiging per e-mail staat klaar');
    expect(history).toContain('Volgende stap: een andere weg Het nummer bestaat niet of niet meer.');
    expect(history).toContain('Uitnodiging per sms niet verstuurd Het nummer bestaat niet of niet meer.');
    expect(history).toContain('Check-in geopend check-in van 2 november 2026');
    expect(history.indexOf('e-mail staat klaar')).toBeLessThan(history.indexOf('sms niet verstuurd'));
    expect(history.indexOf('sms niet verstuurd')).toBeLessThan(history.indexOf('Check-in geopend'));
  });

  describe('a task', () => {
    it('stands at the top of the file and is closed in two taps, with what came of it', async () => {
      const client = await aClientOf(web, coach);
      const id = await aTask(client);
      const visitor = aVisitor(web, coach.session);
      const before = wordsOf((await visitor.get(`/klanten/${client}`)).html);
      expect(before).toContain('Voor u te doen Bel de klant Er kwam geen antwoord. Sinds 2 november 2026.');
      const done = await visitor.post(`/klanten/${client}/taken/${id}`, { resultaat: 'reached', toelichting: 'belt vrijdag terug' });
      expect(done).toMatchObject({ status: 303, location: `/klanten/${client}?gedaan=taak` });
      const after = wordsOf((await visitor.get(done.location as string)).html);
      expect(after).toContain('De taak is klaar');
      expect(after).not.toContain('Voor u te doen');
      expect((await opened(client)).words).toContain('Taak gesloten: Bel de klant. Gesproken “belt vrijdag terug” door Sanne de Boer');
    });

    it('that cannot be closed like that stays, with the error beside the buttons and the note kept', async () => {
      const client = await aClientOf(web, coach);
      const id = await aTask(client);
      const visitor = aVisitor(web, coach.session);
      await visitor.get(`/klanten/${client}`);
      const refused = await visitor.post(`/klanten/${client}/taken/${id}`, { resultaat: 'repaired', toelichting: 'x'.repeat(301) });
      expect(refused.status).toBe(422);
      for (const sentence of ['Kies wat er van kwam.', 'Neem hoogstens 300 tekens.', 'xxx']) expect(refused.html).toContain(sentence);
    });

    it('that a colleague closed a moment before is told, and one of another client does not exist', async () => {
      const [client, other] = [await aClientOf(web, coach), await aClientOf(web, coach)];
      const [id, theirs] = [await aTask(client), await aTask(other)];
      const visitor = aVisitor(web, coach.session);
      await visitor.get(`/klanten/${client}`);
      await visitor.post(`/klanten/${client}/taken/${id}`, { resultaat: 'reached' });
      const late = await visitor.post(`/klanten/${client}/taken/${id}`, { resultaat: 'not_reached' });
      expect(late.status).toBe(409);
      expect(wordsOf(late.html)).toContain('Deze taak is net al gesloten.');
      expect((await visitor.post(`/klanten/${client}/taken/${theirs}`, { resultaat: 'reached' })).status).toBe(404);
    });

    it('whose call was not picked up becomes the next appointment', async () => {
      const client = await aClientOf(web, coach);
      const id = await aTask(client);
      const visitor = aVisitor(web, coach.session);
      await visitor.get(`/klanten/${client}`);
      await visitor.post(`/klanten/${client}/taken/${id}`, { resultaat: 'not_reached' });
      expect(wordsOf((await visitor.get(`/klanten/${client}`)).html)).toContain(
        'Vraag het bij de volgende afspraak Er werd niet opgenomen.',
      );
    });
  });

  it('is worked with a keyboard: the pause opens, is filled in and sent', async () => {
    const client = await aPlannedClientOf(web, coach);
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}/klanten/${client}/planning`);
    await page.locator('summary', { hasText: 'Pauzeren' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('input[name="reden"]:checked').getAttribute('value')).toBe('own_request');
    await page.locator('#pauze-toelichting').focus();
    await page.keyboard.type('even rust');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/planning?gedaan=gepauzeerd');
    expect(await pausesOf(client)).toMatchObject([{ reason: 'own_request', note: 'even rust' }]);
    await page.context().close();
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s, with every form open, planned, paused and refused',
    async (_, viewport) => {
      const [client, paused] = [await aPlannedClientOf(web, coach), await aPlannedClientOf(web, coach)];
      await aTask(client);
      await aTask(client, 'repair_address');
      const { visitor } = await opened(paused);
      await visitor.post(`/klanten/${paused}/planning/pauze`, { reden: 'illness', tot: '2026-12-01' });
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        for (const url of [`${client}/planning`, `${paused}/planning?gedaan=gepauzeerd`, client]) {
          await page.goto(`${web.url}/klanten/${url}`);
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details')) {
              details.removeAttribute('name');
              details.open = true;
            }
          });
          expect(await findBarriers(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
        }
        await page.goto(`${web.url}/klanten/${client}/planning`);
        await page.locator('summary', { hasText: 'Pauzeren' }).click();
        await page.getByRole('button', { name: 'Pauzeren' }).click();
        expect(await findBarriers(page)).toEqual([]);
        await page.context().close();
      }
    },
    90_000,
  );
});
