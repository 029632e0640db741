import type { Configuration } from '#libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies of the product: who is signed in, the secret behind the forms, the language of the screens. None follows anybody. */
export const SESSION_COOKIE = 'werkplein_sessie';
export const FORM_COOKIE = 'werkplein_formulier';
export const LANGUAGE_COOKIE = 'werkplein_taal';

export function readCookie(request: FastifyRequest, name: string): string | undefined {
  return request.cookies[name];
}

export function setCookie(
  reply: FastifyReply,
  configuration: Configuration,
  name: string,
  value: string,
  maxAge?: Temporal.Duration,
): void {
  void reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: configuration.publicUrl.startsWith('https:'),
    ...(maxAge ? { maxAge: maxAge.total('seconds') } : {}),
  });
}

export function clearCookie(reply: FastifyReply, name: string): void {
  void reply.clearCookie(name, { path: '/' });
}
