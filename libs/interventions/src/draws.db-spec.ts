import type { DataSource, EntityManager } from 'typeorm';
import { PausesService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import { CatalogueEditingService } from './catalogue-editing.service.js';
import { CatalogueService } from './catalogue.service.js';
import { STANDARD_CATALOGUE } from './domain/catalogue.js';
import { DrawsService, type KeptDraw } from './draws.service.js';
import { Intervention } from './intervention.entity.js';
import { InterventionsService } from './interventions.service.js';

const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');
const TODAY = Temporal.PlainDate.from('2026-06-01');
const SEPTEMBER = Temporal.PlainDate.from('2026-09-01');
const IT = 'LANGUAGE_COURSE';

describe('places by lot', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  let clients = 0;
  let interventions: InterventionsService;
  let editing: CatalogueEditingService;
  let draws: DrawsService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [Intervention]);
    const catalogue = new CatalogueService(dataSource);
    interventions = new InterventionsService(new PausesService(), catalogue);
    editing = new CatalogueEditingService(dataSource, catalogue);
    draws = new DrawsService(dataSource, catalogue, interventions);
    [{ id: staffId }] = await dataSource.query(`insert into staff (name, role) values ('Beheer Voorbeeld', 'admin') returning id`);
  });
  beforeEach(() =>
    dataSource.query('truncate place_draw, place_draw_entry, intervention, intervention_step, intervention_type_version cascade'),
  );
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const within = <T>(story: (tx: EntityManager) => Promise<T>) => dataSource.transaction(story);
  const bound = async (places: number | null) => {
    const { code: _, ...type } = STANDARD_CATALOGUE.of(IT);
    const [latest] = await dataSource.query(
      `select coalesce(max(version), 0)::int as version from intervention_type_version where code = $1`,
      [IT],
    );
    await editing.change(IT, latest.version, { ...type, places }, { staffId, note: null }, NOW);
  };
  /** So many people in line, each a minute after the one before: there was one place, and it is taken. */
  async function inLine(count: number): Promise<string[]> {
    await bound(1);
    const ids: string[] = [];
    for (let at = 0; at <= count; at += 1) {
      const [{ id: clientId }] = await dataSource.query(
        `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
        [`L${(clients += 1)}`],
      );
      await dataSource.query(`insert into benefit_spell (client_id, scheme, during, recorded_at) values ($1, 'PW', '[2025-01-01,)', $2)`, [
        clientId,
        NOW,
      ]);
      const planned = { clientId, type: IT, startsOn: TODAY, suggestionId: null, staffId };
      ids.push(await within((tx) => interventions.plan(tx, planned, NOW.subtract({ minutes: 60 - at }))));
    }
    return ids.slice(1);
  }
  const draw = (seed?: string, startsOn: Temporal.PlainDate | null = SEPTEMBER) => draws.draw({ type: IT, startsOn, staffId }, NOW, seed);
  const states = async (ids: readonly string[]) => Promise.all(ids.map((id) => interventions.stateOf(dataSource.manager, id)));
  async function kept(id: string): Promise<KeptDraw> {
    const [found] = await dataSource.query<[KeptDraw]>(
      `select id, type, places, seed,
              (select json_agg(json_build_object('interventionId', intervention_id, 'position', position, 'won', won) order by position)
                 from place_draw_entry where draw_id = place_draw.id) as entries
         from place_draw where id = $1`,
      [id],
    );
    return found;
  }

  it('are given to as many as are free, and the others wait on in their order', async () => {
    const ids = await inLine(6);
    await bound(3);
    const drawn = await kept(await draw('zaad'));
    const winners = drawn.entries.filter(({ won }) => won).map(({ interventionId }) => interventionId);

    expect(drawn).toMatchObject({ type: IT, places: 2, seed: 'zaad' });
    expect(drawn.entries.map(({ interventionId }) => interventionId).toSorted()).toEqual(ids.toSorted());
    expect(winners).toHaveLength(2);
    expect(await states(ids)).toEqual(ids.map((id) => (winners.includes(id) ? 'accepted' : 'waiting')));
    const first = ids.find((id) => !winners.includes(id));
    await bound(4);
    // Who waits longest of those that are left is next, as ever.
    await within((tx) => interventions.takePlace(tx, String(first), { staffId, startsOn: SEPTEMBER }, NOW));
    expect(await interventions.stateOf(dataSource.manager, String(first))).toBe('accepted');
  });

  it('begin for who won on the day that was agreed, and the step says who gave the place', async () => {
    const ids = await inLine(3);
    await bound(2);
    const { interventionId } = (await kept(await draw())).entries[0]!;

    expect(ids).toContain(interventionId);
    expect(
      await dataSource.query(
        `select step, on_day::text as day, staff_id as by from intervention_step where intervention_id = $1 order by at, id`,
        [interventionId],
      ),
    ).toContainEqual({ step: 'place_taken', day: '2026-09-01', by: staffId });
  });

  it('can be drawn again by anybody from what was kept; who writes in the tables is found out', async () => {
    await inLine(8);
    await bound(4);
    const drawn = await kept(await draw());

    expect(draws.isAsDrawn(drawn)).toBe(true);
    expect(draws.isAsDrawn({ ...drawn, seed: `${drawn.seed}0` })).toBe(false);
    const swapped = drawn.entries.map((entry) => ({ ...entry, won: !entry.won }));
    expect(draws.isAsDrawn({ ...drawn, entries: swapped })).toBe(false);
    await expect(dataSource.query(`update place_draw_entry set won = not won`)).rejects.toThrow(/append-only|not be changed|never/i);
    await expect(dataSource.query(`delete from place_draw`)).rejects.toThrow();
  });

  it('are drawn with a new seed each time', async () => {
    await inLine(4);
    await bound(2);
    const one = await kept(await draw());
    await bound(3);
    expect(one.seed).toMatch(/^[0-9a-f]{32}$/);
    expect((await kept(await draw())).seed).not.toBe(one.seed);
  });

  it('are drawn once: of eight at the same time one draws, and nobody gets more than there is', async () => {
    const ids = await inLine(12);
    await bound(5);
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => draw()));

    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of tried)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict', details: { type: IT } });
    expect((await states(ids)).filter((state) => state === 'accepted')).toHaveLength(4);
    expect(await dataSource.query('select count(*)::int as draws from place_draw')).toEqual([{ draws: 1 }]);
  });

  it('are not drawn beside a coach who takes one meanwhile: there are never more than there are', async () => {
    const ids = await inLine(6);
    await bound(3);
    await Promise.allSettled([draw(), within((tx) => interventions.takePlace(tx, String(ids[0]), { staffId, startsOn: SEPTEMBER }, NOW))]);

    expect((await states(ids)).filter((state) => state === 'accepted')).toHaveLength(2);
  });

  it('are not drawn where there is nothing to draw', async () => {
    await inLine(3);
    await expect(draw()).rejects.toMatchObject({ code: 'conflict' });
    await bound(4);
    await expect(draw()).rejects.toMatchObject({ code: 'conflict' });
    await bound(null);
    await expect(draw()).rejects.toMatchObject({ code: 'conflict' });
    await expect(draws.draw({ type: 'FIETSLES', startsOn: SEPTEMBER, staffId }, NOW)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['no day', null, 'form.date-needed'],
    ['today', TODAY, 'form.day-in-past'],
  ])('need a day on which it begins, later than today: %s', async (_, startsOn, problem) => {
    await expect(draw('zaad', startsOn)).rejects.toMatchObject({ fields: { startsOn: problem } });
  });

  it('leave out who is not in line: who left the benefit, or died', async () => {
    const ids = await inLine(5);
    await bound(2);
    const [gone, dead] = [String(ids[1]), String(ids[2])];
    await dataSource.query(
      `update benefit_spell set during = daterange('2025-01-01', '2026-05-01'), end_reason = 'OTHER'
        where client_id = (select client_id from intervention where id = $1)`,
      [gone],
    );
    await dataSource.query(`update client set deceased_on = '2026-05-20' where id = (select client_id from intervention where id = $1)`, [
      dead,
    ]);

    expect((await kept(await draw())).entries.map(({ interventionId }) => interventionId).toSorted()).toEqual(
      [ids[0], ids[3], ids[4]].map(String).toSorted(),
    );
  });
});
