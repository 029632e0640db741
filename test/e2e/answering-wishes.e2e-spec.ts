import { PreferencesService } from '#libs/people';
import { openBrowser, type OpenedBrowser } from '../support/browser.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, SIX_ANSWERS, type Jobseeker } from '../support/jobseeker.js';
import { reviewLanguages } from '../support/reviewing.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const WISHES = [
  ['kanaal', 'email', 'Dat is geregeld: Eerst per e-mail.', { channels: ['email', 'sms'] }],
  ['antwoord', 'message', 'Dat is geregeld: In de sms zelf.', { answerBy: 'message' }],
  ['taal', 'en', 'That is arranged: English.', { language: 'en' }],
  ['uren', 'evening', 'Dat is geregeld: In de avond, van 17:00 tot 20:00.', { hours: '17:00:00 20:00:00' }],
] as const;

describe('how a jobseeker wants to be asked', () => {
  let web: ServedWeb;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    jobseeker = aJobseeker(web);
  });
  afterAll(() => web.close());

  /** Somebody with a telephone and an e-mail address. */
  async function reachable() {
    const client = await anInvitedClient(web);
    await web.dataSource.query(
      `insert into contact_point (client_id, kind, address, state_since, created_at) values ($1::uuid, 'email', $1::text || '@voorbeeld.example', $2, $2)`,
      [client.clientId, web.clock.now()],
    );
    return client;
  }
  async function wishesOf({ clientId }: InvitedClient) {
    const service = web.app.get(PreferencesService, { strict: false });
    const { hours, ...rest } = await service.current(web.dataSource.manager, clientId);
    const history = await service.history(web.dataSource.manager, clientId);
    return {
      ...rest,
      hours: hours && `${hours.from.toString()} ${hours.until.toString()}`,
      by: history.map(({ changedBy, note }) => [changedBy, note]),
    };
  }
  const NONE = { channels: [], answerBy: null, language: null, hours: null };

  it.each(WISHES)('is chosen in one tap: %s %s', async (name, value, words, expected) => {
    const client = await reachable();
    const pressed = await jobseeker.press(`${client.link}/voorkeur`, { [name]: value });
    expect([pressed.status, String(pressed.headers.get('location')).split('?')[0]]).toEqual([303, `${client.link}/voorkeur/${name}`]);
    const page = await jobseeker.page(String(pressed.headers.get('location')));
    expect(page).toContain(words);
    expect(page).toMatch(new RegExp(`value="${value}" aria-current="true"`));
    // It was the client, who owes nobody a reason.
    expect(await wishesOf(client)).toEqual({ ...NONE, ...expected, by: [[null, null]] });
  });

  it('is kept for the rest when one thing changes, and taken back the same way', async () => {
    const client = await reachable();
    for (const [name, value] of WISHES) await jobseeker.press(`${client.link}/voorkeur`, { [name]: value });
    expect(await wishesOf(client)).toMatchObject({ answerBy: 'message', language: 'en', hours: '17:00:00 20:00:00' });
    await jobseeker.press(`${client.link}/voorkeur`, { uren: 'all' });
    await jobseeker.press(`${client.link}/voorkeur`, { antwoord: 'link' });
    expect(await wishesOf(client)).toMatchObject({ answerBy: 'link', language: 'en', hours: null });
  });

  it('is changed by no scanner: not by looking, and not by sending a form without a button', async () => {
    const client = await reachable();
    for (const path of ['', '/uren', '/kanaal?kanaal=email', '?uren=evening'])
      for (const method of ['GET', 'HEAD']) expect((await jobseeker.get(`${client.link}/voorkeur${path}`, { method })).status).toBe(200);
    for (const form of [{}, { _csrf: 'x' }, { taal: 'ar' }, { uren: 'nacht' }, { kanaal: '' }] as Record<string, string>[]) {
      const refused = await jobseeker.press(`${client.link}/voorkeur`, form);
      expect([refused.status, (await refused.text()).includes('Er is niets veranderd.')]).toEqual([422, true]);
    }
    expect(await wishesOf(client)).toEqual({ ...NONE, by: [] });
  });

  it('is offered where it can come true: no e-mail to who has none, no answering a name', async () => {
    const { link } = await anInvitedClient(web);
    const page = await jobseeker.page(`${link}/voorkeur`);
    expect(page).toContain('name="antwoord"');
    expect(page).not.toContain('name="kanaal"');
    expect((await jobseeker.press(`${link}/voorkeur`, { kanaal: 'email' })).status).toBe(422);

    const named = await serveWeb({
      settings: { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'f'.repeat(32), TWILIO_FROM: 'Werkplein' },
    });
    try {
      const client = await anInvitedClient(named);
      expect(await aJobseeker(named).page(`${client.link}/voorkeur`)).not.toContain('name="antwoord"');
    } finally {
      await named.close();
    }
  });

  it('is a tap away on the first page, on coming back, and after sending', async () => {
    const client = await reachable();
    const way = `href="${client.link}/voorkeur"`;
    expect(await jobseeker.page(client.link)).toContain(way);
    await jobseeker.answerInTurn(client, SIX_ANSWERS);
    expect(await jobseeker.page(client.link)).toContain(way);
    await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    for (const path of ['/klaar', '']) expect(await jobseeker.page(client.link + path)).toContain(way);
  });

  it('can still be said a week after sending, and no longer after that', async () => {
    const client = await reachable();
    await jobseeker.answerInTurn(client, SIX_ANSWERS);
    await jobseeker.press(`${client.link}/versturen`, { versturen: 'ja' });
    const sent = web.clock.now();
    try {
      web.clock.turnTo(sent.add({ hours: 7 * 24 - 1 }));
      expect((await jobseeker.press(`${client.link}/voorkeur`, { uren: 'morning' })).status).toBe(303);
      web.clock.turnTo(sent.add({ hours: 7 * 24 }));
      expect((await jobseeker.press(`${client.link}/voorkeur`, { uren: 'evening' })).status).toBe(410);
      expect(await jobseeker.page(client.link)).not.toContain('/voorkeur');
      expect(await wishesOf(client)).toMatchObject({ hours: '09:00:00 12:00:00' });
    } finally {
      web.clock.turnTo(sent);
    }
  });

  it('leads to the language that was chosen, only among those that somebody has looked at', async () => {
    const client = await reachable();
    expect((await jobseeker.press(`${client.link}/voorkeur`, { taal: 'ar' })).status).toBe(422);
    const withdraw = await reviewLanguages(web, 'ar');
    const chosen = await jobseeker.press(`${client.link}/voorkeur`, { taal: 'ar' });
    const page = await jobseeker.page(String(chosen.headers.get('location')));
    expect(page).toContain('<html lang="ar" dir="rtl"');
    expect(page).toContain('تم ذلك: العربية.');
    expect(await wishesOf(client)).toMatchObject({ language: 'ar' });
    await withdraw();
    // The wish stays; until the texts are reviewed again the page marks what is really used.
    expect(await jobseeker.page(`${client.link}/voorkeur`)).toMatch(/value="nl" aria-current="true"/);
  });

  it('works with a thumb and without JavaScript', async () => {
    const client = await reachable();
    const browser: OpenedBrowser = await openBrowser();
    try {
      const page = await browser.newPage({ javaScriptEnabled: false, hasTouch: true, isMobile: true });
      await page.goto(web.url + client.link);
      const tap = (act: () => Promise<void>) => Promise.all([page.waitForEvent('load'), act()]);
      await tap(() => page.getByRole('link', { name: 'Hoe en wanneer krijgt u berichten?' }).tap());
      await tap(() =>
        page
          .getByRole('group', { name: 'Wanneer mogen wij u schrijven?' })
          .getByRole('button', { name: /ochtend/ })
          .tap(),
      );
      expect(await page.getByRole('status').textContent()).toContain('Dat is geregeld: In de ochtend');
      await tap(() => page.getByRole('link', { name: 'Terug' }).tap());
      expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(1);
    } finally {
      await browser.close();
    }
  });
});
