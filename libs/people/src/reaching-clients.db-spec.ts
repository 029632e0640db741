import { ConflictError, localInstant, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { AccessLogService } from './access-log.service.js';
import { CaseloadService } from './caseload.service.js';
import { ClientsService, type NewClient } from './clients.service.js';
import { OptOutsService } from './opt-outs.service.js';
import { ReachService } from './reach.service.js';
import { SpellsService } from './spells.service.js';
import type { SignedInStaff, StaffRole } from './staff.js';

const today = Temporal.PlainDate.from('2026-11-02');
const now = localInstant(today, '10:00');
const MOBILE = '+31611111111';
const MAIL = 'zoe@example.nl';

describe('a client', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  beforeEach(() =>
    dataSource.query(
      [
        'follow_up_task',
        'access_log',
        'opt_out',
        'contact_point',
        'caseload_assignment',
        'benefit_spell',
        'benefit_spell_history',
        'client',
        'staff',
        'team',
      ]
        .map((table) => `delete from ${table}`)
        .join(';'),
    ),
  );

  const clients = new ClientsService();
  const reach = new ReachService();
  const optOuts = new OptOutsService();
  const spells = new SpellsService();
  const caseload = new CaseloadService();
  const aClient = (changed: Partial<NewClient> = {}): NewClient => ({
    clientNumber: 'K1',
    firstName: 'Zoë',
    lastName: 'Berg',
    contactPoints: [
      { kind: 'mobile', address: MOBILE },
      { kind: 'email', address: MAIL },
    ],
    spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2020-03-01') }],
    teamName: 'Team Zuid',
    coachName: 'P. de Boer',
    assignedFrom: today,
    ...changed,
  });
  const register = async (...given: NewClient[]) => {
    const ids = await dataSource.transaction((tx) => clients.register(tx, given, now));
    return given.map(({ clientNumber }) => ids.get(clientNumber)!);
  };
  const find = (id: string, preferred: 'sms' | 'email' | null = 'sms', on = today) =>
    reach.findContactPoint(dataSource.manager, id, preferred, on);

  describe('registered from code', () => {
    it('comes in with everything, in several spells, and is the same client the next time', async () => {
      const ended = {
        scheme: 'PW',
        startsOn: Temporal.PlainDate.from('2018-01-01'),
        endsOn: Temporal.PlainDate.from('2019-01-01'),
        endReason: 'WORK_EMPLOYED',
      } as const;
      const given = aClient({
        spells: [ended, { scheme: 'IOAW', startsOn: Temporal.PlainDate.from('2020-03-01') }],
        assignedFrom: Temporal.PlainDate.from('2025-01-01'),
      });
      const [first] = await register(given);
      expect(await register(given)).toEqual([first]);
      expect(await dataSource.query(`select during::text, end_reason from benefit_spell order by during`)).toEqual([
        { during: '[2018-01-01,2019-01-01)', end_reason: 'WORK_EMPLOYED' },
        { during: '[2020-03-01,)', end_reason: null },
      ]);
      expect(await dataSource.query(`select during::text from caseload_assignment`)).toEqual([{ during: '[2025-01-01,)' }]);
      expect(await dataSource.query(`select created_at, updated_at from client`)).toEqual([
        { created_at: new Date(now.epochMilliseconds), updated_at: new Date(now.epochMilliseconds) },
      ]);
    });

    it('may be one of many in one story', async () => {
      await dataSource.transaction(async (tx) => {
        const one = await clients.register(tx, [aClient()], now);
        const two = await clients.register(
          tx,
          [aClient({ clientNumber: 'K2' }), aClient({ clientNumber: 'K3', spells: [], coachName: null })],
          now,
        );
        expect([one.size, two.size]).toEqual([1, 2]);
      });
      expect(await dataSource.query(`select client_number from client order by 1`)).toHaveLength(3);
    });

    it('is refused with benefits that overlap, and nothing is written', async () => {
      const twice = [{ scheme: 'PW', startsOn: today } as const, { scheme: 'IOAW', startsOn: today.add({ days: 1 }) } as const];
      await expect(register(aClient({ spells: twice }))).rejects.toThrow(ConflictError);
      expect(await dataSource.query(`select from client`)).toEqual([]);
    });
  });

  describe('can be reached', () => {
    it('where the facts of today say', async () => {
      const [id] = (await register(aClient())) as [string];
      expect(await find(id, 'sms')).toEqual({ channel: 'sms', address: MOBILE, language: 'nl' });
      expect(await find(id, 'email')).toEqual({ channel: 'email', address: MAIL, language: 'nl' });
      expect(await find(id, 'sms', Temporal.PlainDate.from('2020-02-29'))).toEqual({ unreachable: 'no_benefit' });
      expect(await find('00000000-0000-0000-0000-000000000000')).toEqual({ unreachable: 'no_benefit' });
    });

    it('each by the own plan’s channel, when many are asked for at once', async () => {
      const [one, two] = (await register(aClient(), aClient({ clientNumber: 'K2' }))) as [string, string];
      const asked = [
        { clientId: one, preferred: 'sms' as const },
        { clientId: two, preferred: 'email' as const },
      ];
      const found = await reach.findContactPoints(dataSource.manager, asked, today);
      expect([found.get(one), found.get(two)]).toMatchObject([{ channel: 'sms' }, { channel: 'email' }]);
    });

    it('not any more on an address that proved wrong, until there is a new one', async () => {
      const [id] = (await register(aClient({ contactPoints: [{ kind: 'mobile', address: MOBILE }] }))) as [string];
      expect(await reach.markInvalid(dataSource.manager, 'sms', MOBILE, '30005', now)).toBe(1);
      expect(await reach.markInvalid(dataSource.manager, 'sms', MOBILE, '30005', now)).toBe(0);
      expect(await find(id)).toEqual({ unreachable: 'invalid_contact_point' });
      await register(aClient({ contactPoints: [{ kind: 'mobile', address: MOBILE }] }));
      expect(await find(id)).toEqual({ unreachable: 'invalid_contact_point' });
      await register(aClient({ contactPoints: [{ kind: 'mobile', address: '+31622222222' }] }));
      expect(await find(id)).toMatchObject({ address: '+31622222222' });
    });

    it('until the benefit ends, and again when one begins', async () => {
      const [id] = (await register(aClient())) as [string];
      await spells.end(dataSource.manager, id, today, 'WORK_EMPLOYED', now);
      expect(await find(id)).toEqual({ unreachable: 'no_benefit' });
      expect(await find(id, 'sms', today.subtract({ days: 1 }))).toMatchObject({ channel: 'sms' });
      await expect(spells.end(dataSource.manager, id, today, 'WORK_EMPLOYED', now)).rejects.toThrow(ConflictError);
      await expect(spells.begin(dataSource.manager, id, 'PW', today.subtract({ days: 1 }), now)).rejects.toThrow(ConflictError);
      await spells.begin(dataSource.manager, id, 'PW', today.add({ days: 30 }), now);
      expect(await find(id)).toEqual({ unreachable: 'no_benefit' });
      expect(await find(id, 'sms', today.add({ days: 30 }))).toMatchObject({ channel: 'sms' });
    });

    it('never again after death', async () => {
      const [id] = (await register(aClient())) as [string];
      await spells.end(dataSource.manager, id, today, 'DECEASED', now);
      expect(await find(id)).toEqual({ unreachable: 'deceased' });
    });
  });

  describe('who says STOP', () => {
    const stop = (every: boolean, channel: 'sms' | 'email' = 'sms', address = MOBILE) =>
      dataSource.transaction((tx) => optOuts.optOutByAddress(tx, { channel, address, every, source: 'client_reply' }, now));
    const start = (channel: 'sms' | 'email' = 'sms', address = MOBILE) =>
      dataSource.transaction((tx) => optOuts.undoByAddress(tx, { channel, address, every: false }, now));

    it('gets no text messages but may get e-mail', async () => {
      const [id] = (await register(aClient())) as [string];
      expect(await stop(false)).toBe(1);
      expect(await stop(false)).toBe(1);
      expect(await dataSource.query(`select from opt_out`)).toHaveLength(1);
      expect(await find(id)).toMatchObject({ channel: 'email' });
      expect(await start()).toBe(1);
      expect(await find(id)).toMatchObject({ channel: 'sms' });
    });

    it('to everything hears nothing; START by text message opens the text messages only', async () => {
      const [id] = (await register(aClient())) as [string];
      await stop(true);
      expect(await find(id, 'email')).toEqual({ unreachable: 'opted_out' });
      expect(await start()).toBe(1);
      expect(await find(id, 'email')).toMatchObject({ channel: 'sms' });
      expect(await start('email', 'ZOE@example.nl')).toBe(1);
      expect(await find(id, 'email')).toMatchObject({ channel: 'email' });
    });

    it('on a telephone that a household shares, stops it for all of them', async () => {
      const ids = await register(aClient(), aClient({ clientNumber: 'K2' }));
      expect(await stop(true)).toBe(2);
      for (const id of ids) expect(await find(id)).toEqual({ unreachable: 'opted_out' });
    });

    it('from a number that nobody has any more changes nothing', async () => {
      await register(aClient());
      await register(aClient({ contactPoints: [{ kind: 'mobile', address: '+31622222222' }] }));
      expect(await stop(true)).toBe(0);
    });

    it('twice at the same moment has one opt-out', async () => {
      await register(aClient());
      await Promise.all([stop(true), stop(true), stop(false)]);
      const standing = await dataSource.query<{ channel: string | null }[]>(`select channel from opt_out order by channel nulls first`);
      // Whether a row for the one channel stands beside it depends on who came first.
      expect([[null], [null, 'sms']]).toContainEqual(standing.map(({ channel }) => channel));
    });
  });

  describe('is looked after', () => {
    const staffNamed = async (name: string, role: StaffRole = 'coach'): Promise<SignedInStaff> => {
      const [row] = await dataSource.query(
        `select id as "staffId", name, 'x@example.nl' as email, $2 as role, team_id as "teamId" from staff where name = $1`,
        [name, role],
      );
      return row as SignedInStaff;
    };

    it('by one coach at a time, who alone may open the file', async () => {
      const [id] = (await register(aClient(), aClient({ clientNumber: 'K2', coachName: 'S. Willems' }))) as [string];
      const [former, next] = [await staffNamed('P. de Boer'), await staffNamed('S. Willems')];
      const may = () => Promise.all([former, next].map((staff) => caseload.mayOpen(dataSource.manager, staff, id)));
      expect(await may()).toEqual([true, false]);
      const handOver = { clientId: id, staffId: next.staffId, teamId: next.teamId!, from: today.add({ days: 7 }) };
      await dataSource.transaction((tx) => caseload.assign(tx, handOver, now));
      await dataSource.transaction((tx) => caseload.assign(tx, handOver, now));
      expect(await may()).toEqual([false, true]);
      expect(await dataSource.query(`select during::text from caseload_assignment where client_id = $1 order by during`, [id])).toEqual([
        { during: '[2026-11-02,2026-11-09)' },
        { during: '[2026-11-09,)' },
      ]);
    });

    it('and no other role opens a file, not even with the client on its name', async () => {
      const [id] = (await register(aClient())) as [string];
      for (const role of ['team_lead', 'admin'] as const)
        expect(await caseload.mayOpen(dataSource.manager, await staffNamed('P. de Boer', role), id)).toBe(false);
    });

    it('and every look is written down', async () => {
      const [id] = (await register(aClient())) as [string];
      const { staffId } = await staffNamed('P. de Boer');
      await new AccessLogService().record(dataSource.manager, staffId, id, 'client-file', now);
      expect(await dataSource.query(`select staff_id, client_id, looked_at, at from access_log`)).toEqual([
        { staff_id: staffId, client_id: id, looked_at: 'client-file', at: new Date(now.epochMilliseconds) },
      ]);
    });
  });
});
