import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { OutflowController } from './outflow.controller.js';

@Module({ imports: [InsightModule], controllers: [OutflowController] })
export class OutflowModule {}
