import { DraftsService, QuestionnairesService } from '#libs/questionnaires';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { EVERY_KIND } from '../support/factories/every-kind.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const at = (key: string) => String(EVERY_KIND.items.findIndex((item) => item.key === key) + 1);

describe('a questionnaire tried out', () => {
  let web: ServedWeb;
  let admin: Colleague;
  let base: string;
  beforeAll(async () => {
    web = await serveWeb();
    admin = await aColleague(web, 'admin');
    await web.dataSource.transaction((tx) =>
      web.app.get(QuestionnairesService, { strict: false }).publish(tx, EVERY_KIND, web.clock.now()),
    );
    base = `/beheer/vragenlijsten/${EVERY_KIND.key}`;
  });
  afterAll(() => web.close());

  const cookieOf = ({ session }: Colleague) => `werkplein_sessie=${session}`;
  const look = (path: string, who = admin) => fetch(`${web.url}${path}`, { redirect: 'manual', headers: { cookie: cookieOf(who) } });

  /** A browser without JavaScript: it has the page, and presses a button on it with what is filled in. */
  async function aTrial(query = '') {
    const path = `${base}/proef${query}`;
    let reply = await look(path);
    const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    let page = await reply.text();
    const press = async (fields: Record<string, string> | [string, string][], form = 'wp-form'): Promise<string> => {
      const html = new RegExp(`<form class="${form}[^>]*>.*?</form>`, 's').exec(page)?.[0] ?? '';
      const body = new URLSearchParams(fields);
      for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g))
        body.append(String(name), plain(String(value)));
      const action = plain(/action="([^"]+)"/.exec(html)?.[1] ?? '');
      reply = await fetch(`${web.url}${action}`, { method: 'POST', body, headers: { cookie: [cookieOf(admin), ...cookies].join('; ') } });
      page = await reply.text();
      return page;
    };
    const question = () => plain(/<h1[^>]*>([^<]*)</.exec(page)?.[1] ?? '');
    return { press, question, page: () => page, status: () => reply.status };
  }

  /** Everything in the database, but for what signing in leaves behind. */
  async function everything(): Promise<Record<string, string>> {
    const tables = await web.dataSource.query<{ name: string }[]>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not like '%session%' order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [{ all }] = await web.dataSource.query<[{ all: string }]>(
        `select count(*) || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as "all" from "${name}" t`,
      );
      found[name] = all;
    }
    return found;
  }

  it('behaves like the real thing, question by question along the way that the answers make, and stores nothing anywhere', async () => {
    const before = await everything();
    const trial = await aTrial('?taal=nl');
    expect(trial.question()).toBe('Van alles wat');
    const asked: string[] = [];
    const press = async (fields: Record<string, string> | [string, string][]) => {
      await trial.press(fields);
      asked.push(trial.question());
    };
    await press({ taal: 'nl' });
    await press({ antwoord: '1' });
    await press({ antwoord: 'ingevuld', getal: '900' });
    expect([trial.status(), trial.page().includes('Dit getal is te hoog.')]).toEqual([422, true]);
    await press({ antwoord: 'ingevuld', getal: '9' });
    await press({ antwoord: 'ingevuld', dag: '1', maand: '5', jaar: '2020' });
    await press({ antwoord: '4' });
    await press([
      ['antwoord', 'ingevuld'],
      ['keuze', '1'],
      ['keuze', '2'],
    ]);
    await press({ antwoord: 'refused' });
    await press({ antwoord: 'ingevuld', tekst: 'Ik wil dood & "meer"' });
    await press({ versturen: 'ja', bericht: 'Dit gaat nergens heen' });
    expect(trial.page()).toContain('9 uur');
    await press({ versturen: 'ja' });
    expect(asked).toEqual([
      'Zorgt u voor iemand?',
      'Hoeveel uur in de week?',
      'Hoeveel uur in de week?',
      'Sinds wanneer?',
      'Hoe is dat voor u?',
      'Waar wilt u hulp bij?',
      'Hoe is uw gezondheid?',
      'Wat wilt u later doen?',
      'Wilt u nog iets kwijt?',
      'Klaar?',
      'Klaar met proberen',
    ]);
    const end = plain(trial.page());
    for (const words of [
      '1 mei 2020',
      'Geld en Reizen',
      'alleen het antwoord',
      'Ik wil dood & "meer"',
      'Deze woorden kunnen op gevaar wijzen.',
    ])
      expect(end).toContain(words);
    expect(end).toMatch(/Vastgelegd: Hoe het gaat: het gaat goed</);
    expect(end).toMatch(/Vastgelegd: Gezondheid: wil dat niet zeggen</);
    expect(end).toContain('1 vraag is niet gesteld');
    expect(await everything()).toEqual(before);
  });

  it('goes back without loss, and passes over', async () => {
    const trial = await aTrial();
    await trial.press({ taal: 'nl' });
    await trial.press({ antwoord: 'skipped' });
    expect(trial.question()).toBe('Waar wilt u hulp bij?');
    await trial.press({ naar: at('caring') }, 'wp-step');
    expect(trial.question()).toBe('Zorgt u voor iemand?');
    expect(trial.page()).toMatch(/value="skipped" aria-current="true"/);
    await trial.press({ antwoord: '1' });
    expect(trial.question()).toBe('Hoeveel uur in de week?');
  });

  it('begins at a question that is looked at, knows what would have been known, and believes nothing that a form says', async () => {
    const at7 = await aTrial(`?vraag=${at('training')}`);
    expect(at7.question()).toBe('Wilt u een cursus?');
    const known = await aTrial('?weet=literacy.reading_nl:1');
    expect(known.page()).toContain('5 korte vragen');
    expect((await aTrial('?weet=literacy.reading_nl:2&versie=1')).page()).toContain('4 korte vragen');
    const trial = await aTrial();
    const stand = JSON.stringify({
      caring: { state: 'answered', value: 9 },
      hours: 'x',
      __proto__: 1,
      more: { state: 'answered', said: 5 },
    });
    const html = trial.page().replace(/name="stand" value="[^"]*"/, `name="stand" value="${stand.replaceAll('"', '&quot;')}"`);
    expect(html).not.toBe(trial.page());
    for (const bad of [stand, 'null', '[', '"x"', '{"caring":{"state":"answered","value":1e99}}']) {
      const fresh = await aTrial();
      await fresh.press([
        ['stand', bad],
        ['taal', 'nl'],
      ]);
      expect([fresh.status(), fresh.question()]).toEqual([200, 'Zorgt u voor iemand?']);
    }
  });

  it('is for administrators and the privacy officer, for a draft or a version that exists', async () => {
    const officer = await aColleague(web, 'privacy_officer');
    const coach = await aColleague(web);
    for (const path of [`${base}/proef`, `${base}/voorbeeld`]) {
      expect([(await look(path, officer)).status, (await look(path, coach)).status]).toEqual([200, 403]);
      expect([(await look(`${path}?versie=1`)).status, (await look(`${path}?versie=9`)).status]).toEqual([200, 404]);
    }
    expect((await look('/beheer/vragenlijsten/bestaat-niet/proef')).status).toBe(404);
    const forged = await fetch(`${web.url}${base}/proef`, {
      method: 'POST',
      body: new URLSearchParams({ taal: 'nl' }),
      headers: { cookie: cookieOf(admin) },
    });
    expect(forged.status).toBe(403);
  });

  it('stands in a frame on our own page, and on no other', async () => {
    const [trial, preview, other] = [await look(`${base}/proef`), await look(`${base}/voorbeeld`), await look('/beheer')];
    const policyOf = (reply: Response) => String(reply.headers.get('content-security-policy'));
    expect(policyOf(trial)).toContain("frame-ancestors 'self'");
    expect(trial.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(policyOf(preview)).toMatch(/frame-ancestors 'none'.*frame-src 'self'/);
    for (const reply of [preview, other]) expect(reply.headers.get('x-frame-options')).toBe('DENY');
    expect(policyOf(other)).not.toContain('frame-src');
  });

  it('shows a telephone that works, in every language that has words, without a barrier on any width', async () => {
    const drafts = web.app.get(DraftsService, { strict: false });
    const long = { ...EVERY_KIND.items[0]!, wording: { ...EVERY_KIND.items[0]!.wording, nl: `${'Een heel lange vraag '.repeat(10)}?` } };
    const key = await drafts.create({ ...EVERY_KIND, items: [long, ...EVERY_KIND.items.slice(1)] }, admin.staffId, web.clock.now());
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.context().addCookies([{ name: 'werkplein_sessie', value: admin.session, url: web.url }]);
      for (const viewport of [PHONE, TABLET, DESKTOP]) {
        await page.setViewportSize(viewport);
        await page.goto(`${web.url}/beheer/vragenlijsten/${key}/voorbeeld?taal=ar&vraag=1`);
        await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
        // Axe takes the landmarks of the telephone for more of the page around it; the pages in it are looked at by themselves below.
        const barriers = (await findBarriers(page)).filter((barrier) => !barrier.startsWith('landmark-unique'));
        expect([viewport.width, barriers, await sidewaysScroll(page)]).toEqual([viewport.width, [], 0]);
        await page.screenshot({ path: `/tmp/an-preview-${viewport.width}.png`, fullPage: true });
      }
      const phone = page.frameLocator('iframe');
      expect(await phone.locator('html').getAttribute('dir')).toBe('rtl');
      await phone.getByRole('button', { name: 'Ja' }).click();
      await phone.getByText('Hoeveel uur in de week?').waitFor();
      await page.setViewportSize(PHONE);
      await page.goto(`${web.url}${base}/proef`);
      for (const name of ['Start', 'Nee', 'Sla over', 'Sla over', 'Sla over']) {
        await page.getByRole('button', { name }).first().click();
        expect([name, await findBarriers(page), await sidewaysScroll(page)]).toEqual([name, [], 0]);
      }
      await page.locator('button[name="versturen"]').click();
      expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
      await page.screenshot({ path: '/tmp/an-trial-review.png', fullPage: true });
      await page.locator('button[name="versturen"]').click();
      expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
      await page.screenshot({ path: '/tmp/an-trial-end.png', fullPage: true });
    } finally {
      await browser.close();
    }
  });
});

function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}
