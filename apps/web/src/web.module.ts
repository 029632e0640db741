import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Clock, type Configuration } from '#libs/platform';
import { InterventionsScreenModule } from './interventions/interventions-screen.module.js';
import { InboxScreenModule } from './inbox/inbox.module.js';
import { SignalsModule } from './signals/signals.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OperationsScreenModule } from './operations/operations-screen.module.js';
import { AdministrationModule } from './administration/administration.module.js';
import { EndReasonsModule } from './end-reasons/end-reasons.module.js';
import { ClientFileModule } from './client-file/client-file.module.js';
import { CaseloadModule } from './caseload/caseload.module.js';
import { OutflowModule } from './outflow/outflow.module.js';
import { ExplainingModule } from './explaining/explaining.module.js';
import { FairnessModule } from './fairness/fairness.module.js';
import { LearningModule } from './learning/learning.module.js';
import { SigningInModule } from './signing-in/signing-in.module.js';
import { StartModule } from './start/start.module.js';
import { AnsweringModule } from './answering/answering.module.js';
import { HealthModule } from './health/health.module.js';
import { SchemasModule } from './schemas/schemas.module.js';
import { SharingScreenModule } from './sharing/sharing-screen.module.js';
import { SecurityTxtModule } from './security-txt/security-txt.module.js';
import { HttpModule } from './http/http.module.js';
import { PlansModule } from './plans/plans.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { EffectsModule } from './rules/effects.module.js';
import { QuestionnairesScreenModule } from './questionnaires/questionnaires-screen.module.js';
import { RulesScreenModule } from './rules/rules-screen.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { TraitsModule } from './traits/traits.module.js';
import { UnsubscribingModule } from './unsubscribing/unsubscribing.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The table of contents of the web application: one line a screen. */
@Module({})
export class WebModule {
  static with(configuration: Configuration & { databaseUrl: string }, clock?: Clock): DynamicModule {
    return {
      module: WebModule,
      imports: [
        PlatformModule.with(configuration, clock, 20),
        HttpModule,
        AnsweringModule,
        SharingScreenModule,
        UnsubscribingModule,
        HealthModule,
        SecurityTxtModule,
        SchemasModule,
        StartModule,
        SigningInModule,
        CaseloadModule,
        ClientFileModule,
        InboxScreenModule,
        InterventionsScreenModule,
        SignalsModule,
        OutflowModule,
        LearningModule,
        FairnessModule,
        ExplainingModule,
        AdministrationModule,
        EndReasonsModule,
        OperationsScreenModule,
        MetricsModule,
        PlansModule,
        QuestionnairesScreenModule,
        RulesScreenModule,
        EffectsModule,
        TraitsModule,
        PrivacyModule,
        TemplatesModule,
        WebhooksModule,
      ],
    };
  }
}
