import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import {
  ApprovalMissingError,
  DraftsService,
  NothingChangedError,
  NotPublishableError,
  PublishingService,
  StaleDraftError,
} from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { revisionIn } from './draft.controller.js';
import { DraftViewingService } from './draft-viewing.service.js';
import { sentOf, textIn } from './form-reading.js';
import { publishPage, type PublishGiven } from './versions.page.js';

const DONE = ['gepubliceerd', 'goedgekeurd'] as const;

class DoneQuery {
  @IsOptional()
  @IsIn(DONE)
  gedaan?: (typeof DONE)[number];
}

/** Looking over what was changed, approving of it, and making it the next version. */
@Controller('beheer/vragenlijsten/:key')
@Roles('admin')
export class PublishingController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
    private readonly viewing: DraftViewingService,
    private readonly clock: Clock,
  ) {}

  @Get('publiceren')
  @Roles('admin', 'privacy_officer')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.view(key, staff, { done: done ?? null }, request, reply);
  }

  @Post('publiceren')
  async publish(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const note = textIn(sentOf(body), 'toelichting', 500);
    try {
      await this.publishing.publish(key, { revision: revisionIn(body), note: note.trim() }, staff.staffId, this.clock.now());
    } catch (error) {
      return this.comeBack(error, key, staff, { note }, request, reply);
    }
    void reply.redirect(`/beheer/vragenlijsten/${key}/publiceren?gedaan=gepubliceerd`, 303);
  }

  @Post('goedkeuren')
  @Roles('admin', 'privacy_officer')
  async approve(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.publishing.approve(key, revisionIn(body), staff.staffId, this.clock.now());
    } catch (error) {
      return this.comeBack(error, key, staff, {}, request, reply);
    }
    void reply.redirect(`/beheer/vragenlijsten/${key}/publiceren?gedaan=goedgekeurd`, 303);
  }

  /** What was changed is gone; what is published stays. */
  @Post('weggooien')
  async discard(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { basedOn } = await this.drafts.open(key);
    try {
      await this.drafts.discard(key, revisionIn(body));
    } catch (error) {
      return this.comeBack(error, key, staff, {}, request, reply);
    }
    void reply.redirect(
      basedOn === null ? '/beheer/vragenlijsten?gedaan=weggegooid' : `/beheer/vragenlijsten/${key}?gedaan=weggegooid`,
      303,
    );
  }

  private async comeBack(
    error: unknown,
    key: string,
    staff: SignedInStaff,
    given: Partial<PublishGiven>,
    request: StaffRequest,
    reply: FastifyReply,
  ) {
    const problem = PROBLEMS.find(([kind]) => error instanceof kind)?.[1];
    if (problem === undefined) throw error;
    void reply.status(HttpStatus.CONFLICT);
    await this.view(key, staff, { ...given, problem }, request, reply);
  }

  private async view(
    key: string,
    staff: SignedInStaff,
    given: Partial<PublishGiven>,
    request: StaffRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.viewing.see(key, staff);
    const { basedOn, revision } = seen.draft;
    const current = basedOn === null ? null : await this.publishing.version(key, basedOn);
    const approval = await this.publishing.approval(key);
    // Without a draft there is nothing that a colleague could have changed.
    const problem = given.problem === 'stale' && seen.draft.changedAt === null ? 'nothing' : (given.problem ?? null);
    const page = publishPage(
      { seen, current, approval, staffId: staff.staffId, note: '', revision, done: null, ...given, problem },
      languageOf(request),
    );
    await reply.header('cache-control', 'no-store').view('questionnaires/publish', page);
  }
}

const PROBLEMS = [
  [StaleDraftError, 'stale'],
  [ApprovalMissingError, 'approval'],
  [NothingChangedError, 'nothing'],
  [NotPublishableError, 'refused'],
] as const;
