import { CatalogueService } from '#libs/interventions';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NEW = {
  versie: '0',
  naamnl: 'Fietsles',
  naamen: 'Cycling lessons',
  uitlegnl: 'In een groep leren fietsen.',
  uitlegen: 'Learning to cycle in a group.',
  voorwienl: '',
  voorwieen: '',
  nietvoornl: '',
  nietvooren: '',
  uitvoerder: '',
  weken: '8',
  plekken: '1',
  aanpak: 'barrier_first',
  herhaling: '90',
  regels: 'ja',
  aangeboden: 'ja',
  toelichting: '',
};

describe('places by lot', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  let coach: Colleague;
  let lead: Colleague;
  let visitor: Visitor;
  let code: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    await web.app.get(CatalogueService, { strict: false }).ensureStandard(web.clock.now());
    [admin, coach, lead] = [
      await aColleague(web, 'admin'),
      await aColleague(web, 'coach', 'Sanne de Boer'),
      await aColleague(web, 'team_lead'),
    ];
    visitor = aVisitor(web, admin.session);
    code = await aLineOf(5);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  /** Something with one place that is taken, and so many who wait. @returns its code */
  async function aLineOf(waiting: number): Promise<string> {
    await visitor.get('/beheer/aanbod/nieuw');
    const kept = await visitor.post('/beheer/aanbod/nieuw', NEW);
    const made = /aanbod\/([A-Z0-9_]+)\?/.exec(String(kept.location))?.[1] ?? '';
    for (let number = 0; number <= waiting; number += 1) {
      const client = await aClientOf(web, coach);
      const file = aVisitor(web, coach.session);
      await file.get(`/klanten/${client}`);
      await file.post(`/klanten/${client}/interventies`, { interventie: made, hoe: 'afspreken', startdatum: '2026-11-02' });
    }
    return made;
  }
  const placesAre = async (plekken: string, versie: string) => {
    await visitor.get(`/beheer/aanbod/${code}/wijzigen`);
    expect((await visitor.post(`/beheer/aanbod/${code}/wijzigen`, { ...NEW, plekken, versie })).status).toBe(303);
  };

  it('are not drawn while none is free, and the page says so', async () => {
    expect((await visitor.get(`/beheer/aanbod/${code}`)).html).not.toContain('/loting');
    const words = wordsOf((await visitor.get(`/beheer/aanbod/${code}/loting`)).html);
    expect(words).toContain('Er is nu geen plek vrij.');
    expect(words).toContain('sinds');
  });

  it('are drawn by an administrator, who sees why it is fair, how many wait, and no names', async () => {
    await placesAre('3', '1');
    expect((await visitor.get(`/beheer/aanbod/${code}`)).html).toContain(`/beheer/aanbod/${code}/loting`);
    const { html } = await visitor.get(`/beheer/aanbod/${code}/loting`);
    expect(wordsOf(html)).toContain('Er zijn 2 plekken vrij, en 5 mensen wachten.');
    expect(wordsOf(html)).toContain('Is er een medische of dringende reden? Dan loot u niet.');
    expect(html).not.toContain('Voorbeeld');
  });

  it.each([
    ['', 'Vul een dag in.'],
    ['2026-02-31', 'Vul een dag in.'],
    ['2020-01-01', 'Kies een dag na vandaag'],
  ])('begin on a day to come: "%s" is refused beside its field, as it was filled in', async (startdatum, error) => {
    const refused = await visitor.post(`/beheer/aanbod/${code}/loting`, { startdatum });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain(error);
    expect(refused.html).toContain(`value="${startdatum}"`);
    expect(refused.html).toContain('aria-describedby="startdatum-fout"');
  });

  it('are given to who won; everybody can check it, a coach with the names of the own clients', async () => {
    const done = await visitor.post(`/beheer/aanbod/${code}/loting`, { startdatum: '2027-01-11' });
    expect(done.status).toBe(303);
    const at = String(done.location);
    const seen = wordsOf((await visitor.get(at)).html);
    expect(seen).toContain('2 van de 5 mensen kregen een plek.');
    expect(seen).toContain('Nagerekend: de uitkomst klopt met het zaad.');
    expect(seen).not.toContain('Noor Voorbeeld');
    const own = wordsOf((await aVisitor(web, coach.session).get(at)).html);
    expect(own.match(/Noor Voorbeeld plek gewonnen/g)).toHaveLength(2);
    expect(own.match(/Noor Voorbeeld wacht verder/g)).toHaveLength(3);
    expect(wordsOf((await aVisitor(web, lead.session).get(at)).html)).not.toContain('Noor Voorbeeld');
    expect(wordsOf((await aVisitor(web, coach.session).get('/aanbod')).html)).toMatch(
      /zijn 2 plekken verloot onder 5 mensen\. Bekijk de loting/,
    );
    const [{ states }] = await web.dataSource.query(
      `select array_agg(state order by state) as states from intervention where type = $1 and starts_on = '2027-01-11'`,
      [code],
    );
    expect(states).toEqual(['accepted', 'accepted']);
  });

  it('cannot be drawn over: who tries hears that nothing is left', async () => {
    const again = await visitor.post(`/beheer/aanbod/${code}/loting`, { startdatum: '2027-01-11' });
    expect(again.status).toBe(409);
    expect(wordsOf(again.html)).toContain('Er valt niets te verloten.');
  });

  it('are drawn by nobody else', async () => {
    for (const { session } of [coach, lead]) {
      const other = aVisitor(web, session);
      await other.get('/aanbod');
      expect((await other.get(`/beheer/aanbod/${code}/loting`)).status).toBe(403);
      expect((await other.post(`/beheer/aanbod/${code}/loting`, { startdatum: '2027-01-11' })).status).toBe(403);
    }
    expect((await visitor.get('/aanbod/loting/geen-nummer')).status).toBe(404);
    expect((await visitor.get('/aanbod/loting/019a0000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('have pages without barriers, on a telephone and on a desktop', async () => {
    await placesAre('4', '2');
    const [{ id }] = await web.dataSource.query(`select id from place_draw`);
    for (const viewport of [PHONE, DESKTOP])
      for (const path of [`/beheer/aanbod/${code}/loting`, `/aanbod/loting/${id}`]) {
        const page = await browser.newPage({ viewport });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: admin.session, url: web.url }]);
        await page.goto(`${web.url}${path}`);
        expect(await page.locator('h1').textContent()).toContain('Fietsles');
        expect(await findBarriers(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await page.close();
      }
  });
});
