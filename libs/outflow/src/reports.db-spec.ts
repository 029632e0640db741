import { Test } from '@nestjs/testing';
import { MessagingModule } from '#libs/messaging';
import { PeopleModule, StaffService, type StaffRole } from '#libs/people';
import { createLog, localInstant, NestLog, PlatformModule, readConfiguration } from '#libs/platform';
import { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamName, aTeamWith, times, type Person } from '../../../test/support/factories/team-with-spells.js';
import { aSimulator } from '../../../test/support/messaging.js';
import { ReportsModule } from './reports.module.js';
import { REPORT_PAGE, ReportsService } from './reports.service.js';

const at = (day: string, time = '10:00') => localInstant(Temporal.PlainDate.from(day), time);
/** The second of a month, a Monday. */
const MONDAY = at('2026-11-02');

/** Sixty people in October 2025, of whom some left for work in the year after; and some who left long before, so that it is known who did. */
const PEOPLE: Person[] = [
  ...times(18, { spells: [['2022-01-01', '2026-02-01', 'WORK_EMPLOYED']], observed: [['literacy.reading_nl', 1, '2025-09-01T10:00:00Z']] }),
  ...times(22, { spells: [['2022-01-01']], observed: [['literacy.reading_nl', 1, '2025-09-01T10:00:00Z']] }),
  ...times(30, { spells: [['2022-01-01']], observed: [['literacy.reading_nl', 3, '2025-09-01T10:00:00Z']] }),
  ...times(20, { spells: [['2022-01-01', '2025-01-01', 'WORK_EMPLOYED']] }),
];
const LONG_AGO: Person[] = times(3, { spells: [['2020-01-01', '2024-06-01', 'OTHER']] });

describe('the monthly report', () => {
  let office: Awaited<ReturnType<typeof anOffice>>;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  it('is made once a month, from the second day, for each team with a team lead and for all together', async () => {
    const teamName = await office.team([...PEOPLE, ...LONG_AGO]);
    await office.colleague('team_lead', teamName);

    expect(await office.reports.makeDue(at('2026-11-01'))).toBe(0);
    expect(await Promise.all([office.reports.makeDue(MONDAY), office.reports.makeDue(MONDAY)]).then(([one, other]) => one + other)).toBe(2);
    expect(await office.reports.makeDue(at('2026-11-30'))).toBe(0);
    expect(await office.reports.makeDue(at('2026-12-02'))).toBe(2);
  });

  it('tells what changed, what stands out and what is not known, of the usual period beside the twelve months before', async () => {
    const teamName = await office.team([...PEOPLE, ...LONG_AGO]);
    const { teamId } = await office.colleague('team_lead', teamName);
    await office.reports.makeDue(MONDAY);
    const report = await office.reports.latest(teamId);

    expect(report).toMatchObject({ team: teamName, month: expect.objectContaining({}), teamId });
    expect(report!.content).toMatchObject({
      period: { from: '2025-10-01', until: '2026-10-01' },
      before: { from: '2024-10-01', until: '2025-10-01' },
      people: 70,
      work: 18,
    });
    expect(report!.content.findings.map(({ kind }) => kind)).toEqual([
      expect.stringMatching(/more|less|no-certain-change/),
      'group-below',
      expect.stringMatching(/known/),
    ]);
    expect(report!.content.findings[1]).toMatchObject({ trait: 'literacy.reading_nl', people: 30, rate: 0 });
  });

  it('compares with nothing where nobody is known to have left by then: who did was never brought in', async () => {
    const teamName = await office.team(PEOPLE);
    const { teamId } = await office.colleague('team_lead', teamName);
    await office.reports.makeDue(MONDAY);

    expect((await office.reports.latest(teamId))!.content).toMatchObject({ before: null, rateBefore: null });
    expect((await office.reports.latest(teamId))!.content.findings[0]!.kind).toBe('first');
  });

  it('stays as it was, whatever is corrected later, and is not made of too few', async () => {
    const few = await office.team(times(6, { spells: [['2022-01-01']] }));
    const { teamId: small } = await office.colleague('team_lead', few);
    const teamName = await office.team(PEOPLE);
    const { teamId } = await office.colleague('team_lead', teamName);
    await office.reports.makeDue(MONDAY);
    const told = await office.reports.latest(teamId);
    await office.dataSource.query(
      `update benefit_spell set during = daterange(lower(during), null), end_reason = null, recorded_at = $1 where end_reason is not null`,
      [at('2026-11-03')],
    );
    await office.reports.makeDue(at('2026-11-04'));

    expect(await office.reports.latest(teamId)).toEqual(told);
    expect(await office.reports.latest(small)).toBeNull();
  });

  describe('its mail', () => {
    let lead: Awaited<ReturnType<typeof office.colleague>>;
    let boss: Awaited<ReturnType<typeof office.colleague>>;
    beforeEach(async () => {
      lead = await office.colleague('team_lead', await office.team([...PEOPLE, ...LONG_AGO]));
      boss = await office.colleague('management');
      await office.colleague('admin');
      await office.reports.makeDue(MONDAY);
    });

    it('goes once to the team lead and to management, with three sentences, the way to the page, and nobody’s name', async () => {
      const left = await Promise.all([office.reports.mailDue(MONDAY), office.reports.mailDue(MONDAY)]);
      expect(left[0] + left[1]).toBe(2);
      expect(await office.reports.mailDue(at('2026-11-02', '17:00'))).toBe(0);
      for (const { email } of [lead, boss]) {
        const [mail, ...others] = office.mailsTo(email);
        expect(others).toEqual([]);
        expect(mail!.text).toMatch(/Wat veranderde:[\s\S]+Wat opvalt:[\s\S]+Wat we (niet )?weten:/);
        expect(mail!.text).toContain(REPORT_PAGE);
        expect(mail!.text).not.toMatch(/Voorbeeld|Noor\b/);
      }
      expect(office.mailsTo(boss.email)[0]!.subject).toBe('Uitstroom naar werk: het maandbericht van alle teams');
    });

    it('waits for working hours', async () => {
      expect(await office.reports.mailDue(at('2026-11-09', '07:59'))).toBe(0);
      expect(await office.reports.mailDue(at('2026-11-07'))).toBe(0);
      expect(await office.reports.mailDue(at('2026-11-09', '08:00'))).toBe(2);
    });

    it('does not go to who does not want it, nor to who left', async () => {
      expect(await office.reports.isMailedTo(lead.staffId)).toBe(true);
      await office.reports.choose(lead.staffId, false, MONDAY);
      await office.dataSource.query(`update staff set deactivated_at = $2 where id = $1`, [boss.staffId, MONDAY]);
      expect([await office.reports.isMailedTo(lead.staffId), await office.reports.mailDue(MONDAY)]).toEqual([false, 0]);
      await office.reports.choose(lead.staffId, true, MONDAY);
      expect(await office.reports.mailDue(MONDAY)).toBe(1);
    });

    it('is tried again later when it was refused, and not for ever', async () => {
      office.simulator.fault({ kind: 'refuse', address: lead.email, code: '451' });
      expect(await office.reports.mailDue(MONDAY)).toBe(1);
      expect(await office.reports.mailDue(at('2026-11-02', '10:05'))).toBe(0);
      office.simulator.clearFaults();
      expect(await office.reports.mailDue(at('2026-11-02', '10:11'))).toBe(1);
      expect(office.mailsTo(lead.email)).toHaveLength(1);
    });
  });

  async function anOffice() {
    const [database, { simulator, settings }] = await Promise.all([aDatabase(), aSimulator()]);
    const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'silent', ...settings }), databaseUrl: database.url };
    const app = await Test.createTestingModule({
      imports: [PlatformModule.with(configuration), PeopleModule, MessagingModule, ReportsModule],
    })
      .setLogger(new NestLog(createLog('silent', 'test')))
      .compile();
    await app.init();
    const dataSource = app.get(DataSource);
    let number = 0;
    return {
      dataSource,
      simulator,
      reports: app.get(ReportsService),
      mailsTo: (email: string) => simulator.messages(email),
      team: async (people: readonly Person[]) => (await aTeamWith(dataSource, [...people], aTeamName())).teamName,
      async colleague(role: StaffRole, teamName?: string) {
        const email = `maand${(number += 1)}@werkplein.example`;
        const { staffId } = await app.get(StaffService).add({ email, name: 'Iris van der Meer', role, teamName }, MONDAY);
        const [{ teamId }] = (await dataSource.query(`select team_id as "teamId" from staff where id = $1`, [staffId])) as [
          { teamId: string },
        ];
        return { staffId, email, teamId };
      },
      /** Everybody is gone; who worked here does not any more. */
      async clear() {
        simulator.clearFaults();
        await dataSource.query(`truncate outflow_report, outflow_report_choice, outflow_baseline_month, client cascade`);
        await dataSource.query(`update staff set deactivated_at = $1 where deactivated_at is null`, [MONDAY]);
      },
      async close() {
        await app.close();
        await simulator.close();
        await database.drop();
      },
    };
  }
});
