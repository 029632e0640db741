export interface CardParagraph {
  text: string;
  isHeading: boolean;
  isButton: boolean;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/**
 * What stands in an e-mail of ours, read from the page that is sent: its heading, paragraphs and button. An e-mail brings its own styles,
 * which our pages do not allow; this is the same content in theirs.
 */
export function emailCard(html: string): CardParagraph[] {
  return [...html.matchAll(/<h1>(?<heading>.*?)<\/h1>|<p>(?<text>.*?)<\/p>/gs)].map(({ groups }) => {
    const inside = groups?.['heading'] ?? groups?.['text'] ?? '';
    return {
      text: inside
        .replaceAll(/<br \/>/g, '\n')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity),
      isHeading: groups?.['heading'] !== undefined,
      isButton: inside.includes('class="begin"'),
    };
  });
}
