import { jest } from '@jest/globals';
import { CatalogueService, STANDARD_CATALOGUE } from '#libs/interventions';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';

const NOW = Temporal.Instant.from('2026-03-03T02:00:00Z');
const later = (days: number) => NOW.add({ hours: 24 * days });

describe('the review of the night', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  beforeAll(async () => {
    office = await aSuggestingOffice(NOW.subtract({ hours: 24 * 400 }));
  });
  afterAll(() => office.close());
  beforeEach(() => office.dataSource.query('truncate nightly_review, trait_observation, suggestion cascade'));
  afterEach(() => jest.restoreAllMocks());

  const toldOf = async (clientId: string) =>
    (await office.openFor(clientId)).map(({ stance, intervention }) => `${stance} ${intervention}`);
  async function aClientWithBenefit(benefit: 'current' | 'over' = 'current'): Promise<string> {
    const clientId = await office.aClient();
    await office.dataSource.query(
      `insert into benefit_spell (client_id, scheme, during, end_reason, recorded_at)
       values ($1, 'PW', daterange('2025-01-01', $2), $3, '2025-01-01')`,
      [clientId, benefit === 'current' ? null : '2026-02-01', benefit === 'current' ? null : 'OTHER'],
    );
    return clientId;
  }
  const known = (clientId: string, answers: Record<string, number>, at = NOW) =>
    office.dataSource.transaction((tx) => office.observe(tx, clientId, answers, at));

  it('makes the suggestions that nobody made yet, of whoever has a benefit', async () => {
    const [current, over] = [await aClientWithBenefit(), await aClientWithBenefit('over')];
    for (const client of [current, over]) await known(client, { 'finance.debt': 1 });
    const { reviewed, changed } = await office.reviews.reviewNightly(later(1));
    expect(changed).toBe(1);
    expect(reviewed).toBeGreaterThanOrEqual(1);
    expect(await toldOf(current)).toEqual(['suggest DEBT_COUNSELLING']);
    expect(await toldOf(over)).toEqual([]);
  });

  it('withdraws what rests on an answer that has become too old, also of who has no benefit any more', async () => {
    const clients = [await aClientWithBenefit(), await aClientWithBenefit('over')];
    for (const client of clients) await office.answer(client, { 'finance.debt': 1 }, NOW);
    for (const client of clients) expect(await toldOf(client)).toEqual(['suggest DEBT_COUNSELLING']);
    await office.reviews.reviewNightly(later(90));
    for (const client of clients)
      expect(await office.suggestionsFor(client)).toMatchObject([
        { withdrawn_at: expect.any(Date), withdrawn_reason: expect.stringMatching(/te oud/) },
      ]);
  });

  it('writes nothing about whom nothing changes for', async () => {
    const client = await aClientWithBenefit();
    await office.answer(client, { 'finance.debt': 1, 'literacy.reading_nl': 3 }, NOW);
    const before = await office.suggestionsFor(client);
    expect(await office.reviews.reviewNightly(later(1))).toMatchObject({ changed: 0 });
    expect(await office.suggestionsFor(client)).toEqual(before);
  });

  it('is over for the day when it is over, and looks again the next day', async () => {
    const client = await aClientWithBenefit();
    await office.reviews.reviewNightly(NOW);
    await known(client, { 'finance.debt': 1 });
    expect(await office.reviews.reviewNightly(NOW.add({ hours: 3 }))).toMatchObject({ reviewed: 0 });
    expect(await office.reviews.reviewNightly(later(1))).toMatchObject({ changed: 1 });
  });

  it('of two workers one does it', async () => {
    const client = await aClientWithBenefit();
    await known(client, { 'finance.debt': 1 });
    const [one, other] = await Promise.all([office.reviews.reviewNightly(NOW), office.reviews.reviewNightly(NOW)]);
    expect(one.changed + other.changed).toBe(1);
    expect(Math.min(one.reviewed, other.reviewed)).toBe(0);
  });

  it('goes on where it was broken off', async () => {
    const clients = [await aClientWithBenefit(), await aClientWithBenefit()];
    for (const client of clients) await known(client, { 'finance.debt': 1 });
    jest.spyOn(office.suggestions, 'reviewTogether').mockRejectedValueOnce(new Error('a defect'));
    await expect(office.reviews.reviewNightly(NOW)).rejects.toThrow('a defect');
    expect(await office.reviews.reviewNightly(NOW)).toMatchObject({ changed: 2 });
    expect(await office.dataSource.query(`select changed, finished_at is not null as finished from nightly_review`)).toEqual([
      { changed: 2, finished: true },
    ]);
  });

  // Last: it changes the office.
  it('is done over on the same day when another rule counts, or the catalogue is another', async () => {
    await office.get(CatalogueService).ensureStandard(NOW);
    const client = await aClientWithBenefit();
    await known(client, { 'finance.debt': 1 });
    await office.reviews.reviewNightly(NOW);
    expect(await toldOf(client)).toEqual(['suggest DEBT_COUNSELLING']);
    const closing = { ...STANDARD_CATALOGUE.of('DEBT_COUNSELLING'), isOffered: false };
    await office.dataSource.query(
      `insert into intervention_type_version (code, version, definition, changed_at) values ('DEBT_COUNSELLING', 7, $1, $2)`,
      [JSON.stringify(closing), NOW],
    );
    expect(await office.reviews.reviewNightly(NOW.add({ hours: 3 }))).toMatchObject({ changed: 1 });
    expect(await toldOf(client)).toEqual([]);
    await office.dataSource.query(`update rule_version set valid_until = $1 where rule = 'debts'`, [NOW.add({ hours: 4 })]);
    expect((await office.reviews.reviewNightly(NOW.add({ hours: 5 }))).reviewed).toBeGreaterThan(0);
    expect(await office.reviews.reviewNightly(NOW.add({ hours: 6 }))).toMatchObject({ reviewed: 0 });
  });
});
