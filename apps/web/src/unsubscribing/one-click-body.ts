import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const MOST_BYTES = 16 * 1024;

/**
 * Programs for e-mail post their one field as `multipart/form-data` (RFC 8058, 3.2: SHOULD); no other form of ours comes in that way, so
 * everywhere else it is still refused.
 */
export function takeOneClickBodies(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      async (request: FastifyRequest, body: Buffer) => {
        if (!request.url.startsWith('/afmelden/')) throw Object.assign(new Error('no such form here'), { statusCode: 415 });
        return fieldsOf(request.headers['content-type'] ?? '', body);
      },
    );
}

/** The text fields of a form. What cannot be read holds none. */
export async function fieldsOf(contentType: string, body: Buffer): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => new FormData());
  return Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'));
}
