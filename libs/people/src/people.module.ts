import { Module } from '@nestjs/common';
import { AccessLogService } from './access-log.service.js';
import { CaseloadService } from './caseload.service.js';
import { ClientImportService } from './client-import.service.js';
import { ClientsService } from './clients.service.js';
import { EndReasonCodesService } from './end-reason-codes.service.js';
import { FairnessAttributesService } from './fairness-attributes.service.js';
import { FollowUpTasksService } from './follow-up-tasks.service.js';
import { OptOutsService } from './opt-outs.service.js';
import { PaidWorkImportService } from './paid-work-import.service.js';
import { PaidWorkService } from './paid-work.service.js';
import { PausesService } from './pauses.service.js';
import { PreferencesService } from './preferences.service.js';
import { ReachService } from './reach.service.js';
import { SessionsService } from './sessions.service.js';
import { SpellImportService } from './spell-import.service.js';
import { SpellsService } from './spells.service.js';
import { StaffService } from './staff.service.js';

const services = [
  StaffService,
  SessionsService,
  ClientsService,
  ClientImportService,
  EndReasonCodesService,
  SpellsService,
  SpellImportService,
  CaseloadService,
  ReachService,
  OptOutsService,
  PaidWorkService,
  PaidWorkImportService,
  PausesService,
  PreferencesService,
  FollowUpTasksService,
  FairnessAttributesService,
  AccessLogService,
];

/** Who works here, who is asked, where they can be reached, who looks after whom. */
@Module({ providers: services, exports: services })
export class PeopleModule {}
