import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import { ZenEngine } from '@gorules/zen-engine';
import type { Condition } from '#libs/rules';
import { BY_HAND, NAMES, type Known, type Name } from './rules-by-hand.js';

/** What an engine says about one somebody: of each rule 1 or 0. */
export type Judge = (known: Known) => Promise<Uint8Array>;

const nameOf = new Map(Object.entries(NAMES).map(([name, trait]) => [trait as string, name as Name]));

/** json-rules-engine: one engine with thirty rules, given the twenty values as facts. */
export function jsonRulesEngine(): Judge {
  const engine = new Engine(
    BY_HAND.map(({ when }, index) => ({ name: String(index), conditions: topLevel(when), event: { type: String(index) } })),
  );
  return async (known) => {
    const verdicts = new Uint8Array(BY_HAND.length);
    const { results } = await engine.run(known);
    for (const { name } of results) verdicts[Number(name)] = 1;
    return verdicts;
  };
}

function topLevel(condition: Condition): TopLevelCondition {
  const nested = nestedCondition(condition);
  return 'all' in nested || 'any' in nested || 'not' in nested ? nested : { all: [nested] };
}

function nestedCondition(condition: Condition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(nestedCondition) };
  if ('any' in condition) return { any: condition.any.map(nestedCondition) };
  if ('none' in condition) return { not: { any: condition.none.map(nestedCondition) } };
  const { fact, operator, value } = compared(condition);
  return { fact, operator: OPERATORS[operator], value };
}

const OPERATORS = { is: 'equal', oneOf: 'in', atLeast: 'greaterThanInclusive', atMost: 'lessThanInclusive' } as const;

/** zen-engine: one decision whose thirty outcomes are thirty expressions over the twenty values. */
export function zenEngine(): Judge & { close: () => void } {
  const engine = new ZenEngine();
  const position = { x: 0, y: 0 };
  const decision = engine.createDecision({
    nodes: [
      { id: 'known', name: 'known', type: 'inputNode', position },
      {
        id: 'rules',
        name: 'rules',
        type: 'expressionNode',
        position,
        content: {
          expressions: BY_HAND.map(({ when }, index) => ({ id: `id${index}`, key: `rule${index}`, value: expression(when) })),
          passThrough: false,
        },
      },
      { id: 'verdicts', name: 'verdicts', type: 'outputNode', position },
    ],
    edges: [
      { id: 'in', sourceId: 'known', targetId: 'rules', type: 'edge' },
      { id: 'out', sourceId: 'rules', targetId: 'verdicts', type: 'edge' },
    ],
  });
  const judge = async (known: Known) => {
    const { result } = (await decision.evaluate(known)) as { result: Record<string, boolean> };
    return Uint8Array.from(BY_HAND, (_, index) => Number(result[`rule${index}`]));
  };
  return Object.assign(judge, { close: () => engine.dispose() });
}

function expression(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(expression).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(expression).join(' or ')})`;
  if ('none' in condition) return `not (${condition.none.map(expression).join(' or ')})`;
  const { fact, operator, value } = compared(condition);
  return operator === 'oneOf' ? `(${fact} in ${JSON.stringify(value)})` : `(${fact} ${SIGNS[operator]} ${JSON.stringify(value)})`;
}

const SIGNS = { is: '==', atLeast: '>=', atMost: '<=' } as const;

function compared(condition: Condition): { fact: Name; operator: keyof typeof OPERATORS; value: number | readonly number[] } {
  const { trait, ...told } = condition as { trait: string } & Partial<Record<keyof typeof OPERATORS, number>>;
  const [operator, value] = Object.entries(told)[0] as [keyof typeof OPERATORS, number];
  return { fact: nameOf.get(trait)!, operator, value };
}
