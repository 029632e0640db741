import { ModulesService } from '#libs/questionnaires';
import type { INestApplicationContext } from '@nestjs/common';

/** The invented office asks about health, and has recorded why it may: what a real one has to do first. The other modules are off. */
export async function recordInventedGround(app: INestApplicationContext, now: Temporal.Instant): Promise<void> {
  await app.get(ModulesService).switchOn(
    'health',
    {
      legalBasis: 'Verzonnen grondslag, alleen voor deze demo',
      dpiaReference: 'DEMO-DPIA-1',
      approver: 'Fatma Yildiz, functionaris gegevensbescherming van de demo',
      note: 'Hoort bij de verzonnen gegevens. In het echt legt een gemeente dit zelf vast.',
    },
    null,
    now,
  );
}
