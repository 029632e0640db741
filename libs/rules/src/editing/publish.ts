import type { EntityManager } from 'typeorm';
import { asRule, type RuleWriting } from './rule-writing.js';

/** Who stands behind a change. The database refuses an approver who is among the authors. */
export interface Signed {
  authorIds: readonly string[];
  approverId: string;
  note: string;
  now: Temporal.Instant;
}

/** Adds the next version of each rule; what was in force of it ends where its next version begins. Under the lock. @returns what was made */
export async function publish(
  tx: EntityManager,
  written: readonly RuleWriting[],
  { authorIds, approverId, note, now, author, approver }: Signed & { author: string; approver: string },
): Promise<{ rule: string; version: number }[]> {
  const newest: { rule: string; version: number }[] = await tx.query(
    `select rule, max(version)::int as version from rule_version where rule = any($1::text[]) group by rule`,
    [written.map(({ rule }) => rule)],
  );
  const before = new Map(newest.map(({ rule, version }) => [rule, version]));
  const rules = written.map((each) => asRule(each, { version: (before.get(each.rule) ?? 0) + 1, author, approver, now }));
  const given = JSON.stringify(rules);
  await tx.query(
    `update rule_version old set valid_until = made.begins
       from (select given ->> 'rule' as rule, (given ->> 'validFrom')::timestamptz as begins from jsonb_array_elements($1::jsonb) as given) made
      where old.rule = made.rule and (old.valid_until is null or old.valid_until > made.begins)`,
    [given],
  );
  await tx.query(
    `insert into rule_version (rule, version, definition, author, approver, valid_from, valid_until, author_ids, approver_id, approved_at, note)
     select definition ->> 'rule', (definition ->> 'version')::int, definition, definition ->> 'author', definition ->> 'approver',
            (definition ->> 'validFrom')::timestamptz, (definition ->> 'validUntil')::timestamptz, $2::uuid[], $3, $4, nullif($5, '')
       from jsonb_array_elements($1::jsonb) as given (definition)`,
    [given, authorIds, approverId, now, note],
  );
  return rules.map(({ rule, version }) => ({ rule, version }));
}

/** From now on these rules do not count, in any version. Under the lock. */
export async function endRules(tx: EntityManager, rules: readonly string[], { authorIds, approverId, note, now }: Signed): Promise<void> {
  await tx.query(
    `update rule_version set valid_until = $2, ended_by = $3, end_approved_by = $4, end_note = nullif($5, '')
      where rule = any($1::text[]) and (valid_until is null or valid_until > $2)`,
    [rules, now, authorIds[0], approverId, note],
  );
}
