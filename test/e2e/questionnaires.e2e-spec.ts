import { DraftsService, QuestionnairesService } from '#libs/questionnaires';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LIST = '/beheer/vragenlijsten';

describe('the questionnaires of the administrator', () => {
  let web: ServedWeb;
  let noor: Colleague;
  let admin: Visitor;
  let other: Visitor;
  let officer: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(web.clock.now());
    noor = await aColleague(web, 'admin', 'Noor Jansen');
    admin = aVisitor(web, noor.session);
    other = aVisitor(web, (await aColleague(web, 'admin', 'Bram de Wit')).session);
    officer = aVisitor(web, (await aColleague(web, 'privacy_officer', 'Fatma Demir')).session);
  });
  afterAll(() => web.close());

  const drafts = () => web.app.get(DraftsService, { strict: false });

  /** The fields of a form of a page, as a browser would send them unchanged. */
  function formOf(html: string, action: string): Record<string, string> {
    const form = html.split('<form ').find((part) => part.includes(`action="${action}"`)) ?? '';
    const inside = form.split('</form>')[0] ?? '';
    const fields: Record<string, string> = {};
    for (const [tag] of inside.matchAll(/<input [^>]+>/g)) {
      const [name, value = '', type = 'text'] = ['name', 'value', 'type'].map((each) => new RegExp(`\\b${each}="([^"]*)"`).exec(tag)?.[1]);
      if (name && ((type !== 'radio' && type !== 'checkbox') || tag.includes(' checked'))) fields[name] = unescaped(value);
    }
    for (const [, name = '', text = ''] of inside.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g))
      fields[name] = unescaped(text);
    for (const [, name = '', options = ''] of inside.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
      fields[name] = unescaped(/value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '');
    return fields;
  }
  const unescaped = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');

  async function newQuestionnaire(title: string): Promise<string> {
    await admin.get('/beheer/vragenlijst-nieuw');
    const { status, location } = await admin.post('/beheer/vragenlijst-nieuw', {
      'titel-nl': title,
      'doel-nl': 'Zo kan uw coach u beter helpen.',
    });
    expect(status).toBe(303);
    return (location ?? '').replace(`${LIST}/`, '').replace(/\?.*/, '');
  }

  async function addQuestion(key: string, look: string, fields: Record<string, string>, who = admin): Promise<ReturnType<Visitor['post']>> {
    const path = `${LIST}/${key}/nieuwe-vraag`;
    const { html } = await who.get(`${path}?soort=${look}`);
    return who.post(path, { ...formOf(html, path), actie: 'bewaar', ...fields });
  }
  const YES_NO = { 'keuze-1-nl': 'Ja', 'keuze-2-nl': 'Nee' };

  it('are for administrators; the privacy officer looks, approves and switches off, and changes nothing', async () => {
    const key = await newQuestionnaire('Wie mag wat');
    await addQuestion(key, 'janee', { 'vraag-nl': 'Heeft u een fiets?', ...YES_NO });
    const item = (await drafts().open(key)).definition.items[0]!.key;
    const looks = [
      LIST,
      '/beheer/modules',
      ...['', '/algemeen', '/versies', '/publiceren', `/vragen/${item}`].map((part) => `${LIST}/${key}${part}`),
    ];
    const makes = ['/beheer/vragenlijst-nieuw', '/beheer/vragenlijst-inlezen', `${LIST}/${key}/nieuwe-vraag`];
    const changes = [
      '/beheer/vragenlijst-nieuw',
      '/beheer/vragenlijst-nieuw/kant-en-klaar',
      '/beheer/vragenlijst-inlezen',
      '/beheer/modules/health/aan',
      ...['/algemeen', '/volgorde', '/weggooien', '/nieuwe-vraag', `/vragen/${item}`, `/vragen/${item}/weg`, '/publiceren'].map(
        (part) => `${LIST}/${key}${part}`,
      ),
    ];
    for (const role of ['coach', 'team_lead'] as const) {
      const visitor = aVisitor(web, (await aColleague(web, role)).session);
      await visitor.get('/');
      for (const path of [...looks, ...makes]) expect([role, path, (await visitor.get(path)).status]).toEqual([role, path, 403]);
      for (const path of [...changes, '/beheer/modules/health/uit', `${LIST}/${key}/goedkeuren`])
        expect([role, path, (await visitor.post(path)).status]).toEqual([role, path, 403]);
    }
    for (const path of looks) {
      const { status, html } = await officer.get(path);
      expect([path, status, /Bewaren<|Nieuwe vragenlijst<|omhoog/.test(html)]).toEqual([path, 200, false]);
    }
    for (const path of makes) expect([path, (await officer.get(path)).status]).toEqual([path, 403]);
    for (const path of changes) expect([path, (await officer.post(path)).status]).toEqual([path, 403]);
  });

  it('are listed with what is in use, who saved a draft, and how long they take', async () => {
    await newQuestionnaire('Een heel nieuwe lijst');
    const words = wordsOf((await admin.get(LIST)).html);
    for (const text of [
      'Hoe gaat het met u?',
      'Versie 1 in gebruik',
      'met het product meegekomen',
      'Een heel nieuwe lijst',
      'Nog niet gepubliceerd',
      'door Noor Jansen',
    ])
      expect(words).toContain(text);
  });

  it('begin with a title in Dutch: without it the form comes back with what was typed', async () => {
    await admin.get('/beheer/vragenlijst-nieuw');
    const { status, html } = await admin.post('/beheer/vragenlijst-nieuw', { 'titel-nl': ' ', 'doel-nl': 'Om te helpen' });
    expect([status, wordsOf(html).includes('Vul hier Nederlandse tekst in.'), html.includes('Om te helpen')]).toEqual([422, true, true]);
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'gezichten',
      {
        'keuze-1-nl': 'Heel slecht',
        'keuze-2-nl': 'Slecht',
        'keuze-3-nl': 'Gaat wel',
        'keuze-4-nl': 'Goed',
        'keuze-5-nl': 'Heel goed',
        kenmerk: 'wellbeing.general',
      },
      {
        key: 'wellbeing.general',
        kind: 'choice',
        trait: 'wellbeing.general',
        options: [1, 2, 3, 4, 5].map((value) => expect.objectContaining({ value, icon: `face-${value}` }) as object),
      },
    ],
    [
      'keuze',
      { 'keuze-1-nl': 'Ja', 'keuze-2-nl': 'Geen idee', 'keuze-2-weetniet': 'ja' },
      {
        kind: 'choice',
        options: [
          { value: 1, label: { nl: 'Ja' } },
          { value: null, state: 'unknown', label: { nl: 'Geen idee' } },
        ],
      },
    ],
    [
      'cijfers',
      { laagste: '3', hoogste: '1', 'begin-nl': 'Helemaal', 'einde-nl': 'Helemaal niet', kenmerk: 'workability.self', telt: 'omgekeerd' },
      {
        kind: 'scale',
        feed: { how: 'reverse' },
        options: [
          { value: 3, label: { nl: 'Helemaal' } },
          { value: 2, label: { nl: '2', ar: '2' } },
          { value: 1, label: { nl: 'Helemaal niet' } },
        ],
      },
    ],
    ['meer', { 'keuze-1-nl': 'Lopend', 'keuze-2-nl': 'Fiets' }, { kind: 'several', key: 'hoe-zit-het', trait: null }],
    ['janee', { ...YES_NO, gevoelig: 'ja', module: 'health' }, { kind: 'yes_no', sensitive: true, module: 'health' }],
    [
      'getal',
      { 'eenheid-nl': 'uur per week', minst: '0', meest: '40' },
      { kind: 'number', number: { unit: { nl: 'uur per week' }, min: 0, max: 40 } },
    ],
    ['datum', { vanaf: '2020-01-31', 'totenmet-vandaag': 'ja' }, { kind: 'date', date: { from: '2020-01-31', until: 'today' } }],
    ['woorden', { lengte: '200' }, { kind: 'text', text: { maxLength: 200 }, trait: null }],
  ])('take a question of the kind %s, and show it again as it was typed', async (look, fields, expected) => {
    const key = await newQuestionnaire(`Soort ${look}`);
    const { status } = await addQuestion(key, look, { 'vraag-nl': 'Hoe zit het?', 'vraag-ar': 'كيف الحال؟', ...fields });
    expect(status).toBe(303);
    const { definition } = await drafts().open(key);
    const item = definition.items[0]!;
    expect(item).toMatchObject({ wording: { nl: 'Hoe zit het?', ar: 'كيف الحال؟' }, ...expected });
    const path = `${LIST}/${key}/vragen/${item.key}`;
    const { html } = await admin.get(path);
    const again = formOf(html, path);
    expect(again).toMatchObject({ ...fields, soort: look, 'vraag-ar': 'كيف الحال؟' });
    // Saved as it stands it is the same question.
    expect((await admin.post(path, { ...again, actie: 'bewaar' })).status).toBe(303);
    expect((await drafts().open(key)).definition.items).toEqual(definition.items);
  });

  it.each([
    ['keuze', { 'vraag-nl': '' }, 'vraag-nl', 'Vul hier Nederlandse tekst in.'],
    ['keuze', { 'keuze-1-nl': 'Ja', 'keuze-1-waarde': 'veel', 'keuze-2-nl': 'Nee' }, 'keuze-1-waarde', 'Vul een heel getal in.'],
    ['keuze', { 'keuze-1-nl': 'Ja', 'keuze-1-waarde': '2', 'keuze-2-nl': 'Nee' }, 'keuze-2-waarde', 'Deze waarde staat er twee keer.'],
    ['cijfers', { laagste: '0', hoogste: '100' }, 'hoogste', 'Kies 2 tot 11 cijfers'],
    ['getal', { minst: '40', meest: '4' }, 'meest', 'Dit einde ligt niet na het begin.'],
    ['datum', { vanaf: '2026-02-30' }, 'vanaf', 'Vul een datum in die bestaat'],
    ['woorden', { lengte: '' }, 'lengte', 'Vul een heel getal in.'],
    ['janee', { ...YES_NO, als: 'any' }, 'als-nieuw', 'Voeg een voorwaarde toe'],
  ])('give back a question of the kind %s with %j, with the error by its field', async (look, fields, field, problem) => {
    const key = await newQuestionnaire('Fouten');
    const { status, html } = await addQuestion(key, look, { 'vraag-nl': 'Mijn getypte vraag', ...fields });
    expect([status, html.includes(`href="#${field}"`), html.includes(`id="${field}-fout"`)]).toEqual([422, true, true]);
    expect(wordsOf(html)).toContain(problem);
    if (fields['vraag-nl' as never] === undefined) expect(html).toContain('Mijn getypte vraag');
    expect((await drafts().open(key)).definition.items).toEqual([]);
  });

  it('let rows of answers and rules be added, moved and taken away without a script, and keep nothing by it', async () => {
    const key = await newQuestionnaire('Zonder script');
    await addQuestion(key, 'janee', { 'vraag-nl': 'Heeft u schulden?', ...YES_NO });
    const first = (await drafts().open(key)).definition.items[0]!.key;
    const path = `${LIST}/${key}/nieuwe-vraag`;
    let form = formOf((await admin.get(`${path}?soort=keuze`)).html, path);
    const press = async (actie: string, more: Record<string, string> = {}) => {
      const { status, html } = await admin.post(path, { ...form, ...more, actie });
      expect(status).toBe(200);
      form = formOf(html, path);
    };
    await press('keuze-erbij', { 'vraag-nl': 'Wie helpt u?', 'keuze-1-nl': 'Niemand', 'keuze-2-nl': 'Familie' });
    await press('keuze-omhoog-3', { 'keuze-3-nl': 'Een buddy' });
    expect([form['keuze-1-nl'], form['keuze-2-nl'], form['keuze-3-nl']]).toEqual(['Niemand', 'Een buddy', 'Familie']);
    await press('keuze-weg-1');
    expect([form['keuze-1-nl'], form['keuze-2-nl'], form['keuze-3-nl']]).toEqual(['Een buddy', 'Familie', undefined]);
    await press('als-erbij', { 'als-nieuw': `item:${first}` });
    await press('als-erbij', { 'als-1-is': '1', 'als-nieuw': 'trait:finance.debt' });
    await press('als-weg-2');
    expect((await drafts().open(key)).definition.items).toHaveLength(1);
    expect((await admin.post(path, { ...form, 'als-1-is': '1', actie: 'bewaar' })).status).toBe(303);
    const items = (await drafts().open(key)).definition.items;
    expect(items[1]?.showWhen).toEqual({ of: 'item', key: first, is: [1] });
    expect(wordsOf((await admin.get(`${LIST}/${key}`)).html)).toContain('Alleen als ‘Heeft u schulden?’ is ‘Ja’');
  });

  it('say beside a question why it cannot be published, and keep it all the same', async () => {
    const key = await newQuestionnaire('Gezondheid');
    const { status, location } = await addQuestion(key, 'keuze', {
      'vraag-nl': 'Hoe is uw gezondheid?',
      'keuze-1-nl': 'Goed',
      'keuze-2-nl': 'Slecht',
      kenmerk: 'health.physical',
    });
    expect([status, location]).toEqual([303, `${LIST}/${key}/vragen/health.physical?gedaan=bewaard`]);
    const { html } = await admin.get(location ?? '');
    expect(html).toContain('id="module-fout"');
    expect(wordsOf(html)).toContain('gaat over gezondheid. Kies een module.');
    expect(wordsOf((await admin.get(`${LIST}/${key}/publiceren`)).html)).toContain('Publiceren kan nog niet');
  });

  it('move a question by its buttons, and all of them as they were dragged; never lose one', async () => {
    const key = await newQuestionnaire('Volgorde');
    for (const words of ['Een', 'Twee', 'Drie']) await addQuestion(key, 'janee', { 'vraag-nl': words, ...YES_NO });
    const order = async () => (await drafts().open(key)).definition.items.map((item) => item.key);
    const move = async (fields: Record<string, string>) =>
      admin.post(`${LIST}/${key}/volgorde`, { revisie: String((await drafts().open(key)).revision), ...fields });
    const { location } = await move({ omhoog: 'drie' });
    expect(await order()).toEqual(['een', 'drie', 'twee']);
    expect(wordsOf((await admin.get((location ?? '').replace(/#.*/, ''))).html)).toContain('‘Drie’ is nu vraag 2 van 3.');
    await move({ omlaag: 'een' });
    expect(await order()).toEqual(['drie', 'een', 'twee']);
    // What is not exactly these questions moves nothing.
    await move({ gesleept: 'twee', plaats: ' twee' });
    expect(await order()).toEqual(['drie', 'een', 'twee']);
  });

  it('tell the second of two administrators what the first changed, and keep what the second typed', async () => {
    const key = await newQuestionnaire('Samen');
    await addQuestion(key, 'janee', { 'vraag-nl': 'Heeft u een auto?', ...YES_NO });
    const path = `${LIST}/${key}/vragen/heeft-u-een-auto`;
    const seen = formOf((await other.get(path)).html, path);
    const mine = formOf((await admin.get(path)).html, path);
    expect((await admin.post(path, { ...mine, 'vraag-nl': 'Heeft u een fiets?', actie: 'bewaar' })).status).toBe(303);
    const late = await other.post(path, { ...seen, 'vraag-nl': 'Heeft u een snelle auto?', actie: 'bewaar' });
    expect(late.status).toBe(409);
    const words = wordsOf(late.html);
    expect(words).toContain('Noor Jansen bewaarde dit concept ook');
    expect(late.html).toMatch(/<del[^>]*>[\s\S]*?auto\?[\s\S]*?<\/del>/);
    expect(formOf(late.html, path)['vraag-nl']).toBe('Heeft u een snelle auto?');
    expect((await drafts().open(key)).definition.items[0]?.wording.nl).toBe('Heeft u een fiets?');
    // Whoever saves once more has seen it.
    expect((await other.post(path, { ...formOf(late.html, path), actie: 'bewaar' })).status).toBe(303);
    expect((await drafts().open(key)).definition.items[0]?.wording.nl).toBe('Heeft u een snelle auto?');
  });
});
