import { ModulesService } from '#libs/questionnaires';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('a coach who records what nobody asks', () => {
  let web: ServedWeb;
  let coach: Colleague;
  let clientId: string;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
  });
  beforeEach(async () => {
    clientId = await aClientOf(web, coach);
    visitor = aVisitor(web, coach.session);
    await visitor.get(list());
  });
  afterAll(() => web.close());

  const list = () => `/klanten/${clientId}/vastleggen`;
  const recorded = () =>
    web.dataSource.query<{ trait: string }[]>(
      `select trait, state, value, source, mode, (observed_at at time zone 'Europe/Amsterdam')::date::text as since
         from trait_observation where client_id = $1 and source = 'professional' order by id`,
      [clientId],
    );

  it('sees it stand in the file with where it came from, and the rules look at it at once', async () => {
    // A rule about sheltered work needs the advice of UWV; somebody with no answers has no rules before.
    await says(web, clientId, { 'wellbeing.general': 4 });
    const form = `${list()}/work.sheltered_advice`;
    await visitor.get(form);
    expect(await visitor.post(form, { waarde: '1', datum: '2026-10-01' })).toMatchObject({ status: 303, location: `${list()}?gedaan=ja` });
    expect(await recorded()).toEqual([
      { trait: 'work.sheltered_advice', state: 'answered', value: 1, source: 'professional', mode: 'interview', since: '2026-10-01' },
    ]);
    const words = wordsOf((await visitor.get(`${list()}?gedaan=ja`)).html);
    expect(words).toContain('Vastgelegd. De adviezen zijn opnieuw bekeken.');
    expect(words).toMatch(/Nu: .* \(1 oktober 2026\)/);
    expect(wordsOf((await visitor.get(`/klanten/${clientId}`)).html)).toContain('Beschut werk');
  });

  it('may say that it is not known, and what is recorded again later counts', async () => {
    const form = `${list()}/work.target_group`;
    await visitor.get(form);
    await visitor.post(form, { waarde: '1', datum: '2026-09-01' });
    await visitor.post(form, { waarde: 'unknown', datum: '2026-11-02' });
    expect(await recorded()).toMatchObject([
      { state: 'answered', value: 1 },
      { state: 'unknown', value: null },
    ]);
    expect(wordsOf((await visitor.get(list())).html)).toContain('Doelgroepregister banenafspraak Nu: weet het niet (2 november 2026)');
  });

  it('gets the form back as it was filled in, with what is wrong beside it', async () => {
    const form = `${list()}/work.target_group`;
    await visitor.get(form);
    const empty = await visitor.post(form, { waarde: '', datum: '' });
    expect(empty.status).toBe(422);
    expect(wordsOf(empty.html)).toMatch(/Er is nog niets vastgelegd Kies wat er bekend is\. Vul een datum in/);
    const future = await visitor.post(form, { waarde: '2', datum: '2026-11-03' });
    expect(future.status).toBe(422);
    expect(wordsOf(future.html)).toContain('Deze dag moet nog komen.');
    expect(future.html).toMatch(/value="2" checked/);
    for (const waarde of ['9', '-1', '1.5', 'x', 'answered'])
      expect((await visitor.post(form, { waarde, datum: '2026-11-02' })).status).toBe(422);
    expect(await recorded()).toEqual([]);
  });

  it('does so for own clients only, and not for what a questionnaire asks, what an instrument computes or what does not exist', async () => {
    const stranger = aVisitor(web, (await aColleague(web)).session);
    expect((await stranger.get(list())).status).toBe(404);
    for (const key of ['health.self_rated', 'mental.distress', 'nationality', 'x'.repeat(80)])
      expect((await visitor.get(`${list()}/${key}`)).status).toBe(404);
    expect((await aVisitor(web, (await aColleague(web, 'admin')).session).get(list())).status).toBe(403);
    expect(await web.dataSource.query(`select distinct looked_at from access_log where client_id = $1`, [clientId])).toEqual([
      { looked_at: 'recording' },
    ]);
  });

  it('cannot record about health while the module is off', async () => {
    const form = `${list()}/health.in_treatment`;
    expect((await visitor.get(form)).status).toBe(200);
    const { staffId } = await aColleague(web, 'admin');
    const modules = web.app.get(ModulesService, { strict: false });
    await modules.switchOff('health', 'Een proef', staffId, web.clock.now());
    try {
      expect((await visitor.get(form)).status).toBe(404);
      expect((await visitor.post(form, { waarde: '1', datum: '2026-11-02' })).status).toBe(404);
      expect(await recorded()).toEqual([]);
    } finally {
      const ground = { legalBasis: 'proef', dpiaReference: 'proef', approver: 'proef', note: '' };
      await modules.switchOn('health', ground, staffId, web.clock.now().add({ seconds: 1 }));
    }
  });

  describe('in a browser', () => {
    let browser: OpenedBrowser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());

    it.each([
      ['phone', PHONE],
      ['tablet', TABLET],
      ['desktop', DESKTOP],
    ])('meets no barriers on a %s, also with errors', async (name, viewport) => {
      const page = await browser.newPage({ viewport });
      await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      const look = async (what: string) => {
        expect([what, await findBarriers(page)]).toEqual([what, []]);
        expect([what, await sidewaysScroll(page)]).toEqual([what, 0]);
        if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}-${what}-${name}.png`, fullPage: true });
      };
      await page.goto(`${web.url}/klanten/${clientId}`);
      await page.getByRole('link', { name: 'Iets vastleggen dat wij niet vragen' }).click();
      await look('list');
      await page.getByRole('link', { name: 'Doelgroepregister banenafspraak' }).click();
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      await look('errors');
      await page.getByLabel('staat in het doelgroepregister', { exact: true }).check();
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      expect(await page.getByRole('status').textContent()).toContain('Vastgelegd.');
    });
  });
});
