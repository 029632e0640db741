import { TemplatesService } from '#libs/wording';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const INVITATION = '/beheer/berichten/check_in_invitation/sms/nl/u';
const FINE = 'Werkplein: doet u mee? {{link}} {{stop}}';

describe('the messages of the administrator', () => {
  let web: ServedWeb;
  let noor: Colleague;
  let admin: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    noor = await aColleague(web, 'admin', 'Noor Jansen');
    admin = aVisitor(web, noor.session);
    const coach = await aColleague(web);
    for (let number = 0; number < 12; number += 1) await aClientOf(web, coach);
  });
  afterAll(() => web.close());

  const write = (body: string, actie: string, path = INVITATION, more: Record<string, string> = {}) =>
    admin.post(path, { tekst: body, actie, ...more });
  const book = () => web.app.get(TemplatesService, { strict: false }).book(web.dataSource.manager);
  const versions = async (): Promise<{ version: number; body: string | null }[]> =>
    web.dataSource.query(`select version, body from message_template where purpose = 'check_in_invitation' order by version`);

  it('are for administrators only', async () => {
    for (const role of ['coach', 'team_lead'] as const) {
      const other = aVisitor(web, (await aColleague(web, role)).session);
      await other.get('/');
      for (const path of ['/beheer/berichten', INVITATION, '/beheer/talen', '/beheer/talen/ar', '/beheer/signaalwoorden/nl'])
        expect([role, path, (await other.get(path)).status]).toEqual([role, path, 403]);
      for (const path of [INVITATION, `${INVITATION}/voorbeeld`, '/beheer/talen/ar/nagekeken', '/beheer/signaalwoorden/nl'])
        expect([role, path, (await other.post(path, { tekst: FINE, actie: 'publiceer' })).status]).toEqual([role, path, 403]);
    }
    expect(await versions()).toEqual([]);
  });

  it('are all listed with what they are for, in a language and by a channel', async () => {
    const dutch = wordsOf((await admin.get('/beheer/berichten')).html);
    for (const words of ['Uitnodiging', 'Bij het begin van iedere check-in.', 'Hulp bij gevaar', 'met u (in gebruik)'])
      expect(dutch).toContain(words);
    const english = (await admin.get('/beheer/berichten?taal=en&manier=email')).html;
    expect(english).toContain('/beheer/berichten/check_in_invitation/email/en/u');
    expect(english).not.toContain('/sms/');
    expect(english).not.toContain('/en/je');
    const informal = (await admin.get('/beheer/berichten?vorm=je')).html;
    expect(informal).toContain('/beheer/berichten/check_in_invitation/sms/nl/je');
    expect(informal).not.toContain('check_in_invitation/sms/nl/u');
    expect(wordsOf(informal)).toContain('Deze teksten worden dus niet verstuurd.');
    expect(wordsOf((await admin.get('/beheer/berichten?taal=ar&vorm=je')).html)).toContain('Arabisch is nog niet nagekeken');
  });

  it.each([
    ['/beheer/berichten/geen_bericht/sms/nl/u'],
    ['/beheer/berichten/check_in_done/email/nl/u'],
    ['/beheer/berichten/check_in_invitation/sms/fr/u'],
    ['/beheer/berichten/check_in_invitation/sms/en/je'],
    ['/beheer/berichten/toString/sms/nl/u'],
  ])('do not have %s', async (path) => {
    expect((await admin.get(path)).status).toBe(404);
  });

  it('are looked at before anybody gets them: without a script as with one, and nothing is kept', async () => {
    await admin.get(INVITATION);
    const { status, html } = await write('Werkplein: één vraag… {{link}}', 'bekijk');
    const seen = wordsOf(html);
    expect([status, seen.includes('Werkplein: één vraag…')]).toEqual([200, true]);
    expect(seen).toContain('Bijzondere tekens: maar 70 tekens');
    expect(seen).toContain('Schrijf liever ...');
    expect(seen).toContain('per ronde van 12 klanten');
    expect(seen).toContain('Het veld {{stop}} moet erin');

    const fragment = await write('Werkplein: één vraag… {{link}}', 'bekijk', `${INVITATION}/voorbeeld`);
    expect(fragment.status).toBe(200);
    expect(fragment.html).not.toContain('<html');
    expect(wordsOf(fragment.html)).toContain('Schrijf liever ...');
    expect(await versions()).toEqual([]);
  });

  it('show an e-mail as it arrives, and escape what is written in it', async () => {
    const path = '/beheer/berichten/check_in_invitation/email/nl/u';
    await admin.get(path);
    const { html } = await write('Hallo\n\n<b>Vet</b> & meer\n\nBegin hier:\n{{link}}', 'bekijk', path, { onderwerp: 'Een <i>vraag</i>' });
    expect(html).toContain('&lt;b&gt;Vet&lt;/b&gt; &amp; meer');
    expect(html).toContain('Een &lt;i&gt;vraag&lt;/i&gt;');
    expect(html).not.toContain('<b>Vet');
    expect(html).toContain('wp-mailbox__button">Begin hier<');
  });

  it.each([
    ['a name', 'Dag mevrouw Jansen, doet u mee? {{link}} {{stop}}', '‘mevrouw Jansen’ is een naam'],
    ['a place for a name', 'Dag [naam], doet u mee? {{link}} {{stop}}', 'is een naam'],
    ['a field there is not', 'Dag {{naam}} {{link}} {{stop}}', 'Het veld ‘naam’ bestaat hier niet (regel 1'],
    ['a health word', 'Hoe is het met uw gezondheid? {{link}} {{stop}}', '‘gezondheid’ gaat over gezondheid'],
    ['no link', 'Doet u mee? {{stop}}', 'Het veld {{link}} moet erin'],
    ['more of Handlebars', '{{lookup link 0}} {{link}} {{stop}}', 'mag hier niet'],
    ['an open brace', 'Doet u mee? {{link', 'Er klopt iets niet met de haakjes'],
    ['nothing', ' ', 'Hier moet nog iets staan'],
  ])('are refused with %s, next to the field, as they were written', async (_, body, problem) => {
    await admin.get(INVITATION);
    const { status, html } = await write(body, 'publiceer');
    expect([status, wordsOf(html).includes(problem)]).toEqual([422, true]);
    expect(/id="tekst-fout".*?<\/div>/s.exec(html)?.[0]).toContain('wp-field__error');
    expect(html).toContain('aria-invalid="true"');
    expect(html.replaceAll('&#x27;', "'")).toContain(`>\n${body}</textarea>`);
    expect(await versions()).toEqual([]);
  });

  it('count for what leaves next once published, with who and when; a remark holds nothing up', async () => {
    await admin.get(INVITATION);
    const hard = 'Werkplein: middels deze link kunt u meedoen aan een paar korte vragen over hoe het nu met u gaat {{link}} {{stop}}';
    const published = await write(hard, 'publiceer');
    expect([published.status, published.location]).toEqual([303, `${INVITATION}?gedaan=gepubliceerd`]);
    expect((await book()).write('check_in_invitation', 'sms', 'nl', { link: 'https://x.nl/c/1' }).text).toContain('middels deze link');
    expect((await write(FINE, 'publiceer')).status).toBe(303);

    const page = wordsOf((await admin.get(`${INVITATION}?gedaan=gepubliceerd`)).html);
    expect(page).toContain('De nieuwe tekst geldt nu.');
    expect(page).toMatch(/Versie 2 geldt nu 2 november 2026, 10:00, Noor Jansen/);
    expect(page).toMatch(/weg: middels/);
    expect(page).toMatch(/erbij: doet/);
    expect(wordsOf((await admin.get('/beheer/berichten')).html)).toContain('Aangepast op 2 november 2026 door Noor Jansen');
  });

  it('go back to the text of the product, and keep what was', async () => {
    const page = await admin.get(INVITATION);
    expect(page.html).toContain('value="terug"');
    const back = await admin.post(INVITATION, { actie: 'terug' });
    expect(back.location).toBe(`${INVITATION}?gedaan=teruggezet`);
    expect((await versions()).map(({ version, body }) => [version, body === null])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const after = await admin.get(INVITATION);
    expect(after.html).not.toContain('value="terug"');
    expect(after.html).toContain('Werkplein: wilt u een paar vragen beantwoorden?');
    expect(wordsOf((await admin.get('/beheer/berichten')).html)).toContain('teruggezet op 2 november 2026 door Noor Jansen');
  });

  it('in another language than Dutch and English need the name of who reviewed them', async () => {
    const path = '/beheer/berichten/check_in_invitation/sms/ar/u';
    await admin.get(path);
    const body = 'Werkplein: مرحبا {{link}} {{stop}}';
    const refused = await write(body, 'publiceer', path, { nagekeken: ' ' });
    expect([refused.status, wordsOf(refused.html).includes('Vul in wie deze tekst heeft nagekeken.')]).toEqual([422, true]);
    expect(refused.html).toContain('lang="ar" dir="rtl"');
    expect((await write(body, 'publiceer', path, { nagekeken: 'Samira el Idrissi' })).status).toBe(303);
    expect(wordsOf((await admin.get(path)).html)).toContain('Nagekeken door Samira el Idrissi');
  });

  it('become usable in Arabic when somebody has reviewed it, and no more when that is withdrawn', async () => {
    const list = wordsOf((await admin.get('/beheer/talen')).html);
    expect(list).toMatch(/Arabisch العربية Nog niet nagekeken Klanten krijgen nu Nederlands\./);
    expect((await book()).languageFor('ar')).toBe('nl');

    const page = await admin.get('/beheer/talen/ar');
    expect(page.html).toContain('dir="rtl"');
    const unsure = await admin.post('/beheer/talen/ar/nagekeken', { lezer: 'Samira el Idrissi' });
    expect([unsure.status, wordsOf(unsure.html).includes('Kruis aan dat alles is gelezen.')]).toEqual([422, true]);
    expect(unsure.html).toContain('value="Samira el Idrissi"');
    const nameless = await admin.post('/beheer/talen/ar/nagekeken', { lezer: '', gelezen: 'ja' });
    expect([nameless.status, wordsOf(nameless.html).includes('Vul de naam in')]).toEqual([422, true]);
    expect((await book()).languageFor('ar')).toBe('nl');

    const recorded = await admin.post('/beheer/talen/ar/nagekeken', { lezer: 'Samira el Idrissi', gelezen: 'ja' });
    expect(recorded.location).toBe('/beheer/talen/ar?gedaan=nagekeken');
    expect((await book()).languageFor('ar')).toBe('ar');
    expect(wordsOf((await admin.get('/beheer/talen')).html)).toContain('Nagekeken door Samira el Idrissi op 2 november 2026');
    expect(wordsOf((await admin.get('/beheer/berichten?taal=ar')).html)).not.toContain('is nog niet nagekeken');

    expect((await admin.post('/beheer/talen/ar/intrekken')).location).toBe('/beheer/talen/ar?gedaan=ingetrokken');
    expect((await book()).languageFor('ar')).toBe('nl');
  });

  it('count clients by language, and tell nothing of fewer than ten', async () => {
    const coach = await aColleague(web);
    await aClientOf(web, coach, { language: 'ti' });
    const page = wordsOf((await admin.get('/beheer/talen')).html);
    expect(page).toMatch(/Tigrinya .{0,80}Nog niet nagekeken.{0,60}Klanten met deze taal minder dan 10/);
    expect(page).toMatch(/Nederlands .{0,40}Van het product zelf.{0,40}Klanten met deze taal 12/);
    expect(page).toMatch(/Somalisch .{0,120}Klanten met deze taal geen/);
    expect((await admin.get('/beheer/talen/fr')).status).toBe(404);
  });
});

describe('the messages of an office whose sender is a name', () => {
  let web: ServedWeb;
  let admin: Visitor;
  beforeAll(async () => {
    const settings = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a'.repeat(32), TWILIO_FROM: 'Werkplein' };
    web = await serveWeb({ settings });
    admin = aVisitor(web, (await aColleague(web, 'admin')).session);
  });
  afterAll(() => web.close());

  it('may not ask for a reply that cannot come', async () => {
    const page = await admin.get(INVITATION);
    expect(page.html).toContain('Werkplein</span>');
    const refused = await admin.post(INVITATION, { tekst: 'Antwoord met JA. {{link}} {{stop}}', actie: 'publiceer' });
    expect([refused.status, wordsOf(refused.html).includes('op onze sms kan niemand antwoorden')]).toEqual([422, true]);
    expect((await admin.post(INVITATION, { tekst: FINE, actie: 'publiceer' })).status).toBe(303);
  });
});
