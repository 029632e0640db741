import { Body, Controller, Get, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { FollowingUpService } from '#libs/checkins';
import { ClientFileReadModel, ClientPlanningReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import { FollowUpTasksService, type SignedInStaff, type TaskResult } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { overviewPage, type Refused } from './overview.page.js';
import { TaskForm } from './planning.forms.js';

/** The coach did what only a person can do. */
@Controller('klanten/:id/taken/:taskId')
@Roles('coach')
export class TasksController {
  constructor(
    private readonly opening: OpeningService,
    private readonly files: ClientFileReadModel,
    private readonly plannings: ClientPlanningReadModel,
    private readonly tasks: FollowUpTasksService,
    private readonly followingUp: FollowingUpService,
    private readonly catalogue: CatalogueService,
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
        return this.refuse(staff, id, request, reply, { result: { taskId, note, problems: error.fields } });
      if (error instanceof ConflictError) return this.refuse(staff, id, request, reply, { conflict: 'client-planning.task.gone' });
      throw error;
    }
    void reply.redirect(`/klanten/${id}?gedaan=taak`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get()
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }

  private async refuse(staff: SignedInStaff, id: string, request: StaffRequest, reply: FastifyReply, refused: Refused): Promise<void> {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'client-file', now);
    const [overview, tasks, catalogue] = await Promise.all([
      this.files.overview(id, now),
      this.plannings.openTasks(id),
      this.catalogue.current(),
    ]);
    void reply.status(refused.conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view('client-file/overview', {
      file: fileHeader(header, reach, 'overzicht', now, language),
      ...overviewPage(overview, tasks, { refused }, catalogue, now, language),
    });
  }
}
