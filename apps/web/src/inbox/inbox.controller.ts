import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { ReadingService } from '#libs/inbox';
import { InboxReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, ConflictError } from '#libs/platform';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { OpeningService } from '../client-file/opening.service.js';
import { IdParam } from '../client-file/id-param.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { INBOX_DONE, inboxPage, type InboxDone, type ShownInbox } from './inbox.page.js';

class InboxQuery {
  @IsOptional()
  @IsIn(INBOX_DONE)
  gedaan?: InboxDone;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  pagina?: number;
}

class AssignForm {
  @IsUUID()
  klant!: string;
}

/** The werkcoach: who wrote to me, and whose is what came from a number that more people have. */
@Controller('berichten')
@Roles('coach')
export class InboxController {
  constructor(
    private readonly inbox: InboxReadModel,
    private readonly reading: ReadingService,
    private readonly opening: OpeningService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('inbox/inbox')
  show(@CurrentStaff() staff: SignedInStaff, @Query() { gedaan: done, pagina: page = 1 }: InboxQuery, @Req() request: StaffRequest) {
    return this.page(staff, { page, done }, request);
  }

  /** Only to a client of one's own; that they have the number is checked by who keeps the messages. */
  @Post(':messageId/toewijzen')
  async assign(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('messageId') messageId: string,
    @Body() { klant: clientId }: AssignForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, clientId);
    try {
      await this.dataSource.transaction((tx) => this.reading.assign(tx, messageId, clientId, staff.staffId, this.clock.now()));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      void reply.status(HttpStatus.CONFLICT).header('cache-control', 'no-store');
      await reply.view('inbox/inbox', await this.page(staff, { page: 1, conflict: true }, request));
      return;
    }
    void reply.redirect('/berichten?gedaan=toegewezen', 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(':messageId/toewijzen')
  afterRefusal(@Res() reply: FastifyReply): void {
    void reply.redirect('/berichten', 303);
  }

  private async page(staff: SignedInStaff, shown: ShownInbox, request: StaffRequest) {
    const now = this.clock.now();
    const [threads, shared, unread] = await Promise.all([
      this.inbox.threads(staff.staffId, shown.page, now),
      this.inbox.shared(staff.staffId, now),
      this.reading.unread(this.dataSource.manager, staff.staffId),
    ]);
    return inboxPage(threads, shared, unread, shown, now, languageOf(request));
  }
}
