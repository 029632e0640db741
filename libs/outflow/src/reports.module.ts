import { Module } from '@nestjs/common';
import { MessagingModule } from '#libs/messaging';
import { OutflowModule } from './outflow.module.js';
import { ReportsService } from './reports.service.js';

/** The monthly report: apart from the figures, because who only counts needs no way to mail. */
@Module({ imports: [MessagingModule, OutflowModule], providers: [ReportsService], exports: [ReportsService] })
export class ReportsModule {}
