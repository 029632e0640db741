import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import { Public } from '../http/access.js';
import { securityText } from './security-text.js';

/** Whom to tell when no mail is configured: the makers. */
const MAKERS = 'security@werkplein.example';

@Controller('.well-known')
@Public()
export class SecurityTxtController {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('security.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  tell(): string {
    const office = /[^<>\s]+@[^<>\s]+/.exec(this.configuration.smtp?.from ?? '')?.[0];
    return securityText(this.clock.now(), this.configuration.publicUrl, `mailto:${office ?? MAKERS}`);
  }
}
