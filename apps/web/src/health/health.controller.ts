import { Controller, Get, Res } from '@nestjs/common';
import { PlatformHealth } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.js';

@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly health: PlatformHealth) {}

  /** The process answers. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** The product can do its work: 200 with every part 'ok', or 503 with the parts that are not. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const parts = await this.health.examine();
    const isReady = Object.values(parts).every((state) => state === 'ok');
    await reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'not-ready', ...parts });
  }
}
