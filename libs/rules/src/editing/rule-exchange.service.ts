import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { RuleProblem } from '../domain/rule-problem.js';
import type { RuleSetProblem } from '../domain/rule-set-problems.js';
import { RuleNotReadyError } from './editing.errors.js';
import { RuleApprovalService } from './rule-approval.service.js';
import { exportRules, readRuleFile, type FileProblem } from './rule-file.js';
import { RuleSetsService } from './rule-sets.service.js';
import { RuleVersionsService } from './rule-versions.service.js';
import type { RuleWriting } from './rule-writing.js';
import { saysTheSame } from './set-difference.js';
import type { RuleDefinition } from '../domain/rule.js';

/** One rule of a file, and what taking it would do. */
export interface RuleOfFile {
  rule: string;
  given: RuleWriting;
  /** 'same': it is in force already as it stands in the file. */
  state: 'new' | 'changed' | 'same' | 'refused';
  problems: RuleProblem[];
  /** How it is at odds with other rules, those of the file included. */
  beside: RuleSetProblem[];
  isTwice: boolean;
}

/** What a file holds; `problem`: nothing can be read of it. */
export type RuleFileRead = { problem: FileProblem } | { problem: null; rules: RuleOfFile[] };

/** Rules as one file: out as they count, in as a proposal that another person approves. */
@Injectable()
export class RuleExchangeService {
  constructor(
    private readonly versions: RuleVersionsService,
    private readonly approval: RuleApprovalService,
    private readonly sets: RuleSetsService,
    private readonly catalogues: CatalogueService,
  ) {}

  /** The rules that count at a moment, as a file. */
  async export(at: Temporal.Instant, now: Temporal.Instant): Promise<{ name: string; text: string }> {
    const rules = (await this.versions.setAt(at)).map(({ definition }) => definition);
    return { name: `regels-${at.toString().slice(0, 10)}.json`, text: exportRules(rules, now) };
  }

  /** Looks at a file and keeps nothing: every problem, per rule and place. */
  async read(text: string, now: Temporal.Instant): Promise<RuleFileRead> {
    const file = readRuleFile(text);
    if ('problem' in file) return file;
    const catalogue = await this.catalogues.current();
    const inForce = new Map((await this.versions.setAt(now)).map(({ rule, definition }) => [rule, definition]));
    const looked = file.rules.map((each) => ({ ...each, problems: this.approval.problems(each.given, catalogue, now) }));
    const good = looked.filter(
      ({ problems, isTwice, rule, given }) => problems.length === 0 && !isTwice && !isSame(inForce.get(rule), given),
    );
    const { refused } = await this.approval.beside(
      good.map(({ given }) => given),
      [],
      catalogue,
      now,
    );
    return {
      problem: null,
      rules: looked.map((each) => {
        const known = inForce.get(each.rule);
        if (isSame(known, each.given) && !each.isTwice) return { ...each, problems: [], beside: [], state: 'same' };
        const beside = refused.filter(({ rule }) => rule === each.rule);
        const isRefused = each.problems.length + beside.length > 0 || each.isTwice;
        return { ...each, beside, state: isRefused ? 'refused' : known ? 'changed' : 'new' };
      }),
    };
  }

  /**
   * Proposes the rules of a file.
   * @param given.which 'all': all of them or nothing; 'good': those that nothing is wrong with
   * @returns the id of the proposal
   * @throws RuleNotReadyError when nothing of it can be taken, or not all; NothingProposedError, InvalidInputError for the note
   */
  async propose(given: { text: string; which: 'all' | 'good'; note: string }, staffId: string, now: Temporal.Instant): Promise<string> {
    const read = await this.read(given.text, now);
    if (read.problem !== null) throw new RuleNotReadyError([]);
    const refused = read.rules.filter(({ state }) => state === 'refused');
    if (given.which === 'all' && refused.length > 0) throw new RuleNotReadyError(refused.flatMap(({ problems }) => problems));
    const taken = read.rules.filter(({ state }) => state === 'new' || state === 'changed').map((each) => each.given);
    return this.sets.proposeImport(taken, given.note, staffId, now);
  }
}

function isSame(known: RuleDefinition | undefined, given: RuleWriting): boolean {
  return known !== undefined && saysTheSame(known, given as RuleDefinition);
}
