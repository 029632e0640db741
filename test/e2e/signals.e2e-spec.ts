import { CrisisService, DeputiesService } from '#libs/inbox';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { writes } from '../support/writing-client.js';

const BANNER = 'Een klant is mogelijk in gevaar. Niemand heeft dit nog opgepakt.';
const DANGER = 'Ik wil niet meer leven';

describe('a signal that somebody may be in danger', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const of = <T>(service: new (...args: never[]) => T): T => web.app.get(service, { strict: false });
  const pageOf = async (who: Colleague, url: string) => aVisitor(web, who.session).get(url);
  const seen = async (who: Colleague, url: string) => wordsOf((await pageOf(who, url)).html);
  const looks = (clientId: string) =>
    web.dataSource.query<{ who: string; what: string }[]>(
      `select staff_id as who, looked_at as what from access_log where client_id = $1 order by id`,
      [clientId],
    );

  /** Somebody wrote that they do not want to live any more; the coach and the deputy were told. */
  async function anAlert(body = DANGER, how: Parameters<typeof writes>[3] = {}) {
    const [coach, deputy] = [await aColleague(web, 'coach'), await aColleague(web, 'coach')];
    const lead = await aColleague(web, 'team_lead');
    await web.dataSource.query(`update staff set team_id = (select team_id from staff where id = $2) where id = $1`, [
      lead.staffId,
      coach.staffId,
    ]);
    await web.dataSource.transaction((tx) =>
      of(DeputiesService).appoint(tx, { staffId: coach.staffId, deputyId: deputy.staffId }, web.clock.now()),
    );
    const client = await aClientOf(web, coach, { firstName: 'Noor', lastName: 'Voorbeeld' });
    await writes(web, client, body, how);
    const [alert] = await of(CrisisService).standingFor(web.dataSource.manager, coach.staffId);
    return { coach, deputy, lead, client, signal: `/signalen/${alert!.id}` };
  }
  async function taking(who: Colleague, signal: string, form: Record<string, string> = {}) {
    const visitor = aVisitor(web, who.session);
    await visitor.get(signal);
    return visitor.post(`${signal}/oppakken`, form);
  }

  it('stands on every page of whoever was told, without a name or a word of it, and leads to what was written', async () => {
    const { coach, deputy, client, signal } = await anAlert();
    for (const url of ['/klanten', '/berichten', `/klanten/${client}`, `/klanten/${client}/planning`, `/klanten/${coach.staffId}`]) {
      const { html } = await pageOf(coach, url);
      const banner = /<div class="wp-crisis-banner" role="alert"[\s\S]*?<\/div><\/div>/.exec(html)?.[0] ?? url;
      expect(wordsOf(banner)).toContain(BANNER);
      expect(banner).not.toMatch(/Noor|leven/);
      expect(html.match(/wp-crisis-banner/g)).toHaveLength(1);
    }
    expect((await pageOf(deputy, '/klanten')).html).toContain(`href="${signal}"`);
  });

  it('is unknown to whoever was not told: another coach, the team lead, an administrator', async () => {
    const { lead, client, signal } = await anAlert();
    const [other, admin] = [await aColleague(web, 'coach'), await aColleague(web, 'admin')];
    for (const who of [other, lead, admin]) {
      expect((await pageOf(who, signal)).status).toBe(404);
      expect(await seen(who, '/signalen')).toContain('U kreeg nog nooit een signaal.');
      expect(await seen(who, '/signalen')).not.toContain(BANNER);
      expect((await taking(who, signal)).status).toBe(404);
    }
    expect(await looks(client)).toEqual([]);
  });

  it('shows the deputy what was written, who it is and whom to call, and nothing more; the look is written down', async () => {
    const { coach, deputy, client, signal } = await anAlert();
    const { html } = await pageOf(deputy, signal);
    const words = wordsOf(html);
    for (const sentence of [
      'Mogelijk in gevaar: Noor Voorbeeld',
      DANGER,
      `Coach: ${coach.name}`,
      'Is er nu gevaar? Bel 112.',
      'Bel 113 (gratis 0800-0113)',
      'De hulplijnen (113 en 112) gaan nu weg per sms.',
      'Nog niemand. Teamleider en beheer horen het als niemand het oppakt, vanaf',
    ])
      expect(words).toContain(sentence);
    expect(html).toMatch(/href="tel:\+316\d+"/);
    expect(html).not.toContain(`/klanten/${client}"`);
    expect((await pageOf(deputy, `/klanten/${client}`)).status).toBe(404);
    expect((await pageOf(deputy, `/klanten/${client}/berichten`)).status).toBe(404);
    expect(await looks(client)).toEqual([{ who: deputy.staffId, what: 'signal' }]);
    expect((await pageOf(coach, signal)).html).toContain(`href="/klanten/${client}"`);
  });

  it('stands first on the caseload, and above everything in the file', async () => {
    const { coach, client } = await anAlert();
    const other = await aClientOf(web, coach, { lastName: 'Aardig' });
    await writes(web, other, 'Tot morgen');
    const caseload = await seen(coach, '/klanten');
    expect(caseload.indexOf('Mogelijk in gevaar: lees het signaal')).toBeGreaterThan(-1);
    expect(caseload.indexOf('Mogelijk in gevaar: lees het signaal')).toBeLessThan(caseload.indexOf('Noor Aardig'));
    const file = await seen(coach, `/klanten/${client}`);
    expect(file.indexOf('Mogelijk in gevaar. Niemand heeft dit nog opgepakt.')).toBeLessThan(file.indexOf('Wacht op u'));
  });

  it('is taken on once, with a note: the banner leaves, the fact stays in the file with who and when', async () => {
    const { coach, deputy, client, signal } = await anAlert();
    expect((await taking(deputy, signal, { toelichting: 'Ik heb gebeld en ga langs.' })).location).toBe(`${signal}?gedaan=opgepakt`);
    for (const who of [coach, deputy]) expect(await seen(who, '/signalen')).not.toContain(BANNER);
    expect(await seen(deputy, signal)).toMatch(/Opgepakt door Collega \d+, vandaag \d\d:\d\d\. “Ik heb gebeld en ga langs\.”/);
    expect(await seen(coach, '/klanten')).not.toContain('Mogelijk in gevaar');
    const file = await seen(coach, `/klanten/${client}`);
    expect(file).toMatch(
      new RegExp(`Eerder 1 signaal .* Opgepakt door ${deputy.name} op \\d+ november 2026, \\d\\d:\\d\\d “Ik heb gebeld`),
    );
  });

  it('tells who comes second who was first', async () => {
    const { coach, deputy, signal } = await anAlert();
    await taking(deputy, signal);
    const visitor = aVisitor(web, coach.session);
    await visitor.get(signal);
    // The page that was open since before the deputy took it on.
    const { status, html } = await visitor.post(`${signal}/oppakken`, { toelichting: '' });
    expect(status).toBe(409);
    expect(wordsOf(html)).toContain(`${deputy.name} was u net voor en heeft het opgepakt.`);
  });

  it('gives a note that is too long back, and is not taken on', async () => {
    const { coach, signal } = await anAlert();
    const note = 'x'.repeat(501);
    const { status, html } = await taking(coach, signal, { toelichting: note });
    expect(status).toBe(422);
    expect(wordsOf(html)).toContain('Uw toelichting is te lang. Er passen 500 tekens in.');
    expect(html).toContain(`>${note}</textarea>`);
    expect(await seen(coach, '/signalen')).toContain(BANNER);
  });

  it('comes to the team lead when nobody took it on, who may read it and nothing else', async () => {
    const { coach, lead, client, signal } = await anAlert();
    web.clock.advance({ minutes: 31 });
    expect(await seen(lead, '/uitstroom')).not.toContain(BANNER);
    await of(CrisisService).escalateDue(web.clock.now());
    expect(await seen(lead, '/uitstroom')).toContain(BANNER);
    const words = await seen(lead, signal);
    expect(words).toContain(DANGER);
    expect(words).toContain('Teamleider en beheer weten het sinds vandaag');
    expect((await pageOf(lead, `/klanten/${client}`)).status).toBe(403);
    expect((await taking(lead, signal)).status).toBe(303);
    expect(await seen(coach, '/klanten')).not.toContain(BANNER);
  });

  it('is raised from the page of a client too, where the help lines stood already', async () => {
    const { coach, signal } = await anAlert(DANGER, { channel: 'app' });
    expect(await seen(coach, signal)).toContain('De hulplijnen (113 en 112) stonden meteen op de pagina.');
  });

  it('of a number of more people names all of them, and says to ask who wrote', async () => {
    const coach = await aColleague(web);
    const clients = [await aClientOf(web, coach, { firstName: 'Ans' }), await aClientOf(web, coach, { firstName: 'Bob' })];
    await writes(web, null, DANGER, { candidates: clients });
    const [alert] = await of(CrisisService).standingFor(web.dataSource.manager, coach.staffId);
    const words = await seen(coach, `/signalen/${alert!.id}`);
    for (const sentence of ['Mogelijk in gevaar: een van deze mensen', 'Ans Voorbeeld', 'Bob Voorbeeld', 'Vraag eerst wie er schreef.'])
      expect(words).toContain(sentence);
    for (const client of clients) expect(await looks(client)).toEqual([{ who: coach.staffId, what: 'signal' }]);
  });

  it('of nobody we know comes to the administrators, with the number to call', async () => {
    const admin = await aColleague(web, 'admin');
    await writes(web, null, DANGER, { from: '+31687654321' });
    const [alert] = await of(CrisisService).standingFor(web.dataSource.manager, admin.staffId);
    const { html } = await pageOf(admin, `/signalen/${alert!.id}`);
    expect(wordsOf(html)).toContain('Mogelijk in gevaar: afzender onbekend');
    expect(html).toContain('href="tel:+31687654321"');
    expect((await taking(admin, `/signalen/${alert!.id}`)).status).toBe(303);
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s',
    async (_, viewport) => {
      const { coach, client, signal } = await anAlert();
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        for (const part of ['/signalen', signal, `/klanten/${client}`, '/klanten']) {
          await page.goto(`${web.url}${part}`);
          expect(await findBarriers(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
    },
    90_000,
  );

  describe('has a deputy who hears it along with the coach', () => {
    async function arranging(who: Colleague, form: Record<string, string>, path = '/vervanging') {
      const visitor = aVisitor(web, who.session);
      await visitor.get('/vervanging');
      return visitor.post(path, form);
    }

    it('whom the coach appoints; who it was before stays on record', async () => {
      const [coach, first, second] = [await aColleague(web), await aColleague(web), await aColleague(web)];
      expect(await seen(coach, '/vervanging')).toContain('U hebt nog geen vervanger.');
      expect((await arranging(coach, { coach: coach.staffId, vervanger: first.staffId })).location).toBe('/vervanging?gedaan=geregeld');
      await arranging(coach, { coach: coach.staffId, vervanger: second.staffId });
      const words = await seen(coach, '/vervanging');
      expect(words).toMatch(new RegExp(`${second.name}, sinds \\d+ november 2026\\.`));
      expect(words).toMatch(new RegExp(`Eerdere vervangers \\(1\\) ${first.name} van`));
      expect(await seen(second, '/vervanging')).toContain(`Vervangt zelf: ${coach.name}.`);
      expect((await arranging(coach, { coach: coach.staffId }, '/vervanging/stoppen')).location).toBe('/vervanging?gedaan=gestopt');
      expect(await seen(coach, '/vervanging')).toContain('U hebt nog geen vervanger.');
    });

    it('whom an administrator appoints for anybody, and a coach for nobody else', async () => {
      const [coach, deputy, admin] = [await aColleague(web), await aColleague(web), await aColleague(web, 'admin')];
      expect((await arranging(deputy, { coach: coach.staffId, vervanger: deputy.staffId })).status).toBe(404);
      expect((await arranging(admin, { coach: coach.staffId, vervanger: deputy.staffId })).status).toBe(303);
      expect(await seen(admin, `/vervanging?coach=${coach.staffId}`)).toContain(`Vervanger van ${coach.name} ${deputy.name}, sinds`);
      expect((await pageOf(deputy, `/vervanging?coach=${coach.staffId}`)).status).toBe(404);
      expect((await pageOf(await aColleague(web, 'team_lead'), '/vervanging')).status).toBe(403);
      expect((await arranging(admin, { coach: admin.staffId, vervanger: deputy.staffId })).status).toBe(404);
    });

    it('who is another coach that works here: refused with the form', async () => {
      const [coach, lead] = [await aColleague(web), await aColleague(web, 'team_lead')];
      for (const vervanger of ['', coach.staffId, lead.staffId]) {
        const { status, html } = await arranging(coach, { coach: coach.staffId, vervanger });
        expect(status).toBe(422);
        expect(wordsOf(html)).toContain('Kies een andere werkcoach die hier werkt.');
      }
    });
  });
});
