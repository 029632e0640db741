import csrf from '@fastify/csrf';
import type { Configuration } from '#libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FORM_COOKIE, readCookie, setCookie } from './cookies.js';

const tokens = new csrf.Tokens({});

/** The hidden field `_csrf` of a form: salted anew for every page, tied to a secret in a cookie of this browser. */
export function formToken(request: FastifyRequest, reply: FastifyReply, configuration: Configuration): string {
  let secret = readCookie(request, FORM_COOKIE);
  if (!secret) {
    secret = tokens.secretSync();
    request.cookies[FORM_COOKIE] = secret;
    setCookie(reply, configuration, FORM_COOKIE, secret);
  }
  return tokens.create(secret);
}

/** Whether this form was made by us for this browser. */
export function hasFormToken(request: FastifyRequest): boolean {
  const secret = readCookie(request, FORM_COOKIE);
  const token = (request.body as Record<string, unknown> | undefined)?.['_csrf'];
  return typeof token === 'string' && secret !== undefined && tokens.verify(secret, token);
}
