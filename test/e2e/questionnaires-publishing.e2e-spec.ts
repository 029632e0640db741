import { DraftsService, ExchangeService, ModulesService, PublishingService, QuestionnairesService } from '#libs/questionnaires';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const BASE = '/beheer/vragenlijsten/hoe-gaat-het';

describe('publishing questionnaires', () => {
  let web: ServedWeb;
  let noor: Colleague;
  let admin: Visitor;
  let officer: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    await service(QuestionnairesService).ensureStandard(web.clock.now());
    noor = await aColleague(web, 'admin', 'Noor Jansen');
    admin = aVisitor(web, noor.session);
    officer = aVisitor(web, (await aColleague(web, 'privacy_officer', 'Fatma Demir')).session);
  });
  afterAll(() => web.close());

  const service = <T>(type: new (...given: never[]) => T): T => web.app.get(type, { strict: false });
  const revision = async () => String((await service(DraftsService).open('hoe-gaat-het')).revision);
  const versions = async () => (await service(PublishingService).versions('hoe-gaat-het')).map(({ number }) => number);

  async function changeFirst(words: string): Promise<void> {
    const { definition, revision: seen } = await service(DraftsService).open('hoe-gaat-het');
    const [first, ...rest] = definition.items;
    const items = [{ ...first!, wording: { ...first!.wording, nl: words } }, ...rest];
    await service(DraftsService).save('hoe-gaat-het', seen, { ...definition, items }, noor.staffId, web.clock.now());
  }

  it('begins with nothing to publish', async () => {
    expect(wordsOf((await admin.get(`${BASE}/publiceren`)).html)).toContain('Er is niets te publiceren');
    const { status, html } = await admin.post(`${BASE}/publiceren`, { revisie: await revision() });
    expect([status, wordsOf(html).includes('Er is niets veranderd')]).toEqual([409, true]);
  });

  it('shows what changes, and needs the eyes of somebody else where it is sensitive', async () => {
    await changeFirst('Hoe gaat het vandaag met u?');
    const page = await admin.get(`${BASE}/publiceren`);
    expect(page.html).toMatch(/<ins[^>]*>[\s\S]*?vandaag[\s\S]*?<\/ins>/);
    expect(wordsOf(page.html)).toContain('Deze lijst vraagt iets gevoeligs.');
    expect(page.html).not.toContain('>Publiceren</button>');
    const alone = await admin.post(`${BASE}/publiceren`, { revisie: await revision(), toelichting: 'Vandaag erbij' });
    expect([alone.status, wordsOf(alone.html).includes('Een ander moet dit concept eerst goedkeuren.')]).toEqual([409, true]);
    expect(alone.html).toContain('Vandaag erbij');
    await admin.post(`${BASE}/goedkeuren`, { revisie: await revision() });
    const own = await admin.post(`${BASE}/publiceren`, { revisie: await revision(), toelichting: 'Vandaag erbij' });
    expect([own.status, await versions()]).toEqual([409, [1]]);
  });

  it('is done by one and approved by another, of exactly what they saw', async () => {
    await officer.get(`${BASE}/publiceren`);
    const seen = await revision();
    await changeFirst('Hoe gaat het nu met u?');
    const late = await officer.post(`${BASE}/goedkeuren`, { revisie: seen });
    expect([late.status, wordsOf(late.html).includes('Een collega veranderde dit concept.')]).toEqual([409, true]);
    expect((await officer.post(`${BASE}/goedkeuren`, { revisie: await revision() })).location).toBe(
      `${BASE}/publiceren?gedaan=goedgekeurd`,
    );
    expect((await officer.post(`${BASE}/publiceren`, { revisie: await revision() })).status).toBe(403);
    await admin.get(`${BASE}/publiceren`);
    const { status } = await admin.post(`${BASE}/publiceren`, { revisie: await revision(), toelichting: 'Korter gevraagd' });
    expect([status, await versions()]).toEqual([303, [2, 1]]);
  });

  it('leaves versions to be read and compared, with who stands behind them', async () => {
    const list = wordsOf((await officer.get(`${BASE}/versies`)).html);
    for (const words of ['Versie 2', 'In gebruik', 'door Noor Jansen', 'door Fatma Demir', 'Korter gevraagd', 'met het product meegekomen'])
      expect(list).toContain(words);
    expect(wordsOf((await officer.get(`${BASE}/versies/1`)).html)).toContain('Hoe gaat het met u?');
    const difference = (await officer.get(`${BASE}/verschil?van=1&tot=2`)).html;
    expect(difference).toMatch(/<ins[^>]*>[\s\S]*?nu[\s\S]*?<\/ins>/);
    for (const path of ['/versies/9', '/versies/een', '/verschil?van=1&tot=9', '/verschil?van=x&tot=1'])
      expect([path, [400, 404].includes((await officer.get(`${BASE}${path}`)).status)]).toEqual([path, true]);
  });

  it('gives a version as a file, and takes it in again as a draft of its own', async () => {
    for (const form of ['json', 'fhir'] as const) {
      const file = await admin.get(`${BASE}/versies/2/${form}`);
      expect([file.status, String(file.headers['content-disposition']).startsWith('attachment; filename="')]).toEqual([200, true]);
      expect(JSON.parse(file.html)).toBeTruthy();
    }
    const { text } = await service(ExchangeService).exportJson('hoe-gaat-het', 2);
    await admin.get('/beheer/vragenlijst-inlezen');
    const taken = await admin.post('/beheer/vragenlijst-inlezen', { vorm: 'json', tekst: text });
    expect([303, 200]).toContain(taken.status);
    expect((await service(DraftsService).list()).length).toBe(2);
    const refused = await admin.post('/beheer/vragenlijst-inlezen', { vorm: 'json', tekst: '{"dit": "is geen vragenlijst"}' });
    expect([refused.status, wordsOf(refused.html).includes('Er is niets bewaard.')]).toEqual([422, true]);
    const empty = await admin.post('/beheer/vragenlijst-inlezen', { vorm: 'json' });
    expect([empty.status, wordsOf(empty.html).includes('Kies een bestand')]).toEqual([422, true]);
  });

  it('takes a file as a browser sends it', async () => {
    const page = await admin.get('/beheer/vragenlijst-inlezen');
    const { text } = await service(ExchangeService).exportJson('hoe-gaat-het', 1);
    const form = new FormData();
    form.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '');
    form.append('vorm', 'json');
    form.append('bestand', new Blob([text], { type: 'application/json' }), 'lijst.json');
    const encoded = new Response(form);
    const cookie = ['werkplein_sessie', 'werkplein_formulier'].map((name) => `${name}=${admin.cookie(name) ?? ''}`).join('; ');
    const before = (await service(DraftsService).list()).length;
    const response = await web.app.inject({
      method: 'POST',
      url: '/beheer/vragenlijst-inlezen',
      headers: { accept: 'text/html', cookie, 'content-type': encoded.headers.get('content-type') ?? '' },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    expect([303, 200]).toContain(response.statusCode);
    expect((await service(DraftsService).list()).length).toBe(before + 1);
  });

  it('offers what is ready to be taken up, and nothing of which the words are not ours', async () => {
    const { html } = await admin.get('/beheer/vragenlijst-nieuw');
    expect(html).toContain('value="djg6"');
    expect(html).not.toContain('value="who5"');
    const { status, location } = await admin.post('/beheer/vragenlijst-nieuw/kant-en-klaar', { sleutel: 'djg6' });
    expect([status, /^\/beheer\/vragenlijsten\/[\w-]+\?gedaan=gemaakt$/.test(location ?? '')]).toEqual([303, true]);
    for (const sleutel of ['who5', 'toString', ''])
      expect((await admin.post('/beheer/vragenlijst-nieuw/kant-en-klaar', { sleutel })).status).toBe(404);
  });

  it('throws a draft away only as it was seen, and leaves what is in use', async () => {
    await changeFirst('Gaat het?');
    await admin.get(`${BASE}/publiceren`);
    const stale = await admin.post(`${BASE}/weggooien`, { revisie: '-1' });
    expect([stale.status, wordsOf(stale.html).includes('Een collega veranderde dit concept.')]).toEqual([409, true]);
    expect((await admin.post(`${BASE}/weggooien`, { revisie: await revision() })).status).toBe(303);
    expect((await service(DraftsService).open('hoe-gaat-het')).definition.items[0]?.wording.nl).toBe('Hoe gaat het nu met u?');
  });

  it('switches a module off at once, by the privacy officer too, and on only with why', async () => {
    const on = async () => (await service(ModulesService).on(web.dataSource.manager)).has('loneliness');
    await officer.get('/beheer/modules');
    expect((await officer.post('/beheer/modules/loneliness/uit', { 'loneliness-toelichting-uit': 'Nog geen DPIA' })).status).toBe(303);
    expect(await on()).toBe(false);
    await admin.get('/beheer/modules');
    const fields = { 'loneliness-grondslag': 'Wmo artikel 2', 'loneliness-dpia': '', 'loneliness-goedgekeurd-door': 'FG' };
    const { status, html } = await admin.post('/beheer/modules/loneliness/aan', fields);
    expect([status, html.includes('id="loneliness-dpia-fout"'), html.includes('value="Wmo artikel 2"'), await on()]).toEqual([
      422,
      true,
      true,
      false,
    ]);
    expect((await admin.post('/beheer/modules/loneliness/aan', { ...fields, 'loneliness-dpia': 'DPIA-7' })).status).toBe(303);
    expect(await on()).toBe(true);
    const words = wordsOf((await officer.get('/beheer/modules')).html);
    for (const text of ['Eenzaamheid aangezet', 'Eenzaamheid uitgezet', 'door Fatma Demir', 'Nog geen DPIA', 'DPIA-7'])
      expect(words).toContain(text);
    expect((await admin.post('/beheer/modules/toString/aan', fields)).status).toBe(404);
  });
});
