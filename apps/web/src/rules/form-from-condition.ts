import { findTrait } from '#libs/profiles';
import { AGE_BANDS, type Condition } from '#libs/rules';
import {
  DEEPEST,
  emptyGroup,
  emptyLine,
  INTERVENTION_HOWS,
  LEVEL_HOWS,
  MOST_PARTS,
  NOT_HEARD,
  type GroupFields,
  type LineFields,
  type NodeFields,
} from './condition.form.js';

type Plain = Record<string, unknown>;

/** A condition as the form shows it; whatever it has no lines for is kept as it is. */
export function fieldsOfCondition(condition: Condition): GroupFields {
  const node = nodeOf(condition, 0);
  return node.node === 'group' ? node : emptyGroup('all', [node]);
}

function nodeOf(condition: Condition, depth: number): NodeFields {
  const plain = condition as unknown as Plain;
  return lineOf(plain) ?? ageBeside(plain) ?? groupOf(plain, depth) ?? { node: 'kept', json: JSON.stringify(condition) };
}

function groupOf(condition: Plain, depth: number): GroupFields | null {
  const [joint, parts] = jointOf(condition);
  if (joint === null || !Array.isArray(parts) || depth >= DEEPEST || parts.length > MOST_PARTS) return null;
  return {
    node: 'group',
    joint,
    least: joint === 'atLeast' ? shown(condition['atLeast']) : '2',
    parts: joint === 'all' ? besideEachOther(parts, depth) : parts.map((part: Condition) => nodeOf(part, depth + 1)),
  };
}

function jointOf(condition: Plain): [GroupFields['joint'] | null, unknown] {
  const keys = Object.keys(condition).toSorted().join(' ');
  if (keys === 'all' || keys === 'any' || keys === 'none') return [keys, condition[keys]];
  return keys === 'atLeast of' ? ['atLeast', condition['of']] : [null, null];
}

/** In a group of "alle" an answer and, right behind it, how old it may be are one line. */
function besideEachOther(parts: readonly Condition[], depth: number): NodeFields[] {
  const nodes: NodeFields[] = [];
  for (const part of parts) {
    const last = nodes.at(-1);
    const age = ageOnly(part);
    if (age && last?.node === 'line' && last.over === age.over && LEVEL_HOWS.includes(last.how) && last.newer === '')
      last.newer = age.newer;
    // An answer with its age that stands in a group of its own stays there.
    else nodes.push(isAnswerWithAge(part) ? (groupOf(part, depth + 1) as NodeFields) : nodeOf(part, depth + 1));
  }
  return nodes;
}

/** `{ all: [an answer, its age] }` in any other group: one line. */
function ageBeside(condition: Plain): LineFields | null {
  const { all } = condition;
  if (!Array.isArray(all) || all.length !== 2 || Object.keys(condition).length !== 1) return null;
  const [line, age] = [lineOf(all[0] as Plain), ageOnly(all[1] as Plain)];
  return line && age && line.over === age.over && LEVEL_HOWS.includes(line.how) ? { ...line, newer: age.newer } : null;
}

function isAnswerWithAge(condition: Condition): boolean {
  return ageBeside(condition) !== null;
}

function ageOnly(condition: Plain): LineFields | null {
  const line = lineOf(condition);
  return line?.how === 'newerThanDays' && line.newer !== '' ? line : null;
}

/** One line, or null for what is none. Exactly the fields that belong there: anything more would be lost. */
function lineOf(condition: Plain): LineFields | null {
  if (typeof condition !== 'object' || condition === null) return null;
  const keys = Object.keys(condition).toSorted().join(' ');
  const number = (key: string) => (isWhole(condition[key]) ? shown(condition[key]) : null);
  const made = (over: string, fields: Record<string, string | readonly string[] | null>): LineFields | null =>
    Object.values(fields).includes(null) ? null : { ...emptyLine(over), ...fields };
  if (keys === 'silentForDays') return made('silent', { days: number('silentForDays') });
  if (keys === 'unreachable') return condition['unreachable'] === true ? made('unreachable', {}) : null;
  if (keys === 'ageBand') return made('age', { values: texts(condition['ageBand'], AGE_BANDS) });
  if (keys === 'benefitMonths') return benefitLine(condition['benefitMonths'] as Plain, made);
  if (typeof condition['intervention'] === 'string' && INTERVENTION_HOWS.some((how) => how === condition['was'])) {
    const how = String(condition['was']);
    const over = `intervention:${condition['intervention']}`;
    if (keys === 'intervention was') return made(over, { how });
    return keys === 'intervention was withinDays' ? made(over, { how, days: number('withinDays') }) : null;
  }
  const trait = condition['trait'];
  if (typeof trait !== 'string' || !findTrait(trait)) return null;
  const of = (fields: Parameters<typeof made>[1]) => made(`trait:${trait}`, fields);
  switch (keys) {
    case 'is trait':
    case 'atLeast trait':
    case 'atMost trait': {
      const how = keys.split(' ')[0] as string;
      return of({ how, value: number(how) });
    }
    case 'oneOf trait':
      return of({ how: 'oneOf', values: numbers(condition['oneOf']) });
    case 'newerThanDays trait':
      return of({ how: 'newerThanDays', newer: number('newerThanDays') });
    case 'trait withinDays worsenedBy':
      return of({ how: 'worsenedBy', points: number('worsenedBy'), days: number('withinDays') });
    case 'improvedBy trait withinDays':
      return of({ how: 'improvedBy', points: number('improvedBy'), days: number('withinDays') });
    case 'against is trait': {
      const { against, is } = condition;
      return against === 'usual' && (is === 'worse' || is === 'better') ? of({ how: `usual-${is}` }) : null;
    }
    case 'trait trend withinDays': {
      const { trend } = condition;
      return trend === 'worsening' || trend === 'improving' ? of({ how: `trend-${trend}`, days: number('withinDays') }) : null;
    }
    case 'notHeard trait':
      return of({ how: 'notHeard', reasons: texts(condition['notHeard'], NOT_HEARD) });
    case 'ofLast sustained times trait':
      return of({ how: 'sustained', ...levelOf(condition['sustained'] as Plain), times: number('times'), ofLast: number('ofLast') });
    default:
      return null;
  }
}

function benefitLine(months: Plain, made: (over: string, fields: Record<string, string | null>) => LineFields | null): LineFields | null {
  const known = ['atLeast', 'lessThan'];
  if (typeof months !== 'object' || months === null || Object.keys(months).some((key) => !known.includes(key))) return null;
  if (!Object.values(months).every(isWhole)) return null;
  return made('benefit', { from: shown(months['atLeast']), until: shown(months['lessThan']) });
}

/** Which answers count; null in it for what is no such thing. */
function levelOf(level: Plain): Record<string, string | readonly string[] | null> {
  const [how, ...more] = typeof level === 'object' && level !== null ? Object.keys(level) : [];
  if (how === undefined || more.length > 0 || !LEVEL_HOWS.includes(how)) return { level: null };
  if (how === 'oneOf') return { level: how, values: numbers(level[how]) };
  return { level: how, value: isWhole(level[how]) ? shown(level[how]) : null };
}

/** null: not filled in yet, which a draft may be. */
function isWhole(value: unknown): boolean {
  return value === null || Number.isInteger(value);
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}

function numbers(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((each) => Number.isInteger(each)) ? value.map(String) : null;
}

function texts(value: unknown, known: readonly string[]): string[] | null {
  return Array.isArray(value) && value.every((each) => known.includes(each as string)) ? (value as string[]) : null;
}
