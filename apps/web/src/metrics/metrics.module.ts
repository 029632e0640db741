import { Module } from '@nestjs/common';
import { OperationsModule } from '#libs/operations';
import { MetricsController } from './metrics.controller.js';

@Module({ imports: [OperationsModule], controllers: [MetricsController] })
export class MetricsModule {}
