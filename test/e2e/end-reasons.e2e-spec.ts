import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const FORM = { soort: 'local', omschrijving: '', cbscode: '', gezien: '' };

describe('what the reasons of the municipality mean, on the screen of the administrator', () => {
  let web: ServedWeb;
  let admin: Colleague;
  let coach: Colleague;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    admin = await aColleague(web, 'admin', 'Ans Admin');
    coach = await aColleague(web);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    await web.dataSource.query('truncate end_reason_code, benefit_spell_history, benefit_spell');
    visitor = aVisitor(web, admin.session);
    await visitor.get('/beheer/redenen');
  });

  /** Somebody whose benefit ended with these words of the municipality. */
  async function ended(literal: string | null, endsOn = '2026-10-01'): Promise<string> {
    const clientId = await aClientOf(web, coach);
    await web.dataSource.query(
      `update benefit_spell set during = daterange(lower(during), $2), end_reason = 'UNKNOWN', end_reason_literal = $3 where client_id = $1`,
      [clientId, endsOn, literal],
    );
    return clientId;
  }
  const reasonOf = async (clientId: string) =>
    (await web.dataSource.query(`select end_reason as reason from benefit_spell where client_id = $1`, [clientId]))[0].reason;
  const words = async (path = '/beheer/redenen') => wordsOf((await visitor.get(path)).html);
  const lastId = async () => String((await web.dataSource.query(`select max(id) as id from end_reason_code`))[0].id);

  it('shows first what nobody understands: the words as they came in, how many, since when', async () => {
    await ended('Werkt <b>nu</b>', '2026-05-01');
    await ended('werkt <B>NU</B>');
    await ended('11');
    await ended(null);
    const { html } = await visitor.get('/beheer/redenen');
    expect(html).not.toMatch(/<b>nu<\/b>/i);
    const page = wordsOf(html);
    expect(page).toContain('Nog niet begrepen 2');
    expect(page).toContain('2 uitkeringen · gestopt van 1 mei 2026 tot en met 1 oktober 2026');
    expect(page).toContain('In de codelijst van het CBS is 11: inkomsten uit arbeid in dienstbetrekking/uitkering ziekte.');
    expect(page).toContain('Bij 1 uitkering die stopte, kwam er geen reden mee.');
    expect(page.indexOf('Nog niet begrepen')).toBeLessThan(page.indexOf('Wat redenen betekenen'));
  });

  it('keeps with one button what one of them means, and every benefit with it follows', async () => {
    const [one, other] = [await ended('Werkt nu'), await ended('WERKT NU.')];
    expect(await words()).toContain('Dit geldt meteen voor 2 uitkeringen.');
    expect(
      await visitor.post('/beheer/redenen', { woord: 'Werkt nu', soort: 'local', gezien: '2', betekenis: 'WORK_EMPLOYED' }),
    ).toMatchObject({
      status: 303,
      location: '/beheer/redenen?gedaan=bewaard&aantal=2',
    });
    expect([await reasonOf(one), await reasonOf(other)]).toEqual(['WORK_EMPLOYED', 'WORK_EMPLOYED']);
    const page = await words('/beheer/redenen?gedaan=bewaard&aantal=2');
    expect(page).toContain('2 uitkeringen doen nu mee met deze betekenis.');
    expect(page).toContain('Alle redenen die binnenkwamen, zijn begrepen.');
    expect(page).toContain('‘Werkt nu’ betekent: Werk in loondienst. Ans Admin,');
  });

  it('asks to choose, with what was filled in still there and the error beside the field', async () => {
    await ended('Werkt nu');
    const { status, html } = await visitor.post('/beheer/redenen', { woord: 'Werkt nu', ...FORM, cbscode: '11 of 13', betekenis: '' });
    expect(status).toBe(422);
    expect(html).toContain('value="Werkt nu"');
    expect(html).toMatch(/id="betekenis-fout">Kies wat het betekent\./);
    expect(html).toMatch(/<select[^>]*id="betekenis"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="cbscode-fout">Vul alleen de code in/);
    expect(html).toContain('value="11 of 13"');
    expect(html).toContain('href="#betekenis"');
  });

  it.each([
    [{ woord: '', betekenis: 'OTHER' }, 'Vul het woord of de code in.'],
    [{ woord: 'Work employed', betekenis: 'OTHER' }, 'Die houdt zijn betekenis.'],
    [{ woord: 'x'.repeat(121), betekenis: 'OTHER' }, 'gebruik hoogstens 120 tekens.'],
    [{ woord: 'Zee', betekenis: 'WENT_AWAY' }, 'Kies iets uit de lijst.'],
    [{ woord: 'Zee', betekenis: 'OTHER', soort: 'uwv' }, 'Kies iets uit de lijst.'],
  ])('refuses %j', async (form, problem) => {
    const { status, html } = await visitor.post('/beheer/redenen', { ...FORM, ...form });
    expect([status, wordsOf(html)]).toEqual([422, expect.stringContaining(problem)]);
    expect(await web.dataSource.query('select from end_reason_code')).toEqual([]);
  });

  it('says before it keeps a word that is typed how many benefits follow, and keeps it when that was read', async () => {
    const clientId = await ended('Samenwonen');
    const form = { ...FORM, woord: 'samenwonen', betekenis: 'OTHER' };
    const asked = await visitor.post('/beheer/redenen', form);
    expect([asked.status, wordsOf(asked.html)]).toEqual([200, expect.stringContaining('Klopt dit? ‘samenwonen’ betekent: Iets anders.')]);
    expect(wordsOf(asked.html)).toContain('Dit geldt meteen voor 1 uitkering.');
    expect(asked.html).toContain('name="gezien" value="1"');
    await ended('Samenwonen');
    const more = await visitor.post('/beheer/redenen', { ...form, gezien: '1' });
    expect(wordsOf(more.html)).toContain('Dit geldt meteen voor 2 uitkeringen.');
    expect(await reasonOf(clientId)).toBe('UNKNOWN');
    expect(await visitor.post('/beheer/redenen', { ...form, gezien: '2' })).toMatchObject({ status: 303 });
    expect(await reasonOf(clientId)).toBe('OTHER');
  });

  it('says first that people will be deceased by it, also when it came with one button', async () => {
    const clientId = await ended('Rouw');
    const deceased = async () =>
      (await web.dataSource.query(`select deceased_on as day from client where id = $1`, [clientId]))[0].day as string | null;
    const form = { ...FORM, woord: 'Rouw', betekenis: 'DECEASED', gezien: '1' };
    const asked = await visitor.post('/beheer/redenen', form);
    expect(wordsOf(asked.html)).toContain('staat daarna als overleden');
    expect(await deceased()).toBeNull();
    await visitor.post('/beheer/redenen', { ...form, gezien: '1-overleden' });
    expect(await deceased()).toBe('2026-10-01');
    await visitor.post(`/beheer/redenen/${await lastId()}/terugnemen`);
    expect(await deceased()).toBeNull();
  });

  it('changes and takes back what was told, and shows who did what when', async () => {
    const clientId = await ended('Werk');
    await visitor.post('/beheer/redenen', {
      ...FORM,
      woord: 'Werk',
      betekenis: 'OTHER',
      omschrijving: 'Vrijwillig',
      cbscode: '98',
      gezien: '1',
    });
    const id = await lastId();
    const page = await visitor.get(`/beheer/redenen/${id}`);
    expect(page.html).toContain('value="Vrijwillig"');
    expect(wordsOf(page.html)).toContain('1 uitkering krijgt dan weer de betekenis: Werk in loondienst.');
    expect(await words()).toContain('1 uitkering · CBS 98: andere oorzaak · Vrijwillig');
    await visitor.post('/beheer/redenen', { ...FORM, woord: 'Werk', betekenis: 'OWN_REQUEST', gezien: '1' });
    // The address of what was told before leads to what is told now.
    expect((await visitor.get(`/beheer/redenen/${id}`)).html).toContain('<option value="OWN_REQUEST" selected>');
    expect(await visitor.post(`/beheer/redenen/${id}/terugnemen`)).toMatchObject({
      status: 303,
      location: '/beheer/redenen?gedaan=teruggenomen&aantal=1',
    });
    expect(await reasonOf(clientId)).toBe('WORK_EMPLOYED');
    const history = await words();
    expect(history).toContain('Wat ‘Werk’ betekent, is teruggenomen. Ans Admin,');
    expect(history).toContain('‘Werk’ betekent: Op eigen verzoek. Ans Admin,');
    expect((await visitor.get(`/beheer/redenen/${id}`)).status).toBe(404);
    expect((await visitor.post(`/beheer/redenen/${id}/terugnemen`)).status).toBe(404);
  });

  it('tells of every meaning what it counts as', async () => {
    const page = await words();
    const [work, other, out] = ['Telt als werk', 'Telt als andere reden', 'Telt als ‘uit beeld’'].map((title) => page.indexOf(title));
    const stands = (name: string) => page.indexOf(name, work);
    expect([stands('Werk in loondienst'), stands('Eigen bedrijf')].every((at) => at > Number(work) && at < Number(other))).toBe(true);
    expect([stands('Opleiding of studie'), stands('Onbekend')].every((at) => at > Number(other) && at < Number(out))).toBe(true);
    expect(['AOW-leeftijd bereikt', 'Overleden', 'Administratieve reden'].every((name) => stands(name) > Number(out))).toBe(true);
  });

  it.each(['coach', 'team_lead', 'privacy_officer', 'management'] as const)('is not for a %s', async (role) => {
    const other = aVisitor(web, (await aColleague(web, role)).session);
    expect((await other.get('/beheer/redenen')).status).toBe(403);
    expect((await other.post('/beheer/redenen', { ...FORM, woord: 'Zee', betekenis: 'OTHER' })).status).toBe(403);
    expect((await other.post('/beheer/redenen/1/terugnemen')).status).toBe(403);
  });

  it('keeps nothing for a form from elsewhere', async () => {
    const { status } = await visitor.post('/beheer/redenen', { ...FORM, woord: 'Zee', betekenis: 'OTHER', _csrf: 'nonsense' });
    expect(status).toBe(403);
    expect(await web.dataSource.query('select from end_reason_code')).toEqual([]);
  });
});
