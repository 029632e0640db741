import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A telephone that was never texted, or whose messages were forgotten: a page for people, JSON for programs. */
@Catch(NotFoundException)
export class NotFoundFilter implements ExceptionFilter {
  async catch(error: NotFoundException, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(404);
    if (request.headers.accept?.includes('text/html')) await reply.view('not-found', { title: 'Niet gevonden' });
    else await reply.send(error.getResponse());
  }
}
