import { PaidWorkService, SpellsService, type BenefitScheme, type EndReason, type NewPaidWork } from '#libs/people';
import type { DataSource } from 'typeorm';

const NOW = Temporal.Instant.from('2026-11-22T10:00:00Z');

/** A benefit of somebody: runs unless it has an end (the first day without), which was for work unless said otherwise. */
export async function aSpell(
  dataSource: DataSource,
  clientId: string,
  {
    from,
    until,
    scheme = 'PW',
    reason = 'WORK_EMPLOYED',
    unitNumber,
  }: { from: string; until?: string; scheme?: BenefitScheme; reason?: EndReason; unitNumber?: string },
  now = NOW,
): Promise<void> {
  const spells = new SpellsService();
  await dataSource.transaction(async (tx) => {
    await spells.begin(tx, clientId, scheme, Temporal.PlainDate.from(from), now, unitNumber === undefined ? {} : { unitNumber });
    if (until) await spells.end(tx, clientId, Temporal.PlainDate.from(until), reason, now);
  });
}

/** Paid work of somebody, 16 hours a week in service unless said otherwise; it goes on unless it has an end (the first day without). */
export async function paidWork(
  dataSource: DataSource,
  clientId: string,
  { from, until, ...work }: { from: string; until?: string } & Partial<Omit<NewPaidWork, 'startsOn' | 'endsOn'>>,
  now = NOW,
): Promise<void> {
  const days = { startsOn: Temporal.PlainDate.from(from), ...(until === undefined ? {} : { endsOn: Temporal.PlainDate.from(until) }) };
  await dataSource.transaction((tx) =>
    new PaidWorkService().begin(tx, clientId, { kind: 'employee', hoursPerWeek: 16, ...work, ...days }, now),
  );
}
