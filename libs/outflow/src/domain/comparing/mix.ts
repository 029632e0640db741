/** A number from 0 to 2^32 that belongs to two: the finalizer of MurmurHash3 (Appleby, public domain), which leaves no pattern. */
export function mix(one: number, other: number): number {
  let mixed = (Math.imul(one, 0x9e37_79b1) ^ other) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
