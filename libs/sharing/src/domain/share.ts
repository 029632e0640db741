/** `link`: the client reads it behind a link; `together`: at the table, or on paper. */
export const SHARE_WAYS = ['link', 'together'] as const;
export type ShareWay = (typeof SHARE_WAYS)[number];

/** "Ja graag", "liever niet", "iets anders". None of them starts or ends anything: the coach decides together with the client. */
export const CLIENT_RESPONSES = ['yes', 'rather_not', 'something_else'] as const;
export type ClientResponse = (typeof CLIENT_RESPONSES)[number];

/** In characters, as people count them; as the tables have it. */
export const RESPONSE_LENGTH = 500;
export const OBJECTION_LENGTH = 2000;
export const OUTCOME_LENGTH = 1000;

/** How long a link opens, counted from when its message was written. */
export const LINK_DAYS = 14;
/** So many wrong years of birth close the links of a client. */
export const WRONG_ATTEMPTS = 5;

/** What a client, or a coach who heard it, types is kept as it was meant: trimmed, with line ends of one kind, without what no text can hold. */
export function wordsOf(typed: string | null): string {
  return (typed ?? '').replaceAll('\u0000', '').replaceAll('\r\n', '\n').trim();
}

/** As people count characters: an emoji is one. */
export function isLongerThan(words: string, length: number): boolean {
  return [...words].length > length;
}
