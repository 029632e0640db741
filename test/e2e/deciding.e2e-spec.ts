import { DESKTOP, openBrowser, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the coach decides:', () => {
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

  const suggestionOf = async (clientId: string, intervention: string) =>
    (
      await web.dataSource.query<[{ id: string }]>(
        `select id from suggestion where client_id = $1 and intervention = $2 and withdrawn_at is null`,
        [clientId, intervention],
      )
    )[0].id;
  const decisionsOn = (clientId: string) =>
    web.dataSource.query<{ decision: string; reason: string | null; type: string | null; starts: string | null }[]>(
      `select d.decision, d.reason, i.type, i.starts_on as starts from coach_decision d join suggestion s on s.id = d.suggestion_id
         left join intervention i on i.id = d.intervention_id where s.client_id = $1 order by d.decided_at`,
      [clientId],
    );
  async function anUnhealthyClient(): Promise<string> {
    const client = await aClientOf(web, coach);
    await says(web, client, { 'health.self_rated': 2, 'wellbeing.general': 3 }, 3);
    return client;
  }
  async function opened(clientId: string) {
    const visitor = aVisitor(web, coach.session);
    await visitor.get(`/klanten/${clientId}`);
    return visitor;
  }

  it('accepting plans what was suggested, and says so', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    const suggestie = await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT');
    const done = await visitor.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'akkoord', startdatum: '2026-11-16' });
    expect(done).toMatchObject({ status: 303, location: `/klanten/${client}?gedaan=akkoord` });
    expect(await decisionsOn(client)).toEqual([
      { decision: 'accepted', reason: null, type: 'WORK_CAPACITY_ASSESSMENT', starts: '2026-11-16' },
    ]);
    const words = wordsOf((await visitor.get(done.location as string)).html);
    expect(words).toContain('Vastgelegd. Het staat nu bij wat er loopt.');
    expect(words).toContain('Belastbaarheidsonderzoek Begint op 16 november 2026, gepland door Sanne de Boer');
  });

  it('something else needs to be named and needs a reason; what was typed comes back, each error beside its field', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    const suggestie = await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT');
    const refused = await visitor.post(`/klanten/${client}/besluiten`, {
      suggestie,
      besluit: 'anders',
      startdatum: '2026-11-20',
      interventie: '',
      reden: '',
    });
    expect(refused.status).toBe(422);
    const form = /<details class="wp-choice"[^>]* open>[\s\S]*?<\/details>/.exec(refused.html)?.[0] ?? '';
    expect(form).toContain('value="2026-11-20"');
    expect(wordsOf(form)).toContain('Kies iets uit de lijst.');
    expect(wordsOf(form)).toContain('Schrijf kort op waarom.');
    expect(await decisionsOn(client)).toEqual([]);
    const done = await visitor.post(`/klanten/${client}/besluiten`, {
      suggestie,
      besluit: 'anders',
      startdatum: '20-11-2026',
      interventie: 'COACH_CALL',
      reden: ' Eerst praten ',
    });
    expect(done.status).toBe(303);
    expect(await decisionsOn(client)).toEqual([{ decision: 'adjusted', reason: 'Eerst praten', type: 'COACH_CALL', starts: '2026-11-20' }]);
  });

  it('declining is as close at hand as accepting, and needs a reason', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    const suggestie = await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT');
    const refused = await visitor.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'niet-doen', reden: '  ' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Schrijf kort op waarom.');
    await visitor.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'niet-doen', reden: 'Is vorige maand al onderzocht' });
    expect(await decisionsOn(client)).toEqual([
      { decision: 'declined', reason: 'Is vorige maand al onderzocht', type: null, starts: null },
    ]);
    expect(wordsOf((await visitor.get(`/klanten/${client}`)).html)).toContain(
      'Niet gedaan, door Sanne de Boer op 2 november 2026 “Is vorige maand al onderzocht”',
    );
  });

  it('a date that is none is told, and nothing happens', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    const suggestie = await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT');
    for (const startdatum of ['', '31-2-2026', 'morgen']) {
      const refused = await visitor.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'akkoord', startdatum });
      expect(refused.status).toBe(422);
      expect(wordsOf(refused.html)).toContain('Vul een datum in');
    }
    expect(await decisionsOn(client)).toEqual([]);
  });

  it('of two at once, one decides and the other is told kindly', async () => {
    const client = await anUnhealthyClient();
    const suggestie = await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT');
    const tabs = [await opened(client), await opened(client)];
    const done = await Promise.all(
      tabs.map((tab) => tab.post(`/klanten/${client}/besluiten`, { suggestie, besluit: 'akkoord', startdatum: '2026-11-16' })),
    );
    expect(done.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(wordsOf(done.find(({ status }) => status === 409)?.html ?? '')).toContain('Over deze suggestie is net al besloten');
    expect(await decisionsOn(client)).toHaveLength(1);
  });

  it('nobody decides about another’s client, nor about another client’s suggestion through their own', async () => {
    const [client, other] = [await anUnhealthyClient(), await anUnhealthyClient()];
    const suggestie = await suggestionOf(other, 'WORK_CAPACITY_ASSESSMENT');
    const form = { suggestie, besluit: 'niet-doen', reden: 'zomaar' };
    expect((await (await opened(client)).post(`/klanten/${client}/besluiten`, form)).status).toBe(404);
    const colleague = await aColleague(web);
    const visitor = aVisitor(web, colleague.session);
    await visitor.get('/klanten');
    expect((await visitor.post(`/klanten/${other}/besluiten`, form)).status).toBe(404);
    expect(await decisionsOn(other)).toEqual([]);
  });

  it('what runs is ended once, with how it went; what is missing is told beside its field', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    await visitor.post(`/klanten/${client}/besluiten`, {
      suggestie: await suggestionOf(client, 'WORK_CAPACITY_ASSESSMENT'),
      besluit: 'akkoord',
      startdatum: '2026-10-01',
    });
    const [{ id }] = await web.dataSource.query<[{ id: string }]>(`select id from intervention where client_id = $1`, [client]);
    const path = `/klanten/${client}/interventies/${id}/afronding`;
    const refused = await visitor.post(path, { einddatum: '2026-12-24', uitkomst: '', toelichting: 'ging goed' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Kies hoe het is afgelopen.');
    expect(wordsOf(refused.html)).toContain('Het einde kan niet in de toekomst liggen.');
    expect(refused.html).toContain('>ging goed</textarea>');
    const ending = { einddatum: '2026-10-30', uitkomst: 'completed', toelichting: 'ging goed' };
    expect(await visitor.post(path, ending)).toMatchObject({ status: 303, location: `/klanten/${client}?gedaan=afgerond` });
    expect((await visitor.post(path, ending)).status).toBe(409);
    expect(wordsOf((await visitor.get(`/klanten/${client}`)).html)).toContain(
      'Helemaal gedaan · 1 oktober 2026 – 30 oktober 2026 “ging goed”',
    );
    const stranger = await anUnhealthyClient();
    expect((await visitor.post(`/klanten/${stranger}/interventies/${id}/afronding`, ending)).status).toBe(404);
  });

  it('works from caseload to decision in a browser without any script', async () => {
    const client = await anUnhealthyClient();
    const page = await browser.newPage({ viewport: DESKTOP, javaScriptEnabled: false });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}/klanten/${client}`);
    const suggestion = page.getByRole('article', { name: 'Belastbaarheidsonderzoek' });
    await suggestion.getByText('Niet doen').click();
    await suggestion.getByLabel('Toelichting').first().fill('Begint volgende week met een opleiding');
    await suggestion.getByRole('button', { name: 'Eerst iets anders' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Vastgelegd');
    expect(await decisionsOn(client)).toMatchObject([{ decision: 'declined', reason: 'Begint volgende week met een opleiding' }]);
  });
});
