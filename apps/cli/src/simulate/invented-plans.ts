import { DEFAULT_SETTINGS, PlansService, SelectionsService, type PlanSettings } from '#libs/planning';
import { localInstant } from '#libs/platform';
import { STANDARD_KEY } from '#libs/questionnaires';
import type { INestApplicationContext } from '@nestjs/common';

const CADENCE_WEEKS = 4;

/** What the invented office asks of whom: one plan for everybody, one that counts from an event, and a draft to look at. */
export class InventedPlans {
  private readonly plans: PlansService;
  private readonly selections: SelectionsService;

  constructor(app: INestApplicationContext) {
    this.plans = app.get(PlansService);
    this.selections = app.get(SelectionsService);
  }

  /** Everybody, every four weeks, so spread that each working day has its share. */
  async ask(today: Temporal.PlainDate): Promise<void> {
    await this.switchOn(today, {
      name: 'Elke vier weken: hoe gaat het met u?',
      audience: { kind: 'everybody' },
      cadence: { kind: 'weeks', every: CADENCE_WEEKS },
      startsOn: today,
      spreadDays: CADENCE_WEEKS * 7,
      perCoachPerDay: 8,
      reminders: [{ afterDays: 3, channel: 'same' }],
    });
  }

  async askAfterStarting(today: Temporal.PlainDate): Promise<void> {
    await this.switchOn(today, {
      name: 'Twee weken na de start: hoe gaat het?',
      audience: { kind: 'everybody' },
      cadence: { kind: 'event', event: 'intervention_start', afterDays: 14 },
      startsOn: today,
    });
  }

  /** Somebody began on this and has not switched it on. */
  async leaveADraft(today: Temporal.PlainDate): Promise<void> {
    const now = localInstant(today, '09:30');
    const criteria = { traits: [{ trait: 'finance.debt', is: [1], notOlderThanDays: null }], spell: { monthsAtLeast: 12 } };
    const selectionId = await this.selections.save('Schulden, een jaar of langer in de uitkering', criteria, null, now);
    await this.plans.draft(
      settings({
        name: 'Elke maand: schulden',
        audience: { kind: 'selection', selectionId },
        cadence: { kind: 'monthly', day: 1 },
        startsOn: today.add({ days: 7 }),
        window: { from: Temporal.PlainTime.from('10:00'), until: Temporal.PlainTime.from('16:00') },
        spreadDays: 5,
        perCoachPerDay: 3,
        reminders: [{ afterDays: 3, channel: 'next' }],
      }),
      null,
      now,
    );
  }

  private async switchOn(today: Temporal.PlainDate, given: GivenSettings): Promise<void> {
    const now = localInstant(today, '08:45');
    await this.plans.switchOn(await this.plans.draft(settings(given), null, now), null, now);
  }
}

type GivenSettings = Pick<PlanSettings, 'name' | 'audience' | 'cadence' | 'startsOn'> & Partial<PlanSettings>;

function settings(given: GivenSettings): PlanSettings {
  return { ...DEFAULT_SETTINGS, questionnaireKey: STANDARD_KEY, ...given };
}
