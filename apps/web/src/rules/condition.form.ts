import { textIn, textsIn, type Sent } from '../questionnaires/form-reading.js';

/** How the parts of a group hang together. */
export const JOINTS = ['all', 'any', 'none', 'atLeast'] as const;
export type Joint = (typeof JOINTS)[number];

/** What is asked of one trait. */
export const TRAIT_HOWS = [
  'is',
  'oneOf',
  'atLeast',
  'atMost',
  'worsenedBy',
  'improvedBy',
  'usual-worse',
  'usual-better',
  'trend-worsening',
  'trend-improving',
  'sustained',
  'newerThanDays',
  'notHeard',
] as const;
export type TraitHow = (typeof TRAIT_HOWS)[number];
/** Those that look at one value; the age of the answer may be asked beside them. */
export const LEVEL_HOWS: readonly string[] = ['is', 'oneOf', 'atLeast', 'atMost'];
export const INTERVENTION_HOWS = ['running', 'waiting', 'tried', 'completed', 'stopped_early', 'declined'] as const;
export const NOT_HEARD = ['never', 'expired', 'refused', 'unknown'] as const;

/** One line of a rule as it was filled in. What does not belong to its `how` is kept as it was typed, so that who looks around loses nothing. */
export interface LineFields {
  node: 'line';
  /** `trait:health.self_rated`, `intervention:CV_WORKSHOP`, `silent`, `unreachable`, `benefit` or `age`. */
  over: string;
  how: string;
  /** Of 'sustained': which answers count, one of LEVEL_HOWS. */
  level: string;
  value: string;
  values: string[];
  points: string;
  days: string;
  /** At most so many days old; '' is not asked. */
  newer: string;
  times: string;
  ofLast: string;
  from: string;
  until: string;
  reasons: string[];
}

export interface GroupFields {
  node: 'group';
  joint: Joint;
  /** Of 'atLeast'. */
  least: string;
  parts: NodeFields[];
}

/** A condition that came from a file and that this form has no lines for: shown in words, kept as it is. */
export interface KeptFields {
  node: 'kept';
  json: string;
}

export type NodeFields = LineFields | GroupFields | KeptFields;

/** Deeper or longer nobody can foresee what it says. */
export const DEEPEST = 4;
export const MOST_PARTS = 12;
export const ROOT = 'als';

export function emptyLine(over: string): LineFields {
  return {
    node: 'line',
    over,
    how: over.startsWith('intervention:') ? 'running' : 'is',
    level: 'is',
    value: '',
    values: [],
    points: '',
    days: '',
    newer: '',
    times: '',
    ofLast: '',
    from: '',
    until: '',
    reasons: [],
  };
}

export function emptyGroup(joint: Joint = 'all', parts: NodeFields[] = []): GroupFields {
  return { node: 'group', joint, least: '2', parts };
}

/** The whole condition of the form: always a group. */
export function readCondition(sent: Sent): GroupFields {
  const root = readNode(sent, ROOT, 0);
  return root?.node === 'group' ? root : emptyGroup();
}

/** @param id `als`, `als-1`, `als-1-2`: the place in the sentence, and the beginning of the names of its fields */
function readNode(sent: Sent, id: string, depth: number): NodeFields | null {
  const text = (field: string, most = 12) => textIn(sent, `${id}_${field}`, most);
  const node = text('soort');
  if (node === 'blijft') return { node: 'kept', json: text('json', 20_000) };
  if (node === 'rij')
    return {
      node: 'line',
      over: text('over', 200),
      how: text('hoe', 30),
      level: text('maat'),
      value: text('waarde'),
      values: textsIn(sent, `${id}_waarden`),
      points: text('punten'),
      days: text('dagen'),
      newer: text('nieuwer'),
      times: text('keer'),
      ofLast: text('van'),
      from: text('vanaf'),
      until: text('tot'),
      reasons: textsIn(sent, `${id}_redenen`),
    };
  if (node !== 'groep' || depth > DEEPEST) return null;
  const parts: NodeFields[] = [];
  for (let number = 1; number <= MOST_PARTS; number++) {
    const part = readNode(sent, `${id}-${number}`, depth + 1);
    if (!part) break;
    parts.push(part);
  }
  return { node: 'group', joint: JOINTS.find((joint) => joint === text('hoe')) ?? 'all', least: text('minstens'), parts };
}

/** Every node with its id, the group before its parts. */
export function nodesOf(node: NodeFields, id: string = ROOT): [id: string, node: NodeFields][] {
  const own: [string, NodeFields] = [id, node];
  return node.node === 'group' ? [own, ...node.parts.flatMap((part, index) => nodesOf(part, `${id}-${index + 1}`))] : [own];
}
