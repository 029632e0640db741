import type { Condition } from '#libs/rules';
import { wholeIn } from '../questionnaires/form-reading.js';
import { LEVEL_HOWS, ROOT, type GroupFields, type LineFields, type NodeFields } from './condition.form.js';

/** What a form says, and which part of the form each place of the condition stands in: `when.all[1]` → `als-2`. */
export interface ConditionRead {
  condition: Condition;
  places: Map<string, string>;
  /** What cannot be read, by the field of the form. */
  problems: Record<string, string>;
}

/**
 * The condition that a form describes. What was not filled in yet is null in it: it can be kept, and the compiler says what is missing.
 * A single line in a group of "alle" is that line.
 */
export function conditionOf(root: GroupFields): ConditionRead {
  const places = new Map<string, string>();
  const problems: Record<string, string> = {};
  const [only] = root.parts;
  const condition =
    root.joint === 'all' && root.parts.length === 1 && only?.node !== 'group'
      ? nodeCondition(only as NodeFields, `${ROOT}-1`, 'when')
      : groupCondition(root, ROOT, 'when');
  return { condition, places, problems };

  function nodeCondition(node: NodeFields, id: string, at: string): Condition {
    places.set(at, id);
    if (node.node === 'group') return groupCondition(node, id, at);
    if (node.node === 'kept') return keptCondition(node.json);
    const conditions = lineConditions(node, id);
    if (conditions.length === 1) return conditions[0] as Condition;
    return { all: conditions };
  }

  function groupCondition({ joint, least, parts }: GroupFields, id: string, at: string): Condition {
    places.set(at, id);
    const name = joint === 'atLeast' ? 'of' : joint;
    const conditions: Condition[] = [];
    parts.forEach((part, index) => {
      const place = `${id}-${index + 1}`;
      // In a group of "alle" the answer and its age are two conditions beside each other.
      const own = joint === 'all' && part.node === 'line' ? lineConditions(part, place) : null;
      for (const each of own ?? [null]) {
        const inside = `${at}.${name}[${conditions.length}]`;
        places.set(inside, place);
        conditions.push(each ?? nodeCondition(part, place, inside));
      }
    });
    if (joint === 'atLeast') return { atLeast: whole(`${id}_minstens`, least) as number, of: conditions };
    return { [joint]: conditions } as unknown as Condition;
  }

  /** A line as one condition, or as two: what was answered, and how old the answer may be. */
  function lineConditions(line: LineFields, id: string): Condition[] {
    const [kind, key] = split(line.over);
    if (kind !== 'trait') return [circumstance(line, kind, key, id)];
    const asked = { trait: key, ...comparison(line, id) } as Condition;
    if (!LEVEL_HOWS.includes(line.how) || line.newer.trim() === '') return [asked];
    return [asked, { trait: key, newerThanDays: whole(`${id}_nieuwer`, line.newer) as number }];
  }

  function comparison(line: LineFields, id: string): Record<string, unknown> {
    const { how, points, days, newer, times, ofLast, reasons, value, values } = line;
    const inDays = () => whole(`${id}_dagen`, days);
    switch (how) {
      case 'worsenedBy':
      case 'improvedBy':
        return { [how]: whole(`${id}_punten`, points), withinDays: inDays() };
      case 'usual-worse':
      case 'usual-better':
        return { against: 'usual', is: how === 'usual-worse' ? 'worse' : 'better' };
      case 'trend-worsening':
      case 'trend-improving':
        return { trend: how === 'trend-worsening' ? 'worsening' : 'improving', withinDays: inDays() };
      case 'sustained':
        return {
          sustained: level(line.level),
          times: whole(`${id}_keer`, times),
          ofLast: whole(`${id}_van`, ofLast),
        };
      case 'newerThanDays':
        return { newerThanDays: whole(`${id}_nieuwer`, newer) };
      case 'notHeard':
        return { notHeard: reasons };
      default:
        return level(how);
    }

    function level(of: string): Record<string, unknown> {
      if (of === 'oneOf') return { oneOf: wholes(values) };
      return { [LEVEL_HOWS.includes(of) ? of : 'is']: whole(`${id}_waarde`, value) };
    }
  }

  function circumstance({ how, days, from, until, values }: LineFields, kind: string, key: string, id: string): Condition {
    if (kind === 'silent') return { silentForDays: whole(`${id}_dagen`, days) as number };
    if (kind === 'unreachable') return { unreachable: true };
    if (kind === 'age') return { ageBand: values } as unknown as Condition;
    if (kind === 'benefit') {
      const [atLeast, lessThan] = [whole(`${id}_vanaf`, from), whole(`${id}_tot`, until)];
      return { benefitMonths: { ...(atLeast !== null && { atLeast }), ...(lessThan !== null && { lessThan }) } };
    }
    const withinDays = whole(`${id}_dagen`, days);
    return { intervention: key, was: how, ...(withinDays !== null && { withinDays }) } as unknown as Condition;
  }

  /** Nothing typed is null; what is no whole number is a problem of the form. */
  function whole(field: string, text: string): number | null {
    const number = wholeIn(text);
    if (number === null && text.trim() !== '') problems[field] = 'number-needed';
    return number;
  }
}

function wholes(values: readonly string[]): number[] {
  return values.map(wholeIn).filter((value) => value !== null);
}

function split(over: string): [kind: string, key: string] {
  const colon = over.indexOf(':');
  return colon === -1 ? [over, ''] : [over.slice(0, colon), over.slice(colon + 1)];
}

function keptCondition(json: string): Condition {
  try {
    return JSON.parse(json) as Condition;
  } catch {
    return { all: [] };
  }
}
