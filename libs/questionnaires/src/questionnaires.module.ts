import { Module } from '@nestjs/common';
import { QuestionnairesService } from './questionnaires.service.js';

/** Floor 3: what is asked, in every language, in versions that never change. */
@Module({ providers: [QuestionnairesService], exports: [QuestionnairesService] })
export class QuestionnairesModule {}
