import fc from 'fast-check';
import { TRAITS } from '#libs/profiles';
import { STANDARD_RULES, writingOf, type Condition, type RuleWriting } from '#libs/rules';
import { conditionOf } from './condition-from-form.js';
import { emptyGroup, emptyLine, nodesOf, readCondition, type GroupFields, type NodeFields } from './condition.form.js';
import { moved, moveIn } from './condition-moves.js';
import { fieldsOfCondition } from './form-from-condition.js';
import { fieldOf } from './rule-problems.js';
import { fieldsOfRule, ruleFrom } from './rule.form.js';

const trait = fc.constantFrom(...TRAITS.map(({ key }) => key));
const number = fc.nat(12);
const level = fc.oneof(
  fc.record({ is: number }),
  fc.record({ atLeast: number }),
  fc.record({ atMost: number }),
  fc.record({ oneOf: fc.array(number, { maxLength: 3 }) }),
);
const on = (comparison: fc.Arbitrary<object>) => fc.tuple(trait, comparison).map(([key, rest]) => ({ trait: key, ...rest }));
const leaf = fc.oneof(
  on(level),
  on(fc.record({ newerThanDays: number })),
  on(fc.record({ worsenedBy: number, withinDays: number })),
  on(fc.record({ improvedBy: number, withinDays: number })),
  on(fc.record({ against: fc.constant('usual'), is: fc.constantFrom('worse', 'better') })),
  on(fc.record({ trend: fc.constantFrom('worsening', 'improving'), withinDays: number })),
  on(fc.record({ sustained: level, times: number, ofLast: number })),
  on(fc.record({ notHeard: fc.subarray(['never', 'expired', 'refused', 'unknown']) })),
  fc.record({ silentForDays: number }),
  fc.constant({ unreachable: true }),
  fc.record({ benefitMonths: fc.record({ atLeast: number, lessThan: number }, { requiredKeys: [] }) }),
  fc.record({ ageBand: fc.subarray(['under-27', '27-34', '55-and-over']) }),
  fc.record(
    { intervention: fc.constantFrom('CV_WORKSHOP', 'COACH_CALL'), was: fc.constantFrom('running', 'declined'), withinDays: number },
    { requiredKeys: ['intervention', 'was'] },
  ),
  // What this form has no lines for.
  fc.constantFrom({ moonIsFull: true }, { trait: 'no.such', is: 1 }, { trait: 'health.self_rated', is: 1, extra: 2 }),
);
const condition = fc.letrec<{ node: object }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('node'), { maxLength: 4 })).map(([joint, of]) => ({ [joint]: of })),
    fc.record({ atLeast: number, of: fc.array(tie('node'), { maxLength: 4 }) }),
  ),
})).node as fc.Arbitrary<Condition>;

/** What a browser sends of the fields of a condition. */
function sentOf(root: GroupFields): Record<string, string | string[]> {
  return Object.assign({}, ...nodesOf(root).map(([id, node]) => namedFields(id, node))) as Record<string, string | string[]>;
}

function namedFields(id: string, node: NodeFields): Record<string, string | string[]> {
  const named = (fields: Record<string, string | string[]>) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${id}_${name}`, value]));
  if (node.node === 'kept') return named({ soort: 'blijft', json: node.json });
  if (node.node === 'group') return named({ soort: 'groep', hoe: node.joint, minstens: node.least });
  const { over, how, level: maat, value, values, points, days, newer, times, ofLast, from, until, reasons } = node;
  return named({
    soort: 'rij',
    over,
    hoe: how,
    maat,
    waarde: value,
    waarden: values,
    punten: points,
    dagen: days,
    nieuwer: newer,
    keer: times,
    van: ofLast,
    vanaf: from,
    tot: until,
    redenen: reasons,
  });
}

/** A group of "alle" around one condition says what that condition says. */
function unwrapped(given: Condition): Condition {
  return 'all' in given && given.all.length === 1 && !isJoin(given.all[0] as Condition) ? (given.all[0] as Condition) : given;
}

function isJoin(given: Condition): boolean {
  return 'all' in given || 'any' in given || 'none' in given || 'of' in given;
}

describe('the form of a rule', () => {
  it('shows any condition and gives it back as it was, also one that it has no lines for', () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(unwrapped(conditionOf(fieldsOfCondition(given)).condition)).toEqual(unwrapped(given));
      }),
      { numRuns: 500 },
    );
  });

  it('reads from a browser what it showed', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const fields = fieldsOfCondition(given);
        expect(readCondition(sentOf(fields))).toEqual(fields);
      }),
    );
  });

  it('changes nothing of a standard rule that is only looked at', () => {
    for (const rule of STANDARD_RULES) {
      const written = writingOf(rule);
      expect(ruleFrom(fieldsOfRule(written, ''), written)).toMatchObject({ definition: written, problems: {} });
    }
  });

  it('takes an answer and how old it may be as one line, in whatever group', () => {
    const both = [
      { trait: 'health.self_rated', atMost: 2 },
      { trait: 'health.self_rated', newerThanDays: 90 },
    ] as const;
    const line = { ...emptyLine('trait:health.self_rated'), how: 'atMost', value: '2', newer: '90' };
    expect(fieldsOfCondition({ all: both }).parts).toEqual([line]);
    expect(fieldsOfCondition({ any: [{ all: both }, { unreachable: true }] }).parts[0]).toEqual(line);
    expect(conditionOf(emptyGroup('any', [line, emptyLine('unreachable')])).condition).toEqual({
      any: [{ all: both }, { unreachable: true }],
    });
  });

  it('keeps what is not filled in yet as missing, and refuses only what is no number', () => {
    const line = emptyLine('trait:health.self_rated');
    expect(conditionOf(emptyGroup('all', [line]))).toMatchObject({ condition: { trait: 'health.self_rated', is: null }, problems: {} });
    const { problems } = conditionOf(
      emptyGroup('any', [
        { ...line, newer: 'lang' },
        { ...line, how: 'worsenedBy', points: '1', days: 'x' },
      ]),
    );
    expect(problems).toEqual({ 'als-1_nieuwer': 'number-needed', 'als-2_dagen': 'number-needed' });
  });

  it('says a problem beside the line that it is about', () => {
    const line = { ...emptyLine('trait:health.self_rated'), value: '2', newer: '90' };
    const { places } = conditionOf(emptyGroup('all', [line, emptyGroup('any', [emptyLine('trait:finance.debt'), emptyLine('silent')])]));
    expect(
      ['when.all[0].is', 'when.all[1].newerThanDays', 'when.all[2]', 'when.all[2].any[1].silentForDays'].map((at) => fieldOf(at, places)),
    ).toEqual(['als-1', 'als-1', 'als-2', 'als-2-2']);
    expect(
      ['when', 'then', 'then[1].intervention', 'title.en', 'clientExplanation', 'validUntil', 'wish'].map((at) => fieldOf(at, places)),
    ).toEqual(['als', 'dan', 'dan-2', 'titel-en', 'klant-nl', 'totenmet', 'wens']);
  });

  it('has days of the office: from the morning of the first until the end of the last, and moments that were there stay', () => {
    const rule = writingOf(STANDARD_RULES[0]!);
    const fields = { ...fieldsOfRule(rule, ''), from: '2026-03-29', until: '2026-03-29' };
    expect(ruleFrom(fields, rule).definition).toMatchObject({ validFrom: '2026-03-28T23:00:00Z', validUntil: '2026-03-29T22:00:00Z' });
    const timed: RuleWriting = { ...rule, validFrom: '2026-05-01T12:34:00Z' };
    expect(ruleFrom(fieldsOfRule(timed, ''), timed).definition.validFrom).toBe('2026-05-01T12:34:00Z');
    expect(ruleFrom({ ...fields, until: '2026-03-28' }, rule).problems).toEqual({ totenmet: 'ends-before-start' });
    expect(ruleFrom({ ...fields, from: 'morgen' }, rule).problems).toEqual({ vanaf: 'date-needed' });
  });
});

describe('the buttons of a condition', () => {
  const lines = (...overs: string[]) => overs.map(emptyLine);
  const overs = ({ parts }: GroupFields) => parts.map((part) => (part.node === 'line' ? part.over : part.node));

  it('add, move and remove a line where they stand', () => {
    const root = emptyGroup('all', lines('silent', 'age', 'benefit'));
    expect(overs(moved(root, { move: 'omhoog', id: 'als-3' }, ''))).toEqual(['silent', 'benefit', 'age']);
    expect(overs(moved(root, { move: 'omlaag', id: 'als-3' }, ''))).toEqual(['silent', 'age', 'benefit']);
    expect(overs(moved(root, { move: 'weg', id: 'als-1' }, ''))).toEqual(['age', 'benefit']);
    expect(overs(moved(root, { move: 'erbij', id: 'als' }, 'unreachable'))).toEqual(['silent', 'age', 'benefit', 'unreachable']);
    expect(moved(root, { move: 'erbij', id: 'als' }, '')).toEqual(root);
  });

  it('take a line out of its group, and the group with it when it was the last', () => {
    const root = emptyGroup('all', [emptyGroup('any', lines('silent', 'age')), ...lines('benefit')]);
    const once = moved(root, { move: 'uit', id: 'als-1-1' }, '');
    expect(overs(once)).toEqual(['group', 'silent', 'benefit']);
    expect(overs(moved(once, { move: 'uit', id: 'als-1-1' }, ''))).toEqual(['age', 'silent', 'benefit']);
    expect(moved(root, { move: 'uit', id: 'als-2' }, '')).toEqual(root);
  });

  it('do nothing that no button asks', () => {
    expect(['bewaar', 'erbij', 'weg dan-1', 'weg als-x', 'sloop als-1'].map(moveIn)).toEqual([null, null, null, null, null]);
    const root = emptyGroup('all', lines('silent'));
    for (const id of ['als-9', 'als-1-1', 'als-0']) expect(moved(root, { move: 'weg', id }, '')).toEqual(root);
  });
});
