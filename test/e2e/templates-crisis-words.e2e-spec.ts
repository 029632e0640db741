import { CrisisWordsService } from '#libs/inbox';
import { aColleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const DUTCH = '/beheer/signaalwoorden/nl';

describe('the crisis words of the administrator', () => {
  let web: ServedWeb;
  let admin: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    admin = aVisitor(web, (await aColleague(web, 'admin', 'Noor Jansen')).session);
  });
  afterAll(() => web.close());

  const list = async () => (await web.app.get(CrisisWordsService, { strict: false }).lists(web.dataSource.manager))[0];
  const isFound = async (sentence: string) =>
    (await web.app.get(CrisisWordsService, { strict: false }).all(web.dataSource.manager)).isIn(sentence);

  it('are those of the product at first', async () => {
    expect((await admin.get('/beheer/signaalwoorden')).location).toBe(DUTCH);
    const { html } = await admin.get(DUTCH);
    expect(html).toMatch(/<textarea[^>]*>\n[^<]*zelf moord/);
    expect(wordsOf(html)).toContain('Dit is de lijst van het product.');
    expect((await admin.get('/beheer/signaalwoorden/ar')).html).toContain('lang="ar" dir="rtl"');
    expect((await admin.get('/beheer/signaalwoorden/fr')).status).toBe(404);
  });

  it('are tried on a sentence, as typed and with all languages, and nothing is kept', async () => {
    await admin.get(DUTCH);
    const trying = async (words: string, sentence: string) => {
      const { status, html } = await admin.post(DUTCH, { woorden: words, zin: sentence, versie: '0', actie: 'probeer' });
      expect(status).toBe(200);
      return wordsOf(html);
    };
    expect(await trying('geheimwoord', 'Dit is mijn Gehéím-woord niet, of wel: geheimwoord')).toContain(
      'Gevonden: dit geeft een signaal. Door: geheimwoord',
    );
    expect(await trying('geheimwoord', 'Het gaat goed met mij')).toContain('Niet gevonden: dit geeft geen signaal.');
    expect(await trying('geheimwoord', 'I want to kill myself')).toContain('Gevonden');
    expect(await trying('geheimwoord', ' ')).toContain('Schrijf eerst een zin.');
    expect((await list())?.version).toBe(0);
    expect(await isFound('geheimwoord')).toBe(false);
  });

  it.each([
    ['', 'Deze lijst mag niet leeg zijn.'],
    [' \n \n', 'Deze lijst mag niet leeg zijn.'],
    ['zelfmoord\nik', 'Een woord is te kort.'],
    ['zelfmoord\n*', 'Een woord is te kort.'],
    [`zelfmoord\n${'a b '.repeat(40)}`, 'Een regel is langer dan 80 tekens.'],
  ])('are refused as %j, and come back as they were typed', async (words, problem) => {
    await admin.get(DUTCH);
    const { status, html } = await admin.post(DUTCH, { woorden: words, versie: '0', actie: 'bewaar' });
    expect([status, wordsOf(html).includes(problem)]).toEqual([422, true]);
    expect(html).toContain(`>\n${words}</textarea>`);
    expect((await list())?.version).toBe(0);
  });

  it('count at once when they are saved, with who and when and what changed', async () => {
    const words = [...((await list())?.words ?? []).slice(1), 'nieuwe zin'].join('\n');
    await admin.get(DUTCH);
    expect((await admin.post(DUTCH, { woorden: words, versie: '0', actie: 'bewaar' })).location).toBe(`${DUTCH}?gedaan=bewaard`);
    expect(await isFound('Een nieuwe   ZIN!')).toBe(true);
    const page = wordsOf((await admin.get(`${DUTCH}?gedaan=bewaard`)).html);
    expect(page).toContain('De lijst geldt nu.');
    expect(page).toMatch(/Lijst 1 geldt nu 2 november 2026, 10:00, Noor Jansen/);
    expect(page).toMatch(/Erbij nieuwe zin Weg \S+/);
  });

  it('are not saved over those of somebody else, who was just before', async () => {
    await admin.get(DUTCH);
    const late = await admin.post(DUTCH, { woorden: 'mijn lijst', versie: '0', actie: 'bewaar' });
    expect([late.status, wordsOf(late.html).includes('Iemand anders heeft deze lijst intussen veranderd.')]).toEqual([409, true]);
    expect(late.html).toContain('>\nmijn lijst</textarea>');
    expect(late.html).toContain('name="versie" value="1"');
    expect((await list())?.version).toBe(1);
  });

  it('go back to those of the product', async () => {
    const product = (await admin.get(DUTCH)).html;
    expect(product).toContain('value="terug"');
    expect((await admin.post(DUTCH, { versie: '1', actie: 'terug' })).status).toBe(303);
    expect((await list())?.version).toBe(2);
    expect(await isFound('nieuwe zin')).toBe(false);
  });
});
