import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { LinkExpiredError, LinkSpentError } from '#libs/checkins';
import {
  Clock,
  CONFIGURATION,
  DEFAULT_LANGUAGE,
  isClientLanguage,
  LANGUAGES,
  type ClientLanguage,
  type Configuration,
} from '#libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../http/problem.filter.js';
import { closedScreen, type ClosedReason } from './closed.page.js';
import { FollowingService } from './following.service.js';
import { addressWith, languageAsked } from './journey.js';
import type { Screen } from './screen.js';
import { UnknownLinks, WINDOW } from './unknown-links.js';

type LinkRequest = FastifyRequest<{ Params: { token?: string }; Querystring: { taal?: unknown } }>;

/** What goes wrong on a jobseeker's page gets a jobseeker's page: kind, in their language, with the help lines. */
@Catch()
export class AnsweringFilter implements ExceptionFilter {
  constructor(
    private readonly unknownLinks: UnknownLinks,
    private readonly following: FollowingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<LinkRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { token = '' } = request.params;
    const taal = request.query.taal;
    // It closed while they were answering, or another device was first: the link itself says how it stands now.
    if (error instanceof LinkSpentError || error instanceof LinkExpiredError)
      return sendScreen(reply, { redirectTo: addressWith(token, isClientLanguage(taal) ? taal : null) }, this.configuration);
    const languages = await this.spoken();
    const language = languageAsked(taal, request.headers['accept-language'], languages) ?? DEFAULT_LANGUAGE;
    const reason = this.reasonOf(error, request);
    if (reason === 'busy') void reply.header('retry-after', String(WINDOW.total('seconds')));
    await sendScreen(reply, closedScreen(reason, { language, languages }), this.configuration);
  }

  /** What went wrong may be the database itself: then the languages of the product. */
  private async spoken(): Promise<readonly ClientLanguage[]> {
    return this.following.spoken().catch(() => LANGUAGES);
  }

  private reasonOf(error: unknown, request: FastifyRequest): ClosedReason {
    if (problemOf(error).status < 500) return this.unknownLinks.areTooMany(request.ip, this.clock.now()) ? 'busy' : 'unknown';
    request.log.error({ err: error }, 'a request failed');
    return 'unexpected';
  }
}

/** Nothing of it stays behind: not in a cache, not in a search engine, and there is no cookie. */
export async function sendScreen(reply: FastifyReply, screen: Screen, { demo }: Configuration): Promise<void> {
  void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  if ('redirectTo' in screen) return void reply.redirect(screen.redirectTo, 303);
  const { language } = screen.page;
  await reply.status(screen.status).view(screen.view, { ...screen.page, site: { language, demo } });
}
