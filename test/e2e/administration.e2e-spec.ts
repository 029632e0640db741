import { RulesService } from '#libs/rules';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the administrator', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', 'Noor Jansen');
    const coach = await aColleague(web, 'coach', 'Sanne de Boer');
    const client = await aClientOf(web, coach, {
      firstName: 'Geheime',
      lastName: 'Klantnaam',
      contactPoints: [{ kind: 'mobile', address: '+31687654321' }],
    });
    await says(web, client, { 'health.self_rated': 1 });
    await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
    for (const [status, count] of [
      ['delivered', 3],
      ['undelivered', 1],
    ] as const)
      await web.dataSource.query(
        `insert into message (channel, to_address, purpose, language, status, not_before, due_at, expires_at, created_at, status_at)
         select 'sms', '+31687654321', 'check_in_invitation', 'nl', $1, $2, $2, $2, $2, $2 from generate_series(1, $3)`,
        [status, web.clock.now().subtract({ hours: 24 }), count],
      );
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  it('sees accounts, rules and delivery', async () => {
    const words = wordsOf((await aVisitor(web, admin.session).get('/beheer')).html);
    expect(words).toContain('Sanne de Boer Werkcoach Team 2 1');
    expect(words).toContain('nog geen wachtwoord');
    expect(words).toContain('Voelt zich niet gezond stelt voor: Belastbaarheidsonderzoek');
    expect(words).toContain('Aangekomen 3');
    expect(words).toContain('75%');
  });

  it('sees no client and no answer', async () => {
    const { html } = await aVisitor(web, admin.session).get('/beheer');
    for (const secret of ['Geheime', 'Klantnaam', '+31687654321', 'zeer slecht']) expect(html).not.toContain(secret);
  });

  it('is the only one who sees it', async () => {
    for (const role of ['coach', 'team_lead'] as const) {
      const { session } = await aColleague(web, role);
      expect((await aVisitor(web, session).get('/beheer')).status).toBe(403);
    }
  });

  it.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ])('meets no barriers on a %s', async (_, viewport) => {
    const page = await browser.newPage({ viewport });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: admin.session, url: web.url }]);
    await page.goto(`${web.url}/beheer`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });
});
