/** Somebody who gets a place among the days over which a plan is spread. */
export interface ToPlace {
  clientId: string;
  /** The coach; null: nobody in particular, who counts as one coach. */
  staffId: string | null;
}

/**
 * Deals places from 0 to `days` - 1, so that every coach's clients are spread as evenly as can be: each gets the place where the coach has
 * fewest, in an order that first comes far apart. The same people in the same order always get the same places, and who has one keeps it.
 * @param taken how many of a coach's clients have a place already: `taken(staffId, place)`
 * @param fits whether a place is a good one, such as a day on which something is sent; when none is, every place is
 */
export function dealPlaces(
  newcomers: readonly ToPlace[],
  days: number,
  taken: (staffId: string | null, place: number) => number = () => 0,
  fits: (place: number) => boolean = () => true,
): Map<string, number> {
  const all = Array.from({ length: days }, (_, place) => place);
  const good = all.some(fits) ? all.filter(fits) : all;
  const ordersOf = new Map<string | null, { place: number; count: number }[]>();
  const dealt = new Map<string, number>();
  for (const { clientId, staffId } of newcomers) {
    let places = ordersOf.get(staffId);
    if (!places) {
      places = farApart(good.length, ordersOf.size).map((index) => {
        const place = good[index] as number;
        return { place, count: taken(staffId, place) };
      });
      ordersOf.set(staffId, places);
    }
    const lightest = places.reduce((least, each) => (each.count < least.count ? each : least));
    lightest.count += 1;
    dealt.set(clientId, lightest.place);
  }
  return dealt;
}

/** Every number below `count` once, each about 0.618 of the circle after the one before; another coach begins elsewhere. */
function farApart(count: number, coach: number): number[] {
  let step = Math.max(1, Math.round(count * 0.618));
  while (greatestCommonDivisor(step, count) !== 1) step += 1;
  const start = Math.floor(count * ((coach * 0.618) % 1));
  return Array.from({ length: count }, (_, index) => (start + index * step) % count);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
