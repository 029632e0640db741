import { RuleDraftsService } from '#libs/rules';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aRuleWithPeople, UNWELL } from '../support/factories/people-of-a-rule.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('what a rule touches', () => {
  let web: ServedWeb;
  let admin: Colleague;
  let visitor: Visitor;
  let rule: string;
  beforeAll(async () => {
    web = await serveWeb();
    admin = await aColleague(web, 'admin', 'Noor Jansen');
    rule = await aRuleWithPeople(web, admin.staffId);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    visitor = aVisitor(web, admin.session);
    await visitor.get(`/beheer/regels/${rule}/wijzigen`);
  });

  it('is told in all and per team, with a small team and another hidden', async () => {
    const { status, html } = await visitor.post(`/beheer/regels/${rule}/raakt/deel`);

    expect(status).toBe(200);
    expect(wordsOf(html)).toMatch(/Deze regel zegt nu ja bij ongeveer (35|40) van de 115 klanten\./);
    expect(wordsOf(html)).toMatch(/Team Zuid niet getoond/);
    expect(html.match(/niet getoond/g)?.length).toBeGreaterThan(1);
  });

  it('comes with examples in words, condition by condition, without anything that says who', async () => {
    const { html } = await visitor.post(`/beheer/regels/${rule}/raakt/deel`);

    expect(wordsOf(html)).toContain('Klant A');
    expect(wordsOf(html)).toMatch(/klopt .*gezondheid.* \(Gezondheid: slecht, 3 weken geleden\)/i);
    const clients = await web.dataSource.query<{ id: string; client_number: string }[]>(`select id, client_number from client`);
    for (const { id, client_number } of clients) expect(html).not.toMatch(new RegExp(`${id}|\\b${client_number}\\b`));
    expect(wordsOf(html)).not.toMatch(/Voorbeeld\b|Noor\b|20\d\d/);
  });

  it('is looked up for what stands in the form, kept or not; nothing is kept by looking', async () => {
    const before = await web.app.get(RuleDraftsService, { strict: false }).open(rule);
    const { html } = await visitor.post(`/beheer/regels/${rule}/raakt/deel`, { revisie: '1', 'titel-nl': 'Leeg' });

    expect(wordsOf(html)).toContain('De voorwaarde is nog niet klaar.');
    expect(await web.app.get(RuleDraftsService, { strict: false }).open(rule)).toEqual(before);
  });

  it('is a page for who has no script, from which what was typed goes back into the form', async () => {
    const typed = { revisie: '7', 'titel-nl': 'Een "nieuwe" <titel>', actie: 'bewaar' };
    const { status, html } = await visitor.post(`/beheer/regels/${rule}/raakt`, typed);

    expect(status).toBe(200);
    expect(html).toContain(`action="/beheer/regels/${rule}/wijzigen"`);
    expect(html).toContain('name="titel-nl" value="Een &quot;nieuwe&quot; &lt;titel&gt;"');
    expect(html).toContain('name="revisie" value="7"');
    expect(html.match(/name="actie"/g)).toHaveLength(1);
    expect(html.match(/name="_csrf"/g)).not.toHaveLength(0);
  });

  it('can be looked back upon: when, what coaches did, and what followed', async () => {
    const { status, html } = await visitor.post(`/beheer/regels/${rule}/terugkijken/deel`);
    const words = wordsOf(html);

    expect(status).toBe(200);
    expect(words).toMatch(/Van 2 november 2024 tot 2 november 2026 had deze regel bij ongeveer (55|60) klanten ja gezegd\./);
    expect(words).toContain('Wat coaches deden');
    expect(words).toContain('Samenhang, geen bewijs.');
    expect((await visitor.post(`/beheer/regels/${rule}/terugkijken`)).status).toBe(200);
  });

  it('is nowhere to be found of a rule that does not exist', async () => {
    expect((await visitor.post('/beheer/regels/bestaat-niet/raakt/deel')).status).toBe(404);
  });

  it('leads to the editor when its address is typed', async () => {
    expect((await visitor.get(`/beheer/regels/${rule}/raakt`)).location).toBe(`/beheer/regels/${rule}/wijzigen`);
  });

  it.each(['coach', 'team_lead', 'privacy_officer'] as const)('is nothing for a %s', async (role) => {
    const other = aVisitor(web, (await aColleague(web, role)).session);
    await other.get('/beheer/regels');
    for (const path of ['raakt', 'raakt/deel', 'terugkijken', 'terugkijken/deel'])
      expect([path, (await other.post(`/beheer/regels/${rule}/${path}`)).status]).toEqual([path, 403]);
  });

  it('is not counted for a form that is not ours', async () => {
    const response = await visitor.post(`/beheer/regels/${rule}/raakt/deel`, { _csrf: 'onzin' });

    expect(response.status).toBe(403);
  });

  it('is told where a change waits for approval', async () => {
    const drafts = web.app.get(RuleDraftsService, { strict: false });
    const key = await drafts.create({ ...UNWELL, title: { nl: 'Nog een', en: 'Another' } }, admin.staffId, web.clock.now());
    const { status, html } = await visitor.get(`/beheer/regels/${key}/nakijken`);

    expect(status).toBe(200);
    expect(wordsOf(html)).toMatch(/Wat er verandert Voor ongeveer \d+ van de 115 klanten verandert er iets\./);
    expect(wordsOf(html)).toContain('Belastbaarheidsonderzoek');
  });
});
