import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Clock, CONFIGURATION, DEFAULT_LANGUAGE, LANGUAGES, type ClientLanguage, type Configuration } from '#libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendScreen } from '../answering/answering.filter.js';
import { closedScreen, type ClosedReason } from '../answering/closed.page.js';
import { languageAsked } from '../answering/journey.js';
import { UnknownLinks, WINDOW } from '../answering/unknown-links.js';
import { problemOf } from '../http/problem.filter.js';
import { ReadingService } from './reading.service.js';

type LinkRequest = FastifyRequest<{ Querystring: { taal?: unknown } }>;

/** What goes wrong on a page behind a link gets a jobseeker's page: kind, in their language, with the help lines. */
@Catch()
export class SharingFilter implements ExceptionFilter {
  constructor(
    private readonly unknownLinks: UnknownLinks,
    private readonly reading: ReadingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<LinkRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const languages = await this.spoken();
    const language = languageAsked(request.query.taal, request.headers['accept-language'], languages) ?? DEFAULT_LANGUAGE;
    const reason = this.reasonOf(error, request);
    if (reason === 'busy') void reply.header('retry-after', String(WINDOW.total('seconds')));
    await sendScreen(reply, closedScreen(reason, { language, languages }), this.configuration);
  }

  /** What went wrong may be the database itself: then the languages of the product. */
  private async spoken(): Promise<readonly ClientLanguage[]> {
    return this.reading.spoken().catch(() => LANGUAGES);
  }

  private reasonOf(error: unknown, request: FastifyRequest): ClosedReason {
    if (problemOf(error).status < 500) return this.unknownLinks.areTooMany(request.ip, this.clock.now()) ? 'busy' : 'unknown';
    request.log.error({ err: error }, 'a request failed');
    return 'unexpected';
  }
}
