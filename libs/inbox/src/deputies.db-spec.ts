import { InvalidInputError } from '#libs/platform';
import { anInbox, at, MORNING, type Inbox } from '../../../test/support/inbox.js';

const NOBODY = '018f0000-0000-7000-8000-000000000000';

describe('who stands in for a coach', () => {
  let office: Inbox;
  beforeAll(async () => void (office = await anInbox()));
  afterAll(() => office.close());

  it('is one at a time, with the history kept, and ends', async () => {
    const [coach, one, other] = [await office.aColleague('Noord'), await office.aColleague('Noord'), await office.aColleague('Zuid')];
    const appoint = (deputyId: string, now = MORNING) =>
      office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId }, now));
    const { manager } = office.dataSource;
    await appoint(one.id);
    await appoint(one.id, at('10:30'));
    expect(await office.deputies.of(manager, coach.id)).toMatchObject({ deputyName: one.name, since: MORNING, endedAt: null });
    await Promise.all([appoint(other.id, at('11:00')), appoint(other.id, at('11:00')), appoint(one.id, at('11:00'))]);
    expect(await office.deputies.current(manager)).toHaveLength(1);
    await appoint(other.id, at('11:30'));
    expect(await office.deputies.standsInFor(manager, other.id)).toMatchObject([{ staffName: coach.name }]);
    expect(await office.deputies.standsInFor(manager, one.id)).toEqual([]);
    await office.inTransaction((tx) => office.deputies.end(tx, coach.id, at('12:00')));
    expect(await office.deputies.of(manager, coach.id)).toBeNull();
    const history = await office.deputies.history(manager, coach.id);
    expect(history.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(history.at(-1)).toMatchObject({ deputyName: one.name, since: MORNING });
  });

  it('is another coach who works here and can sign in, those of the same team first', async () => {
    const coach = await office.aColleague('West');
    const [far, near, gone] = [
      await office.aColleague('Aan de overkant'),
      await office.aColleague('West'),
      await office.aColleague('West'),
    ];
    const [lead, admin] = [await office.aColleague('West', 'team_lead'), await office.aColleague(undefined, 'admin')];
    await office.dataSource.query(`update staff set deactivated_at = $2 where id = $1`, [gone.id, MORNING]);
    await office.aClient({ team: 'West', coachName: 'Alleen Een Naam' });
    const [nameOnly] = await office.dataSource.query(`select id from staff where name = 'Alleen Een Naam'`);
    const possible = await office.deputies.possible(office.dataSource.manager, coach.id);
    expect(possible.map(({ id }) => id)).toEqual([near.id, ...possible.slice(1).map(({ id }) => id)]);
    expect(possible.map(({ id }) => id)).toContain(far.id);
    for (const id of [coach.id, gone.id, lead.id, admin.id, nameOnly.id, NOBODY])
      await expect(office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: id }, MORNING))).rejects.toEqual(
        new InvalidInputError({ deputy: 'deputy-not-possible' }),
      );
  });
});
