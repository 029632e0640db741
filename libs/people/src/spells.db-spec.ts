import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { FIRST_DAY } from '../../../test/support/import-desk.js';
import { aSpellDesk } from '../../../test/support/spell-desk.js';
import { PaidWorkService } from './paid-work.service.js';
import { SpellsService } from './spells.service.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const [MARCH, JUNE, JULY, SEPTEMBER] = [day('2024-03-01'), day('2024-06-01'), day('2024-07-01'), day('2024-09-01')];
const now = FIRST_DAY;

describe('benefits and paid work, one at a time', () => {
  let desk: Awaited<ReturnType<typeof aSpellDesk>>;
  let client: string;
  const spells = new SpellsService();
  const work = new PaidWorkService();
  beforeAll(async () => void (desk = await aSpellDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.clear();
    client = (await desk.clients(['K1', 'K2'])).get('K1')!;
  });
  const inTurn = <T>(story: (tx: EntityManager) => Promise<T>) => desk.dataSource.transaction(story);
  const changes = async () => (await desk.history()).map(({ change, during }) => [change, during].join(' '));
  const deceased = async () => (await desk.select(`select deceased_on from client where id = $1`, [client]))[0]?.['deceased_on'];

  describe('a benefit', () => {
    beforeEach(() => inTurn((tx) => spells.begin(tx, client, 'PW', MARCH, now, { unitNumber: 'U1' })));

    it('is of a household, and partners of the same', async () => {
      const partner = (await desk.clients(['K2'])).get('K2')!;
      await inTurn((tx) => spells.begin(tx, partner, 'PW', MARCH, now, { unitNumber: 'U1' }));
      expect(await desk.spells()).toMatchObject([
        { client: 'K1', unit: 'U1' },
        { client: 'K2', unit: 'U1' },
      ]);
      expect(await desk.select(`select count(*)::int from benefit_unit`)).toEqual([{ count: 1 }]);
    });

    it('ends with a reason in our words and in those of the municipality, and keeps its household', async () => {
      await inTurn((tx) => spells.end(tx, client, JUNE, 'EDUCATION', now, { endReasonLiteral: 'Opleiding' }));
      expect(await desk.spells()).toMatchObject([
        { unit: 'U1', during: '[2024-03-01,2024-06-01)', reason: 'EDUCATION', literal: 'Opleiding' },
      ]);
      expect(await changes()).toEqual(['ended [2024-03-01,)']);
    });

    it('is corrected, with what was there before', async () => {
      await inTurn((tx) => spells.end(tx, client, JUNE, 'DECEASED', now));
      expect(await deceased()).toBe('2024-06-01');
      await inTurn((tx) => spells.correct(tx, client, MARCH, { endReason: 'EDUCATION', endsOn: JULY, startsOn: day('2024-02-01') }, now));
      expect(await deceased()).toBeNull();
      await inTurn((tx) => spells.correct(tx, client, day('2024-02-01'), { endsOn: null, scheme: 'IOAW' }, now));
      expect(await desk.spells()).toMatchObject([{ scheme: 'IOAW', during: '[2024-02-01,)', reason: null, unit: 'U1' }]);
      expect(await changes()).toEqual(['ended [2024-03-01,)', 'corrected [2024-03-01,2024-06-01)', 'corrected [2024-02-01,2024-07-01)']);
    });

    it('cannot be corrected into another, into nothing, or into an end without a reason', async () => {
      await inTurn((tx) => spells.end(tx, client, JUNE, 'EDUCATION', now));
      await inTurn((tx) => spells.begin(tx, client, 'PW', SEPTEMBER, now));
      const before = await desk.contents();
      const correct = (...[startedOn, correction]: [Temporal.PlainDate, Parameters<SpellsService['correct']>[3]]) =>
        inTurn((tx) => spells.correct(tx, client, startedOn, correction, now));
      await expect(correct(MARCH, { endsOn: day('2024-10-01') })).rejects.toThrow(ConflictError);
      await expect(correct(MARCH, { endsOn: MARCH })).rejects.toThrow(InvalidInputError);
      await expect(correct(SEPTEMBER, { endsOn: day('2025-01-01') })).rejects.toThrow(InvalidInputError);
      await expect(correct(JUNE, { scheme: 'IOAW' })).rejects.toThrow(NotFoundError);
      expect(await desk.contents()).toEqual(before);
    });

    it('is taken back when it never was, and who died by it lives', async () => {
      await inTurn((tx) => spells.end(tx, client, JUNE, 'DECEASED', now));
      await inTurn((tx) => spells.withdraw(tx, client, MARCH, now));
      expect(await desk.spells()).toEqual([]);
      expect(await deceased()).toBeNull();
      expect(await changes()).toEqual(['ended [2024-03-01,)', 'withdrawn [2024-03-01,2024-06-01)']);
      await expect(inTurn((tx) => spells.withdraw(tx, client, MARCH, now))).rejects.toThrow(NotFoundError);
    });

    it('has a history that nobody changes', async () => {
      await inTurn((tx) => spells.end(tx, client, JUNE, 'EDUCATION', now));
      await expect(desk.select(`update benefit_spell_history set scheme = 'IOAW'`)).rejects.toThrow(/append-only/);
    });
  });

  describe('paid work', () => {
    beforeEach(() => inTurn((tx) => work.begin(tx, client, { kind: 'employee', startsOn: MARCH, hoursPerWeek: 16 }, now)));

    it('ends, and other work begins on the same day', async () => {
      await inTurn((tx) => work.end(tx, client, JUNE, now));
      await inTurn((tx) => work.begin(tx, client, { kind: 'self_employed', startsOn: JUNE, endsOn: SEPTEMBER }, now));
      expect(await desk.work()).toEqual([
        { client: 'K1', during: '[2024-03-01,2024-06-01)', kind: 'employee', hours: 16 },
        { client: 'K1', during: '[2024-06-01,2024-09-01)', kind: 'self_employed', hours: null },
      ]);
      expect(await desk.workHistory()).toMatchObject([{ change: 'ended', during: '[2024-03-01,)' }]);
      await expect(desk.select(`update paid_work_history set kind = 'employee'`)).rejects.toThrow(/append-only/);
    });

    it('is one at a time, and of hours that can be', async () => {
      const begin = (given: Partial<Parameters<PaidWorkService['begin']>[2]>) =>
        inTurn((tx) => work.begin(tx, client, { kind: 'employee', startsOn: JUNE, ...given }, now));
      await expect(begin({})).rejects.toThrow(ConflictError);
      await expect(begin({ startsOn: day('2024-01-01'), endsOn: day('2024-01-01') })).rejects.toThrow(InvalidInputError);
      await expect(begin({ hoursPerWeek: 0 })).rejects.toThrow(InvalidInputError);
      await expect(begin({ hoursPerWeek: 61 })).rejects.toThrow(InvalidInputError);
      await expect(inTurn((tx) => work.end(tx, client, MARCH, now))).rejects.toThrow(ConflictError);
      expect(await desk.work()).toHaveLength(1);
    });
  });
});
