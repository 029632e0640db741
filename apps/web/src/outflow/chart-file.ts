/** What a picture says beside itself, so that it can be understood where it is pasted. */
export interface PictureText {
  /** The sentence that says what it shows. */
  title: string;
  /** Below it: whom and when it is about, the definition, the date it was made. Each is broken where it must. */
  lines: readonly string[];
  /** How wide the picture is, in pixels. */
  width: number;
}

/** The colours of the light theme (assets/styles): outside our pages there is no stylesheet to ask. */
const COLOURS: Record<string, string> = {
  '--wp-surface': '#ffffff',
  '--wp-line': '#d3dedb',
  '--wp-ink': '#18221f',
  '--wp-quiet': '#4c5a56',
  '--wp-accent': '#17564f',
  '--wp-accent-soft': '#dff0ec',
  '--wp-advice': '#1f4f86',
  '--wp-advice-soft': '#e8f1fb',
  '--wp-care': '#7a4300',
  '--wp-care-soft': '#fdf0dc',
  '--wp-stop': '#8c1d18',
  '--wp-stop-soft': '#fdecea',
  '--wp-chart-1': '#1c6b62',
  '--wp-chart-2': '#1f4f86',
  '--wp-chart-3': '#9a4d00',
  '--wp-chart-4': '#7b3f8c',
  '--wp-chart-5': '#5b6b00',
  '--wp-chart-band': '#dff0ec',
  '--wp-below': '#a33f00',
};
const MARGIN = 24;
const TITLE = { size: 20, leading: 27 };
const LINE = { size: 13, leading: 19 };
/** An average letter of a sans-serif, in ems: what does not fit is broken a little early rather than late. */
const LETTER = 0.54;

/**
 * A drawing as a file that stands alone: its title above it, what it means and of which day below it, on white, with colours instead of names
 * of colours, and nothing in it that is fetched or run.
 * @param svg one `<svg viewBox="0 0 …">` whose looks stand in attributes, as `drawChart` makes it; `var(--wp-…)` may stand for a colour
 * @throws Error when it has no such viewBox, or names a colour that is not known here
 */
export function pictureFile(svg: string, { title, lines, width }: PictureText): string {
  const [, wide, high] = /^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (!wide || !high) throw new Error('a picture for a file needs viewBox="0 0 width height"');
  const inner = width - 2 * MARGIN;
  const drawn = (inner * Number(high)) / Number(wide);
  const heading = wrap(title, inner, TITLE.size);
  const closing = lines.flatMap((line) => wrap(line, inner, LINE.size));
  const top = MARGIN + heading.length * TITLE.leading + 8;
  const below = top + drawn + 12;
  const height = Math.ceil(below + closing.length * LINE.leading + MARGIN / 2);
  const text = (words: string, y: number, { size }: typeof TITLE, weight: number, fill: string) =>
    `<text x="${MARGIN}" y="${Math.round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Open Sans, Segoe UI, Helvetica, Arial, sans-serif">`,
    `<title>${escaped(title)}</title><desc>${escaped(lines.join(' '))}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...heading.map((words, at) => text(words, MARGIN + TITLE.size + at * TITLE.leading, TITLE, 700, '#18221f')),
    withColours(
      svg.replace(/^<svg[^>]*>/, `<svg x="${MARGIN}" y="${top}" width="${inner}" height="${drawn}" viewBox="0 0 ${wide} ${high}">`),
    ),
    ...closing.map((words, at) => text(words, below + LINE.size + at * LINE.leading, LINE, 400, '#4c5a56')),
    '</svg>',
  ].join('\n');
}

/** `var(--wp-ink)` → `#18221f` */
function withColours(svg: string): string {
  return svg.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const colour = COLOURS[name];
    if (!colour) throw new Error(`a picture for a file has no colour ${name}`);
    return colour;
  });
}

/** Words over lines; a word longer than a line is broken. */
export function wrap(text: string, width: number, size: number): string[] {
  const most = Math.max(8, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((each) => each.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text within XML; signs that XML cannot hold are left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
