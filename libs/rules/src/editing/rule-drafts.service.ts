import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { RuleDefinition } from '../domain/rule.js';
import { StaleRuleError } from './editing.errors.js';
import { administratorsName, lockRules } from './lock-rules.js';
import { LIST_RULES, OPEN_RULE, SEEN_RULE } from './rule-questions.js';
import { ruleKeyOf, writingOf, type RuleWriting } from './rule-writing.js';

/** What administrators work on: as it was saved last, or as its newest version says when nobody changed it yet. */
export interface RuleDraft {
  rule: string;
  /** 'end': once approved the rule no longer counts. */
  kind: 'change' | 'end';
  definition: RuleWriting;
  /** Goes along with saving, and is never the same twice. Below zero: nothing was changed yet, it is what version 1 (-1), 2 (-2) … says. */
  revision: number;
  /** The version it began as; null: it is new. */
  basedOn: number | null;
  /** The newest version there is now, with what it says; null: there is none. */
  newest: { version: number; definition: RuleDefinition; isEnded: boolean } | null;
  note: string;
  /** Everybody who wrote on it: none of them approves it. Empty as long as nothing was changed. */
  authors: { staffId: string; name: string }[];
  changedAt: Temporal.Instant | null;
  changedBy: string | null;
  /** Somebody asked for approval of exactly this revision. */
  submittedAt: Temporal.Instant | null;
  submittedBy: string | null;
  /** Why it came back. */
  returnedNote: string | null;
}

/** A rule in the list of administrators. */
export interface ListedRule {
  rule: string;
  /** The newest version that has begun or will begin; null: it is new. */
  newest: {
    version: number;
    definition: RuleDefinition;
    author: string;
    approver: string;
    validFrom: Temporal.Instant;
    validUntil: Temporal.Instant | null;
    isStandard: boolean;
  } | null;
  draft: {
    kind: 'change' | 'end';
    definition: RuleWriting;
    revision: number;
    authorIds: string[];
    changedBy: string;
    changedAt: Temporal.Instant;
    isSubmitted: boolean;
    isReturned: boolean;
  } | null;
}

/** An office has tens of rules. */
const MOST_LISTED = 500;
/** In characters of JSON. */
const LONGEST_DEFINITION = 100_000;
export const LONGEST_NOTE = 500;

/** Rules while they are written: one draft each, which whoever saves has seen. Nothing counts before another person approved it. */
@Injectable()
export class RuleDraftsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every rule that is, was or is being written, by its Dutch title. */
  async list(): Promise<ListedRule[]> {
    const rows: ListRow[] = await this.dataSource.query(LIST_RULES, [MOST_LISTED]);
    return rows.map(({ rule, newest, draft }) => ({
      rule,
      newest: newest && {
        ...newest,
        validFrom: Temporal.Instant.from(newest.validFrom),
        validUntil: newest.validUntil === null ? null : Temporal.Instant.from(newest.validUntil),
      },
      draft: draft && { ...draft, changedAt: Temporal.Instant.from(draft.changedAt) },
    }));
  }

  /** Reads and makes nothing. @throws NotFoundError */
  async open(rule: string, tx: EntityManager = this.dataSource.manager): Promise<RuleDraft> {
    const [row]: OpenRow[] = await tx.query(OPEN_RULE, [rule]);
    if (!row) throw new NotFoundError(`no rule "${rule}"`, { rule });
    const { newest, draft } = row;
    if (draft)
      return {
        ...draft,
        rule,
        newest,
        note: draft.note ?? '',
        changedAt: Temporal.Instant.from(draft.changedAt),
        submittedAt: draft.submittedAt === null ? null : Temporal.Instant.from(draft.submittedAt),
      };
    return {
      rule,
      kind: 'change',
      // A row is there for a draft or a version: without the one there is the other.
      definition: writingOf(newest!.definition),
      revision: -newest!.version,
      basedOn: newest!.version,
      newest,
      note: '',
      authors: [],
      changedAt: null,
      changedBy: null,
      submittedAt: null,
      submittedBy: null,
      returnedNote: null,
    };
  }

  /** A new rule as a draft. Its key is made from its Dutch title, whatever key it carries. @returns the key */
  async create(definition: RuleWriting, staffId: string, now: Temporal.Instant): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      await administratorsName(tx, staffId);
      const rule = await freeKey(tx, ruleKeyOf(definition.title.nl));
      await tx.query(
        `insert into rule_draft (rule, definition, author_ids, changed_by, changed_at) values ($1, $2, array[$3::uuid], $3, $4)`,
        [rule, jsonOf({ ...definition, rule }), staffId, now],
      );
      return rule;
    });
  }

  /**
   * Keeps a draft, also one that cannot be approved yet; who saves is one of its authors from then on. A request for approval is off by it.
   * What is kept already stays as it is, and so does its revision.
   * @param given.revision as `open` told it
   * @param given.kind 'end' asks that the rule ends rather than that it changes
   * @returns the next revision
   * @throws StaleRuleError, NotFoundError, InvalidInputError, NotAllowedError
   */
  async save(
    rule: string,
    given: { revision: number; definition: RuleWriting; note?: string; kind?: 'change' | 'end' },
    staffId: string,
    now: Temporal.Instant,
  ): Promise<number> {
    const json = jsonOf({ ...given.definition, rule });
    const note = noteOf(given.note ?? '');
    const kind = given.kind ?? 'change';
    return this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      await administratorsName(tx, staffId);
      await this.open(rule, tx);
      const [seen] = await tx.query(SEEN_RULE, [rule, given.revision, json, note, kind]);
      if (!seen) throw new StaleRuleError();
      if (seen.same) return given.revision;
      const [{ revision }] = await tx.query(
        `insert into rule_draft (rule, kind, based_on, definition, note, author_ids, changed_by, changed_at)
         values ($1, $2, $3, $4, nullif($5, ''), array[$6::uuid], $6, $7)
         on conflict (rule) do update
           set kind = excluded.kind, based_on = excluded.based_on, definition = excluded.definition, note = excluded.note, revision = excluded.revision,
               author_ids = array(select distinct unnest(rule_draft.author_ids || excluded.author_ids)),
               changed_by = excluded.changed_by, changed_at = excluded.changed_at, submitted_by = null, submitted_at = null
         returning revision`,
        [rule, kind, seen.newestVersion, json, note, staffId, now],
      );
      return revision;
    });
  }

  /** Throws a draft away; a rule that never had a version is gone then. @throws StaleRuleError */
  async discard(rule: string, revision: number): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      const [, gone] = await tx.query(`delete from rule_draft where rule = $1 and revision = $2`, [rule, revision]);
      if (gone === 0) throw new StaleRuleError();
    });
  }
}

/** The first free one of: the key of the title, the same with 2 behind it, with 3 … Under the lock. */
async function freeKey(tx: EntityManager, first: string): Promise<string> {
  const taken: { rule: string }[] = await tx.query(
    `select rule from rule_version where starts_with(rule, $1) union select rule from rule_draft where starts_with(rule, $1)`,
    [first],
  );
  const rules = new Set(taken.map(({ rule }) => rule));
  for (let number = 1; ; number++) {
    const key = number === 1 ? first : `${first}-${number}`;
    if (!rules.has(key)) return key;
  }
}

/** @throws InvalidInputError when it is too large to be meant */
function jsonOf(definition: RuleWriting): string {
  const json = JSON.stringify(definition);
  if (json.length > LONGEST_DEFINITION) throw new InvalidInputError({ definition: 'definition-too-large' });
  return json;
}

/** @throws InvalidInputError */
export function noteOf(note: string): string {
  const trimmed = note.trim();
  if (trimmed.length > LONGEST_NOTE) throw new InvalidInputError({ note: 'note-too-long' });
  return trimmed;
}

interface OpenRow {
  newest: RuleDraft['newest'];
  draft:
    | (Pick<RuleDraft, 'kind' | 'definition' | 'revision' | 'basedOn' | 'authors' | 'submittedBy' | 'returnedNote'> & {
        note: string | null;
        changedBy: string;
        changedAt: string;
        submittedAt: string | null;
      })
    | null;
}

interface ListRow {
  rule: string;
  newest: (Omit<NonNullable<ListedRule['newest']>, 'validFrom' | 'validUntil'> & { validFrom: string; validUntil: string | null }) | null;
  draft: (Omit<NonNullable<ListedRule['draft']>, 'changedAt'> & { changedAt: string }) | null;
}
