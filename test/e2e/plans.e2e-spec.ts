import { RoundsService } from '#libs/checkins';
import { localInstant } from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** What a browser sends of the form of a new plan, for one coach's clients on one day; the spec file's clock stands on Monday 2 November. */
const FORM = {
  naam: 'Iedere vier weken',
  vragenlijst: 'hoe-gaat-het',
  wie: 'caseload',
  ritme: 'weken',
  weken: '4',
  begin: '2026-11-03',
  uren: 'kantoor',
  spreiddagen: '1',
  spreidminuten: '60',
  startdagen: '7',
  afmaakuren: '24',
  herinnering1: '3',
  herinnering1kanaal: 'same',
};

describe('the plans of the administrator', () => {
  let web: ServedWeb;
  let admin: Colleague;
  let coach: Colleague;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(web.clock.now());
    admin = await aColleague(web, 'admin', 'Noor Jansen');
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    coach = await aColleague(web, 'coach', `Coach ${Math.random().toString(36).slice(2, 8)}`);
    visitor = aVisitor(web, admin.session);
  });

  const clients = (number: number) => Promise.all(Array.from({ length: number }, () => aClientOf(web, coach, { firstName: 'Geheime' })));
  /** @returns the path of the plan's page */
  async function aDraft(change: Record<string, string> = {}): Promise<string> {
    await visitor.get('/beheer/plannen/nieuw');
    const kept = await visitor.post('/beheer/plannen/nieuw', { ...FORM, coach: coach.staffId, ...change });
    expect(kept.status).toBe(303);
    return String(kept.location).replace(/\?.*/, '');
  }
  async function aRunningPlan(change: Record<string, string> = {}): Promise<string> {
    const path = await aDraft(change);
    await visitor.get(path);
    expect((await visitor.post(`${path}/aanzetten`)).status).toBe(303);
    return path;
  }
  const idOf = (path: string) => path.split('/').at(-1);
  const peopleIn = async (path: string) =>
    (
      await web.dataSource.query<[{ count: number }]>(
        `select count(*)::int as count from enrolment where plan_id = $1 and ended_at is null`,
        [idOf(path)],
      )
    )[0].count;
  const asked = async (path: string) =>
    (
      await web.dataSource.query<[{ count: number }]>(
        `select count(*)::int as count from check_in join enrolment on enrolment.id = check_in.enrolment_id
          where enrolment.plan_id = $1 and check_in.outcome is distinct from 'missed'`,
        [idOf(path)],
      )
    )[0].count;
  const openDue = (date: string) =>
    web.app.get(RoundsService, { strict: false }).openDue(localInstant(Temporal.PlainDate.from(date), '10:00'));

  it('are an invitation to make one, as long as there are none', async () => {
    const { html } = await visitor.get('/beheer/plannen');
    expect(wordsOf(html)).toContain('Er zijn nog geen plannen');
    expect(html).toContain('href="/beheer/plannen/nieuw"');
  });

  it('come back as they were filled in when something is wrong: every error beside its field, and on top a way to it', async () => {
    await visitor.get('/beheer/plannen/nieuw');
    const refused = await visitor.post('/beheer/plannen/nieuw', {
      ...FORM,
      naam: ' ',
      wie: 'klant',
      klantnummer: 'K-bestaat-niet',
      ritme: 'dagen',
      dagen: '3',
      begin: '31-2-2027',
      uren: 'eigen',
      van: '6:00',
      tot: '8:00',
      percoach: 'veel',
      herinnering2: '9',
      herinnering2kanaal: 'next',
    });

    expect(refused.status).toBe(422);
    for (const [field, error] of [
      ['naam', 'Geef het een naam.'],
      ['klantnummer', 'Er is geen klant met dit nummer.'],
      ['dagen', 'Vul een aantal dagen in van 7 tot en met 366.'],
      ['begin', 'Vul een datum in, bijvoorbeeld 4-1-2027.'],
      ['van', 'Neem ten minste een half uur binnen de uren van het kantoor (09:00 tot 20:00).'],
      ['percoach', 'Vul een getal in van 1 tot en met 1000, of niets.'],
      ['herinnering2', 'Dan kan niemand meer beginnen. Neem minder dagen, of geef langer de tijd om te beginnen.'],
    ]) {
      expect(refused.html).toContain(`<a href="#${field}">${error}</a>`);
      expect(refused.html).toMatch(new RegExp(`id="${field}-fout">${error?.replaceAll(/[().]/g, '.')}<`));
      expect(refused.html).toMatch(new RegExp(`id="${field}"[^>]* aria-invalid="true" aria-describedby="${field}-fout`));
    }
    for (const value of ['K-bestaat-niet', '31-2-2027', 'veel', '6:00']) expect(refused.html).toContain(`value="${value}"`);
    expect(refused.html).toMatch(/value="klant" checked/);
    expect(await web.dataSource.query(`select from plan`)).toEqual([]);
  });

  it('are drafts first: they show the coming quarter and ask nobody', async () => {
    await clients(3);
    const path = await aDraft();
    const words = wordsOf((await visitor.get(`${path}?gedaan=bewaard`)).html);

    expect(words).toContain('Het plan is bewaard. Er gaat nog niets uit.');
    expect(words).toContain('Dit plan vraagt 3 mensen per dag');
    expect(words).toContain('Vooruitblik van 3 november 2026 tot en met 1 februari 2027');
    expect(words).toContain('Het gaat over 3 mensen en 12 uitnodigingen in deze 13 weken.');
    expect(words).toContain(`${coach.name} 12 3,0 3 (3 nov)`);
    expect(words).toContain(`De klanten van ${coach.name}`);
    expect(words).toContain('Gemaakt Noor Jansen, 2 november 2026, 10:00');
    expect(await peopleIn(path)).toBe(0);
    await openDue('2026-11-03');
    expect(await asked(path)).toBe(0);
  });

  it('say what the bound for a coach would cost, and warn of a day that floods one', async () => {
    await clients(15);
    expect(wordsOf((await visitor.get(await aDraft())).html)).toContain(
      `Op 3 november worden 15 klanten van ${coach.name} op één dag gevraagd.`,
    );
    const bound = wordsOf((await visitor.get(await aDraft({ percoach: '2', startdagen: '4' }))).html);
    expect(bound).toContain('Dit plan vraagt 2 mensen per dag');
    expect(bound).toMatch(/\d+ uitnodigingen passen niet binnen de grens per coach/);
  });

  it('can be changed as long as they are drafts, and begin in the form as they were', async () => {
    const path = await aDraft({ percoach: '5', ritme: 'maandelijks', maanddag: '31' });
    const { html } = await visitor.get(`${path}/wijzigen`);
    expect(html).toMatch(/id="ritme-maandelijks" value="maandelijks" checked/);
    expect(html).toMatch(/id="maanddag"[^>]* value="31"/);
    const changed = await visitor.post(`${path}/wijzigen`, { ...FORM, coach: coach.staffId, naam: 'Anders', weken: '6' });
    expect(changed).toMatchObject({ status: 303, location: `${path}?gedaan=bewaard` });
    expect(wordsOf((await visitor.get(path)).html)).toContain('Iedere 6 weken');
    await visitor.post(`${path}/aanzetten`);
    expect(await visitor.get(`${path}/wijzigen`)).toMatchObject({ status: 303, location: path });
    const late = await visitor.post(`${path}/wijzigen`, { ...FORM, coach: coach.staffId, naam: 'Te laat' });
    expect(late).toMatchObject({ status: 303, location: path });
    expect(wordsOf((await visitor.get(path)).html)).not.toContain('Te laat');
  });

  it('enrol who belongs when they are switched on, and then ask', async () => {
    await clients(2);
    const path = await aDraft();
    await visitor.get(path);
    const on = await visitor.post(`${path}/aanzetten`);
    expect(on).toMatchObject({ status: 303, location: `${path}?gedaan=aan` });
    const words = wordsOf((await visitor.get(String(on.location))).html);
    expect(words).toContain('Het plan staat aan. Er zitten 2 mensen in.');
    expect(words).toContain('2 mensen in dit plan 2 uitnodigingen in de komende 7 dagen');
    expect(words).toContain('Aangezet Noor Jansen');
    expect(await peopleIn(path)).toBe(2);
    await openDue('2026-11-03');
    expect(await asked(path)).toBe(2);
  });

  it('are switched on once, of two who press at the same moment', async () => {
    await clients(1);
    const path = await aDraft();
    const tabs = [aVisitor(web, admin.session), aVisitor(web, admin.session)];
    for (const tab of tabs) await tab.get(path);
    const pressed = await Promise.all(tabs.map((tab) => tab.post(`${path}/aanzetten`)));
    expect(pressed.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(wordsOf(pressed.find(({ status }) => status === 409)?.html ?? '')).toContain('Iemand anders was u voor');
    expect(await peopleIn(path)).toBe(1);
  });

  it('stop while they are paused, say why and until when, and go on without catching up', async () => {
    await clients(1);
    const path = await aRunningPlan();
    const refused = await visitor.post(`${path}/pauze`, { reden: '', tot: '2026-11-01', toelichting: 'verhuizing' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Kies waarom.');
    expect(wordsOf(refused.html)).toContain('Kies een dag na vandaag.');
    expect(refused.html).toContain('>verhuizing</textarea>');
    const paused = await visitor.post(`${path}/pauze`, { reden: 'holiday', tot: '2026-11-20', toelichting: 'verhuizing' });
    expect(paused).toMatchObject({ status: 303, location: `${path}?gedaan=gepauzeerd` });
    const words = wordsOf((await visitor.get(path)).html);
    expect(words).toContain('Gepauzeerd tot 20 november 2026');
    expect(words).toContain('Gepauzeerd: Vakantie of sluiting, tot 20 november 2026 Noor Jansen, 2 november 2026, 10:00 “verhuizing”');
    await openDue('2026-11-03');
    expect(await asked(path)).toBe(0);
    expect(await visitor.post(`${path}/hervatten`)).toMatchObject({ status: 303, location: `${path}?gedaan=hervat` });
    expect(wordsOf((await visitor.get(path)).html)).toContain('Hervat Noor Jansen');
    await openDue('2026-11-04');
    expect(await asked(path)).toBe(0);
    await openDue('2026-12-01');
    expect(await asked(path)).toBe(1);
  });

  it('stop for good when they are ended, with a reason; a draft is thrown away', async () => {
    await clients(1);
    const path = await aRunningPlan();
    const refused = await visitor.post(`${path}/beeindigen`, { reden: ' ' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Schrijf kort op waarom.');
    const ended = await visitor.post(`${path}/beeindigen`, { reden: 'Er komt een nieuw plan' });
    expect(ended).toMatchObject({ status: 303, location: `${path}?gedaan=beeindigd` });
    const words = wordsOf((await visitor.get(path)).html);
    expect(words).toContain('Beëindigd op 2 november 2026');
    expect(words).toContain('“Er komt een nieuw plan”');
    expect(words).not.toContain('Plan beëindigen');
    expect(await peopleIn(path)).toBe(0);
    await openDue('2026-11-03');
    expect(await asked(path)).toBe(0);
    expect((await visitor.post(`${path}/pauze`, { reden: 'other' })).status).toBe(409);
    const draft = await aDraft();
    await visitor.get(draft);
    expect(await visitor.post(`${draft}/beeindigen`, { reden: 'Vergissing' })).toMatchObject({ location: `${draft}?gedaan=weggegooid` });
  });

  it.each([
    ['ended', 'beeindigen', { reden: 'Genoeg' }],
    ['paused', 'pauze', { reden: 'other', tot: '', toelichting: '' }],
  ])('take back what waits to leave at the moment they are %s', async (_, action, form) => {
    await clients(2);
    const path = await aRunningPlan();
    await openDue('2026-11-03');
    const waiting = () =>
      web.dataSource.query<{ status: string }[]>(
        `select distinct message.status from message join check_in on check_in.id = message.subject_id
           join enrolment on enrolment.id = check_in.enrolment_id where enrolment.plan_id = $1`,
        [idOf(path)],
      );
    expect(await waiting()).toEqual([{ status: 'queued' }]);
    expect((await visitor.post(`${path}/${action}`, form)).status).toBe(303);
    expect(await waiting()).toEqual([{ status: 'canceled' }]);
  });

  it('can be copied: the new one begins as the old one was, on a day to come', async () => {
    const path = await aRunningPlan({ naam: 'Het eerste', percoach: '7' });
    const { html } = await visitor.get(`/beheer/plannen/nieuw?van=${idOf(path)}`);
    expect(html).toContain('value="Het eerste (kopie)"');
    expect(html).toMatch(/id="percoach"[^>]* value="7"/);
    expect(html).toMatch(/id="begin"[^>]* value="2026-11-09"/);
    expect(html).toContain(`<option value="${coach.staffId}" selected>`);
  });

  it('are listed by how they stand, with what they do', async () => {
    await clients(2);
    await aRunningPlan({ naam: 'Dit loopt' });
    await aDraft({ naam: 'Dit is een concept', ritme: 'gebeurtenis', gebeurtenis: 'intervention_start', nadagen: '14', interventie: '' });
    const words = wordsOf((await visitor.get('/beheer/plannen')).html);
    expect(words).toMatch(
      /Loopt \d+ .*Dit loopt De klanten van .* iedere 4 weken Mensen in dit plan 2 Komende 7 dagen 2 Laatste 28 dagen nog niemand gevraagd/,
    );
    expect(words).toMatch(/Concept \d+ .*Dit is een concept .* 14 dagen na het begin van een interventie/);
  });

  it('are for administrators only, and only there when they are', async () => {
    const path = await aDraft();
    for (const role of ['coach', 'team_lead'] as const) {
      const { session } = await aColleague(web, role);
      const other = aVisitor(web, session);
      for (const url of ['/beheer/plannen', '/beheer/plannen/nieuw', path, `${path}/wijzigen`, '/beheer/keuzes', '/beheer/keuzes/nieuw'])
        expect([url, (await other.get(url)).status]).toEqual([url, 403]);
      for (const action of ['aanzetten', 'pauze', 'hervatten', 'beeindigen', 'wijzigen'])
        expect([action, (await other.post(`${path}/${action}`, { reden: 'x' })).status]).toEqual([action, 403]);
    }
    for (const url of ['019a0000-0000-7000-8000-000000000000', 'onzin'])
      expect((await visitor.get(`/beheer/plannen/${url}`)).status).toBe(404);
    expect((await visitor.get('/beheer/keuzes/019a0000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await aVisitor(web, admin.session).post(`${path}/aanzetten`)).status).toBe(403);
    expect(await peopleIn(path)).toBe(0);
  });

  describe('for a group by what is known of people', () => {
    const CONDITION = { naam: '', kenmerk1: 'finance.debt', soort1: 'is', antwoord1: '1', dagen1: '', maandenvan: '', maandentot: '' };

    it('count how many it touches without showing who, and fewer than ten not at all', async () => {
      const known = await clients(11);
      for (const client of known) await says(web, client, { 'finance.debt': 1 });
      const rest = await clients(1);
      await says(web, rest[0]!, { 'finance.debt': 2 });
      await visitor.get('/beheer/keuzes/nieuw');
      const counted = await visitor.post('/beheer/keuzes/nieuw', { ...CONDITION, actie: 'tel' });
      expect(counted.status).toBe(200);
      expect(wordsOf(counted.html)).toContain(`11 mensen Team Mensen ${coach.teamName} 11`);
      expect(wordsOf(counted.html)).toContain('Dit gaat over iets persoonlijks');
      expect(counted.html).not.toContain('Geheime');
      const few = await visitor.post('/beheer/keuzes/nieuw', { ...CONDITION, antwoord1: '2', actie: 'tel' });
      expect(wordsOf(few.html)).toContain(`Minder dan 10 mensen Team Mensen ${coach.teamName} minder dan 10`);
    });

    it('are made step by step, come back when something is wrong, and are chosen in a plan', async () => {
      const known = await clients(3);
      for (const client of known) await says(web, client, { 'housing.stability': 1 });
      await visitor.get('/beheer/keuzes/nieuw');
      const added = await visitor.post('/beheer/keuzes/nieuw', { naam: 'Wonen', actie: 'erbij', nieuw: 'housing.stability' });
      expect(added.html).toContain('name="kenmerk1" value="housing.stability"');
      const refused = await visitor.post('/beheer/keuzes/nieuw', {
        naam: '',
        kenmerk1: 'housing.stability',
        soort1: 'is',
        actie: 'bewaar',
      });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('<a href="#naam">Geef het een naam.</a>');
      expect(refused.html).toContain('<a href="#antwoord1-1">Kies ten minste één antwoord.</a>');
      const given = { naam: 'Wonen', kenmerk1: 'housing.stability', soort1: 'is', antwoord1: '1', actie: 'bewaar' };
      const kept = await visitor.post('/beheer/keuzes/nieuw', given);
      expect(kept).toMatchObject({ status: 303, location: expect.stringMatching(/^\/beheer\/keuzes\/[\w-]+\?gedaan=keuze$/) });
      expect((await visitor.get(String(kept.location))).html).toContain('De keuze is bewaard.');
      const taken = await visitor.post('/beheer/keuzes/nieuw', given);
      expect([taken.status, wordsOf(taken.html).includes('Er is al een keuze met deze naam.')]).toEqual([422, true]);
      expect(wordsOf((await visitor.get('/beheer/keuzes')).html)).toContain('Wonen Wonen: ');

      const keuze = /keuzes\/([\w-]+)/.exec(String(kept.location))?.[1] ?? '';
      expect((await visitor.get(`/beheer/plannen/nieuw?keuze=${keuze}`)).html).toContain(`<option value="${keuze}" selected>Wonen`);
      const path = await aRunningPlan({ wie: 'keuze', keuze });
      expect(await peopleIn(path)).toBe(3);
      const words = wordsOf((await visitor.get(path)).html);
      expect(words).toContain('minder dan 10 mensen in dit plan');
      expect(words).toContain('Om te beschermen wie dat zijn, tonen we geen aantallen.');
      expect(words).not.toContain('Dit plan vraagt');
    });
  });
});
