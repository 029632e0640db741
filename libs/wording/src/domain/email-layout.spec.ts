import { layOutEmail, type EmailText } from './email-layout.js';

const LINK = 'https://werkplein.example/c/0123456789abcdef';
const EMAIL: EmailText = {
  language: 'nl',
  subject: 'Een paar vragen van het Werkplein',
  body: `Doet u mee?\n\nHet kost 1 minuut.\n\nBegin met de vragen:\n${LINK}\n\nMet vriendelijke groet,\nWerkplein`,
  link: LINK,
  button: 'Open de link',
  bareLink: 'Werkt de knop niet? Open dan deze link:',
};
const bodyOf = (html: string) => /<main>(.*)<\/main>/s.exec(html)?.[1] ?? '';

describe('the layout of an e-mail', () => {
  it('has its first line as the one heading, a button with the words before the link, and the bare link', () => {
    const body = bodyOf(layOutEmail(EMAIL));
    expect(body.match(/<h1>.*<\/h1>/g)).toEqual(['<h1>Doet u mee?</h1>']);
    expect(body.match(/<a class="begin".*?<\/a>/g)).toEqual([`<a class="begin" href="${LINK}">Begin met de vragen</a>`]);
    expect(body).toContain(`Werkt de knop niet? Open dan deze link: <a href="${LINK}"><bdi dir="ltr">${LINK}</bdi></a>`);
    expect(body).toContain('<p>Met vriendelijke groet,<br />Werkplein</p>');
    expect(body).not.toContain('Begin met de vragen:');
  });

  it('has words of its own on the button where the text has none', () => {
    const body = bodyOf(layOutEmail({ ...EMAIL, body: `Doet u mee?\n\nHet kan hier.\n${LINK}\nTot ziens` }));
    expect(body).toContain(`<p>Het kan hier.</p>\n      <p><a class="begin" href="${LINK}">Open de link</a></p>`);
    expect(body).toContain('<p>Tot ziens</p>');
  });

  it('makes no button of a link among other words, and none where there is no link', () => {
    const body = bodyOf(layOutEmail({ ...EMAIL, body: `Dag\n\nKijk op ${LINK} als u wilt.` }));
    expect(body).not.toContain('class="begin"');
    expect(body).toContain(`Kijk op <a href="${LINK}">`);
    expect(bodyOf(layOutEmail({ ...EMAIL, link: undefined, body: 'Dag\n\nTot ziens' }))).not.toContain('<a');
  });

  it('keeps every line of a heading that has more', () => {
    expect(bodyOf(layOutEmail({ ...EMAIL, body: 'Dag\nWij horen graag van u.\n\nTot ziens' }))).toContain(
      '<h1>Dag</h1>\n      <p>Wij horen graag van u.</p>\n      <p>Tot ziens</p>',
    );
  });

  it('lets nothing in as markup: not from a text, not from a value', () => {
    const evil = `<img src=x onerror="alert(1)"> & 'een' <script>`;
    const html = layOutEmail({ ...EMAIL, subject: evil, body: `${evil}\n\n${evil}`, bareLink: evil });
    expect(html).not.toMatch(/<img|<script|onerror="/);
    expect(html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;een&#39; &lt;script&gt;')).toHaveLength(4);
  });

  it('names its language and its direction, and writes an address from left to right', () => {
    expect(layOutEmail(EMAIL)).toContain('<html lang="nl" dir="ltr">');
    const arabic = layOutEmail({ ...EMAIL, language: 'ar', body: `مرحبا\n\nابدأ:\n${LINK}` });
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain(`>ابدأ</a>`);
    expect(arabic).toContain('<bdi dir="ltr">');
    expect(layOutEmail({ ...EMAIL, language: 'ti', body: `ሰላም\n\nጀምር፦\n${LINK}` })).toContain(`>ጀምር</a>`);
  });

  it('fetches nothing, and can be read in the dark, on a narrow screen and in large letters', () => {
    const html = layOutEmail(EMAIL);
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|https?:\/\/(?!werkplein\.example)/);
    expect(html).toContain('<meta name="color-scheme" content="light dark" />');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('width=device-width');
    expect(html).toContain('font-size: 18px');
  });

  it('has contrast enough, in the light and in the dark', () => {
    const style = /<style>(.*)<\/style>/s.exec(layOutEmail(EMAIL))?.[1] ?? '';
    const [light = '', dark = ''] = style.split('@media');
    for (const [part, pairs] of [
      [light, ['#1a1a1a #ffffff', '#0b4a8f #ffffff']],
      [dark, ['#f2f2f2 #121212', '#9cc7ff #121212']],
    ] as const)
      for (const pair of pairs) {
        const [ink = '', ground = ''] = pair.split(' ');
        expect(part).toContain(ink);
        expect(part).toContain(ground);
        expect(contrast(ink, ground)).toBeGreaterThan(7);
      }
  });
});

/** WCAG 2.2: contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
