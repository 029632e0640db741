import { NotAllowedError } from '#libs/platform';
import { aSuggestingOffice } from '../../../../test/support/suggesting.js';
import {
  OwnRuleError,
  RuleApprovalService,
  RuleDraftsService,
  RuleNotReadyError,
  RuleVersionsService,
  StaleRuleError,
  type RuleWriting,
} from '../index.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (hours: number) => NOW.add({ hours });

const WRITTEN: RuleWriting = {
  rule: '',
  title: { nl: 'Zorgen over geld, én slaapt slecht', en: 'Money worries and bad sleep' },
  forWhom: { nl: 'Wie nu veel stress heeft en rood staat.', en: 'Who has much stress now and is in debt.' },
  when: {
    all: [
      { trait: 'health.mental', is: 4 },
      { trait: 'finance.making_ends_meet', atLeast: 4 },
      { trait: 'wellbeing.general', atMost: 2 },
    ],
  },
  then: [{ stance: 'talk_first', strength: 2 }],
  explanation: { nl: 'Vraag eerst wat het zwaarst weegt.', en: 'Ask first what weighs most.' },
  clientExplanation: { nl: 'U heeft veel aan uw hoofd. Daarom praten we eerst.', en: 'You have much on your mind. So we talk first.' },
};

describe('writing rules', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  let drafts: RuleDraftsService;
  let approval: RuleApprovalService;
  let versions: RuleVersionsService;
  let anna: string;
  let bram: string;
  let cora: string;
  beforeEach(async () => {
    office = await aSuggestingOffice(NOW);
    [drafts, approval, versions] = [office.get(RuleDraftsService), office.get(RuleApprovalService), office.get(RuleVersionsService)];
    [anna, bram, cora] = [await anAdmin('Anna Bos'), await anAdmin('Bram Dijk'), await anAdmin('Cora Smit')];
  });
  afterEach(() => office.close());

  async function anAdmin(name: string, role = 'admin'): Promise<string> {
    const [{ id }] = await office.dataSource.query(`insert into staff (name, role) values ($1, $2) returning id`, [name, role]);
    return id;
  }

  async function aSubmitted(by = anna): Promise<{ rule: string; revision: number }> {
    const rule = await drafts.create(WRITTEN, by, NOW);
    const { revision } = await drafts.open(rule);
    await approval.submit(rule, revision, by, NOW);
    return { rule, revision };
  }

  const inForce = async (at: Temporal.Instant) => (await versions.setAt(at)).map(({ rule, version }) => `${rule} v${version}`);

  it('begins as a draft with a key of its title, which counts for nobody', async () => {
    const rule = await drafts.create(WRITTEN, anna, NOW);
    expect(rule).toBe('zorgen-over-geld-en-slaapt-slecht');
    expect(await drafts.create(WRITTEN, bram, NOW)).toBe('zorgen-over-geld-en-slaapt-slecht-2');
    expect((await inForce(later(1))).filter((each) => each.startsWith('zorgen'))).toEqual([]);
    expect(await drafts.open(rule)).toMatchObject({
      rule,
      basedOn: null,
      newest: null,
      authors: [{ name: 'Anna Bos' }],
      submittedAt: null,
    });
  });

  it('may be unfinished as a draft, and cannot be asked for like that', async () => {
    const rule = await drafts.create({ ...WRITTEN, when: { all: [] }, explanation: { nl: '', en: '' } }, anna, NOW);
    const { revision } = await drafts.open(rule);
    await expect(approval.submit(rule, revision, anna, NOW)).rejects.toThrow(RuleNotReadyError);
  });

  it('refuses to save over what somebody else saved, and leaves both', async () => {
    const rule = await drafts.create(WRITTEN, anna, NOW);
    const { revision } = await drafts.open(rule);
    const wish = { ...WRITTEN, rule, explanation: { nl: 'Van Bram.', en: 'Of Bram.' } };
    const [first, second] = await Promise.allSettled([
      drafts.save(rule, { revision, definition: wish }, bram, NOW),
      drafts.save(rule, { revision, definition: { ...wish, explanation: { nl: 'Van Cora.', en: 'Of Cora.' } } }, cora, NOW),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = [first, second].find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toBeInstanceOf(StaleRuleError);
    expect((await drafts.open(rule)).authors.map(({ name }) => name)).toContain('Anna Bos');
    expect((await drafts.open(rule)).authors).toHaveLength(2);
  });

  it('keeps its revision when nothing changes, and forgets the request for approval when something does', async () => {
    const { rule, revision } = await aSubmitted();
    const same = await drafts.open(rule);
    expect(await drafts.save(rule, { revision, definition: same.definition }, bram, NOW)).toBe(revision);
    expect((await drafts.open(rule)).authors).toHaveLength(1);
    const next = await drafts.save(rule, { revision, definition: { ...same.definition, wish: false } }, bram, NOW);
    expect(next).not.toBe(revision);
    expect((await drafts.open(rule)).submittedAt).toBeNull();
    await expect(approval.approve(rule, { revision: next, newest: null }, cora, NOW)).rejects.toThrow(StaleRuleError);
  });

  it('counts from the approval of another administrator, with who stands behind it', async () => {
    const { rule, revision } = await aSubmitted();
    expect(await approval.approve(rule, { revision, newest: null }, bram, later(2))).toBe(1);
    expect(await inForce(later(1))).not.toContain(`${rule} v1`);
    expect(await inForce(later(2))).toContain(`${rule} v1`);
    expect(await versions.version(rule, 1)).toMatchObject({
      author: 'Anna Bos',
      approver: 'Bram Dijk',
      isStandard: false,
      approvedAt: later(2),
    });
    expect(await drafts.open(rule)).toMatchObject({ revision: -1, changedAt: null });
    expect((await office.rules.inForce(office.dataSource.manager, later(2))).map(({ definition }) => definition.rule)).toContain(rule);
  });

  it('is never approved by whoever wrote on it, last or first', async () => {
    const rule = await drafts.create(WRITTEN, anna, NOW);
    const { revision, definition } = await drafts.open(rule);
    const next = await drafts.save(
      rule,
      { revision, definition: { ...definition, explanation: { nl: 'Beter.', en: 'Better.' } } },
      bram,
      NOW,
    );
    await approval.submit(rule, next, bram, NOW);
    for (const author of [anna, bram])
      await expect(approval.approve(rule, { revision: next, newest: null }, author, NOW)).rejects.toThrow(OwnRuleError);
    expect(await approval.approve(rule, { revision: next, newest: null }, cora, NOW)).toBe(1);
  });

  it('is never approved by its author: the database refuses too', async () => {
    const insert = (approver: string) =>
      office.dataSource.query(
        `insert into rule_version (rule, version, definition, author, approver, valid_from, author_ids, approver_id, approved_at)
         values ('x', 1, '{}', 'Anna', 'Anna', $1, array[$2::uuid, $3::uuid], $4, $1)`,
        [NOW, anna, bram, approver],
      );
    await expect(insert(bram)).rejects.toThrow('rule_version_four_eyes');
    await insert(cora);
    await expect(office.dataSource.query(`update rule_version set author_ids = '{}' where rule = 'x'`)).rejects.toThrow('append-only');
    await expect(
      office.dataSource.query(`update rule_version set valid_until = $1, ended_by = $2, end_approved_by = $2 where rule = 'x'`, [
        NOW,
        anna,
      ]),
    ).rejects.toThrow('rule_version_end_four_eyes');
  });

  it('is not for a coach, nor for an administrator who left', async () => {
    const coach = await anAdmin('Daan Coach', 'coach');
    await expect(drafts.create(WRITTEN, coach, NOW)).rejects.toThrow(NotAllowedError);
    const { rule, revision } = await aSubmitted();
    await office.dataSource.query(`update staff set deactivated_at = $1 where id = $2`, [NOW, bram]);
    for (const who of [coach, bram])
      await expect(approval.approve(rule, { revision, newest: null }, who, NOW)).rejects.toThrow(NotAllowedError);
  });

  it('is approved once when two colleagues do it at the same moment', async () => {
    const { rule, revision } = await aSubmitted();
    const results = await Promise.allSettled([bram, cora].map((who) => approval.approve(rule, { revision, newest: null }, who, NOW)));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await versions.history(rule)).toHaveLength(1);
  });

  it('is not approved when another version came since the approver looked', async () => {
    const first = await aSubmitted();
    await approval.approve(first.rule, { revision: first.revision, newest: null }, bram, NOW);
    const { revision, definition } = await drafts.open(first.rule);
    const next = await drafts.save(
      first.rule,
      { revision, definition: { ...definition, explanation: { nl: 'Anders.', en: 'Other.' } } },
      anna,
      NOW,
    );
    await approval.submit(first.rule, next, anna, NOW);
    await expect(approval.approve(first.rule, { revision: next, newest: null }, bram, NOW)).rejects.toThrow(StaleRuleError);
    expect(await approval.approve(first.rule, { revision: next, newest: 1 }, bram, later(1))).toBe(2);
    expect((await inForce(later(1))).filter((each) => each.startsWith(first.rule))).toEqual([`${first.rule} v2`]);
    expect((await versions.version(first.rule, 1)).validUntil).toEqual(later(1));
  });

  it('comes back with why, to be written on', async () => {
    const { rule, revision } = await aSubmitted();
    await expect(approval.giveBack(rule, revision, 'Zelf', anna)).rejects.toThrow(OwnRuleError);
    await approval.giveBack(rule, revision, 'Te streng voor wie net begint.', bram);
    expect(await drafts.open(rule)).toMatchObject({ submittedAt: null, returnedNote: 'Te streng voor wie net begint.' });
  });

  it('lets two people of one name stand behind one rule', async () => {
    const { rule, revision } = await aSubmitted();
    await approval.approve(rule, { revision, newest: null }, await anAdmin('Anna Bos'), NOW);
    expect((await office.rules.inForce(office.dataSource.manager, NOW)).map(({ definition }) => definition.rule)).toContain(rule);
  });

  it('counts no sooner than it is meant to, until when it is meant to, and brings no older version back', async () => {
    const { rule, revision } = await aSubmitted();
    await approval.approve(rule, { revision, newest: null }, bram, NOW);
    const open = await drafts.open(rule);
    const definition = { ...open.definition, validFrom: later(24).toString(), validUntil: later(48).toString() };
    const next = await drafts.save(rule, { revision: open.revision, definition }, anna, NOW);
    await approval.submit(rule, next, anna, NOW);
    await approval.approve(rule, { revision: next, newest: 1 }, bram, later(1));
    const version = async (hours: number) => (await inForce(later(hours))).find((each) => each.startsWith(rule)) ?? null;
    expect([await version(23), await version(24), await version(47), await version(48)]).toEqual([
      `${rule} v1`,
      `${rule} v2`,
      `${rule} v2`,
      null,
    ]);
  });

  describe('of the product', () => {
    it('can be replaced by a version of the office, which no later start overwrites', async () => {
      const { revision, definition, newest } = await drafts.open('debts');
      const next = await drafts.save(
        'debts',
        { revision, definition: { ...definition, title: { nl: 'Schulden, van ons', en: 'Debts, ours' } } },
        anna,
        NOW,
      );
      await approval.submit('debts', next, anna, NOW);
      const version = await approval.approve('debts', { revision: next, newest: newest?.version ?? null }, bram, NOW);
      await office.rules.ensureStandard(later(1));
      expect((await inForce(later(2))).filter((each) => each.startsWith('debts v'))).toEqual([`debts v${version}`]);
    });

    it('ends when two people say so, in all its versions, and stays ended', async () => {
      const { revision, definition } = await drafts.open('debts');
      const next = await drafts.save('debts', { revision, definition, kind: 'end', note: 'Doet de schuldhulp zelf.' }, anna, NOW);
      await approval.submit('debts', next, anna, NOW);
      const newest = (await drafts.open('debts')).newest!.version;
      await expect(approval.approve('debts', { revision: next, newest }, anna, NOW)).rejects.toThrow(OwnRuleError);
      expect(await approval.approve('debts', { revision: next, newest }, bram, later(1))).toBeNull();
      await office.rules.ensureStandard(later(2));
      expect((await inForce(later(3))).filter((each) => each.startsWith('debts v'))).toEqual([]);
      expect((await versions.version('debts', newest)).ended).toEqual({
        by: 'Anna Bos',
        approvedBy: 'Bram Dijk',
        note: 'Doet de schuldhulp zelf.',
      });
    });
  });

  it('refuses a rule that adds nothing to another, and tells of one that speaks against another', async () => {
    const debts = (await versions.version('debts', (await drafts.open('debts')).newest!.version)).definition;
    const rule = await drafts.create(
      { ...WRITTEN, when: debts.when, then: debts.then, title: { nl: 'Nog eens', en: 'Again' }, explanation: WRITTEN.explanation },
      anna,
      NOW,
    );
    const { revision } = await drafts.open(rule);
    await expect(approval.submit(rule, revision, anna, NOW)).rejects.toThrow(RuleNotReadyError);
  });
});
