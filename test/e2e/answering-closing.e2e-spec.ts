import { WORD_LENGTH } from '#libs/checkins';
import { findBarriers, openBrowser } from '../support/browser.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, SIX_ANSWERS, type Jobseeker } from '../support/jobseeker.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the open question at the end', () => {
  let web: ServedWeb;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    jobseeker = aJobseeker(web);
  });
  afterAll(() => web.close());

  async function whoHasAnswered(): Promise<InvitedClient> {
    const client = await anInvitedClient(web);
    await jobseeker.press(`${client.link}/start`, { taal: 'nl' });
    for (const [index, antwoord] of SIX_ANSWERS.entries()) await jobseeker.press(`${client.link}/vraag/${index + 1}`, { antwoord });
    return client;
  }
  const write = ({ link }: InvitedClient, bericht: string, rest: Record<string, string> = { versturen: 'ja' }) =>
    jobseeker.press(`${link}/nog-iets`, { bericht, ...rest });
  const told = async ({ clientId }: InvitedClient) => {
    const rows = await web.dataSource.query<{ body: string }[]>(
      `select body from inbox_message where client_id = $1 order by received_at, id`,
      [clientId],
    );
    return rows.map(({ body }) => body);
  };

  it('is with the coach at once, also when the answers are never sent, and stands on the page on which they look back', async () => {
    const client = await whoHasAnswered();
    const gone = await write(client, 'Mijn vader ligt in het ziekenhuis.\nIk kan nu niet bellen.');
    expect([gone.status, gone.headers.get('location')]).toEqual([303, `${client.link}/nakijken`]);
    expect(await told(client)).toEqual(['Mijn vader ligt in het ziekenhuis.\nIk kan nu niet bellen.']);
    const review = await jobseeker.page(`${client.link}/nakijken`);
    expect(review).toContain('Dit heeft u aan uw coach geschreven');
    expect(review).toContain('Mijn vader ligt in het ziekenhuis.');
    expect((await jobseeker.traceOf(client)).checkIn).toMatchObject({ outcome: null });
  });

  it('is passed with one press on an empty field: nothing is written, and there is nothing to refuse', async () => {
    const client = await whoHasAnswered();
    const passed = await write(client, ' \n ');
    expect([passed.status, passed.headers.get('location')]).toEqual([303, `${client.link}/nakijken`]);
    expect(await told(client)).toEqual([]);
    expect(await jobseeker.page(`${client.link}/nakijken`)).not.toContain('Dit heeft u aan uw coach geschreven');
  });

  it('takes nothing that came without the button, nor before somebody began, nor after it closed', async () => {
    const client = await whoHasAnswered();
    expect((await write(client, 'Hallo', {})).status).toBe(200);
    const fresh = await anInvitedClient(web);
    expect((await jobseeker.get(`${fresh.link}/nog-iets`)).headers.get('location')).toBe(fresh.link);
    expect((await write(fresh, 'Hallo')).status).toBe(303);
    expect([...(await told(client)), ...(await told(fresh))]).toEqual([]);
  });

  it('comes back as it was written, with what was wrong beside it', async () => {
    const client = await whoHasAnswered();
    const long = `Dit is veel. ${'a'.repeat(WORD_LENGTH)}`;
    const refused = await write(client, long);
    const page = await refused.text();
    expect([refused.status, page.includes('Dit is veel.'), page.includes('id="fout"')]).toEqual([422, true, true]);
    for (const words of ['een', 'twee', 'drie', 'vier', 'vijf']) expect((await write(client, words)).status).toBe(303);
    expect((await write(client, 'zes')).status).toBe(429);
    expect(await told(client)).toHaveLength(5);
  });

  it('shows at once whom to call when the words may mean danger, however many were written before, and goes on after it', async () => {
    const client = await whoHasAnswered();
    for (const words of ['een', 'twee', 'drie', 'vier', 'vijf']) await write(client, words);
    const answer = await write(client, 'Ik wil dood');
    const page = await answer.text();
    expect([answer.status, page.includes('U hoeft dit niet alleen te doen'), page.includes('href="tel:113"')]).toEqual([200, true, true]);
    expect(page).toContain(`href="${client.link}/nakijken"`);
    const [{ alerts }] = await web.dataSource.query(`select count(*)::int as alerts from crisis_alert where client_id = $1`, [
      client.clientId,
    ]);
    expect(alerts).toBe(1);
  });

  it('is not asked again of who changes an answer', async () => {
    const client = await whoHasAnswered();
    expect((await jobseeker.press(`${client.link}/vraag/6`, { antwoord: '1' })).headers.get('location')).toBe(`${client.link}/nakijken`);
  });

  it('can be written with the keyboard, without JavaScript; axe finds no barrier, on a narrow telephone, also from right to left', async () => {
    const client = await whoHasAnswered();
    const browser = await openBrowser();
    try {
      const barriers: string[] = [];
      for (const width of [320, 768, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 700 } });
        await page.goto(`${web.url}${client.link}/nog-iets`);
        barriers.push(...(await findBarriers(page)).map((barrier) => `${width}: ${barrier}`));
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/closing-${width}.png`, fullPage: true });
        await page.close();
      }
      expect(barriers).toEqual([]);
      const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
      await plain.goto(`${web.url}${client.link}/nog-iets`);
      await plain.getByLabel('Schrijf het hier').focus();
      await plain.keyboard.type('Tot maandag');
      await plain.keyboard.press('Tab');
      await Promise.all([plain.waitForEvent('load'), plain.keyboard.press('Enter')]);
      expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Klaar?');
      if (process.env['PICTURES']) await plain.screenshot({ path: `${process.env['PICTURES']}/closing-review.png`, fullPage: true });
      expect(await told(client)).toEqual(['Tot maandag']);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
