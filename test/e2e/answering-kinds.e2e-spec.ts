import { QuestionnairesService } from '#libs/questionnaires';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET } from '../support/browser.js';
import { askEveryKind, EVERY_KIND } from '../support/factories/every-kind.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, type Jobseeker } from '../support/jobseeker.js';
import { reviewLanguages } from '../support/reviewing.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** The place of a question in its address: it never changes. */
const at = (key: string) => EVERY_KIND.items.findIndex((item) => item.key === key) + 1;

describe('questions of every kind', () => {
  let web: ServedWeb;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    jobseeker = aJobseeker(web);
  });
  afterAll(() => web.close());

  async function whoHasBegun(language = 'nl'): Promise<InvitedClient> {
    const client = await anInvitedClient(web, { language });
    await askEveryKind(web.dataSource, web.app.get(QuestionnairesService, { strict: false }), client.checkInId);
    await jobseeker.press(`${client.link}/start`, { taal: language });
    return client;
  }
  const answer = async ({ link }: InvitedClient, key: string, form: Record<string, string> | [string, string][]) => {
    const reply = await jobseeker.get(`${link}/vraag/${at(key)}`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: reply.status, to: reply.headers.get('location')?.slice(link.length) ?? null, page: await reply.text() };
  };
  const storedOf = async ({ checkInId }: InvitedClient) =>
    (
      await web.dataSource.query<{ item: string; said: string }[]>(
        `select item, coalesce(said, value::text, state) as said from answer where check_in_id = $1 order by item`,
        [checkInId],
      )
    ).map((row) => `${row.item} ${row.said}`);

  it('are answered one a screen, without JavaScript, along the way that the answers make', async () => {
    const client = await whoHasBegun();
    expect(await jobseeker.page(`${client.link}/vraag/1`)).toContain('Vraag 1 van 4');
    const steps = [
      await answer(client, 'caring', { antwoord: '1' }),
      await answer(client, 'hours', { antwoord: 'ingevuld', getal: ' ١٢ ' }),
      await answer(client, 'since', { antwoord: 'ingevuld', dag: '1', maand: '3', jaar: '2019' }),
      await answer(client, 'feeling', { antwoord: '3' }),
      await answer(client, 'help', [
        ['antwoord', 'ingevuld'],
        ['keuze', '3'],
        ['keuze', '1'],
      ]),
      await answer(client, 'health', { antwoord: 'refused' }),
      await answer(client, 'more', { antwoord: 'ingevuld', tekst: 'Koken voor <b>anderen</b>' }),
    ];
    expect(steps.map(({ status, to }) => [status, to])).toEqual([
      ...['hours', 'since', 'feeling', 'help', 'health', 'more'].map((key) => [303, `/vraag/${at(key)}`]),
      [303, '/nog-iets'],
    ]);
    const review = await jobseeker.page(`${client.link}/nakijken`);
    for (const words of ['12 uur', '1 maart 2019', 'Geld en Taal', 'Dat wil ik niet zeggen', 'Koken voor &lt;b&gt;anderen&lt;/b&gt;'])
      expect(review).toContain(words);
    expect(await jobseeker.page(`${client.link}/vraag/${at('since')}`)).toMatch(/name="dag"[^>]*value="1".*name="maand"[^>]*value="3"/s);
    expect(await jobseeker.page(`${client.link}/vraag/${at('help')}`)).toMatch(/value="1" checked>.*value="2">.*value="3" checked>/s);
    const sent = await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    expect(sent.headers.get('location')).toBe(`${client.link}/klaar`);
    expect((await jobseeker.traceOf(client)).checkIn).toMatchObject({ outcome: 'finished' });
  });

  it.each([
    ['hours', { getal: '' }, 'Vul iets in, of sla de vraag over.'],
    ['hours', { getal: '12,5' }, 'Dit is geen heel getal.'],
    ['hours', { getal: '0' }, 'Dit getal is te laag. Het mag van 1 tot en met 80 zijn.'],
    ['hours', { getal: '81' }, 'Dit getal is te hoog. Het mag van 1 tot en met 80 zijn.'],
    ['since', { dag: '31', maand: '2', jaar: '2020' }, 'Deze datum bestaat niet.'],
    ['since', { dag: '1', maand: '3', jaar: '19' }, 'Deze datum bestaat niet.'],
    ['since', { dag: '3', maand: '11', jaar: '2026' }, 'Deze datum is te laat. Kies een dag tot en met 2 november 2026.'],
    ['since', { dag: '31', maand: '12', jaar: '1949' }, 'Deze datum is te vroeg. Kies een dag vanaf 1 januari 1950.'],
    ['help', {}, 'Kies een of meer antwoorden, of sla de vraag over.'],
    ['help', { keuze: '7' }, 'Dat antwoord kennen we niet.'],
    ['more', { tekst: 'x'.repeat(101) }, 'U schreef 101 tekens. Het mogen er 100 zijn.'],
  ])('%s with %j come back as they were filled in, with what is wrong in words', async (key, form: Record<string, string>, problem) => {
    const client = await whoHasBegun();
    await answer(client, 'caring', { antwoord: '1' });
    const { status, page } = await answer(client, key, { antwoord: 'ingevuld', ...form });
    expect(status).toBe(422);
    expect(page).toMatch(/<title>Kijk het nog even na: /);
    expect(page).toMatch(new RegExp(`<p class="wp-problem" id="fout"[^>]*>${problem}[^<]* Er is nog niets (bewaard|veranderd)|${problem}`));
    for (const typed of Object.values(form)) if (typed && key !== 'help') expect(page).toContain(typed);
    expect(await storedOf(client)).toEqual(['caring 1']);
  });

  it('take nothing without the button that goes with it, whatever stands in the fields', async () => {
    const client = await whoHasBegun();
    await answer(client, 'caring', { antwoord: '1' });
    const forms = { hours: { getal: '12' }, since: { dag: '1', maand: '1', jaar: '2020' }, help: { keuze: '1' }, more: { tekst: 'hoi' } };
    for (const [key, form] of Object.entries(forms)) expect((await answer(client, key, form)).status).toBe(422);
    for (const antwoord of ['12', '', '1,3', 'hoi']) expect((await answer(client, 'hours', { antwoord, getal: '12' })).status).toBe(422);
    expect(await storedOf(client)).toEqual(['caring 1']);
  });

  it('read the word "refused" in somebody’s own words as a word', async () => {
    const client = await whoHasBegun();
    await answer(client, 'more', { antwoord: 'ingevuld', tekst: 'refused' });
    expect(await storedOf(client)).toEqual(['more refused']);
    expect(await web.dataSource.query(`select state from answer where check_in_id = $1`, [client.checkInId])).toEqual([
      { state: 'answered' },
    ]);
  });

  it('may each be passed over by one press, seen on the look back, and answered after all', async () => {
    const client = await whoHasBegun();
    expect(await jobseeker.page(`${client.link}/vraag/1`)).toMatch(/<button[^>]*value="skipped">Sla over/);
    expect((await answer(client, 'caring', { antwoord: 'skipped' })).to).toBe(`/vraag/${at('help')}`);
    // Words may stay away: going on with an empty field is passing over.
    await answer(client, 'more', { antwoord: 'ingevuld', tekst: '  ' });
    expect(await storedOf(client)).toEqual(['caring skipped', 'more skipped']);
    expect(await jobseeker.page(`${client.link}/nakijken`)).toMatch(
      /Zorgt u voor iemand\?<\/span> <span class="wp-given__answer">Overgeslagen/,
    );
    await answer(client, 'caring', { antwoord: '2' });
    expect(await jobseeker.page(`${client.link}/vraag/1`)).not.toContain('value="skipped"');
    expect(await storedOf(client)).toEqual(['caring 2', 'more skipped']);
  });

  it('are kind to who passes all of them over: there is nothing to send, and that is fine', async () => {
    const client = await whoHasBegun();
    const steps = [];
    for (const key of ['caring', 'help', 'health', 'more']) steps.push((await answer(client, key, { antwoord: 'skipped' })).to);
    expect(steps.at(-1)).toBe('/nog-iets');
    const review = await jobseeker.page(`${client.link}/nakijken`);
    expect(review).toContain('U heeft geen vraag beantwoord. Dat mag.');
    expect(review).not.toContain('name="versturen"');
    const sent = await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    expect(sent.headers.get('location')).toBe(`${client.link}/nakijken`);
    expect((await jobseeker.traceOf(client)).checkIn).toMatchObject({ outcome: null });
  });

  it('go on kindly for who is on the page of a question that is not asked any more', async () => {
    const client = await whoHasBegun();
    await answer(client, 'caring', { antwoord: '1' });
    await answer(client, 'caring', { antwoord: '2' });
    const old = await jobseeker.get(`${client.link}/vraag/${at('hours')}`);
    expect(old.headers.get('location')).toBe(`${client.link}/vraag/${at('help')}`);
    expect((await answer(client, 'hours', { antwoord: 'ingevuld', getal: '12' })).to).toBe(`/vraag/${at('help')}`);
    expect(await storedOf(client)).toEqual(['caring 2']);
  });

  it('are withheld at once when their module is switched off; with nothing left to ask the page is closed, kindly', async () => {
    const client = await whoHasBegun();
    const off = (module: string, isOn: boolean) =>
      web.dataSource.query(
        `insert into module_switch (module, is_on, legal_basis, dpia_reference, approver, switched_at) values ($1, $2, 'a', 'b', 'c', '2026-01-01')`,
        [module, isOn],
      );
    await off('health', false);
    try {
      expect(await jobseeker.page(`${client.link}/vraag/1`)).toContain('Vraag 1 van 3');
      expect((await answer(client, 'health', { antwoord: '3' })).to).toBe('/vraag/1');
      await web.dataSource.query(`update check_in set items = '{health}' where id = $1`, [client.checkInId]);
      const closed = await jobseeker.get(client.link);
      expect([closed.status, (await closed.text()).includes('Deze vragen zijn gesloten')]).toEqual([410, true]);
    } finally {
      await off('health', true);
    }
    expect(await storedOf(client)).toEqual([]);
  });

  it('show at once whom to call when words may mean danger, tell people, and let somebody go on', async () => {
    const client = await whoHasBegun();
    const { status, page } = await answer(client, 'more', { antwoord: 'ingevuld', tekst: 'ik wil dood' });
    expect(status).toBe(200);
    for (const words of ['U hoeft dit niet alleen te doen', 'href="tel:113"', 'Verder met de vragen']) expect(page).toContain(words);
    expect(page).not.toContain('ik wil dood');
    expect(await web.dataSource.query(`select count(*)::int as count from crisis_alert where client_id = $1`, [client.clientId])).toEqual([
      { count: 1 },
    ]);
    expect(await storedOf(client)).toEqual(['more ik wil dood']);
  });

  it('can be used by everybody: no barrier and no scrolling sideways, on every width, from right to left too', async () => {
    await reviewLanguages(web, 'ar');
    const browser = await openBrowser();
    try {
      for (const language of ['nl', 'ar']) {
        const client = await whoHasBegun(language);
        await answer(client, 'caring', { antwoord: '1' });
        await answer(client, 'feeling', { antwoord: 'skipped' });
        const page = await browser.newPage();
        for (const key of ['hours', 'since', 'help', 'more', 'feeling'])
          for (const viewport of [PHONE, TABLET, DESKTOP]) {
            await page.setViewportSize(viewport);
            await page.goto(`${web.url}${client.link}/vraag/${at(key)}`);
            expect([key, language, await findBarriers(page), await sidewaysScroll(page)]).toEqual([key, language, [], 0]);
            if (viewport === PHONE) await page.screenshot({ path: `/tmp/an-${key}-${language}.png`, fullPage: true });
          }
        await page.setViewportSize(PHONE);
        for (const key of ['hours', 'since', 'help']) {
          await page.goto(`${web.url}${client.link}/vraag/${at(key)}`);
          await page.locator('button[value="ingevuld"]').click();
          expect([key, await findBarriers(page), await sidewaysScroll(page)]).toEqual([key, [], 0]);
          expect(await page.evaluate(() => document.activeElement?.id)).toBe('fout');
        }
        await page.screenshot({ path: `/tmp/an-problem-${language}.png`, fullPage: true });
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  });
});
