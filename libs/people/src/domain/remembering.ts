/** More different ones than this are not remembered. */
const MOST_REMEMBERED = 20_000;

/** The same answers, looked for once: files name the same days and the same words over and over. */
export function remembering<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    if (found.size >= MOST_REMEMBERED) found.clear();
    const answer = find(text);
    found.set(text, answer);
    return answer;
  };
}
