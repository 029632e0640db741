import { RuleDraftsService, RulesService, RuleVersionsService } from '#libs/rules';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** A rule as a browser would send it: health at most bad, heard in the last ninety days, and debts. */
const FORM = {
  actie: 'bewaar',
  'titel-nl': 'Gezondheid slecht en schulden',
  'titel-en': 'Poor health and debts',
  'voorwie-nl': 'Wie zich slecht voelt en schulden heeft.',
  'voorwie-en': 'Who feels bad and has debts.',
  'uitleg-nl': 'Gezondheid: {health.self_rated}. Begin met een gesprek.',
  'uitleg-en': 'Health: {health.self_rated}. Start with a talk.',
  'klant-nl': 'U heeft veel aan uw hoofd. We praten eerst.',
  'klant-en': 'You have much on your mind. We talk first.',
  als_soort: 'groep',
  als_hoe: 'all',
  'als-1_soort': 'rij',
  'als-1_over': 'trait:health.self_rated',
  'als-1_hoe': 'atMost',
  'als-1_waarde': '2',
  'als-1_nieuwer': '30',
  'als-2_soort': 'rij',
  'als-2_over': 'trait:finance.debt',
  'als-2_hoe': 'is',
  'als-2_waarde': '1',
  'dan-1_soort': 'talk_first',
  'dan-1_sterk': '2',
};

describe('the rules of the administrator', () => {
  let web: ServedWeb;
  let anna: Colleague;
  let bram: Colleague;
  let author: Visitor;
  let other: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    await service(RulesService).ensureStandard(web.clock.now());
    [anna, bram] = [await aColleague(web, 'admin', 'Anna Bos'), await aColleague(web, 'admin', 'Bram Dijk')];
    [author, other] = [aVisitor(web, anna.session), aVisitor(web, bram.session)];
  });
  afterAll(() => web.close());

  const service = <T>(type: new (...given: never[]) => T): T => web.app.get(type, { strict: false });
  const revision = async (rule: string) => String((await service(RuleDraftsService).open(rule)).revision);

  /** A draft of this rule, filled in and kept. @returns its address */
  async function written(title: string, change: Record<string, string> = {}): Promise<{ rule: string; base: string }> {
    await author.get('/beheer/regel-nieuw');
    const { location } = await author.post('/beheer/regel-nieuw', { 'titel-nl': title });
    const rule = /regels\/([^/]+)\//.exec(location ?? '')?.[1] ?? '';
    const base = `/beheer/regels/${rule}`;
    await author.get(`${base}/wijzigen`);
    await author.post(`${base}/wijzigen`, { ...FORM, 'titel-nl': title, ...change, revisie: await revision(rule) });
    return { rule, base };
  }

  it('are listed in groups, each as a sentence, with who stands behind it', async () => {
    const { status, html } = await author.get('/beheer/regels');
    expect(status).toBe(200);
    expect(wordsOf(html)).toContain('Wat de klant zelf vraagt');
    expect(wordsOf(html)).toContain('Heeft schulden');
    const found = await author.get('/beheer/regels?zoek=vervoer%20bestaatniet');
    expect(wordsOf(found.html)).toContain('Geen regel met ‘vervoer bestaatniet’.');
  });

  it('are for administrators, and for the privacy officer to read', async () => {
    const officer = aVisitor(web, (await aColleague(web, 'privacy_officer')).session);
    const coach = aVisitor(web, (await aColleague(web, 'coach')).session);
    expect((await officer.get('/beheer/regels')).status).toBe(200);
    expect((await officer.get('/beheer/regels/debts')).status).toBe(200);
    for (const path of ['/beheer/regels/debts/wijzigen', '/beheer/regel-nieuw', '/beheer/regelset/inlezen'])
      expect([path, (await officer.get(path)).status]).toEqual([path, 403]);
    for (const path of ['/beheer/regels', '/beheer/regels/debts', '/beheer/regelset', '/beheer/regelset/bestand'])
      expect([path, (await coach.get(path)).status]).toEqual([path, 403]);
    await officer.get('/beheer/regels/debts');
    expect((await officer.post('/beheer/regels/debts/beeindigen', { revisie: '-2' })).status).toBe(403);
  });

  it('begin with a name: without one the form comes back', async () => {
    await author.get('/beheer/regel-nieuw');
    const { status, html } = await author.post('/beheer/regel-nieuw', { 'titel-nl': '  ' });
    expect([status, html.includes('id="titel-nl-fout"')]).toEqual([422, true]);
  });

  it('grow by buttons, without a script, and keep what was typed', async () => {
    const { base, rule } = await written('Groeit');
    const given = { ...FORM, revisie: await revision(rule), 'uitleg-nl': 'Getypt en nog niet bewaard' };
    const more = await author.post(`${base}/wijzigen`, { ...given, actie: 'erbij als', als_over: 'intervention:CV_WORKSHOP' });
    expect([more.status, more.html.includes('name="als-3_over" value="intervention:CV_WORKSHOP"')]).toEqual([200, true]);
    expect(more.html).toContain('Getypt en nog niet bewaard');
    const group = await author.post(`${base}/wijzigen`, { ...given, actie: 'groep als' });
    expect(group.html).toContain('name="als-3_soort" value="groep"');
    const up = await author.post(`${base}/wijzigen`, { ...given, actie: 'omhoog als-2' });
    expect(up.html).toContain('name="als-1_over" value="trait:finance.debt"');
    const less = await author.post(`${base}/wijzigen`, { ...given, actie: 'weg als-1' });
    expect(less.html).not.toContain('value="trait:health.self_rated"><');
    const then = await author.post(`${base}/wijzigen`, { ...given, actie: 'erbij dan' });
    expect(then.html).toContain('name="dan-2_soort"');
    const english = await author.post(`${base}/wijzigen`, { ...given, 'klant-en': '', actie: 'kopieer' });
    expect(english.html.split('U heeft veel aan uw hoofd. We praten eerst.')).toHaveLength(3);
    expect((await service(RuleDraftsService).open(rule)).definition.then).toHaveLength(1);
  });

  it('say what is wrong beside the field, keep an unfinished draft, and refuse only what cannot be read', async () => {
    const { base, rule } = await written('Onaf', { 'als-2_waarde': '', 'uitleg-en': '', 'dan-1_soort': 'suggest', 'dan-1_wat': '' });
    const page = await author.get(`${base}/wijzigen`);
    for (const field of ['als-2', 'uitleg-en', 'dan-1']) expect([field, page.html.includes(`id="${field}-fout"`)]).toEqual([field, true]);
    expect(wordsOf(page.html)).toContain('dingen te doen voor u de regel kunt voorleggen');
    const bad = await author.post(`${base}/wijzigen`, { ...FORM, revisie: await revision(rule), 'als-1_nieuwer': 'lang', vanaf: '31-12' });
    expect([bad.status, bad.html.includes('id="als-1_nieuwer-fout"'), bad.html.includes('id="vanaf-fout"')]).toEqual([422, true, true]);
    expect(bad.html).toContain('value="lang"');
    const refused = await author.post(`${base}/voorleggen`, { revisie: await revision(rule) });
    expect([refused.status, wordsOf(refused.html).includes('Zo kan de regel niet goedgekeurd worden.')]).toEqual([409, true]);
  });

  it('offer no trait that may not be used and nothing that is not offered, and refuse it when it is sent', async () => {
    const { base, rule } = await written('Verboden');
    const page = await author.get(`${base}/wijzigen`);
    const offered = /name="dan-1_wat"[\s\S]*?<\/select>/.exec(page.html)?.[0] ?? '';
    expect([offered.includes('CV_WORKSHOP'), offered.includes('EXEMPTION_REVIEW'), page.html.includes('value="trait:person.')]).toEqual([
      true,
      false,
      false,
    ]);
    const sent = {
      ...FORM,
      revisie: await revision(rule),
      'als-2_over': 'trait:person.nationality',
      'dan-1_soort': 'suggest',
      'dan-1_wat': 'EXEMPTION_REVIEW',
    };
    await author.post(`${base}/wijzigen`, sent);
    const after = wordsOf((await author.get(`${base}/wijzigen`)).html);
    expect(after).toContain('mag geen enkele regel gebruiken');
    expect(after).toContain('daar beslist een mens over');
  });

  it('keep both when two write at once', async () => {
    const { base, rule } = await written('Samen');
    const seen = await revision(rule);
    await other.get(`${base}/wijzigen`);
    await other.post(`${base}/wijzigen`, { ...FORM, revisie: seen, 'uitleg-nl': 'Van Bram.' });
    const { status, html } = await author.post(`${base}/wijzigen`, { ...FORM, revisie: seen, 'uitleg-nl': 'Van Anna.' });
    expect(status).toBe(409);
    expect(html).toContain('Van Anna.');
    expect(wordsOf(html)).toContain('Bram.');
    expect(html).toContain(`name="revisie" value="${await revision(rule)}"`);
  });

  it('count once a colleague approves exactly what was asked, never the author', async () => {
    const { base, rule } = await written('Vier ogen');
    const seen = await revision(rule);
    expect((await author.post(`${base}/voorleggen`, { revisie: seen })).location).toBe(`${base}/nakijken?gedaan=voorgelegd`);
    expect(wordsOf((await author.get(`${base}/nakijken`)).html)).toContain('U schreef mee aan dit concept.');
    const own = await author.post(`${base}/goedkeuren`, { revisie: seen, versie: '0' });
    expect([own.status, (await service(RuleVersionsService).history(rule)).length]).toEqual([403, 0]);
    expect(wordsOf((await other.get('/beheer/regels')).html)).toContain('Wacht op u');
    const review = await other.get(`${base}/nakijken`);
    expect(wordsOf(review.html)).toContain('Een nieuwe regel');
    expect(wordsOf(review.html)).toContain('Geschreven door: Anna Bos');
    const stale = await other.post(`${base}/goedkeuren`, { revisie: '1', versie: '0' });
    expect(stale.status).toBe(409);
    expect((await other.post(`${base}/goedkeuren`, { revisie: seen, versie: '0' })).location).toBe(`${base}?gedaan=goedgekeurd`);
    const page = wordsOf((await other.get(base)).html);
    expect(page).toContain('Versie 1 in gebruik');
    expect(page).toContain('Geschreven door Anna Bos');
    expect(page).toContain('Goedgekeurd door Bram Dijk');
  });

  it('come back with a reason', async () => {
    const { base, rule } = await written('Terug', { 'als-2_over': 'trait:housing.stability', 'als-2_waarde': '2' });
    const seen = await revision(rule);
    await author.post(`${base}/voorleggen`, { revisie: seen });
    await other.get(`${base}/nakijken`);
    const empty = await other.post(`${base}/teruggeven`, { revisie: seen, toelichting: ' ' });
    expect([empty.status, empty.html.includes('id="toelichting-fout"')]).toEqual([422, true]);
    await other.post(`${base}/teruggeven`, { revisie: seen, toelichting: 'Te streng.' });
    expect(wordsOf((await author.get(`${base}/wijzigen`)).html)).toContain('Een collega gaf dit concept terug Te streng.');
  });

  it('of the product change and end in the same way, and every version stays to be read and compared', async () => {
    const base = '/beheer/regels/debts';
    const first = (await service(RuleDraftsService).open('debts')).newest!.version;
    await author.get(`${base}/wijzigen`);
    await author.post(`${base}/wijzigen`, {
      ...FORM,
      'titel-nl': 'Schulden en slecht',
      'dan-1_soort': 'suggest',
      'dan-1_wat': 'DEBT_COUNSELLING',
      'dan-1_sterk': '3',
      revisie: String(-first),
      toelichting: 'Preciezer.',
    });
    const seen = await revision('debts');
    await author.post(`${base}/voorleggen`, { revisie: seen });
    expect(wordsOf((await other.get(`${base}/nakijken`)).html)).toContain('Preciezer.');
    await other.post(`${base}/goedkeuren`, { revisie: seen, versie: String(first) });
    const versions = wordsOf((await other.get(`${base}/versies`)).html);
    expect(versions).toContain(`Versie ${first + 1}`);
    expect(versions).toContain('Kwam mee met het product.');
    const difference = await other.get(`${base}/verschil?van=${first}&tot=${first + 1}`);
    expect(difference.html).toMatch(/<ins[\s\S]*?slecht[\s\S]*?<\/ins>/);
    expect((await other.get(`${base}/versies/${first}`)).status).toBe(200);
    expect((await other.get(`${base}/versies/99`)).status).toBe(404);

    await other.get(base);
    await other.post(`${base}/beeindigen`, { revisie: String(-first - 1), toelichting: 'Doet een ander.' });
    await author.get(`${base}/nakijken`);
    await author.post(`${base}/goedkeuren`, { revisie: await revision('debts'), versie: String(first + 1) });
    expect(wordsOf((await author.get(base)).html)).toContain(`Beëindigd (versie ${first + 1})`);
  });

  it('go back to an earlier day together, out as a file, and in again as a proposal', async () => {
    web.clock.advance({ hours: 14 });
    [author, other] = await Promise.all(
      [anna, bram].map(async ({ name }) => aVisitor(web, (await aColleague(web, 'admin', `${name} 2`)).session)) as [
        Promise<Visitor>,
        Promise<Visitor>,
      ],
    );
    const set = await author.get('/beheer/regelset?van=2026-11-01&tot=2026-11-02');
    expect(set.status).toBe(200);
    const late = await author.post('/beheer/regelset/terug', { dag: '2026-12-01', toelichting: 'Terug.' });
    expect(late.status).toBe(422);
    const file = await author.get('/beheer/regelset/bestand');
    const rules = JSON.parse(file.html) as { rules: Record<string, unknown>[] };
    expect(file.headers['content-disposition']).toContain('attachment');
    const text = JSON.stringify({
      ...rules,
      rules: [{ ...rules.rules[0], title: { nl: 'Uit een bestand', en: 'Of a file' } }, { rule: 'stuk' }],
    });
    await author.get('/beheer/regelset/inlezen');
    const dry = await author.post('/beheer/regelset/inlezen', { tekst: text, actie: 'lezen' });
    expect([dry.status, wordsOf(dry.html).includes('2 regels: 1 om te nemen, 1 niet goed.')]).toEqual([200, true]);
    const all = await author.post('/beheer/regelset/inlezen', {
      tekst: text,
      actie: 'voorstellen',
      wat: 'all',
      toelichting: 'Van elders.',
    });
    expect(all.status).toBe(422);
    const { location } = await author.post('/beheer/regelset/inlezen', {
      tekst: text,
      actie: 'voorstellen',
      wat: 'good',
      toelichting: 'Van elders.',
    });
    expect(location).toMatch(/^\/beheer\/regelset\/voorstellen\/[\da-f-]+\?gedaan=voorgesteld$/);
    const path = String(location).replace(/\?.*/, '');
    expect((await author.post(`${path}/goedkeuren`)).status).toBe(403);
    expect(wordsOf((await other.get(path)).html)).toContain('Uit een bestand');
    expect((await other.post(`${path}/goedkeuren`)).location).toBe('/beheer/regels?gedaan=terug');
    expect(wordsOf((await other.get('/beheer/regels?zoek=uit een bestand')).html)).toContain('Uit een bestand');
    expect((await other.post(`${path}/afwijzen`)).status).toBe(409);
    const nonsense = await author.post('/beheer/regelset/inlezen', { tekst: 'geen json', actie: 'lezen' });
    expect([nonsense.status, wordsOf(nonsense.html).includes('Dit bestand is geen JSON.')]).toEqual([422, true]);
  });
});
