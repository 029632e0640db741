/** A piece of a text: with `href` when it is an address one can tap. */
export interface TextPart {
  text: string;
  href: string | null;
}

/** Cuts a text at its web addresses, as a telephone does; a full stop after an address is not part of it. */
export function tappable(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,!?;:)'’]/g)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
