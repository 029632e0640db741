import { InvalidInputError } from '#libs/platform';
import { argon2id, hash, verify } from 'argon2';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet, 2024): 19 MiB, two passes, one lane. About 25 ms a guess. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 12;
const LONGEST = 200;

/**
 * Length is what makes a password strong (NIST SP 800-63B): no rules about signs, and no end that a passphrase would reach.
 * @throws InvalidInputError with `password-too-short` or `password-too-long` for the field `password`
 */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < SHORTEST) throw new InvalidInputError({ password: 'password-too-short' });
  if (length > LONGEST) throw new InvalidInputError({ password: 'password-too-long' });
}

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether this is the password. Without a stored hash the answer is no, after the same work: who measures the time
 * learns nothing about which accounts exist.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobodys), normal(password));
  return stored !== null && matches;
}

/** The same letters typed on another keyboard are the same password. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
