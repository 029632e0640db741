import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { InboxModule } from '#libs/inbox';
import { OperationsModule } from '#libs/operations';
import { PeopleModule } from '#libs/people';
import { NoticesService } from '../operations/notices.service.js';
import { AccessGuard } from './access.guard.js';
import { ProblemFilter } from './problem.filter.js';

@Module({
  imports: [PeopleModule, OperationsModule, InboxModule],
  providers: [NoticesService, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class HttpModule {}
