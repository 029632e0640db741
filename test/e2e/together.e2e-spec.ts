import { AnsweringService } from '#libs/checkins';
import { QuestionnairesService } from '#libs/questionnaires';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { askEveryKind } from '../support/factories/every-kind.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const ITEMS = ['wellbeing.general', 'finance.debt', 'workability.self'];
const GENERAL = 'antwoord-wellbeing.general';
const DEBT = 'antwoord-finance.debt';

describe('filling in a check-in together', () => {
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

  async function anAskedClient(items: string[] | null = ITEMS): Promise<InvitedClient & { page: string }> {
    const invited = await anInvitedClient(web, { items });
    await web.dataSource.query(
      `insert into caseload_assignment (client_id, staff_id, team_id, during, created_at)
       select $1, id, team_id, daterange('2026-01-01', null), $3 from staff where id = $2`,
      [invited.clientId, coach.staffId, web.clock.now()],
    );
    return { ...invited, page: `/klanten/${invited.clientId}/samen` };
  }
  const answersOf = (checkInId: string) =>
    web.dataSource.query<{ item: string; value: number | null; state: string; channel: string; helped: string | null }[]>(
      `select item, value, state, channel, helped_by as helped from answer where check_in_id = $1 order by item`,
      [checkInId],
    );
  const answersByLink = (token: string, item: string, value: number, channel: 'sms' | 'email' = 'sms') =>
    web.app
      .get(AnsweringService, { strict: false })
      .answer(token, { item, state: 'answered', value, channel, language: 'nl' }, web.clock.now());
  /** The form as the browser would send it: every field of the page, and what is chosen now. */
  async function opened(page: string) {
    const visitor = aVisitor(web, coach.session);
    const { html } = await visitor.get(page);
    const hidden = [...html.matchAll(/type="hidden" name="((?:was-|ronde)[^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    const chosen = [...html.matchAll(/type="radio" name="([^"]+)" value="([^"]*)" checked/g)].map(([, name, value]) => [name, value]);
    const form = Object.fromEntries([...hidden, ...chosen]) as Record<string, string>;
    return { html, words: wordsOf(html), send: (change: Record<string, string>) => visitor.post(page, { ...form, ...change }) };
  }

  it('shows every question, also those that never stand in a text message, with what was answered already and how', async () => {
    const { token, page, clientId } = await anAskedClient();
    await answersByLink(token, 'wellbeing.general', 2);
    const { words, html } = await opened(page);
    expect(words).toContain('1. Hoe gaat het met u? Al beantwoord: per sms, 2 november 2026');
    expect(html).toMatch(/name="antwoord-wellbeing\.general" value="2" checked/);
    expect(words).toMatch(/2\. [^?]*te laat\?/);
    expect(words.match(/Wil dat niet zeggen/g)).toHaveLength(3);
    expect(wordsOf((await aVisitor(web, coach.session).get(`/klanten/${clientId}/antwoorden`)).html)).toContain('Vul samen in');
  });

  it('keeps what there is, with the channel and who helped; what the client said elsewhere stays the client’s', async () => {
    const { token, page, checkInId } = await anAskedClient();
    await answersByLink(token, 'wellbeing.general', 2);
    const { send } = await opened(page);
    expect((await send({ kanaal: 'phone', [DEBT]: 'refused' })).location).toBe(`${page}?gedaan=bewaard`);
    expect(await answersOf(checkInId)).toEqual([
      { item: 'finance.debt', value: null, state: 'refused', channel: 'phone', helped: coach.staffId },
      { item: 'wellbeing.general', value: 2, state: 'answered', channel: 'sms', helped: null },
    ]);
    const { words, html } = await opened(page);
    expect(words).toContain('Al beantwoord: aan de telefoon, met Sanne de Boer, 2 november 2026');
    expect(html).toMatch(/name="kanaal" value="phone" checked/);
  });

  it('does not undo what the client answered while the page was open', async () => {
    const { token, page, checkInId } = await anAskedClient();
    await answersByLink(token, 'wellbeing.general', 2);
    const { send } = await opened(page);
    await answersByLink(token, 'wellbeing.general', 4);
    await send({ [DEBT]: '1' });
    expect((await answersOf(checkInId)).find(({ item }) => item === 'wellbeing.general')).toMatchObject({ value: 4, helped: null });
  });

  it('is finished as one set of answers: two by link, the rest with the coach', async () => {
    const { token, page, checkInId, clientId } = await anAskedClient();
    await answersByLink(token, 'wellbeing.general', 2);
    const { send } = await opened(page);
    expect((await send({ kanaal: 'face_to_face', [DEBT]: '1', klaar: 'ja' })).location).toBe(`${page}?gedaan=afgerond`);
    expect(
      await web.dataSource.query(`select trait, value, channel from trait_observation where client_id = $1 order by trait`, [clientId]),
    ).toEqual([
      { trait: 'finance.debt', value: 1, channel: 'face_to_face' },
      { trait: 'wellbeing.general', value: 2, channel: 'sms' },
    ]);
    expect(await web.dataSource.query(`select outcome from check_in where id = $1`, [checkInId])).toEqual([{ outcome: 'finished' }]);
    const { words } = await opened(page);
    expect(words).toContain('Er staat nu geen check-in open.');
    const answers = wordsOf((await aVisitor(web, coach.session).get(`/klanten/${clientId}/antwoorden`)).html);
    expect(answers).toContain('aan tafel, met Sanne de Boer');
  });

  it('is not finished with nothing: said, and the form comes back', async () => {
    const { page, checkInId } = await anAskedClient();
    const { send } = await opened(page);
    const { status, html } = await send({ kanaal: 'phone', klaar: 'ja' });
    expect(status).toBe(422);
    expect(wordsOf(html)).toContain('Er is nog niets beantwoord.');
    expect(html).toMatch(/name="kanaal" value="phone" checked/);
    expect(await answersOf(checkInId)).toEqual([]);
  });

  it('says when the client finished it in the meantime; nothing is kept', async () => {
    const { token, page, checkInId } = await anAskedClient();
    await answersByLink(token, 'wellbeing.general', 2);
    const { send } = await opened(page);
    await web.app.get(AnsweringService, { strict: false }).finish(token, web.clock.now());
    const { status, html } = await send({ [DEBT]: '1' });
    expect(status).toBe(409);
    expect(wordsOf(html)).toContain('Deze check-in is intussen afgerond of gesloten.');
    expect(await answersOf(checkInId)).toHaveLength(1);
  });

  it('takes no answer that the question has not, and none to what was not asked', async () => {
    const { page, checkInId } = await anAskedClient();
    const { send } = await opened(page);
    await send({ [GENERAL]: '9', [DEBT]: "'; drop table answer", 'antwoord-health.mental': '1', kanaal: 'duif' });
    expect(await answersOf(checkInId)).toEqual([]);
  });

  it('is the own coach’s only, and the look is written down', async () => {
    const { clientId, page } = await anAskedClient();
    const other = aVisitor(web, (await aColleague(web)).session);
    expect((await other.get(page)).status).toBe(404);
    await other.get('/klanten');
    expect((await other.post(page, { [GENERAL]: '1' })).status).toBe(404);
    await opened(page);
    expect(await web.dataSource.query(`select looked_at as what from access_log where client_id = $1`, [clientId])).toEqual([
      { what: 'together' },
    ]);
  });

  it('says kindly when nothing is open', async () => {
    const client = await aClientOf(web, coach);
    const { words } = await opened(`/klanten/${client}/samen`);
    expect(words).toContain('Er staat nu geen check-in open. Komt er een, dan kunt u die hier samen invullen.');
    expect(wordsOf((await aVisitor(web, coach.session).get(`/klanten/${client}/antwoorden`)).html)).not.toContain('Vul samen in');
  });

  it('takes every kind of question, brings those that an answer leads to, and tells afterwards what became of each', async () => {
    const client = await anAskedClient();
    await askEveryKind(web.dataSource, web.app.get(QuestionnairesService, { strict: false }), client.checkInId);
    const first = await opened(client.page);
    expect(first.words).not.toContain('Hoeveel uur in de week?');
    const wrong = await first.send({ 'antwoord-caring': '1', 'invoer-more': 'x'.repeat(101) });
    expect([wrong.status, wordsOf(wrong.html).includes('U schreef 101 tekens.')]).toEqual([422, true]);
    expect(wrong.html).toMatch(/name="antwoord-caring" value="1" checked/);
    expect(await answersOf(client.checkInId)).toEqual([]);
    const filled = { 'antwoord-caring': '1', 'invoer-help': '3', 'antwoord-health': 'skipped', 'invoer-more': 'Bakker worden' };
    expect((await first.send({ ...filled, klaar: 'ja' })).location).toBe(`${client.page}?gedaan=vervolg`);
    const second = await opened(client.page);
    expect(second.words).toContain('Hoeveel uur in de week?');

    const page = await browser.newPage({ viewport: PHONE });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}${client.page}`);
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.screenshot({ path: '/tmp/an-together.png', fullPage: true });
    await page.context().close();

    expect((await second.send({ 'antwoord-caring': '2', 'invoer-hours': '12', klaar: 'ja' })).location).toBe(
      `${client.page}?gedaan=afgerond`,
    );
    const answers = wordsOf((await aVisitor(web, coach.session).get(`/klanten/${client.clientId}/antwoorden`)).html);
    expect(answers).toMatch(/Hoeveel uur in de week\? 12 uur telt niet mee/);
    expect(answers).toMatch(/Sinds wanneer\? niet gevraagd/);
    expect(answers).toMatch(/Hoe is uw gezondheid\? overgeslagen/);
    expect(answers).toMatch(/Waar wilt u hulp bij\? Taal/);
    expect(answers).toContain('Bakker worden');
    const lead = await aColleague(web, 'team_lead');
    expect((await aVisitor(web, lead.session).get(`/klanten/${client.clientId}/antwoorden`)).status).toBe(403);
  });

  it('shows whom to call when words may mean danger, and tells people at once', async () => {
    const client = await anAskedClient();
    await askEveryKind(web.dataSource, web.app.get(QuestionnairesService, { strict: false }), client.checkInId);
    const { status, html } = await (await opened(client.page)).send({ 'invoer-more': 'ik wil dood' });
    expect([status, wordsOf(html).includes('Bel samen nu 113')]).toEqual([200, true]);
    const alerts = await web.dataSource.query(`select from crisis_alert where client_id = $1`, [client.clientId]);
    expect(alerts).toHaveLength(1);
  });

  it('works with the keyboard alone', async () => {
    const { page: path, checkInId } = await anAskedClient();
    const page = await browser.newPage({ viewport: PHONE });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    await page.locator('[name=kanaal]:checked').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('button', { hasText: 'Bewaar' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/gedaan=bewaard/);
    expect(await answersOf(checkInId)).toMatchObject([{ item: 'wellbeing.general', channel: 'phone', helped: coach.staffId }]);
    await page.context().close();
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('has no barriers on a %s', async (_, viewport) => {
    const { page: path, token } = await anAskedClient(null);
    await answersByLink(token, 'wellbeing.general', 2);
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      await page.goto(`${web.url}${path}`);
      expect(await findBarriers(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});
