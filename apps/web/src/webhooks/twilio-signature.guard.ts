import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isSignedByTwilio } from '#libs/messaging';
import { CONFIGURATION, NotAllowedError, type Configuration } from '#libs/platform';
import type { FastifyRequest } from 'fastify';

/** Lets in only what Twilio signed: with our secret, for the public address it was sent to, exactly as it arrived. */
@Injectable()
export class TwilioSignatureGuard implements CanActivate {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { twilio, publicUrl } = this.configuration;
    const signature = request.headers['x-twilio-signature'];
    const fields = { ...(request.body as Record<string, unknown> | undefined) };
    // Behind a proxy our own host and scheme are not the ones that were signed; the configured address is.
    const url = `${publicUrl}${request.originalUrl}`;
    if (twilio && typeof signature === 'string' && isSignedByTwilio({ authToken: twilio.authToken, signature, url, fields })) return true;
    throw new NotAllowedError('not signed by Twilio');
  }
}
