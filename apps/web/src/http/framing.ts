import type { FastifyReply } from 'fastify';

/** This page, and no other, may stand in a frame: on a page of our own. */
export function mayBeFramed(reply: FastifyReply): void {
  void reply
    .header('x-frame-options', 'SAMEORIGIN')
    .header('content-security-policy', policyOf(reply).replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
}

/** This page has a frame with a page of our own in it. */
export function mayFrame(reply: FastifyReply): void {
  void reply.header('content-security-policy', `${policyOf(reply)};frame-src 'self'`);
}

function policyOf(reply: FastifyReply): string {
  return String(reply.getHeader('content-security-policy') ?? '');
}
