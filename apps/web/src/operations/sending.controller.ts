import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { SendingScreen } from './sending.screen.js';

class SendingQuery {
  @IsOptional()
  @IsString()
  @MaxLength(20)
  gedaan?: string;
}

/** Whether what should go out goes out: for who keeps it running, and for who answers for it. */
@Controller('beheer/verzending')
@Roles('admin', 'team_lead')
export class SendingController {
  constructor(
    private readonly screen: SendingScreen,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: SendingQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.screen.show(staff, { done: query.gedaan ?? null }, this.clock.now(), languageOf(request));
    await reply.header('cache-control', 'no-store').view('operations/sending', page);
  }
}
