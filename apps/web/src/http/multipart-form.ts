import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** A form with a file, and how large it may be altogether. Everywhere else such forms are refused. */
const PLACES: readonly { path: string; mostBytes: number }[] = [
  // Programs for e-mail post their one field as `multipart/form-data` (RFC 8058, 3.2: SHOULD).
  { path: '/afmelden/', mostBytes: 16 * 1024 },
  { path: '/beheer/vragenlijst-inlezen', mostBytes: 512 * 1024 },
  { path: '/beheer/regelset/inlezen', mostBytes: 1024 * 1024 },
];

/** Reads forms that come as `multipart/form-data`, in the few places where they do. */
export function takeMultipartForms(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: Math.max(...PLACES.map(({ mostBytes }) => mostBytes)) },
      async (request: FastifyRequest, body: Buffer) => {
        const place = PLACES.find(({ path }) => request.url.startsWith(path));
        if (!place) throw Object.assign(new Error('no such form here'), { statusCode: 415 });
        if (body.length > place.mostBytes) throw Object.assign(new Error('too large'), { statusCode: 413 });
        return fieldsOf(request.headers['content-type'] ?? '', body);
      },
    );
}

/** The fields of a form as text, files as well. What cannot be read holds none. */
export async function fieldsOf(contentType: string, body: Buffer): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => new FormData());
  return Object.fromEntries(
    await Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const)),
  );
}
