import { Injectable, Logger } from '@nestjs/common';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import { DataSource, type EntityManager } from 'typeorm';
import { compileRule, type CompiledRule } from './domain/compile-rule.js';
import { compileRuleSet, type RuleSet } from './domain/rule-set.js';
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
  private lastSet: { versions: string; set: RuleSet } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Sees to it that the standard rules are there; safe at every start and by several processes at once. What an office ended stays ended.
   * @param now a standard rule is in force from its own date, or from now where the clock stands before that (a simulated past)
   */
  async ensureStandard(now: Temporal.Instant): Promise<void> {
    for (const definition of STANDARD_RULES) compiledOrRefused(definition.rule, definition);
    await this.dataSource.query(
      `insert into rule_version (rule, version, definition, author, approver, valid_from)
       select definition ->> 'rule', (definition ->> 'version')::int, definition, definition ->> 'author', definition ->> 'approver',
              least((definition ->> 'validFrom')::timestamptz, $2)
         from jsonb_array_elements($1::jsonb) as given (definition)
        order by 1, 2
       on conflict (rule, version) do nothing`,
      [JSON.stringify(STANDARD_RULES), now],
    );
  }

  /** The rules in force at a moment, compiled. */
  async inForce(tx: EntityManager, now: Temporal.Instant): Promise<CompiledRule[]> {
    const rows: { id: string }[] = await tx.query(versionsInForce('$1'), [now]);
    return this.compiled(
      tx,
      rows.map(({ id }) => id),
    );
  }

  /** The compiled rules of these versions; only versions this process has not seen yet are read. A version that is refused is left out and told in the log. */
  async compiled(tx: EntityManager, versionIds: readonly string[]): Promise<CompiledRule[]> {
    const unseen = versionIds.filter((id) => !this.compiledVersions.has(id));
    if (unseen.length > 0) {
      const rows: VersionRow[] = await tx.query(`select id, rule, version, definition from rule_version where id = any($1::uuid[])`, [
        unseen,
      ]);
      const catalogue = await this.catalogue.current(tx);
      for (const row of rows) this.compiledVersions.set(row.id, this.compile(row, catalogue));
    }
    return versionIds.flatMap((id) => this.compiledVersions.get(id) ?? []);
  }

  /** The same rules as one set, ready to be judged. */
  async setOf(tx: EntityManager, versionIds: readonly string[]): Promise<RuleSet> {
    const versions = versionIds.join();
    if (this.lastSet?.versions !== versions) this.lastSet = { versions, set: compileRuleSet(await this.compiled(tx, versionIds)) };
    return this.lastSet.set;
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
