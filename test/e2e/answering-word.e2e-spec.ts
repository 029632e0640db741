import { findBarriers, openBrowser } from '../support/browser.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, SIX_ANSWERS, type Jobseeker } from '../support/jobseeker.js';
import { reviewLanguages } from '../support/reviewing.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('a word to the coach', () => {
  let web: ServedWeb;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    jobseeker = aJobseeker(web);
  });
  afterAll(() => web.close());

  async function whoHasSent(language = 'nl') {
    const client = await anInvitedClient(web, { language });
    await jobseeker.answerInTurn(client, SIX_ANSWERS);
    await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    return client;
  }
  const tell = ({ link }: InvitedClient, bericht: string, rest = { versturen: 'ja' }) =>
    jobseeker.press(`${link}/bericht`, { bericht, ...rest });
  const told = async ({ clientId }: InvitedClient) => {
    const rows = await web.dataSource.query<{ body: string }[]>(
      `select body from inbox_message where client_id = $1 order by received_at, id`,
      [clientId],
    );
    return rows.map(({ body }) => body);
  };

  it('can be written after sending, and reaches the inbox', async () => {
    const client = await whoHasSent();
    expect(await jobseeker.page(`${client.link}/klaar`)).toContain(`href="${client.link}/bericht"`);
    for (const path of ['', '/bericht']) {
      const page = await jobseeker.page(client.link + path);
      expect(page).toContain('Wilt u nog iets kwijt aan uw coach?');
      expect(page).toContain('Uw coach leest dit. Berichten worden niet dag en nacht gelezen.');
    }
    const sent = await tell(client, 'Ik begin maandag met een cursus.');
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${client.link}/bericht/verstuurd`]);
    expect(await jobseeker.page(`${client.link}/bericht/verstuurd`)).toContain('Uw bericht is verstuurd');
    expect(await told(client)).toEqual(['Ik begin maandag met een cursus.']);
  });

  it('comes back as it was written, with what was wrong beside it', async () => {
    const client = await whoHasSent();
    const long = `<b>"Lang"</b> & ${'x'.repeat(1_000)}`;
    const refused = await tell(client, long);
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(`Uw bericht heeft ${long.length} tekens.`);
    expect(page).toContain('aria-describedby="fout uitleg" aria-invalid="true"');
    expect(page).toContain('&lt;b&gt;&quot;Lang&quot;&lt;/b&gt; &amp; xxx');
    const empty = await tell(client, '   ');
    expect([empty.status, (await empty.text()).includes('Er staat nog geen bericht.')]).toEqual([422, true]);
    expect(await told(client)).toEqual([]);
  });

  it('is at most five a day by one link: the sixth is kindly refused, and not lost', async () => {
    const client = await whoHasSent();
    for (let n = 1; n <= 5; n += 1) expect((await tell(client, `Bericht ${n}`)).status).toBe(303);
    const sixth = await tell(client, 'Nog één ding');
    const page = await sixth.text();
    expect(sixth.status).toBe(429);
    expect(page).toContain('U heeft vandaag al 5 berichten gestuurd.');
    expect(page).toContain('>Nog één ding</textarea>');
    expect(await told(client)).toHaveLength(5);
  });

  it.each(['ik wil dood', 'Ik denk aan zelfmoord!!'])('that may mean danger shows at once whom to call: %s', async (words) => {
    const client = await whoHasSent();
    const answer = await tell(client, words);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    // First of all on the page, large, and to be pressed.
    const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
    expect([...main.matchAll(/href="(tel:\d+)"/g)].map(([, number]) => number)).toEqual(['tel:113', 'tel:112']);
    expect(main).not.toMatch(/<form|<button|\/voorkeur/);
    expect(page).toContain('U hoeft dit niet alleen te doen');
    const [{ alerts }] = (await web.dataSource.query(`select count(*)::int as alerts from crisis_alert where client_id = $1`, [
      client.clientId,
    ])) as [{ alerts: number }];
    expect([alerts, await told(client)]).toEqual([1, [words]]);

    // Loaded again, the same page and still one alert.
    expect(await (await tell(client, words)).text()).toContain('U hoeft dit niet alleen te doen');
    expect(await told(client)).toHaveLength(1);
  });

  it('that may mean danger is heard in every language of the lists, and answered in that of the page', async () => {
    const withdraw = await reviewLanguages(web, 'ar');
    const client = await whoHasSent('ar');
    const page = await (
      await jobseeker.press(`${client.link}/bericht?taal=ar`, { bericht: 'I want to kill myself', versturen: 'ja' })
    ).text();
    expect(page).toContain('<html lang="ar" dir="rtl"');
    expect(page).toContain('لست وحدك في هذا');
    await withdraw();
  });

  it('is told by no scanner: not by looking, and not by sending the form without its button', async () => {
    const client = await whoHasSent();
    for (const method of ['GET', 'HEAD']) await jobseeker.get(`${client.link}/bericht?bericht=hallo&versturen=ja`, { method });
    expect((await jobseeker.press(`${client.link}/bericht`, { bericht: 'hallo' })).status).toBe(422);
    expect((await jobseeker.press(`${client.link}/bericht`, {})).status).toBe(422);
    expect(await told(client)).toEqual([]);
  });

  it('comes after the questions, and until a day after sending', async () => {
    const asked = await anInvitedClient(web);
    expect((await jobseeker.get(`${asked.link}/bericht`)).headers.get('location')).toBe(asked.link);
    expect((await jobseeker.get(String((await tell(asked, 'Te vroeg')).headers.get('location')))).status).toBe(200);

    const client = await whoHasSent();
    const sent = web.clock.now();
    try {
      web.clock.turnTo(sent.add({ hours: 24 }));
      expect(await jobseeker.page(client.link)).not.toContain('name="bericht"');
      expect((await jobseeker.get(`${client.link}/bericht`)).status).toBe(410);
      expect((await jobseeker.get(String((await tell(client, 'Te laat')).headers.get('location')))).status).toBe(410);
    } finally {
      web.clock.turnTo(sent);
    }
    expect([...(await told(asked)), ...(await told(client))]).toEqual([]);
  });

  it('can be written with the keyboard, without JavaScript; axe finds no barrier on any of its pages', async () => {
    const client = await whoHasSent();
    const browser = await openBrowser();
    try {
      const plain = await browser.newPage({ javaScriptEnabled: false });
      await plain.goto(`${web.url}${client.link}/bericht`);
      await plain.getByLabel('Uw bericht').focus();
      await plain.keyboard.type('Tot maandag');
      await plain.keyboard.press('Tab');
      await Promise.all([plain.waitForEvent('load'), plain.keyboard.press('Enter')]);
      expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Uw bericht is verstuurd');
      expect(await told(client)).toEqual(['Tot maandag']);

      const page = await browser.newPage({ colorScheme: 'dark' });
      const barriers: string[] = [];
      const look = async (name: string) => void barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`));
      await page.goto(`${web.url}${client.link}/bericht`);
      await look('the field');
      await Promise.all([page.waitForEvent('load'), page.getByRole('button').click()]);
      await look('refused');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('fout');
      await page.getByLabel('Uw bericht').fill('ik wil niet meer leven');
      await Promise.all([page.waitForEvent('load'), page.getByRole('button').click()]);
      await look('whom to call');
      expect(await page.getByRole('link', { name: /^113/ }).first().isVisible()).toBe(true);
      expect(barriers).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
