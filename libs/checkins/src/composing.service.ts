import { Injectable } from '@nestjs/common';
import { HeardService, type Heard } from '#libs/profiles';
import { composeCheckIn, ModulesService, traitsAskedBy, type Composed, type PublishedVersion, type Wanting } from '#libs/questionnaires';
import { WantedTraitsService, type WantedTraits } from '#libs/rules';
import type { EntityManager } from 'typeorm';

/** What is asked in so many days counts for the burden of asking. */
const DAYS_OF_A_MONTH = 30;
/** Longer ago than any question's validity. */
const DAYS_OF_ANSWERS = 400;

/** Composes a check-in of one of the clients that were looked up. @param byMessage so many of its items can be asked in a text message */
export type Compose = (clientId: string, version: PublishedVersion, byMessage: number) => Composed;

/** Looks up what decides what is asked of whom, for a whole batch at once. */
@Injectable()
export class ComposingService {
  constructor(
    private readonly heard: HeardService,
    private readonly modules: ModulesService,
    private readonly wantedTraits: WantedTraitsService,
  ) {}

  /** Four statements, or five, however many clients there are. */
  async prepare(
    tx: EntityManager,
    clientIds: readonly string[],
    versions: Iterable<PublishedVersion>,
    now: Temporal.Instant,
  ): Promise<Compose> {
    const definitions = [...versions].map(({ definition }) => definition);
    const traits = [...new Set(definitions.flatMap(traitsAskedBy))];
    const heard = await this.heard.lately(tx, clientIds, traits, now);
    const asked = await askedLately(tx, clientIds, now);
    const unobserved = definitions.flatMap(({ items }) => items.filter(({ trait, feed }) => trait === null || feed).map(({ key }) => key));
    const answered = await answeredLately(tx, clientIds, unobserved, now);
    const modulesOn = await this.modules.on(tx);
    const wanted = await this.wantedTraits.of(tx, clientIds);
    return (clientId, { questionnaireId, definition }, byMessage) =>
      composeCheckIn({
        definition,
        heard: heard.get(clientId) ?? new Map(),
        answered: answered.get(`${clientId} ${questionnaireId}`) ?? new Map(),
        modulesOn,
        wanted: stillWanted(wanted.get(clientId), heard.get(clientId)),
        askedThisMonth: asked.get(clientId) ?? 0,
        byMessage,
        now,
      });
  }
}

/** What somebody wanted to know before something was heard of it is known now. */
function stillWanted(
  wanted: ReturnType<WantedTraits['get']>,
  heard: ReadonlyMap<string, readonly Heard[]> | undefined,
): Map<string, Wanting> {
  const isHeardSince = (trait: string, at: Temporal.Instant) =>
    (heard?.get(trait) ?? []).some(({ observedAt }) => Temporal.Instant.compare(observedAt, at) > 0);
  return new Map([...(wanted ?? [])].flatMap(([trait, { by, at }]) => (isHeardSince(trait, at) ? [] : [[trait, by] as const])));
}

/** How many items each of them was asked lately, by whatever plan; what was called off or reached nobody was no burden. */
async function askedLately(tx: EntityManager, clientIds: readonly string[], now: Temporal.Instant): Promise<Map<string, number>> {
  const rows: { clientId: string; items: number }[] = await tx.query(
    `select client_id as "clientId", sum(cardinality(items))::int as items
       from check_in
      where client_id = any ($1::uuid[]) and channel is not null and opened_at > $2
        and coalesce(outcome, 'open') not in ('missed', 'canceled', 'unreachable')
      group by client_id`,
    [clientIds, now.subtract({ hours: 24 * DAYS_OF_A_MONTH })],
  );
  return new Map(rows.map(({ clientId, items }) => [clientId, items]));
}

/** By client and questionnaire: when each of these items was last answered or refused. What was passed over was not. */
async function answeredLately(
  tx: EntityManager,
  clientIds: readonly string[],
  items: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Map<string, Temporal.Instant>>> {
  if (items.length === 0) return new Map();
  const rows: { client: string; item: string; at: Date }[] = await tx.query(
    `select check_in.client_id || ' ' || version.questionnaire_id as client, answer.item, max(answer.answered_at) as at
       from check_in
       join questionnaire_version version on version.id = check_in.questionnaire_version_id
       join answer on answer.check_in_id = check_in.id and answer.item = any ($2::text[]) and answer.state <> 'skipped'
      where check_in.client_id = any ($1::uuid[]) and check_in.channel is not null and check_in.opened_at > $3
      group by 1, 2`,
    [clientIds, items, now.subtract({ hours: 24 * DAYS_OF_ANSWERS })],
  );
  const byClient = new Map<string, Map<string, Temporal.Instant>>();
  for (const { client, item, at } of rows)
    byClient.set(client, (byClient.get(client) ?? new Map<string, Temporal.Instant>()).set(item, at.toTemporalInstant()));
  return byClient;
}
