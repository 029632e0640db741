import type { ServedWeb } from './web.js';

export interface Seen {
  status: number;
  /** Where it leads on to, when it does. */
  location: string | null;
  html: string;
  headers: Record<string, unknown>;
}

/**
 * Somebody with a browser that keeps cookies and sends forms with the token of the page it last saw, without a screen.
 * @param session the token of somebody who has signed in already
 */
export function aVisitor({ app }: ServedWeb, session?: string) {
  const cookies = new Map<string, string>(session ? [['werkplein_sessie', session]] : []);
  let formToken = '';

  async function send(method: 'GET' | 'POST', url: string, form?: Record<string, string>): Promise<Seen> {
    const response = await app.inject({
      method,
      url,
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { payload: new URLSearchParams({ _csrf: formToken, ...form }).toString() } : {}),
    });
    for (const { name, value } of response.cookies)
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    formToken = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? formToken;
    return {
      status: response.statusCode,
      location: response.headers.location ?? null,
      html: response.body,
      headers: response.headers,
    };
  }

  return {
    get: (url: string) => send('GET', url),
    /** Sends a form of the page that was last seen. */
    post: (url: string, form: Record<string, string> = {}) => send('POST', url, form),
    cookie: (name: string) => cookies.get(name) ?? null,
  };
}

export type Visitor = ReturnType<typeof aVisitor>;

/** The words of a page as they are read: without markup, with single spaces. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(svg|script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
