import { Injectable, Logger } from '@nestjs/common';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import { DataSource, type EntityManager } from 'typeorm';
import { compileRule, type CompiledRule } from './domain/compile-rule.js';
import { RuleRefusedError } from './rules.errors.js';
import { STANDARD_RULES } from './domain/standard-rules.js';

/** The versions in force at a moment (a parameter such as `$1`): of every rule the newest that has begun and has not ended. */
export function versionsInForce(moment: `$${number}`): string {
  return `
    select distinct on (rule) id from rule_version
     where valid_from <= ${moment} and (valid_until is null or valid_until > ${moment})
     order by rule, version desc`;
}

interface VersionRow {
  id: string;
  rule: string;
  version: number;
  definition: unknown;
}

/** Rules as data: versions that never change, compiled once. */
@Injectable()
export class RulesService {
  private readonly log = new Logger('rules');
  /** A version never changes, so what was compiled stays right; which versions are in force is asked every time. null: refused. */
  private readonly compiledVersions = new Map<string, CompiledRule | null>();
  /** Of the versions that were asked for last: one review after the other asks for the same. */
  private latest: { key: string; rules: readonly CompiledRule[] } = { key: '', rules: [] };

  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Sees to it that the standard rules are there; safe at every start and by several processes at once. A newer version of the product takes the
   * place of an older one of the product, from now on. What an office wrote, replaced or ended stays as the office left it.
   * @param now in an office without rules a standard rule is in force from its own date, or from now where the clock stands before that
   *   (a simulated past)
   */
  async ensureStandard(now: Temporal.Instant): Promise<void> {
    for (const definition of STANDARD_RULES) compiledOrRefused(definition.rule, definition);
    await this.dataSource.query(
      `with newest as (
         select distinct on (rule) rule, version, approver_id, valid_until from rule_version order by rule, version desc),
       fresh as (
         select given.definition, given.definition ->> 'rule' as rule, (given.definition ->> 'version')::int as version
           from jsonb_array_elements($1::jsonb) as given (definition)
           left join newest on newest.rule = given.definition ->> 'rule'
          where newest.rule is null
             or (newest.version < (given.definition ->> 'version')::int and newest.approver_id is null and newest.valid_until is null)),
       replaced as (
         update rule_version as old set valid_until = greatest(old.valid_from, $2)
           from fresh where old.rule = fresh.rule and old.valid_until is null)
       insert into rule_version (rule, version, definition, author, approver, valid_from)
       select rule, version, definition, definition ->> 'author', definition ->> 'approver',
              case when exists (select from newest) then $2 else least((definition ->> 'validFrom')::timestamptz, $2) end
         from fresh
        order by 1, 2
       on conflict (rule, version) do nothing`,
      [JSON.stringify(STANDARD_RULES), now],
    );
  }

  /** The rules in force at a moment, compiled. */
  async inForce(tx: EntityManager, now: Temporal.Instant): Promise<readonly CompiledRule[]> {
    const rows: { id: string }[] = await tx.query(versionsInForce('$1'), [now]);
    return this.compiled(
      tx,
      rows.map(({ id }) => id),
    );
  }

  /** The compiled rules of these versions; only versions this process has not seen yet are read. A version that is refused is left out and told in the log. */
  async compiled(tx: EntityManager, versionIds: readonly string[]): Promise<readonly CompiledRule[]> {
    const unseen = versionIds.filter((id) => !this.compiledVersions.has(id));
    if (unseen.length > 0) {
      const rows: VersionRow[] = await tx.query(`select id, rule, version, definition from rule_version where id = any($1::uuid[])`, [
        unseen,
      ]);
      const catalogue = await this.catalogue.current(tx);
      for (const row of rows) this.compiledVersions.set(row.id, this.compile(row, catalogue));
    }
    const key = versionIds.join();
    // The same list again: what is made of a whole set is made of it once, and costs more than judging it.
    if (this.latest.key !== key) this.latest = { key, rules: versionIds.flatMap((id) => this.compiledVersions.get(id) ?? []) };
    return this.latest.rules;
  }

  /** A rule that names what no longer exists must not stand between a client and the saving of their answers. */
  private compile({ rule, version, definition }: VersionRow, catalogue: Catalogue): CompiledRule | null {
    try {
      return compiledOrRefused(`${rule} v${version}`, definition, catalogue);
    } catch (error) {
      if (!(error instanceof RuleRefusedError)) throw error;
      this.log.error(`left out, it does not compile: ${error.message}`);
      return null;
    }
  }
}

/** @throws RuleRefusedError */
function compiledOrRefused(name: string, definition: unknown, catalogue?: Catalogue): CompiledRule {
  const compiled = compileRule(definition, catalogue);
  if ('problems' in compiled) throw new RuleRefusedError(name, compiled.problems);
  return compiled;
}
