import { Module } from '@nestjs/common';
import { MessagingModule } from '#libs/messaging';
import { AlarmsService } from './alarms.service.js';
import { FiguresService } from './figures.service.js';
import { WatchService } from './watch.service.js';

@Module({
  imports: [MessagingModule],
  providers: [AlarmsService, FiguresService, WatchService],
  exports: [AlarmsService, FiguresService, WatchService],
})
export class OperationsModule {}
