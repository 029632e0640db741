import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('a coach who puts right what is recorded wrong', () => {
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
  });
  afterAll(() => web.close());

  const list = () => `/klanten/${clientId}/verbeteren`;
  const formOf = async (): Promise<string> => {
    const [{ id }] = await web.dataSource.query(`select max(id) as id from trait_observation where client_id = $1`, [clientId]);
    return `${list()}/${id}`;
  };
  const openSuggestions = async (): Promise<string[]> =>
    (
      await web.dataSource.query<{ intervention: string }[]>(
        `select intervention from suggestion where client_id = $1 and withdrawn_at is null and decided_at is null and stance = 'suggest'`,
        [clientId],
      )
    ).map(({ intervention }) => intervention);

  it('puts the right value in its place with the reason; what followed from the wrong one goes, and nobody on the file reads it again', async () => {
    await says(web, clientId, { 'finance.debt': 1 }, 2);
    expect(await openSuggestions()).toContain('DEBT_COUNSELLING');
    expect(wordsOf((await visitor.get(list())).html)).toMatch(/Schulden heeft schulden of betaalt rekeningen te laat .* Verbeter/);
    const form = await formOf();
    expect(wordsOf((await visitor.get(form)).html)).toContain('Er staat nu: heeft schulden of betaalt rekeningen te laat');
    expect(await visitor.post(form, { waarde: '2', reden: 'Verkeerd getikt' })).toMatchObject({
      status: 303,
      location: `${list()}?gedaan=ja`,
    });
    const words = wordsOf((await visitor.get(`${list()}?gedaan=ja`)).html);
    expect(words).toContain('Verbeterd. De adviezen zijn opnieuw bekeken.');
    expect(words).toMatch(/geen schulden verbeterd op 2 november 2026, 10:00 door Sanne de Boer/);
    expect(await openSuggestions()).not.toContain('DEBT_COUNSELLING');
    // On the course it is the name of a level beside the picture.
    for (const page of ['', '/profiel', '/verbeteren'])
      expect(wordsOf((await visitor.get(`/klanten/${clientId}${page}`)).html)).not.toContain('heeft schulden of betaalt');
  });

  it('can say that it is not known after all: that is no value and no "no"', async () => {
    await says(web, clientId, { 'housing.stability': 2 });
    const form = await formOf();
    await visitor.get(form);
    expect((await visitor.post(form, { waarde: 'unknown', reden: 'De klant wist het niet' })).status).toBe(303);
    expect(
      await web.dataSource.query(`select state, value from trait_observation where client_id = $1 order by id desc limit 1`, [clientId]),
    ).toEqual([{ state: 'unknown', value: null }]);
  });

  it('gets the form back as it was filled in, with what is wrong beside it', async () => {
    await says(web, clientId, { 'health.self_rated': 2 });
    const form = await formOf();
    await visitor.get(form);
    const empty = await visitor.post(form, { waarde: '', reden: '' });
    expect(empty.status).toBe(422);
    expect(wordsOf(empty.html)).toMatch(/Er is nog niets verbeterd Kies wat er moet staan\. Zeg waarom het niet klopt\./);
    const same = await visitor.post(form, { waarde: '2', reden: 'Een <reden>' });
    expect(same.status).toBe(422);
    expect(wordsOf(same.html)).toContain('Dit staat er al.');
    expect(same.html).toMatch(/value="2" checked/);
    expect(same.html).toContain('Een &lt;reden&gt;');
    for (const waarde of ['9', '-1', '2.5', 'x', 'answered'])
      expect((await visitor.post(form, { waarde, reden: 'Een reden' })).status).toBe(422);
    expect(wordsOf((await visitor.post(form, { waarde: '3', reden: 'x'.repeat(501) })).html)).toContain('Neem hoogstens 500 tekens.');
    expect(await web.dataSource.query(`select * from observation_correction where client_id = $1`, [clientId])).toEqual([]);
  });

  it('is told when a colleague was first, with what was typed still there', async () => {
    await says(web, clientId, { 'health.self_rated': 2 });
    const form = await formOf();
    await visitor.get(form);
    expect((await visitor.post(form, { waarde: '4', reden: 'Eerste' })).status).toBe(303);
    const late = await visitor.post(form, { waarde: '5', reden: 'Mijn eigen woorden' });
    expect(late.status).toBe(409);
    expect(wordsOf(late.html)).toMatch(/Iemand anders heeft dit net verbeterd .* Er staat nu: goed/);
    expect(late.html).toContain('Mijn eigen woorden');
    expect(late.html).toMatch(/value="5" checked/);
    // The form that came back is about what stands there now.
    const next = /action="([^"]+verbeteren\/\d+)"/.exec(late.html)?.[1] ?? '';
    expect((await visitor.post(next, { waarde: '5', reden: 'Mijn eigen woorden' })).status).toBe(303);
  });

  it('finds nothing of somebody else’s client, of another client, or of nothing', async () => {
    await says(web, clientId, { 'health.self_rated': 2 });
    const form = await formOf();
    const stranger = aVisitor(web, (await aColleague(web)).session);
    await visitor.get(form);
    expect((await stranger.get(form)).status).toBe(404);
    await stranger.get('/klanten');
    expect((await stranger.post(form, { waarde: '4', reden: 'Nee' })).status).toBe(404);
    const other = await aClientOf(web, coach);
    expect((await visitor.get(form.replace(clientId, other))).status).toBe(404);
    for (const nothing of ['x', '0', '99999999', '9'.repeat(40)]) expect((await visitor.get(`${list()}/${nothing}`)).status).toBe(404);
    expect((await aVisitor(web, (await aColleague(web, 'admin')).session).get(form)).status).toBe(403);
  });

  it('looks at a file, and that is written down', async () => {
    await visitor.get(list());
    expect(await web.dataSource.query(`select looked_at from access_log where client_id = $1`, [clientId])).toEqual([
      { looked_at: 'correcting' },
    ]);
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
    ])('meets no barriers on a %s, also with errors, and works without scripts', async (name, viewport) => {
      await says(web, clientId, { 'health.self_rated': 2, 'workability.self': 3, 'finance.debt': 1 });
      const page = await browser.newPage({ viewport });
      await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      const look = async (what: string) => {
        expect([what, await findBarriers(page)]).toEqual([what, []]);
        expect([what, await sidewaysScroll(page)]).toEqual([what, 0]);
        if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}-${what}-${name}.png` });
      };
      await page.goto(`${web.url}${list()}`);
      await look('list');
      await page.getByRole('link', { name: /^Verbeter dit antwoord: Hoe goed werken nu gaat/ }).click();
      await look('long');
      await page.goto(`${web.url}${list()}`);
      await page.getByRole('link', { name: /^Verbeter dit antwoord: Gezondheid/ }).click();
      await page.getByRole('button', { name: 'Verbeteren' }).click();
      await look('errors');
      await page.getByLabel('goed', { exact: true }).check();
      await page.getByLabel('Waarom klopt het niet?').fill('Verkeerd getikt');
      await page.getByRole('button', { name: 'Verbeteren' }).click();
      expect(await page.getByRole('status').textContent()).toContain('Verbeterd.');
      await look('done');
    });
  });
});
