import { PreferencesService, ReachService } from '#libs/people';
import { localDate } from '#libs/platform';
import { LanguagesService } from '#libs/wording';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const ASKED = { kanaal: 'email', antwoord: 'link', uren: 'morning', taal: 'en', toelichting: 'Vroeg erom aan de telefoon' };

describe('how a client wants to be reached', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let coach: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ settings: { SEND_WINDOW: 'ma-vr 09:00-17:00' } }), openBrowser()]);
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const of = <T>(service: new (...args: never[]) => T): T => web.app.get(service, { strict: false });
  const tx = () => web.dataSource.manager;
  const seen = async (client: string, page = '/voorkeuren') =>
    wordsOf((await aVisitor(web, coach.session).get(`/klanten/${client}${page}`)).html);
  async function choosing(client: string, form: Record<string, string>, who: Colleague = coach) {
    const visitor = aVisitor(web, who.session);
    await visitor.get(who === coach ? `/klanten/${client}/voorkeuren` : '/klanten');
    return visitor.post(`/klanten/${client}/voorkeuren`, form);
  }

  it('is recorded by the coach with a reason, and held to from then on', async () => {
    const client = await aClientOf(web, coach);
    expect((await choosing(client, ASKED)).location).toBe(`/klanten/${client}/voorkeuren?gedaan=vastgelegd`);
    const facts = (await of(ReachService).factsOf(tx(), [client], localDate(web.clock.now()))).get(client);
    expect(facts).toMatchObject({ language: 'en', preference: { channels: ['email', 'sms'], answerBy: 'link' } });
    expect(facts?.preference.hours?.from.toString()).toBe('09:00:00');
    const words = await seen(client);
    expect(words).toContain('Eerst e-mail, dan sms · Liever altijd via de link · in het Engels · In de ochtend, 09:00 tot 12:00');
    expect(words).toMatch(/Vastgelegd door Sanne de Boer, 2 november 2026, 10:00 “Vroeg erom aan de telefoon”/);
    expect(words).toContain('Eerst e-mail, dan sms (geen e-mailadres bekend)');
  });

  it('shows what the client chose as the client’s own', async () => {
    const client = await aClientOf(web, coach);
    await of(PreferencesService).change(tx(), client, { answerBy: 'message' }, { staffId: null, note: null }, web.clock.now());
    const { html } = await aVisitor(web, coach.session).get(`/klanten/${client}/voorkeuren`);
    expect(wordsOf(html)).toContain("Door terug te sms'en · De hele dag, binnen de uren van het kantoor Gekozen door de klant");
    expect(html).toMatch(/name="antwoord" value="message" checked/);
  });

  it('is refused without a reason, and everything that was chosen comes back', async () => {
    const client = await aClientOf(web, coach);
    const { status, html } = await choosing(client, { ...ASKED, toelichting: ' ' });
    expect(status).toBe(422);
    expect(wordsOf(html)).toContain('Schrijf kort op waarom.');
    for (const chosen of ['name="kanaal" value="email" checked', 'name="uren" value="morning" checked', '<option value="en" selected'])
      expect(html).toContain(chosen);
    expect(await of(PreferencesService).history(tx(), client)).toEqual([]);
  });

  it('is not recorded twice when nothing changes, and can be taken back', async () => {
    const client = await aClientOf(web, coach);
    await choosing(client, ASKED);
    expect((await choosing(client, ASKED)).location).toContain('gedaan=ongewijzigd');
    await choosing(client, { kanaal: '', antwoord: '', uren: '', taal: '', toelichting: 'Alles weer gewoon' });
    expect(await of(PreferencesService).current(tx(), client)).toEqual({ channels: [], answerBy: null, hours: null, language: null });
    expect(await of(PreferencesService).history(tx(), client)).toHaveLength(2);
  });

  it('offers no hours that the office has not, and no choice of its own making', async () => {
    const client = await aClientOf(web, coach);
    const words = await seen(client);
    expect(words).toContain('In de middag, 12:00 tot 17:00');
    expect(words).not.toContain('In de avond');
    expect((await choosing(client, { ...ASKED, uren: 'nacht' })).status).toBe(400);
    expect((await choosing(client, { ...ASKED, taal: 'fr' })).status).toBe(400);
  });

  it('says when somebody gets Dutch because nobody reviewed their language, until somebody has', async () => {
    const client = await aClientOf(web, coach, { language: 'ar' });
    expect(await seen(client, '')).toContain('Taal Arabisch (nog niet nagekeken: krijgt Nederlands)');
    expect(await seen(client)).toContain('Zoals aangeleverd: Arabisch (nog niet nagekeken: krijgt Nederlands)');
    await of(LanguagesService).review(tx(), { language: 'ar', reviewedBy: 'Nadia', staffId: coach.staffId }, web.clock.now());
    expect(await seen(client, '')).toContain('Taal Arabisch Team');
    await of(LanguagesService).withdraw(tx(), { language: 'ar', staffId: coach.staffId }, web.clock.now());
    const french = await aClientOf(web, coach, { language: 'fr' });
    expect(await seen(french, '')).toContain('Taal Frans (bestaat hier niet: krijgt Nederlands)');
  });

  it('is the own coach’s only, and the look is written down', async () => {
    const client = await aClientOf(web, coach);
    const other = await aColleague(web);
    expect((await aVisitor(web, other.session).get(`/klanten/${client}/voorkeuren`)).status).toBe(404);
    expect((await choosing(client, ASKED, other)).status).toBe(404);
    for (const role of ['team_lead', 'admin'] as const)
      expect((await aVisitor(web, (await aColleague(web, role)).session).get(`/klanten/${client}/voorkeuren`)).status).toBe(403);
    await seen(client);
    expect(await web.dataSource.query(`select looked_at as what from access_log where client_id = $1`, [client])).toEqual([
      { what: 'preferences' },
    ]);
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('has no barriers on a %s', async (_, viewport) => {
    const client = await aClientOf(web, coach, {
      firstName: 'Wilhelmina Anna',
      lastName: 'Heuvel-Rijkers-Groothuizen-Brinkhof',
      language: 'ar',
    });
    await choosing(client, ASKED);
    const page = await browser.newPage({ viewport });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}/klanten/${client}/voorkeuren`);
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.waitForLoadState();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
