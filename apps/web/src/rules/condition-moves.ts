import { DEEPEST, emptyGroup, emptyLine, MOST_PARTS, type GroupFields, type NodeFields } from './condition.form.js';

export const MOVES = ['erbij', 'groep', 'weg', 'omhoog', 'omlaag', 'uit'] as const;
export type Move = (typeof MOVES)[number];

/** `omhoog als-2`: what a button of a condition asks. */
export function moveIn(action: string): { move: Move; id: string } | null {
  const [word = '', id = ''] = action.split(' ');
  const move = MOVES.find((known) => known === word);
  return move && /^als(-[1-9]\d?)*$/.test(id) ? { move, id } : null;
}

/**
 * The condition after a button was pressed; as it was where nothing can come of it.
 * @param over what the new line is about
 */
export function moved(root: GroupFields, { move, id }: { move: Move; id: string }, over: string): GroupFields {
  const path = id
    .split('-')
    .slice(1)
    .map((number) => Number(number) - 1);
  if (move === 'erbij') return over === '' ? root : changed(root, path, (group) => [...group.parts, emptyLine(over)]);
  // Below the deepest group nothing could be put.
  if (move === 'groep') return path.length >= DEEPEST - 1 ? root : changed(root, path, (group) => [...group.parts, emptyGroup('any')]);
  const [parent, place] = [path.slice(0, -1), path.at(-1) ?? -1];
  if (move === 'uit') return out(root, path);
  return changed(root, parent, ({ parts }) => {
    if (move === 'weg') return parts.filter((_, index) => index !== place);
    const next = move === 'omhoog' ? place - 1 : place + 1;
    const [own, other] = [parts[place], parts[next]];
    return own && other ? parts.with(place, other).with(next, own) : [...parts];
  });
}

/** Out of its group, to the place right behind it; a group that is empty by it goes. */
function out(root: GroupFields, path: readonly number[]): GroupFields {
  const [parent, place] = [path.slice(0, -1), path.at(-1) ?? -1];
  const group = partAt(root, parent);
  const own = group?.node === 'group' ? group.parts[place] : undefined;
  if (!own || parent.length === 0) return root;
  const [grand, before] = [parent.slice(0, -1), parent.at(-1) ?? -1];
  const without = changed(root, parent, ({ parts }) => parts.toSpliced(place, 1));
  return changed(without, grand, ({ parts }) => {
    const rest = parts[before];
    const isEmpty = rest?.node === 'group' && rest.parts.length === 0;
    return isEmpty ? parts.with(before, own) : parts.toSpliced(before + 1, 0, own);
  });
}

/** With other parts in the group at a path; unchanged where no group is, or where it would become too long. */
function changed(root: GroupFields, path: readonly number[], change: (group: GroupFields) => NodeFields[]): GroupFields {
  const [first, ...rest] = path;
  if (first === undefined) {
    const parts = change(root);
    return parts.length > MOST_PARTS ? root : { ...root, parts };
  }
  const part = root.parts[first];
  return part?.node === 'group' ? { ...root, parts: root.parts.with(first, changed(part, rest, change)) } : root;
}

function partAt(root: NodeFields, path: readonly number[]): NodeFields | undefined {
  return path.reduce<NodeFields | undefined>((node, place) => (node?.node === 'group' ? node.parts[place] : undefined), root);
}
