import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { PeopleModule } from '#libs/people';
import { AccessGuard } from './access.guard.js';
import { ProblemFilter } from './problem.filter.js';

@Module({
  imports: [PeopleModule],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
