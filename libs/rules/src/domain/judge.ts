import type { ConditionTree } from './condition-tree.js';
import { placeOf, UNKNOWN_BIT, type Row, type Slot } from './layout.js';

/** 0 no, 1 yes, 2 not known. */
export type Judge = (row: Row) => 0 | 1 | 2;

/** A condition without `none`: what stood under it is turned around, which three values allow (De Morgan holds in Kleene's logic). */
type Plain = Literal | { least: number; parts: readonly Plain[] };

/** One place of a row: by these bits it holds, by those it does not. */
interface Literal {
  place: number;
  yes: number;
  no: number;
}

/** A plain function over rows of this layout. What is asked most often (a few things that all must hold, or one of which must) is one expression. */
export function judgeOf(tree: ConditionTree, layout: readonly Slot[]): Judge {
  return judgeOfPlain(plain(tree, layout, false));
}

function plain(tree: ConditionTree, layout: readonly Slot[], isTurned: boolean): Plain {
  if (tree.kind === 'ask') {
    const { place, yes, no } = placeOf(layout, tree);
    return isTurned ? { place, yes: no, no: yes } : { place, yes, no };
  }
  const turns = isTurned !== tree.isNone;
  const parts = tree.parts.map((part) => plain(part, layout, turns));
  const least = turns ? parts.length - tree.least + 1 : tree.least;
  return flat(least, parts);
}

/** All within all, and any within any, are one. */
function flat(least: number, parts: readonly Plain[]): Plain {
  if (parts.length === 1) return parts[0] as Plain;
  const isSame = (part: Plain): part is Exclude<Plain, Literal> =>
    'parts' in part && ((least === parts.length && part.least === part.parts.length) || (least === 1 && part.least === 1));
  const inside = parts.flatMap((part) => (isSame(part) ? part.parts : [part]));
  return { least: least === 1 ? 1 : least === parts.length ? inside.length : least, parts: inside };
}

function judgeOfPlain(condition: Plain): Judge {
  if (!('parts' in condition)) return allOf([condition]);
  const { least, parts } = condition;
  const isAll = least === parts.length;
  if (!isAll && least !== 1) return atLeastOf(least, parts.map(judgeOfPlain));
  const literals = merged(
    parts.filter((part): part is Literal => 'place' in part),
    isAll,
  );
  const others = parts.filter((part) => 'parts' in part).map(judgeOfPlain);
  const first = literals.length === 0 ? [] : [isAll ? allOf(literals) : anyOf(literals)];
  const judges = [...first, ...others];
  if (judges.length === 1) return judges[0] as Judge;
  return isAll ? decidedBy(0, 1, judges) : decidedBy(1, 0, judges);
}

/** What is asked of one place twice is asked once. */
function merged(literals: readonly Literal[], isAll: boolean): Literal[] {
  return [...Map.groupBy(literals, ({ place }) => place).values()].map((same) =>
    same.reduce((one, other) =>
      isAll
        ? { place: one.place, yes: one.yes & other.yes, no: one.no | other.no }
        : { place: one.place, yes: one.yes | other.yes, no: one.no & other.no },
    ),
  );
}

/** All must hold. Any is the same turned around: one that holds decides, and then what is not known. */
function allOf(literals: readonly Literal[]): Judge {
  return fused(
    literals.map(({ place, no }) => ({ place, bits: no })),
    0,
    1,
  );
}

function anyOf(literals: readonly Literal[]): Judge {
  return fused(
    literals.map(({ place, yes }) => ({ place, bits: yes })),
    1,
    0,
  );
}

/** `decisive` as soon as one of the places has one of its bits; otherwise not known if one of them is not; otherwise the rest. */
function fused(places: readonly { place: number; bits: number }[], decisive: 0 | 1, rest: 0 | 1): Judge {
  const [a, b, c, d] = places;
  if (a && !b) {
    const { place: i, bits: m } = a;
    return (row) => {
      const x = row[i] as number;
      return (x & m) !== 0 ? decisive : (x & UNKNOWN_BIT) !== 0 ? 2 : rest;
    };
  }
  if (a && b && !c) {
    const [{ place: i, bits: m }, { place: j, bits: n }] = [a, b];
    return (row) => {
      const [x, y] = [row[i] as number, row[j] as number];
      return ((x & m) | (y & n)) !== 0 ? decisive : ((x | y) & UNKNOWN_BIT) !== 0 ? 2 : rest;
    };
  }
  if (a && b && c && !d) {
    const [{ place: i, bits: m }, { place: j, bits: n }, { place: k, bits: o }] = [a, b, c];
    return (row) => {
      const x = row[i] as number;
      const y = row[j] as number;
      const z = row[k] as number;
      return ((x & m) | (y & n) | (z & o)) !== 0 ? decisive : ((x | y | z) & UNKNOWN_BIT) !== 0 ? 2 : rest;
    };
  }
  const indexes = Int32Array.from(places, ({ place }) => place);
  const masks = Int32Array.from(places, ({ bits }) => bits);
  return (row) => {
    let found = 0;
    let all = 0;
    for (let index = 0; index < indexes.length; index += 1) {
      const bit = row[indexes[index] as number] as number;
      found |= bit & (masks[index] as number);
      all |= bit;
    }
    return found !== 0 ? decisive : (all & UNKNOWN_BIT) !== 0 ? 2 : rest;
  };
}

function decidedBy(decisive: 0 | 1, rest: 0 | 1, judges: readonly Judge[]): Judge {
  return (row) => {
    let isUnknown = false;
    for (const judge of judges) {
      const verdict = judge(row);
      if (verdict === decisive) return decisive;
      if (verdict === 2) isUnknown = true;
    }
    return isUnknown ? 2 : rest;
  };
}

function atLeastOf(least: number, judges: readonly Judge[]): Judge {
  return (row) => {
    let [yes, unknown] = [0, 0];
    for (const judge of judges) {
      const verdict = judge(row);
      if (verdict === 1) yes += 1;
      else if (verdict === 2) unknown += 1;
    }
    return yes >= least ? 1 : yes + unknown < least ? 0 : 2;
  };
}
