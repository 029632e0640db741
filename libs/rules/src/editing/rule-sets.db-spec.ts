import { InvalidInputError } from '#libs/platform';
import { aSuggestingOffice } from '../../../../test/support/suggesting.js';
import {
  NothingProposedError,
  OwnRuleError,
  RULE_FILE_FORMAT,
  RuleApprovalService,
  RuleDraftsService,
  RuleExchangeService,
  RuleNotReadyError,
  RuleSetsService,
  RuleVersionsService,
  setDifference,
  StaleRuleError,
  STANDARD_RULES,
  type RuleDefinition,
} from '../index.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (days: number) => NOW.add({ hours: days * 24 });
const debts = STANDARD_RULES.find(({ rule }) => rule === 'debts') as RuleDefinition;

describe('the rules as a set', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  let sets: RuleSetsService;
  let exchange: RuleExchangeService;
  let versions: RuleVersionsService;
  let anna: string;
  let bram: string;
  beforeEach(async () => {
    office = await aSuggestingOffice(NOW);
    [sets, exchange, versions] = [office.get(RuleSetsService), office.get(RuleExchangeService), office.get(RuleVersionsService)];
    [anna, bram] = [await anAdmin('Anna Bos'), await anAdmin('Bram Dijk')];
  });
  afterEach(() => office.close());

  async function anAdmin(name: string): Promise<string> {
    const [{ id }] = await office.dataSource.query(`insert into staff (name, role) values ($1, 'admin') returning id`, [name]);
    return id;
  }

  /** The office changes one rule, ends another and makes a third, a day after the start. */
  async function changesOfADay(): Promise<void> {
    const [drafts, approval] = [office.get(RuleDraftsService), office.get(RuleApprovalService)];
    const at = later(1);
    const approved = async (rule: string, newest: number | null) => {
      const { revision } = await drafts.open(rule);
      await approval.submit(rule, revision, anna, at);
      await approval.approve(rule, { revision, newest }, bram, at);
    };
    const own = await drafts.open('debts');
    const version = own.newest!.version;
    await drafts.save(
      'debts',
      { revision: own.revision, definition: { ...own.definition, title: { nl: 'Van ons', en: 'Ours' } } },
      anna,
      at,
    );
    await approved('debts', version);
    const stress = await drafts.open('often-stress');
    await drafts.save('often-stress', { revision: stress.revision, definition: stress.definition, kind: 'end' }, anna, at);
    await approved('often-stress', stress.newest!.version);
    const fresh = {
      ...own.definition,
      title: { nl: 'Helemaal nieuw', en: 'Quite new' },
      when: { trait: 'wellbeing.general', is: 1 },
      explanation: { nl: 'Nieuw.', en: 'New.' },
    };
    await approved(await drafts.create(fresh, anna, at), null);
  }

  const atDay = async (days: number) => (await versions.setAt(later(days))).map(({ definition }) => definition);
  const aFile = (...rules: unknown[]) => JSON.stringify({ format: RULE_FILE_FORMAT, rules });

  it('goes back to an earlier day as a proposal, and is then what it was, in new versions', async () => {
    await changesOfADay();
    expect(setDifference(await atDay(0), await atDay(2)).map(({ rule }) => rule)).toEqual(['debts', 'helemaal-nieuw', 'often-stress']);
    const id = await sets.proposeRollback(NOW, 'Het werkte niet.', anna, later(2));
    expect(await sets.proposal(id)).toMatchObject({ kind: 'rollback', ends: ['helemaal-nieuw'], decision: null });
    expect(setDifference(await atDay(0), await atDay(3))).toHaveLength(3);
    await expect(sets.decide(id, 'approved', anna, later(3))).rejects.toThrow(OwnRuleError);
    await sets.decide(id, 'approved', bram, later(3));
    expect(setDifference(await atDay(0), await atDay(4))).toEqual([]);
    const [newest] = await versions.history('debts');
    expect(newest).toMatchObject({ author: 'Anna Bos', approver: 'Bram Dijk', note: 'Het werkte niet.' });
    expect((await versions.history('helemaal-nieuw'))[0]?.ended).toMatchObject({ by: 'Anna Bos', approvedBy: 'Bram Dijk' });
    expect(setDifference(await atDay(2), await atDay(0))).toHaveLength(3);
  });

  it('needs a reason and a difference', async () => {
    await changesOfADay();
    await expect(sets.proposeRollback(NOW, '  ', anna, later(2))).rejects.toThrow(InvalidInputError);
    await expect(sets.proposeRollback(later(2), 'Terug.', anna, later(3))).rejects.toThrow(NothingProposedError);
  });

  it('is decided once, also when two do it at the same moment, and never by who proposed it: the database refuses too', async () => {
    await changesOfADay();
    const id = await sets.proposeRollback(NOW, 'Het werkte niet.', anna, later(2));
    const cora = await anAdmin('Cora Smit');
    await expect(
      office.dataSource.query(`update rule_set_proposal set decision = 'approved', decided_by = $2, decided_at = $3 where id = $1`, [
        id,
        anna,
        NOW,
      ]),
    ).rejects.toThrow('rule_set_proposal_four_eyes');
    const results = await Promise.allSettled([sets.decide(id, 'approved', bram, later(3)), sets.decide(id, 'refused', cora, later(3))]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((results.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toBeInstanceOf(StaleRuleError);
  });

  it('changes nothing when it is refused', async () => {
    await changesOfADay();
    const before = await atDay(2);
    const id = await sets.proposeRollback(NOW, 'Het werkte niet.', anna, later(2));
    await sets.decide(id, 'refused', bram, later(3));
    expect(setDifference(before, await atDay(4))).toEqual([]);
  });

  it('is not carried out over what changed since it was proposed', async () => {
    await changesOfADay();
    const id = await sets.proposeRollback(NOW, 'Het werkte niet.', anna, later(2));
    const [drafts, approval] = [office.get(RuleDraftsService), office.get(RuleApprovalService)];
    const { revision, definition, newest } = await drafts.open('debts');
    const next = await drafts.save(
      'debts',
      { revision, definition: { ...definition, title: { nl: 'Nog beter', en: 'Better' } } },
      anna,
      later(3),
    );
    await approval.submit('debts', next, anna, later(3));
    await approval.approve('debts', { revision: next, newest: newest!.version }, bram, later(3));
    await expect(sets.decide(id, 'approved', bram, later(4))).rejects.toThrow(RuleNotReadyError);
    await sets.decide(id, 'refused', bram, later(4));
  });

  describe('as a file', () => {
    it('comes out as it counts, and in again without a difference', async () => {
      const { name, text } = await exchange.export(NOW, NOW);
      expect(name).toBe('regels-2026-03-03.json');
      const read = await exchange.read(text, NOW);
      expect(read.problem === null && new Set(read.rules.map(({ state }) => state))).toEqual(new Set(['same']));
      await expect(exchange.propose({ text, which: 'all', note: 'Van een andere gemeente.' }, anna, NOW)).rejects.toThrow(
        NothingProposedError,
      );
    });

    it('says of each rule what is wrong with it, and keeps nothing', async () => {
      const text = aFile(
        { ...debts, title: { nl: 'Anders', en: 'Other' } },
        { ...debts, rule: 'van-buiten', when: { trait: 'person.nationality', is: 1 } },
        { ...debts, title: { nl: 'Nog eens', en: 'Again' } },
        'geen regel',
        { ...debts, rule: 'dubbelop', title: { nl: 'Dubbelop', en: 'Twice' } },
      );
      const read = await exchange.read(text, NOW);
      if (read.problem !== null) throw new Error(read.problem);
      expect(read.rules.map(({ rule, state, isTwice }) => [rule, state, isTwice])).toEqual([
        ['debts', 'changed', false],
        ['van-buiten', 'refused', false],
        ['debts', 'refused', true],
        ['rules[3]', 'refused', false],
        ['dubbelop', 'refused', false],
      ]);
      expect(read.rules[1]?.problems).toContainEqual({ at: 'when.trait', reason: 'forbidden-input', found: 'person.nationality' });
      expect(read.rules[4]?.beside.map(({ kind }) => kind)).toEqual(['equal']);
      expect(await office.dataSource.query(`select from rule_set_proposal`)).toEqual([]);
    });

    it.each([
      ['not-json', '{'],
      ['not-a-rule-file', '[]'],
      ['not-a-rule-file', '{"format":"iets/9","rules":[{}]}'],
      ['no-rules', aFile()],
      ['too-many-rules', aFile(...Array.from({ length: 201 }, () => ({})))],
    ])('that cannot be taken is told why: %s', async (problem, text) => {
      expect(await exchange.read(text, NOW)).toEqual({ problem });
      await expect(exchange.propose({ text, which: 'good', note: 'Toch.' }, anna, NOW)).rejects.toThrow(RuleNotReadyError);
    });

    it('is taken as a whole or not at all, or only its good rules, and counts when somebody else approves', async () => {
      const text = aFile({ ...debts, title: { nl: 'Anders', en: 'Other' } }, { ...debts, rule: 'kapot', then: [] });
      await expect(exchange.propose({ text, which: 'all', note: 'Van elders.' }, anna, NOW)).rejects.toThrow(RuleNotReadyError);
      const id = await exchange.propose({ text, which: 'good', note: 'Van elders.' }, anna, NOW);
      expect((await sets.proposal(id)).definitions.map(({ rule }) => rule)).toEqual(['debts']);
      await sets.decide(id, 'approved', bram, later(1));
      expect((await atDay(2)).find(({ rule }) => rule === 'debts')).toMatchObject({
        title: { nl: 'Anders' },
        version: debts.version + 1,
        author: 'Anna Bos',
        approver: 'Bram Dijk',
      });
      expect(
        (await office.rules.inForce(office.dataSource.manager, later(2))).some(({ definition }) => definition.title.nl === 'Anders'),
      ).toBe(true);
    });

    it('may not smuggle in who approved it, nor a date in the past', async () => {
      const text = aFile({
        ...debts,
        title: { nl: 'Anders', en: 'Other' },
        approver: 'De wethouder',
        validFrom: '2001-01-01T00:00:00Z',
        version: 99,
      });
      const id = await exchange.propose({ text, which: 'all', note: 'Van elders.' }, anna, NOW);
      await sets.decide(id, 'approved', bram, later(1));
      expect(await versions.version('debts', debts.version + 1)).toMatchObject({ approver: 'Bram Dijk', validFrom: later(1) });
    });
  });
});
