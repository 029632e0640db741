import { FIRST_DAY, on } from '../../../test/support/import-desk.js';
import { aSpellDesk, type SpellRow } from '../../../test/support/spell-desk.js';
import { ClientsService } from './clients.service.js';
import { SpellsService } from './spells.service.js';

const P1: SpellRow = { Klantnummer: 'K1', Periodenummer: 'P1', Regeling: 'PW', Ingangsdatum: '01-03-2020' };
const LATER = on('2026-12-01');
const day = (text: string) => Temporal.PlainDate.from(text);

describe('while benefits are brought in', () => {
  let desk: Awaited<ReturnType<typeof aSpellDesk>>;
  let ids: Map<string, string>;
  const spells = new SpellsService();
  beforeAll(async () => void (desk = await aSpellDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.clear();
    ids = await desk.clients(['K1', 'K2']);
  });

  /** Somebody writes and does not let go before the import stands waiting for it. */
  async function meanwhile<T>(write: (tx: typeof desk.dataSource.manager) => Promise<void>, bringIn: () => Promise<T>): Promise<T> {
    const other = desk.dataSource.createQueryRunner();
    await other.startTransaction();
    await write(other.manager);
    const brought = bringIn();
    await untilSomebodyWaits();
    await other.commitTransaction();
    await other.release();
    return brought;
  }

  async function untilSomebodyWaits(): Promise<void> {
    for (let look = 0; look < 400; look += 1) {
      const [{ waiting }] = (await desk.select(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )) as [{ waiting: number }];
      if (waiting > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the import did not come to wait for the other');
  }

  it('a benefit that begins on the same days is found by looking again, and is a problem of the row', async () => {
    const { told, problems, ...report } = await meanwhile(
      (tx) => spells.begin(tx, ids.get('K1')!, 'IOAW', day('2021-01-01'), FIRST_DAY),
      () => desk.importSpells([P1, { ...P1, Klantnummer: 'K2' }], LATER, { partial: true }),
    );
    expect(told).toEqual(['2 Ingangsdatum 01-03-2020: overlaps-known']);
    expect(problems[0]?.reason).toContain('van 01-01-2021 tot nu, zonder einddatum');
    expect(report).toMatchObject({ new: 1, refused: 1, written: true });
    expect(await desk.spells()).toMatchObject([
      { client: 'K1', scheme: 'IOAW' },
      { client: 'K2', scheme: 'PW' },
    ]);
  });

  it('the same benefit, begun by hand, is brought up to date instead of begun twice', async () => {
    const report = await meanwhile(
      (tx) => spells.begin(tx, ids.get('K1')!, 'PW', day('2020-03-01'), FIRST_DAY),
      () => desk.importSpells([P1], LATER),
    );
    expect(report).toMatchObject({ new: 0, completed: 1, refused: 0, written: true });
    expect(await desk.spells()).toHaveLength(1);
  });

  it('a benefit that is taken back is not lost when the file tells it', async () => {
    await desk.importSpells([P1]);
    const report = await meanwhile(
      (tx) => spells.withdraw(tx, ids.get('K1')!, day('2020-03-01'), FIRST_DAY),
      () => desk.importSpells([{ ...P1, Einddatum: '01-06-2023', 'Reden einde': 'Opleiding' }], LATER),
    );
    expect(report).toMatchObject({ new: 1, ended: 0, written: true });
    expect(await desk.spells()).toMatchObject([{ during: '[2020-03-01,2023-06-01)' }]);
  });

  it('another import waits its turn, of benefits and of clients, and the same file twice at once changes nothing the second time', async () => {
    const file = await desk.writeSpells([P1, { ...P1, Klantnummer: 'K2' }]);
    const reports = await Promise.all([1, 2, 3].map(() => desk.importSpellFile(file)));
    expect(reports.map((report) => report.new).toSorted((one, other) => one - other)).toEqual([0, 0, 2]);
    expect(reports.map((report) => report.unchanged).toSorted((one, other) => one - other)).toEqual([0, 2, 2]);
    const waited = await meanwhile(
      async (tx) =>
        void (await new ClientsService().register(
          tx,
          [
            {
              clientNumber: 'K3', firstName: 'Sam', lastName: 'Nieuw', teamName: 'Team Noord', coachName: null, assignedFrom: day('2026-01-01'),
            },
          ], // prettier-ignore
          FIRST_DAY,
        )),
      () => desk.importSpells([{ ...P1, Klantnummer: 'K3' }], LATER),
    );
    expect(waited).toMatchObject({ new: 1, refused: 0 });
  });

  it('what the database refuses although nobody can see why, is a problem of that client and of nobody else', async () => {
    // Nothing of ours can see it: another day than was told, as a trigger of a database administrator might write it.
    await desk.importSpells([{ ...P1, Einddatum: '01-01-2021', 'Reden einde': 'Opleiding' }]);
    await desk.select(`create function move_a_day() returns trigger language plpgsql as $$
      begin
        if lower(new.during) = '2021-01-01' then new.during = daterange('2020-12-31', upper(new.during)); end if;
        return new;
      end $$`);
    await desk.select(`create trigger moves_a_day before insert on benefit_spell for each row execute function move_a_day()`);
    try {
      const next = { ...P1, Periodenummer: 'P2', Ingangsdatum: '01-01-2021' };
      const { told, ...report } = await desk.importSpells([next, { ...next, Klantnummer: 'K2' }], LATER, { partial: true });
      expect(told).toEqual(['2 Ingangsdatum 01-01-2021: overlaps-meanwhile']);
      expect(report).toMatchObject({ new: 1, refused: 1, written: true });
    } finally {
      await desk.select(`drop trigger moves_a_day on benefit_spell`);
    }
  });
});
