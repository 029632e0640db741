import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { FollowingUpService } from '#libs/checkins';
import { FollowUpTasksService, type SignedInStaff, type TaskResult } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { OverviewService } from './overview.service.js';
import { TaskForm } from './planning.forms.js';

/** The coach did what only a person can do. */
@Controller('klanten/:id/taken/:taskId')
@Roles('coach')
export class TasksController {
  constructor(
    private readonly opening: OpeningService,
    private readonly overviews: OverviewService,
    private readonly tasks: FollowUpTasksService,
    private readonly followingUp: FollowingUpService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post()
  async close(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @IdParam('taskId') taskId: string,
    @Body() { resultaat, toelichting: note }: TaskForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    if ((await this.tasks.clientOf(this.dataSource.manager, taskId)) !== id) throw new NotFoundError('a task about another client');
    const closing = { staffId: staff.staffId, result: resultaat as TaskResult, note };
    try {
      await this.dataSource.transaction((tx) => this.followingUp.close(tx, taskId, closing, this.clock.now()));
    } catch (error) {
      if (error instanceof InvalidInputError)
        return this.overviews.refuse(staff, id, { result: { taskId, note, problems: error.fields } }, languageOf(request), reply);
      if (error instanceof ConflictError)
        return this.overviews.refuse(staff, id, { conflict: 'client-planning.task.gone' }, languageOf(request), reply);
      throw error;
    }
    void reply.redirect(`/klanten/${id}?gedaan=taak`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get()
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }
}
