import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { AlarmsService, EXPOSITION_TYPE, FiguresService } from '#libs/operations';
import { Clock, CONFIGURATION, NotFoundError, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Public } from '../http/access.js';
import { metricsPage } from './metrics.page.js';

/** For Prometheus. Whoever does not show the token finds nothing here, and does not learn that there is something. */
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    private readonly figures: FiguresService,
    private readonly alarms: AlarmsService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The figures of sending in the text format 0.0.4; nothing personal. @throws NotFoundError without METRICS_TOKEN, but in the demo */
  @Get()
  async show(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken, demo } = this.configuration;
    const mayRead = metricsToken === null ? demo : isSame(authorization ?? '', `Bearer ${metricsToken}`);
    if (!mayRead) throw new NotFoundError('no metrics for who does not show the token');
    const now = this.clock.now();
    const measured = {
      waiting: await this.figures.waiting(now),
      lastDay: await this.figures.lastDay(now),
      alarms: await this.alarms.standing(),
      providers: await this.figures.providers(),
    };
    await reply.header('content-type', EXPOSITION_TYPE).header('cache-control', 'no-store').send(metricsPage(measured));
  }
}

/** Takes as long whatever is wrong with it, its length included. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
