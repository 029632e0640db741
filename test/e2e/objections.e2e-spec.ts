import { aColleague } from '../support/factories/caseload.js';
import { aSharingOffice, type Reader, type SharingOffice } from '../support/sharing.js';
import { aVisitor, wordsOf } from '../support/visitor.js';

describe('what a client does not agree with', () => {
  let office: SharingOffice;
  beforeAll(async () => void (office = await aSharingOffice()));
  afterAll(() => office.close());
  const first = (reader: Reader) => reader.suggestions[0]!.id;

  describe('an objection', () => {
    it('is seen by the data protection officer, by number and not by name, with every look written down, and handled once', async () => {
      const reader = await office.aReader();
      const phone = await office.opens(await office.invites(reader));
      await phone.objects(first(reader), 'Ik vind dit <niet> eerlijk.');
      const officer = await aColleague(office.web, 'privacy_officer', 'Fatma Yildiz');
      const visitor = aVisitor(office.web, officer.session);
      const { html } = await visitor.get('/privacy/bezwaren');
      expect(html).toContain('Ik vind dit &lt;niet&gt; eerlijk.');
      expect(html).not.toContain('Noor');
      const looks = await office.web.dataSource.query(`select staff_id from access_log where client_id = $1 and looked_at = 'objections'`, [
        reader.id,
      ]);
      expect(looks).toEqual([{ staff_id: officer.staffId }]);
      const [{ id }] = await office.web.dataSource.query(`select id from objection where client_id = $1`, [reader.id]);
      const empty = await visitor.post(`/privacy/bezwaren/${id}`, { uitkomst: ' ' });
      expect([empty.status, wordsOf(empty.html)]).toEqual([422, expect.stringContaining('Schrijf wat eruit kwam.')]);
      const handled = { uitkomst: 'Het antwoord klopte niet meer. Het is verbeterd.' };
      expect((await visitor.post(`/privacy/bezwaren/${id}`, handled)).location).toBe('/privacy/bezwaren?gedaan=bewaard');
      expect((await visitor.post(`/privacy/bezwaren/${id}`, handled)).location).toBe('/privacy/bezwaren?gedaan=al-behandeld');
      expect((await visitor.get('/privacy/bezwaren')).html).not.toContain('eerlijk');
      expect(wordsOf((await visitor.get('/privacy/bezwaren?welke=behandeld')).html)).toContain(
        'Behandeld door Fatma Yildiz, op 2 november 2026',
      );
      // The client hears that it was looked at; what came of it is for a person to tell, and nothing was sent by itself.
      const { seen } = await office.opens(office.linkOf(reader));
      expect(wordsOf(seen.html)).toContain('Op 2 november 2026 is ernaar gekeken. Uw coach vertelt u wat eruit kwam.');
      expect(seen.html).not.toContain('Het is verbeterd');
      await office.sendDue();
      expect(office.simulator.messages(reader.mobile)).toHaveLength(1);
    });

    it('is not for coaches to see in one list', async () => {
      const reader = await office.aReader();
      expect((await aVisitor(office.web, reader.coach.session).get('/privacy/bezwaren')).status).toBe(403);
    });
  });
});
