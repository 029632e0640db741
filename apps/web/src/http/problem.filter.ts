import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CONFIGURATION, DomainError, InvalidInputError, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { ForgedFormError } from './access.errors.js';
import type { StaffRequest } from './access.js';
import { siteOf, type Site } from './site.js';
import { texts } from './views.js';

const STATUS: Record<string, number> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'forged-form': 403,
  'not-found': 404,
  conflict: 409,
  'link-expired': 410,
  'link-spent': 410,
  'invalid-input': 400,
  'too-many-attempts': 429,
};

/** The only place that knows both what went wrong and HTTP: a page for people, RFC 9457 problem details for programs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<StaffRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, code } = problemOf(error);
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    if (code === 'not-signed-in' && wantsPage(request))
      return void reply.redirect(`/aanmelden?naar=${encodeURIComponent(request.url)}`, 303);
    if (wantsPage(request)) await this.sendPage(request, reply, status, code);
    else sendProblem(reply, status, code, error);
  }

  private async sendPage(request: StaffRequest, reply: FastifyReply, status: number, code: string): Promise<void> {
    // What the guard found out about whoever is signed in, if it came that far.
    const { locals } = reply as { locals?: { site?: Site } };
    const site = locals?.site ?? siteOf(request, reply, this.configuration);
    const key = texts.has('nl', `errors.${code}.title`) ? code : status >= 500 ? 'unexpected' : 'not-found';
    void reply.status(status).header('cache-control', 'no-store');
    await reply.view('errors/error', { site, titleKey: `errors.${key}.title`, textKey: `errors.${key}.text`, home: homeOf(request) });
  }
}

/** What went wrong, in the numbers of HTTP. */
export function problemOf(error: unknown): { status: number; code: string } {
  if (error instanceof DomainError) return { status: STATUS[error.code] ?? 400, code: error.code };
  if (error instanceof HttpException) return { status: error.getStatus(), code: error.getStatus() === 404 ? 'not-found' : 'invalid-input' };
  const statusCode = (error as { statusCode?: unknown }).statusCode;
  if (typeof statusCode === 'number' && statusCode < 500)
    return { status: statusCode, code: statusCode === 429 ? 'too-many-attempts' : 'invalid-input' };
  return { status: 500, code: 'unexpected' };
}

function sendProblem(reply: FastifyReply, status: number, code: string, error: unknown): void {
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send({
      type: `https://werkplein-check-in.example/problems/${code}`,
      status,
      title: code,
      detail: error instanceof DomainError && !(error instanceof ForgedFormError) ? error.message : 'See the title.',
      ...(error instanceof InvalidInputError ? { fields: error.fields } : {}),
    });
}

function wantsPage(request: StaffRequest): boolean {
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*') && !/^\/(webhooks|health|api)\//.test(request.url);
}

/** On a jobseeker's page there is no way "home": there is nothing there for them. */
function homeOf(request: StaffRequest): string | null {
  return request.url.startsWith('/c/') ? null : '/';
}
