import { localInstant } from '#libs/platform';
import { aSharingOffice, type Reader, type SharingOffice } from '../support/sharing.js';
import { aVisitor, wordsOf } from '../support/visitor.js';

/** What no message, address or log may say. */
const PRIVATE = /gezond|schuld|belastbaar|health|debt|Noor|Voorbeeld|1980/i;

describe('what a coach shares', () => {
  let office: SharingOffice;
  beforeAll(async () => void (office = await aSharingOffice()));
  afterAll(() => office.close());
  const first = (reader: Reader) => reader.suggestions[0]!.id;

  it('reaches the client as a message that says nothing of what it is about, and its link is kept nowhere', async () => {
    const reader = await office.aReader();
    const link = await office.invites(reader);
    const [text] = office.textsOf(reader);
    expect(text).toMatch(/^Werkplein: uw coach wil iets met u bespreken\. Lees het hier: http/);
    expect(text).not.toMatch(PRIVATE);
    const token = link.slice(3);
    const [sent] = await office.web.dataSource.query(`select kind, status, body from message where client_id = $1`, [reader.id]);
    expect(sent).toMatchObject({ kind: 'personal', status: 'sent' });
    expect(JSON.stringify(sent)).not.toContain(token);
    const rows = await office.web.dataSource.query(`select * from share_link where client_id = $1`, [reader.id]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is read with the year of birth: what it is, why in plain words, and that nothing starts and nothing is lost', async () => {
    const reader = await office.aReader();
    const { seen } = await office.opens(await office.invites(reader));
    const words = wordsOf(seen.html);
    expect(seen.status).toBe(200);
    expect(seen.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(words).toContain('Er begint niets vanzelf');
    expect(words).toContain('Dat kost u niets');
    expect(words).toMatch(/U zei op 2 november 2026 (Hoe is over het algemeen uw gezondheid\? Slecht|Heeft u schulden)/);
    for (const button of ['Ja graag', 'Liever niet', 'Iets anders']) expect(words).toContain(button);
    expect(words).toContain('113');
    expect(seen.html).not.toContain('<script');
    expect(seen.html).not.toMatch(/Noor|Voorbeeld|1980-05/);
    expect(seen.headers['set-cookie']).toBeUndefined();
  });

  it('is answered, and answered otherwise while the link lives; the latest counts, and pressing twice is once', async () => {
    const reader = await office.aReader();
    const phone = await office.opens(await office.invites(reader));
    expect(wordsOf((await phone.answers(first(reader), 'yes', 'Op dinsdag')).html)).toContain('U zei: ja graag.');
    await phone.answers(first(reader), 'yes', 'Op dinsdag');
    const changed = await phone.answers(first(reader), 'something_else', '');
    expect(wordsOf(changed.html)).toContain('Uw antwoord is bewaard.');
    expect(await office.responsesOf(reader)).toEqual([
      { response: 'yes', words: 'Op dinsdag', staff: null },
      { response: 'something_else', words: null, staff: null },
    ]);
    const [started] = await office.web.dataSource.query(`select count(*)::int as count from intervention where client_id = $1`, [
      reader.id,
    ]);
    expect(started).toEqual({ count: 0 });
  });

  it('comes back to the coach, who reads in the file what the client says, in their words, and what they do not agree with', async () => {
    const reader = await office.aReader();
    const phone = await office.opens(await office.invites(reader));
    await phone.answers(first(reader), 'something_else', 'Liever iets in de buurt');
    await phone.objects(first(reader), 'Ik had dat antwoord verkeerd ingevuld');
    const words = wordsOf((await aVisitor(office.web, reader.coach.session).get(`/klanten/${reader.id}`)).html);
    for (const said of ['Iets anders', 'Liever iets in de buurt', 'Ik had dat antwoord verkeerd ingevuld']) expect(words).toContain(said);
  });

  it('is not suggested any more after "liever niet", and is again when the client changes their mind', async () => {
    const reader = await office.aReader();
    const phone = await office.opens(await office.invites(reader));
    const { intervention } = reader.suggestions[0]!;
    const isSuggested = async () => (await office.openFor(reader.id)).some((open) => open.intervention === intervention);
    const seen = await phone.answers(first(reader), 'rather_not');
    expect(wordsOf(seen.html)).toContain('U zei: liever niet. Dat is goed. Het kost u niets.');
    expect(await isSuggested()).toBe(false);
    await phone.answers(first(reader), 'yes');
    expect(await isSuggested()).toBe(true);
  });

  it('opens in the language of the client where it was reviewed, and says in which language the words of the rule are', async () => {
    const reader = await office.aReader({ language: 'en' });
    const link = await office.invites(reader);
    expect(wordsOf((await aVisitor(office.web).get(link)).html)).toContain('In which year were you born?');
    const { seen } = await office.opens(link);
    expect(wordsOf(seen.html)).toContain('How is your health in general? Bad');
  });

  describe('what comes in on a page', () => {
    it('is listened to for danger: help lines at once, and the coach is told, whatever else is wrong with it', async () => {
      const reader = await office.aReader();
      const phone = await office.opens(await office.invites(reader));
      const seen = await phone.answers(first(reader), 'something_else', 'Ik wil niet meer leven.');
      expect(wordsOf(seen.html)).toContain('U hoeft dit niet alleen te doen');
      const far = `${'x'.repeat(600)} ik wil niet meer leven`;
      expect(wordsOf((await phone.answers(first(reader), 'yes', far)).html)).toContain('U hoeft dit niet alleen te doen');
      const alerts = await office.web.dataSource.query(`select id from crisis_alert where client_id = $1`, [reader.id]);
      expect(alerts).toHaveLength(2);
      expect(await office.responsesOf(reader)).toHaveLength(1);
    });

    it('comes back as it was written when it is too long, and nothing was kept', async () => {
      const reader = await office.aReader();
      const phone = await office.opens(await office.invites(reader));
      const seen = await phone.answers(first(reader), 'yes', 'é'.repeat(501));
      expect(seen.status).toBe(422);
      expect(wordsOf(seen.html)).toContain('U schreef 501 tekens');
      expect(seen.html).toContain('é'.repeat(501));
      expect(await office.responsesOf(reader)).toEqual([]);
      expect((await phone.answers(first(reader), 'yes', '👍'.repeat(500))).status).toBe(200);
    });

    it('is an objection that two people read, once, with a page that says who and when', async () => {
      const reader = await office.aReader();
      const phone = await office.opens(await office.invites(reader));
      expect(wordsOf(phone.seen.html)).toMatch(/Uw coach leest het.*privacy.*geen computer.*Binnen een maand.*zo lang als uw dossier/);
      expect((await phone.objects(first(reader), '  ')).status).toBe(422);
      const seen = await phone.objects(first(reader), 'Dat klopt niet, ik heb geen schulden.');
      await phone.objects(first(reader), 'Dat klopt niet, ik heb geen schulden.');
      expect(wordsOf(seen.html)).toContain('U maakte bezwaar op 2 november 2026. Iemand gaat ernaar kijken.');
      const made = await office.web.dataSource.query(`select words, staff_id, handled_at from objection where client_id = $1`, [reader.id]);
      expect(made).toEqual([{ words: 'Dat klopt niet, ik heb geen schulden.', staff_id: null, handled_at: null }]);
    });

    it('is never about a suggestion of somebody else, or one that is not shared', async () => {
      const [reader, other] = [await office.aReader(), await office.aReader()];
      await office.invites(other);
      const phone = await office.opens(await office.invites(reader));
      for (const suggestion of [first(other), reader.suggestions[1]!.id, 'x', '']) {
        expect((await phone.answers(suggestion, 'yes')).status).toBe(200);
        await phone.objects(suggestion, 'Nee');
      }
      expect([...(await office.responsesOf(reader)), ...(await office.responsesOf(other))]).toEqual([]);
      expect(await office.web.dataSource.query(`select id from objection where client_id = any ($1)`, [[reader.id, other.id]])).toEqual([]);
    });
  });

  describe('the link', () => {
    it('shows and changes nothing to a mail scanner, whatever it follows, fills in and sends', async () => {
      const reader = await office.aReader();
      const link = await office.invites(reader);
      const scanner = aVisitor(office.web);
      const seen = [
        await scanner.get(link),
        await scanner.get(`${link}/antwoord`),
        await scanner.get(`${link}/bezwaar`),
        await scanner.post(link),
        await scanner.post(link, { jaar: '1980' }),
        await scanner.post(link, { jaar: '', versturen: 'ja' }),
        await scanner.post(link, { jaar: 'test', versturen: 'ja' }),
        await scanner.post(link, { jaar: '0000', versturen: 'ja' }),
        await scanner.post(`${link}/antwoord`, { antwoord: 'yes', voorstel: first(reader) }),
        await scanner.post(`${link}/antwoord`, { antwoord: 'yes', voorstel: first(reader), pas: 'x' }),
        await scanner.post(`${link}/bezwaar`, { versturen: 'ja', voorstel: first(reader), woorden: 'test' }),
      ];
      await office.web.app.inject({ method: 'HEAD', url: link });
      for (const { html, headers } of seen) {
        expect(html).not.toMatch(/Belastbaarheid|Ja graag|name="pas"/);
        expect(headers['set-cookie']).toBeUndefined();
      }
      expect(await office.linksOf(reader)).toEqual([{ wrong: 0, closed: false }]);
      expect(await office.responsesOf(reader)).toEqual([]);
      expect((await office.opens(link)).seen.status).toBe(200);
    });

    it('closes after five wrong years, all links of this client with it, and the coach is asked to call; no year opens it then', async () => {
      const reader = await office.aReader();
      const older = await office.invites(reader);
      const link = await office.invites(reader);
      expect(link).not.toBe(older);
      for (const left of [4, 3]) expect(wordsOf((await office.opens(older, '1970')).seen.html)).toContain(`nog ${left} keer`);
      for (const left of [2, 1]) expect(wordsOf((await office.opens(link, '1971')).seen.html)).toContain(`nog ${left} keer`);
      const last = await office.opens(link, '1972');
      expect(last.seen.status).toBe(410);
      expect(wordsOf(last.seen.html)).toContain('Deze link is gesloten');
      for (const one of [older, link]) expect((await office.opens(one)).seen.status).toBe(410);
      const tasks = await office.web.dataSource.query(`select kind, cause from follow_up_task where client_id = $1`, [reader.id]);
      expect(tasks).toEqual([{ kind: 'call', cause: 'share_link_closed' }]);
      const anew = await office.invites(reader);
      expect((await office.opens(anew)).seen.status).toBe(200);
    });

    it('counts wrong years that come at the same moment one after the other', async () => {
      const reader = await office.aReader();
      const link = await office.invites(reader);
      const seen = await Promise.all(Array.from({ length: 8 }, () => office.opens(link, '1970')));
      expect(seen.filter(({ seen: { status } }) => status === 422)).toHaveLength(4);
      expect(await office.linksOf(reader)).toEqual([{ wrong: 5, closed: true }]);
    });

    it('forgives who mistypes and then types right, also in other digits', async () => {
      const reader = await office.aReader();
      const link = await office.invites(reader);
      for (let visit = 0; visit < 3; visit += 1) {
        for (let wrong = 0; wrong < 4; wrong += 1) await office.opens(link, '1981');
        expect((await office.opens(link, '١٩٨٠')).seen.status).toBe(200);
      }
      expect(await office.linksOf(reader)).toEqual([{ wrong: 0, closed: false }]);
    });

    it('works for fourteen days, and who is reading then may still answer for an hour', async () => {
      const now = office.web.clock.now();
      const reader = await office.aReader();
      const link = await office.invites(reader);
      office.web.clock.turnTo(now.add({ hours: 14 * 24 - 1 }));
      const phone = await office.opens(link);
      expect(phone.seen.status).toBe(200);
      office.web.clock.advance({ minutes: 90 });
      expect((await office.opens(link)).seen.status).toBe(410);
      expect(wordsOf((await aVisitor(office.web).get(link)).html)).toContain('De link werkte 14 dagen.');
      expect((await phone.answers(first(reader), 'yes')).status).toBe(200);
      office.web.clock.advance({ minutes: 31 });
      expect((await phone.answers(first(reader), 'rather_not')).status).toBe(410);
      expect(await office.responsesOf(reader)).toHaveLength(1);
      office.web.clock.turnTo(now);
    });

    it('is of one of two people with one telephone: the year of the other opens nothing', async () => {
      const one = await office.aReader({ birthDate: '1980-05-03' });
      const other = await office.aReader({ birthDate: '1955-01-01', mobile: one.mobile });
      const theirs = await office.invites(one);
      expect((await office.opens(theirs, '1955')).seen.status).toBe(422);
      expect(wordsOf((await aVisitor(office.web).get(theirs)).html)).toContain('Is deze telefoon ook van iemand anders?');
      expect((await office.opens(await office.invites(other), '1955')).seen.status).toBe(200);
    });

    it('says that it does not work when it is nobody’s, and goes with its client', async () => {
      expect((await aVisitor(office.web).get('/v/0000000000000000')).status).toBe(404);
      const reader = await office.aReader();
      const link = await office.invites(reader);
      const phone = await office.opens(link);
      await phone.answers(first(reader), 'yes');
      await phone.objects(first(reader), 'Toch niet');
      const { dataSource } = office.web;
      await dataSource.query(`delete from suggestion where client_id = $1`, [reader.id]);
      await dataSource.query(`delete from message_attempt where message_id in (select id from message where client_id = $1)`, [reader.id]);
      for (const table of ['message', 'trait_observation', 'contact_point', 'benefit_spell', 'caseload_assignment'])
        await dataSource.query(`delete from ${table} where client_id = $1`, [reader.id]);
      await dataSource.query(`delete from client where id = $1`, [reader.id]);
      expect((await aVisitor(office.web).get(link)).status).toBe(404);
      expect((await phone.answers(first(reader), 'yes')).status).toBe(404);
    });

    it('stops messages without a year: they are this telephone’s own', async () => {
      const reader = await office.aReader();
      const link = await office.invites(reader);
      const visitor = aVisitor(office.web);
      expect(wordsOf((await visitor.get(`${link}/geen-berichten`)).html)).toContain('Geen sms meer');
      expect((await visitor.post(`${link}/geen-berichten`, {})).status).toBe(422);
      const { location } = await visitor.post(`${link}/geen-berichten`, { wat: 'kanaal' });
      expect(wordsOf((await visitor.get(location!)).html)).toContain('U krijgt geen sms meer');
      await expect(office.shares(reader)).rejects.toMatchObject({ fields: { how: 'share-opted-out' } });
    });

    it('says so when the coach took back what stood behind it, and brings no message about what is gone', async () => {
      const reader = await office.aReader();
      const link = await office.invites(reader);
      const phone = await office.opens(link);
      const withdraw = () =>
        office.web.dataSource.transaction((tx) =>
          office.sharing.withdraw(
            tx,
            { clientId: reader.id, suggestionIds: [first(reader)], staffId: reader.coach.staffId },
            office.web.clock.now(),
          ),
        );
      await withdraw();
      expect(wordsOf((await phone.answers(first(reader), 'yes')).html)).toContain('Er staat nu niets voor u klaar');
      expect(wordsOf((await office.opens(link)).seen.html)).toContain('Er staat nu niets voor u klaar');
      await office.shares(reader);
      await withdraw();
      await office.sendDue();
      expect(office.textsOf(reader)).toHaveLength(1);
    });
  });

  describe('at the table', () => {
    it('is on paper in the same words, for the coach of this client only, and that look is written down', async () => {
      const reader = await office.aReader({ language: 'en' });
      const visitor = aVisitor(office.web, reader.coach.session);
      const paper = `/klanten/${reader.id}/voorstellen/afdruk`;
      expect(wordsOf((await visitor.get(paper)).html)).toContain('Er is nog niets gedeeld.');
      await office.shares(reader, { how: 'together' });
      const { html, headers } = await visitor.get(paper);
      expect(wordsOf(html)).toMatch(/You said on 2 November 2026.*Tick what you think Yes please Rather not Something else/);
      expect(html).not.toMatch(/Noor|name="pas"|<form/);
      expect(headers['cache-control']).toBe('no-store');
      expect(wordsOf((await visitor.get(`${paper}?taal=nl`)).html)).toContain('Kruis aan wat u vindt');
      const looks = await office.web.dataSource.query(`select looked_at from access_log where client_id = $1`, [reader.id]);
      expect(looks).toContainEqual({ looked_at: 'shared-on-paper' });
      const stranger = await office.aReader();
      expect((await aVisitor(office.web, stranger.coach.session).get(paper)).status).toBe(404);
      expect(office.textsOf(reader)).toEqual([]);
    });

    it('is the only way for who has no year of birth on record', async () => {
      const reader = await office.aReader({ birthDate: null });
      await expect(office.shares(reader)).rejects.toMatchObject({ fields: { how: 'share-no-birth-date' } });
      await office.shares(reader, { how: 'together' });
    });
  });

  it('waits for the hours in which messages may arrive', async () => {
    const now = office.web.clock.now();
    const reader = await office.aReader();
    office.web.clock.turnTo(localInstant(Temporal.PlainDate.from('2026-11-06'), '21:30'));
    await office.shares(reader);
    await office.shares(reader, { which: 2 });
    await office.sendDue();
    const [{ count }] = await office.web.dataSource.query(`select count(*)::int as count from message where client_id = $1`, [reader.id]);
    expect(count).toBe(1);
    office.web.clock.turnTo(now);
  });
});
