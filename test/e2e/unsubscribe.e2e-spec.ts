import { DispatchService, OutboxService, UnsubscribingService, type NewMessage } from '#libs/messaging';
import type { SimulatedMessage } from '../../apps/simulator/src/traffic.js';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aComposer, aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' };

describe('the address to unsubscribe by, in every e-mail', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let browser: OpenedBrowser;
  let number = 0;
  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ settings: simulated.settings });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
    await web.close();
  });

  async function aClient(): Promise<{ id: string; email: string }> {
    number += 1;
    const email = `post${number}@example.nl`;
    const [{ id }] = await web.dataSource.query(
      `with c as (insert into client (client_number, first_name, last_name) values ($1, 'Sam', 'Voorbeeld') returning id),
            spell as (insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), now() from c)
       insert into contact_point (client_id, kind, address, state_since, created_at) select id, 'email', $2, now(), now() from c returning client_id as id`,
      [`U${number}`, email],
    );
    return { id, email };
  }

  /** An e-mail as it lies in somebody's mailbox. */
  async function aMail({ kind = 'asking', language = 'nl' }: Partial<Pick<NewMessage, 'kind' | 'language'>> = {}): Promise<{
    client: { id: string; email: string };
    id: string;
    mail: SimulatedMessage;
    url: string;
  }> {
    const client = await aClient();
    const id = await enqueue(client, { kind, language });
    await sendDue();
    const mail = simulator.messages(client.email).at(-1)!;
    return { client, id, mail, url: mail.marks?.unsubscribeUrl ?? '' };
  }
  async function enqueue(client: { id: string; email: string }, given: Partial<NewMessage> = {}): Promise<string> {
    const now = web.clock.now();
    const message: NewMessage = {
      channel: 'email',
      to: client.email,
      purpose: 'invitation',
      language: 'nl',
      subjectId: null,
      clientId: client.id,
      notBefore: now,
      expiresAt: now.add({ hours: 72 }),
      ...given,
    };
    return web.dataSource.transaction((tx) => web.app.get(OutboxService, { strict: false }).enqueue(tx, message, now));
  }
  const sendDue = () => web.app.get(DispatchService, { strict: false }).sendDue([aComposer()], web.clock);
  const optOutsOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(`select channel, source, undone_at is null as current from opt_out where client_id = $1`, [clientId]);
  const allOptOuts = async () => Number((await web.dataSource.query(`select count(*) from opt_out`))[0].count);
  const post = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const STOPPED = [{ channel: 'email', source: 'client_page', current: true }];

  it('stands in the headers of what asks and of what a coach writes, not of an answer or of the help lines', async () => {
    const told: unknown[] = [];
    for (const kind of ['asking', 'personal', 'answer', 'urgent'] as const) {
      const { unsubscribeUrl, isOneClick, autoSubmitted } = (await aMail({ kind })).mail.marks!;
      told.push([kind, /\/afmelden\/[\w-]{43}$/.test(unsubscribeUrl ?? ''), isOneClick, autoSubmitted]);
    }
    expect(told).toEqual([
      ['asking', true, true, 'auto-generated'],
      ['personal', true, true, null],
      ['answer', false, false, 'auto-replied'],
      ['urgent', false, false, 'auto-replied'],
    ]);
  });

  it('holds nothing that says who it is, and is another for every mail', async () => {
    const [one, other] = [await aMail(), await aMail()];
    expect(one.url).not.toBe(other.url);
    expect(one.url).not.toContain(one.client.id);
    expect(one.url).not.toContain('example.nl');
  });

  it('stops the e-mail with the one POST of a program for e-mail, by either kind of form, and calls back what waits', async () => {
    const { client, mail } = await aMail();
    const waiting = await enqueue(client, { notBefore: web.clock.now().add({ hours: 1 }) });
    expect(await simulator.unsubscribe(mail)).toBe(200);
    expect(await optOutsOf(client.id)).toEqual(STOPPED);
    expect(await web.dataSource.query(`select status, failure_reason as reason from message where id = $1`, [waiting])).toEqual([
      { status: 'canceled', reason: 'opted_out' },
    ]);
    const other = await aMail();
    expect((await post(other.url, ONE_CLICK)).status).toBe(200);
    expect(await optOutsOf(other.client.id)).toEqual(STOPPED);
  });

  it('stops it once, however often it is asked, and by any mail of the same person', async () => {
    const { client, url } = await aMail();
    const later = await enqueue(client);
    const also = `${web.url}/afmelden/${new URL(web.app.get(UnsubscribingService, { strict: false }).addressFor({ id: later, channel: 'email', kind: 'asking' })!).pathname.split('/').at(-1)}`;
    const answers = await Promise.all([url, url, also, url].map((address) => post(address, ONE_CLICK)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await optOutsOf(client.id)).toEqual(STOPPED);
  });

  it('is opened by a scanner, looked at and sent in without its button: nothing happens', async () => {
    const { client, url } = await aMail();
    const before = await allOptOuts();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200);
    for (const fields of [
      {},
      { 'List-Unsubscribe': 'one-click' },
      { 'List-Unsubscribe': '' },
      { 'list-unsubscribe': 'One-Click' },
      { afmelden: '' },
      { taal: 'nl' },
    ])
      expect([fields, (await post(url, fields as Record<string, string>)).status]).toEqual([fields, 422]);
    expect((await fetch(`${url}?List-Unsubscribe=One-Click`)).status).toBe(200);
    expect((await post(`${url}?List-Unsubscribe=One-Click`, {})).status).toBe(422);
    expect((await post(url, { ...ONE_CLICK, 'List-Unsubscribe': 'One-Click ' })).status).toBe(422);
    const twice = new URLSearchParams([
      ['List-Unsubscribe', 'One-Click'],
      ['List-Unsubscribe', 'x'],
    ]);
    expect((await fetch(url, { method: 'POST', body: twice })).status).toBe(422);
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) expect((await fetch(url, { method })).status).toBe(404);
    expect(await allOptOuts()).toBe(before);
    expect(await optOutsOf(client.id)).toEqual([]);
  });

  it('takes no form that is too big, broken, or meant for another page', async () => {
    const { client, url } = await aMail();
    const multipart = (body: string) => ({ method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect((await fetch(url, multipart('x'.repeat(50_000)))).status).toBe(413);
    expect((await fetch(url, multipart('--y\r\nbroken'))).status).toBe(422);
    expect((await fetch(`${web.url}/aanmelden`, multipart('--x--\r\n'))).status).toBe(415);
    expect(await optOutsOf(client.id)).toEqual([]);
  });

  it('that is not ours opens a kind page and stops nobody', async () => {
    const { url } = await aMail();
    const before = await allOptOuts();
    for (const wrong of [
      url.slice(0, -1),
      `${url}A`,
      url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/[\w-]{43}$/, (token) => `B${token.slice(1)}`),
      `${web.url}/afmelden/x`,
    ]) {
      const [seen, sent] = [await fetch(wrong), await post(wrong, ONE_CLICK)];
      expect([seen.status, sent.status]).toEqual([404, 404]);
      expect(await sent.text()).toContain('Deze link werkt niet');
    }
    expect(await allOptOuts()).toBe(before);
  });

  it('says the same when nobody is behind it any more', async () => {
    const { id, url } = await aMail();
    await web.dataSource.query(`delete from delivery_receipt`);
    await web.dataSource.query(`delete from message_attempt where message_id = $1`, [id]);
    await web.dataSource.query(`delete from message where id = $1`, [id]);
    const answer = await post(url, ONE_CLICK);
    expect([answer.status, (await answer.text()).includes('U krijgt geen e-mail meer')]).toEqual([200, true]);
  });

  it('is kept nowhere and found by no search engine', async () => {
    const { url } = await aMail();
    const { headers } = await fetch(url);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('stops the e-mail with the button of its page, without JavaScript, in the language of the mail', async () => {
    const { client, url } = await aMail({ language: 'en' });
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(url);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('No more e-mail?');
    expect(await page.getByText('113').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Nederlands' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Geen e-mail meer?');
    expect(await optOutsOf(client.id)).toEqual([]);
    await page.getByRole('button', { name: 'Ja, stop met e-mail' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('U krijgt geen e-mail meer');
    expect(await optOutsOf(client.id)).toEqual(STOPPED);
  });

  it.each([PHONE, TABLET, DESKTOP])('reads well at %j: question, problem, done and a broken link', async (viewport) => {
    const { url } = await aMail();
    const page = await browser.newPage({ viewport });
    const look = async () => expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.goto(url);
    await look();
    await page.evaluate(() => document.querySelector('form')!.submit());
    await page.getByRole('alert').waitFor();
    await look();
    await page.getByRole('button', { name: 'Ja, stop met e-mail' }).click();
    await look();
    await page.goto(`${url}x`);
    await look();
  });
});
