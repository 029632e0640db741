import { DEMO_PASSWORD, StaffService } from '#libs/people';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { aColleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const PASSWORD = 'een zin van een paar woorden';

describe('signing in', () => {
  let web: ServedWeb;
  beforeAll(async () => {
    web = await serveWeb();
  });
  afterAll(() => web.close());

  const staff = () => web.app.get(StaffService, { strict: false });
  let people = 0;
  async function withPassword(role: 'coach' | 'admin' = 'coach', password = PASSWORD) {
    const email = `iemand${(people += 1)}@werkplein.example`;
    const { passwordToken, staffId } = await staff().add({ email, name: 'Sanne de Boer', role }, web.clock.now());
    await staff().setPassword(passwordToken, password, web.clock.now());
    return { email, staffId };
  }
  async function signedIn() {
    const { email, staffId } = await withPassword();
    const visitor = aVisitor(web);
    await visitor.get('/aanmelden');
    await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD });
    return { visitor, email, staffId };
  }

  it('sends who is not signed in to the form, and after it back to where they were going', async () => {
    const { email } = await withPassword();
    const visitor = aVisitor(web);
    expect(await visitor.get('/klanten?toon=mij')).toMatchObject({ status: 303, location: '/aanmelden?naar=%2Fklanten%3Ftoon%3Dmij' });
    const form = await visitor.get('/aanmelden?naar=%2Fklanten%3Ftoon%3Dmij');
    expect(form.html).toContain('name="naar" value="/klanten?toon&#x3D;mij"');
    const done = await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD, naar: '/klanten?toon=mij' });
    expect(done).toMatchObject({ status: 303, location: '/klanten?toon=mij' });
    expect((await visitor.get('/klanten')).status).toBe(200);
  });

  it('never sends anybody to another site afterwards', async () => {
    const { email } = await withPassword();
    for (const naar of ['https://elders.example/', '//elders.example/', '/\\elders.example']) {
      const visitor = aVisitor(web);
      await visitor.get(`/aanmelden?naar=${encodeURIComponent(naar)}`);
      expect((await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD, naar })).location).toBe('/');
    }
  });

  it.each([
    ['coach', '/klanten'],
    ['team_lead', '/uitstroom'],
    ['admin', '/beheer'],
    ['privacy_officer', '/privacy'],
  ] as const)('begins for a %s at %s', async (role, path) => {
    const colleague = await aColleague(web, role);
    expect(await aVisitor(web, colleague.session).get('/')).toMatchObject({ status: 303, location: path });
  });

  it('says kindly that it did not work, the same for a wrong password and an unknown address, and keeps the address that was typed', async () => {
    const { email } = await withPassword();
    const visitor = aVisitor(web);
    await visitor.get('/aanmelden');
    const wrong = await visitor.post('/aanmelden', { email, wachtwoord: 'een heel andere zin' });
    const unknown = await visitor.post('/aanmelden', { email: 'niemand@werkplein.example', wachtwoord: PASSWORD });
    for (const { status, html } of [wrong, unknown]) {
      expect(status).toBe(422);
      expect(wordsOf(html)).toContain('Het e-mailadres of het wachtwoord klopt niet');
    }
    expect(wrong.html).toContain(`value="${email}"`);
    expect(wrong.html).not.toContain('een heel andere zin');
    expect(visitor.cookie('werkplein_sessie')).toBeNull();
  });

  it('stops guessing after five times, tells so in the form, and lets in again after a quarter of an hour', async () => {
    const { email } = await withPassword();
    const visitor = aVisitor(web);
    await visitor.get('/aanmelden');
    for (let attempt = 0; attempt < 5; attempt += 1) await visitor.post('/aanmelden', { email, wachtwoord: `fout wachtwoord ${attempt}` });
    const refused = await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD });
    expect(refused.status).toBe(429);
    expect(wordsOf(refused.html)).toContain('Wacht een kwartier');
    web.clock.advance({ minutes: 16 });
    expect((await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD })).status).toBe(303);
  });

  it('takes no form from elsewhere', async () => {
    const { email } = await withPassword();
    const stranger = aVisitor(web);
    expect((await stranger.post('/aanmelden', { _csrf: 'made-up', email, wachtwoord: PASSWORD })).status).toBe(403);
  });

  it('keeps the session in a cookie that no script reads, and ends it on signing out', async () => {
    const { visitor } = await signedIn();
    await visitor.get('/klanten');
    const token = visitor.cookie('werkplein_sessie') as string;
    expect(await visitor.post('/afmelden')).toMatchObject({ status: 303, location: '/aanmelden' });
    expect(visitor.cookie('werkplein_sessie')).toBeNull();
    expect((await aVisitor(web, token).get('/klanten')).status).toBe(303);
  });

  it('signs out on every device at once', async () => {
    const { visitor, email } = await signedIn();
    const phone = aVisitor(web);
    await phone.get('/aanmelden');
    await phone.post('/aanmelden', { email, wachtwoord: PASSWORD });
    expect((await phone.get('/klanten')).status).toBe(200);
    await visitor.get('/klanten');
    await visitor.post('/afmelden/overal');
    expect((await phone.get('/klanten')).status).toBe(303);
  });

  it('remembers another language, and goes back to the page', async () => {
    const visitor = aVisitor(web);
    await visitor.get('/aanmelden');
    expect(await visitor.post('/taal', { taal: 'en', naar: '/aanmelden' })).toMatchObject({ status: 303, location: '/aanmelden' });
    const { html } = await visitor.get('/aanmelden');
    expect(html).toContain('<html lang="en"');
    expect(wordsOf(html)).toContain('E-mail address');
    expect((await visitor.post('/taal', { taal: 'xx' })).status).toBe(400);
  });

  describe('with a link to set a password', () => {
    const aLink = async () => {
      const email = `nieuw${(people += 1)}@werkplein.example`;
      const { passwordToken } = await staff().add({ email, name: 'Bas Verweij', role: 'coach' }, web.clock.now());
      return { email, path: `/wachtwoord/${passwordToken}` };
    };

    it('shows whose it is, and looking (which mail scanners do too) spends nothing', async () => {
      const { path, email } = await aLink();
      for (let look = 0; look < 3; look += 1) {
        const { status, html } = await aVisitor(web).get(path);
        expect(status).toBe(200);
        expect(wordsOf(html)).toContain(`Voor Bas Verweij (${email})`);
      }
    });

    it('refuses what is too short beside the field, and the link is still good', async () => {
      const { path, email } = await aLink();
      const visitor = aVisitor(web);
      await visitor.get(path);
      const refused = await visitor.post(path, { wachtwoord: 'te kort' });
      expect(refused.status).toBe(422);
      expect(wordsOf(refused.html)).toContain('Neem minstens 12 tekens');
      expect((await visitor.post(path, { wachtwoord: PASSWORD })).status).toBe(200);
      await visitor.get('/aanmelden');
      expect((await visitor.post('/aanmelden', { email, wachtwoord: PASSWORD })).status).toBe(303);
    });

    it('works once and not for ever, and says what to do when it no longer does', async () => {
      const [used, old] = [await aLink(), await aLink()];
      const visitor = aVisitor(web);
      await visitor.get(used.path);
      await visitor.post(used.path, { wachtwoord: PASSWORD });
      const again = await visitor.post(used.path, { wachtwoord: 'een zin van iemand anders' });
      web.clock.advance({ days: 30 });
      for (const { status, html } of [
        again,
        await visitor.get(used.path),
        await visitor.get(old.path),
        await visitor.get('/wachtwoord/verzonnen'),
      ]) {
        expect(status).toBe(410);
        expect(wordsOf(html)).toContain('Vraag uw beheerder om een nieuwe link');
      }
      await visitor.get('/aanmelden');
      expect((await visitor.post('/aanmelden', { email: used.email, wachtwoord: PASSWORD })).status).toBe(303);
    });
  });
});

describe('the sign-in page of the demo', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    const staff = web.app.get(StaffService, { strict: false });
    const { passwordToken } = await staff.add({ email: 'coach@werkplein.example', name: 'Sanne de Boer', role: 'coach' }, web.clock.now());
    await staff.setPassword(passwordToken, DEMO_PASSWORD, web.clock.now());
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  it('lets one in with one tap, without any script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${web.url}/`);
    await page.getByRole('button', { name: 'Aanmelden als Sanne de Boer' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Mijn klanten');
    expect(new URL(page.url()).pathname).toBe('/klanten');
  });

  it.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ])('has no barriers on a %s, also with an error in it', async (_, viewport) => {
    const page = await browser.newPage({ viewport });
    await page.goto(`${web.url}/aanmelden`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('E-mailadres').fill('niemand@werkplein.example');
    await page.getByLabel('Wachtwoord').fill('verkeerd');
    await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Aanmelden is niet gelukt');
    expect(await findBarriers(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });
});

describe('the sign-in page of a municipality', () => {
  let web: ServedWeb;
  beforeAll(async () => {
    web = await serveWeb({
      settings: { DEMO: 'off', PUBLIC_URL: 'https://check-in.example', SESSION_SECRET: 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7' },
    });
  });
  afterAll(() => web.close());

  it('knows nothing of demo accounts and their password', async () => {
    const { html } = await aVisitor(web).get('/aanmelden');
    expect(html).not.toContain(DEMO_PASSWORD);
    expect(html).not.toContain('werkplein.example');
  });

  it('sets its cookies for TLS only, out of reach of scripts and other sites', async () => {
    const response = await web.app.inject({ url: '/aanmelden', headers: { accept: 'text/html' } });
    expect(response.cookies.length).toBeGreaterThan(0);
    for (const cookie of response.cookies) expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' });
  });
});
