import { Module } from '@nestjs/common';
import { InterventionsModule } from '#libs/interventions';
import { RulesModule } from '#libs/rules';
import { ExplainingController } from './explaining.controller.js';

@Module({ imports: [RulesModule, InterventionsModule], controllers: [ExplainingController] })
export class ExplainingModule {}
