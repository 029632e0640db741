import { jest } from '@jest/globals';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');

describe('a review that was asked for', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  beforeAll(async () => {
    office = await aSuggestingOffice(NOW);
  });
  afterAll(() => office.close());
  beforeEach(() => office.dataSource.query('truncate review_wanted'));

  const want = (...clientIds: string[]) => office.dataSource.transaction((tx) => office.reviews.want(tx, clientIds, NOW));
  const waiting = async () => (await office.dataSource.query('select client_id from review_wanted')) as unknown[];
  const toldOf = async (clientId: string) => (await office.openFor(clientId)).map(({ intervention }) => intervention);
  /** As a file brings it: known, and nobody judged it yet. */
  async function aClientOfAFile(): Promise<string> {
    const clientId = await office.aClient();
    await office.dataSource.transaction((tx) => office.observe(tx, clientId, { 'health.self_rated': 2 }, NOW));
    return clientId;
  }

  it('makes suggestions for everybody, once, and is over then', async () => {
    const clients = [await aClientOfAFile(), await aClientOfAFile()];
    await want(...clients, clients[0]!);
    await want(...clients);
    expect(await waiting()).toHaveLength(2);
    expect(await office.reviews.reviewWanted(NOW)).toBe(2);
    for (const client of clients) expect(await toldOf(client)).toContain('WORK_CAPACITY_ASSESSMENT');
    expect(await office.reviews.reviewWanted(NOW)).toBe(0);
  });

  it('is not asked for when the story it belongs to fails', async () => {
    const client = await aClientOfAFile();
    const story = office.dataSource.transaction(async (tx) => {
      await office.reviews.want(tx, [client], NOW);
      throw new Error('the import failed');
    });
    await expect(story).rejects.toThrow('the import failed');
    expect(await waiting()).toEqual([]);
  });

  it('takes no more than it may, and the rest the next time', async () => {
    const clients = [await aClientOfAFile(), await aClientOfAFile(), await aClientOfAFile()];
    await want(...clients);
    expect([await office.reviews.reviewWanted(NOW, 2), await office.reviews.reviewWanted(NOW, 2)]).toEqual([2, 1]);
  });

  it('is done once by two workers at the same moment', async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, aClientOfAFile));
    await want(...clients);
    const done = await Promise.all([office.reviews.reviewWanted(NOW), office.reviews.reviewWanted(NOW)]);
    expect(done[0] + done[1]).toBe(12);
    for (const client of clients) expect(await toldOf(client)).toContain('WORK_CAPACITY_ASSESSMENT');
  });

  it('goes on with the others when one fails, says so, and tries that one again', async () => {
    const [first, second] = [await aClientOfAFile(), await aClientOfAFile()];
    await want(first, second);
    const review = office.suggestions.reviewTogether.bind(office.suggestions);
    const failing = jest
      .spyOn(office.suggestions, 'reviewTogether')
      .mockImplementation((tx, who, ...rest) => (who.includes(first) ? Promise.reject(new Error('a defect')) : review(tx, who, ...rest)));
    await expect(office.reviews.reviewWanted(NOW)).rejects.toThrow('a defect');
    failing.mockRestore();
    expect(await waiting()).toEqual([{ client_id: first }]);
    expect(await toldOf(second)).toContain('WORK_CAPACITY_ASSESSMENT');
    expect(await office.reviews.reviewWanted(NOW)).toBe(1);
  });
});
