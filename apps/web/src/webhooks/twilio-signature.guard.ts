import { createParamDecorator, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isSignedByTwilio, type TwilioProvider } from '#libs/messaging';
import { CONFIGURATION, NotAllowedError, type Configuration } from '#libs/platform';
import type { FastifyRequest } from 'fastify';

type SignedRequest = FastifyRequest & { signedBy?: TwilioProvider };

/** Lets in only what Twilio signed: with the secret of the account it speaks for, for the public address it was sent to, exactly as it arrived. */
@Injectable()
export class TwilioSignatureGuard implements CanActivate {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const signature = request.headers['x-twilio-signature'];
    const fields = { ...(request.body as Record<string, unknown> | undefined) };
    // Behind a proxy our own host and scheme are not the ones that were signed; the configured address is.
    const url = `${this.configuration.publicUrl}${request.originalUrl}`;
    const account = this.accounts.find(
      ({ accountSid, authToken }) =>
        typeof signature === 'string' &&
        (fields['AccountSid'] === undefined || fields['AccountSid'] === accountSid) &&
        isSignedByTwilio({ authToken, signature, url, fields }),
    );
    if (!account) throw new NotAllowedError('not signed by Twilio');
    request.signedBy = account.provider;
    return true;
  }

  private get accounts(): { provider: TwilioProvider; accountSid: string; authToken: string }[] {
    const { twilio, twilio2 } = this.configuration;
    return [
      ...(twilio ? [{ provider: 'twilio' as const, ...twilio }] : []),
      ...(twilio2 ? [{ provider: 'twilio-2' as const, ...twilio2 }] : []),
    ];
  }
}

/** Which of our accounts signed: the provider of what the webhook tells. */
export const SignedBy = createParamDecorator((_: unknown, context: ExecutionContext): TwilioProvider => {
  const { signedBy } = context.switchToHttp().getRequest<SignedRequest>();
  if (!signedBy) throw new NotAllowedError('not signed by Twilio');
  return signedBy;
});
