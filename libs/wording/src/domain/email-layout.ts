import { directionOf, type ClientLanguage } from '#libs/platform';

export interface EmailText {
  language: ClientLanguage;
  subject: string;
  /** Plain text in paragraphs. The first line is the heading; a line with nothing but the link is the button, and a line before it that ends with a colon is what the button says. */
  body: string;
  link?: string | undefined;
  /** What the button says when the text does not, and what stands before the bare link. */
  button: string;
  bareLink: string;
}

/**
 * The one layout of every e-mail: no images, nothing that is fetched, no tracking; readable in the dark, on a narrow screen and by ear.
 * Everything of the text is escaped: no value and no template can bring markup.
 */
export function layOutEmail({ language, subject, body, link, button, bareLink }: EmailText): string {
  const [heading = subject, ...paragraphs] = body.split(/\n{2,}/);
  const [title, ...rest] = heading.split('\n');
  const blocks = (rest.length > 0 ? [rest.join('\n'), ...paragraphs] : paragraphs).flatMap(paragraph);
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="supported-color-schemes" content="light dark" />
    <title>${escaped(subject)}</title>
    <style>
${STYLE}
    </style>
  </head>
  <body>
    <main>
      <h1>${escaped(title ?? subject)}</h1>
${blocks.map((block) => `      <p>${block}</p>`).join('\n')}
    </main>
  </body>
</html>
`;

  function paragraph(text: string): string[] {
    const lines = text.split('\n');
    const at = link === undefined ? -1 : lines.indexOf(link);
    if (at === -1) return [lines.map(withLink).join('<br />')];
    const label = lines[at - 1]?.match(LABEL)?.[1];
    const before = lines.slice(0, label === undefined ? at : at - 1);
    const after = lines.slice(at + 1);
    return [
      ...(before.length > 0 ? [before.map(escaped).join('<br />')] : []),
      `<a class="begin" href="${escaped(lines[at] ?? '')}">${escaped(label ?? button)}</a>`,
      `${escaped(bareLink)} ${anchor(link ?? '')}`,
      ...(after.length > 0 ? [after.map(withLink).join('<br />')] : []),
    ];
  }

  function withLink(line: string): string {
    return link === undefined ? escaped(line) : line.split(link).map(escaped).join(anchor(link));
  }
}

/** Also as people write it in Chinese type or in Ge'ez script. */
const LABEL = /^(.*\S)\s*[:：፡፦]$/;

/** The colours are at least 7:1 against their ground, light and dark; an address is written from left to right in every language. */
const STYLE = `      :root { color-scheme: light dark; }
      body { margin: 0; padding: 24px 16px; background: #ffffff; color: #1a1a1a; font-family: Verdana, Arial, sans-serif; font-size: 18px; line-height: 1.6; }
      main { display: block; max-width: 34em; margin: 0 auto; }
      h1 { font-size: 24px; line-height: 1.3; }
      p { overflow-wrap: anywhere; }
      a { color: #0b4a8f; }
      bdi { unicode-bidi: isolate; }
      a.begin { display: inline-block; padding: 14px 24px; border: 2px solid #0b4a8f; border-radius: 6px; background: #0b4a8f; color: #ffffff; font-weight: bold; text-decoration: none; }
      @media (prefers-color-scheme: dark) {
        body { background: #121212; color: #f2f2f2; }
        a { color: #9cc7ff; }
        a.begin { border-color: #9cc7ff; background: #9cc7ff; color: #121212; }
      }`;

function anchor(link: string): string {
  return `<a href="${escaped(link)}"><bdi dir="ltr">${escaped(link)}</bdi></a>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
