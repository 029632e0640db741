import { expect } from '@jest/globals';

/** By its tag and not by its class: what PostgreSQL's driver made is of another realm than what a test makes. */
const kindOf = (value) => {
  const tag = typeof value === 'object' && value !== null ? value[Symbol.toStringTag] : undefined;
  return typeof tag === 'string' && tag.startsWith('Temporal.') ? tag : undefined;
};

/** Without this, any moment equals any other: Jest compares properties, and Temporal keeps what it knows inside. */
expect.addEqualityTesters([
  (one, other) => {
    const kind = kindOf(one) ?? kindOf(other);
    if (kind === undefined) return undefined;
    return kindOf(one) === kindOf(other) && one.toString() === other.toString();
  },
]);
