import { Logger } from '@nestjs/common';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';
import { STANDARD_RULES } from './domain/standard-rules.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (days: number) => NOW.add({ hours: days * 24 });

describe('the rules in force', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  beforeEach(async () => {
    office = await aSuggestingOffice(NOW);
  });
  afterEach(() => office.close());
  const inForce = async (at: Temporal.Instant) =>
    (await office.rules.inForce(office.dataSource.manager, at)).map(({ definition: { rule, version } }) => `${rule} v${version}`);
  const standard = STANDARD_RULES.map(({ rule, version }) => `${rule} v${version}`).toSorted();
  const aVersion = (definition: Record<string, unknown>, from: Temporal.Instant) =>
    office.dataSource.query(
      `insert into rule_version (rule, version, definition, author, approver, valid_from) values ($1, $2, $3, 'een', 'ander', $4)`,
      [definition['rule'], definition['version'], JSON.stringify(definition), from],
    );
  const debts = STANDARD_RULES.find(({ rule }) => rule === 'debts');

  it('are the standard ones, put there once, however many processes start', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, days) => office.rules.ensureStandard(later(days))));
    expect(await inForce(NOW)).toEqual(standard);
    expect(await office.dataSource.query(`select count(*)::int as n from rule_version`)).toEqual([{ n: STANDARD_RULES.length }]);
  });

  it('are in force from where the clock stands, also in a simulated past', async () => {
    await office.dataSource.query(`truncate rule_version`);
    const past = Temporal.Instant.from('2019-01-01T00:00:00Z');
    await office.rules.ensureStandard(past);
    expect(await inForce(past)).toEqual(standard);
    expect(await inForce(past.subtract({ hours: 1 }))).toEqual([]);
  });

  it('follow a new version from its moment, and an end from its', async () => {
    await aVersion({ ...debts, version: 3 }, later(10));
    await office.dataSource.query(`update rule_version set valid_until = $1 where rule = 'often-stress'`, [later(20)]);
    expect((await inForce(later(9))).filter((rule) => rule.startsWith('debts v'))).toEqual(['debts v2']);
    expect((await inForce(later(10))).filter((rule) => rule.startsWith('debts v'))).toEqual(['debts v3']);
    expect(await inForce(later(19))).toContain('often-stress v2');
    expect(await inForce(later(20))).not.toContain('often-stress v2');
    await office.rules.ensureStandard(later(21));
    expect(await inForce(later(21))).not.toContain('often-stress v2');
  });

  describe('where the product brings a newer version', () => {
    /** As an office of before this version stands: the first versions of two rules. */
    beforeEach(async () => {
      await office.dataSource.query(`truncate rule_version`);
      for (const rule of ['debts', 'often-stress']) await aVersion({ ...debts, rule, version: 1 }, NOW);
    });
    const versionsOf = (rule: string, at: Temporal.Instant) =>
      inForce(at).then((rules) => rules.filter((each) => each.startsWith(`${rule} v`)));

    it('it takes the place of the older one from then on, and not before', async () => {
      await office.rules.ensureStandard(later(10));
      expect(await versionsOf('debts', later(9))).toEqual(['debts v1']);
      expect(await versionsOf('debts', later(10))).toEqual(['debts v2']);
      expect(await inForce(later(9))).not.toContain('stays-bad v1');
      expect(await inForce(later(10))).toContain('stays-bad v1');
    });

    it('when that ends, the older one does not come back', async () => {
      await office.rules.ensureStandard(later(10));
      await office.dataSource.query(`update rule_version set valid_until = $1 where rule = 'debts' and version = 2`, [later(20)]);
      expect(await versionsOf('debts', later(20))).toEqual([]);
      await office.rules.ensureStandard(later(21));
      expect(await versionsOf('debts', later(21))).toEqual([]);
    });

    it('what the office ended stays ended, and what it wrote stays written', async () => {
      await office.dataSource.query(`update rule_version set valid_until = $1 where rule = 'often-stress'`, [later(5)]);
      const [author, approver] = [await office.aCoach(), await office.aCoach()];
      await office.dataSource.query(
        `insert into rule_version (rule, version, definition, author, approver, valid_from, author_ids, approver_id, approved_at)
         select rule, 2, definition, 'de een', 'de ander', $1::timestamptz, array[$2::uuid], $3, $1 from rule_version where rule = 'debts'`,
        [later(6), author, approver],
      );
      await office.rules.ensureStandard(later(10));
      expect(await versionsOf('often-stress', later(10))).toEqual([]);
      expect(await office.dataSource.query(`select version, author from rule_version where rule = 'debts' order by version`)).toEqual([
        { version: 1, author: 'een' },
        { version: 2, author: 'de een' },
      ]);
    });

    it('however many processes start at once', async () => {
      await Promise.all(Array.from({ length: 5 }, () => office.rules.ensureStandard(later(10))));
      expect(await versionsOf('debts', later(10))).toEqual(['debts v2']);
    });
  });

  it('are told apart by a process that has compiled others before', async () => {
    const clientId = await office.aClient();
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await aVersion({ ...debts, version: 3, then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }] }, later(1));
    await office.answer(clientId, { 'wellbeing.general': 4 }, later(1));
    expect(await office.openFor(clientId)).toMatchObject([
      { intervention: 'COACH_CALL', evidence: { for: [{ rule: 'debts', version: 3 }] } },
    ]);
  });

  it('leave out what does not compile, say so in the log, and never stop an answer', async () => {
    const said: string[] = [];
    Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error: (message: string) => void said.push(message) });
    await aVersion({ ...debts, rule: 'sinner', when: { trait: 'person.nationality', is: 1 } }, NOW);
    const clientId = await office.aClient();
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await office.answer(clientId, { 'finance.debt': 1 }, later(1));
    expect(await inForce(NOW)).toEqual(standard);
    expect((await office.openFor(clientId)).map(({ intervention }) => intervention)).toEqual(['DEBT_COUNSELLING']);
    expect(said).toEqual(['left out, it does not compile: sinner v2: when.trait (person.nationality): forbidden-input']);
  });

  it('are never rewritten: the database itself refuses', async () => {
    await expect(office.dataSource.query(`update rule_version set definition = '{}' where rule = 'debts'`)).rejects.toThrow('append-only');
    await expect(office.dataSource.query(`delete from rule_version where rule = 'debts'`)).rejects.toThrow('append-only');
  });
});
