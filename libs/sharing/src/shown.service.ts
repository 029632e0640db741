import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { Language, Wording } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import type { RuleEvidence } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import { ideaOf } from './domain/ideas.js';
import type { ClientResponse, ShareWay } from './domain/share.js';

/** As rules have them in their explanations. */
const PLACEHOLDER = /\{([^}]*)\}/g;

/** An answer that a suggestion rests on. */
export interface ShownAnswer {
  trait: string;
  value: number;
  /** What its client calls it: "Uw gezondheid". */
  label: Wording;
  level: Wording;
  observedAt: Temporal.Instant;
  /** false: a professional noted it, or it came from another system; "u zei" would not be true. */
  isOwn: boolean;
}

export interface ShownObjection {
  words: string;
  madeAt: Temporal.Instant;
  handledAt: Temporal.Instant | null;
}

/** A suggestion as its client may read it: nothing of what a coach wrote, and nothing that was advised against. */
export interface ShownSuggestion {
  suggestionId: string;
  name: Wording;
  /** What it is, in words for who gets it; null: the coach tells. */
  idea: Wording | null;
  how: ShareWay;
  sharedAt: Temporal.Instant;
  sharedBy: string;
  /** Why it may fit, in the words of each rule for clients; empty when a rule is from before there were such words. */
  reasons: Wording[];
  answers: ShownAnswer[];
  /** The answers have changed since: the rules no longer suggest it. */
  noLongerHolds: boolean;
  response: { response: ClientResponse; words: string | null; at: Temporal.Instant; heardBy: string | null } | null;
  objections: ShownObjection[];
}

/** Twice as long as a coach and a client need to talk about it. */
const LATELY_DAYS = 60;

/** What a client reads of what was shared with them. */
@Injectable()
export class ShownService {
  constructor(private readonly catalogue: CatalogueService) {}

  /**
   * The latest first, in two statements: what is still open, what was shared lately, and what somebody has yet to look at. What was decided long ago
   * is no news.
   * @param how null: also what was read together, for on paper
   */
  async shown(tx: EntityManager, clientId: string, how: ShareWay | null, now: Temporal.Instant): Promise<ShownSuggestion[]> {
    const catalogue = await this.catalogue.current(tx);
    const rows: ShownRow[] = await tx.query(SHOWN, [clientId, how, now.subtract({ hours: 24 * LATELY_DAYS })]);
    return rows.map(({ intervention, grounds, reasons, sources, response, objections, ...row }) => {
      const type = catalogue.of(intervention);
      return {
        ...row,
        name: type.name,
        idea: ideaOf(type),
        sharedAt: row.sharedAt.toTemporalInstant(),
        reasons: distinct(reasons).map((reason) => filled(reason, grounds)),
        answers: answersOf(grounds, new Map(sources.map(({ id, source }) => [id, source]))),
        response: response && { ...response, at: Temporal.Instant.from(response.at) },
        objections: objections.map(({ words, madeAt, handledAt }) => ({
          words,
          madeAt: Temporal.Instant.from(madeAt),
          handledAt: handledAt === null ? null : Temporal.Instant.from(handledAt),
        })),
      };
    });
  }
}

interface ShownRow {
  suggestionId: string;
  intervention: string;
  how: ShareWay;
  sharedAt: Date;
  sharedBy: string;
  noLongerHolds: boolean;
  grounds: RuleEvidence[];
  reasons: Wording[];
  sources: { id: string; source: string }[];
  response: { response: ClientResponse; words: string | null; at: string; heardBy: string | null } | null;
  objections: { words: string; madeAt: string; handledAt: string | null }[];
}

/** $1: the client, $2: how it was shared, or null, $3: since when a share is of lately. */
const SHOWN = `
  select share.suggestion_id as "suggestionId", suggestion.intervention, share.how, share.shared_at as "sharedAt", staff.name as "sharedBy",
         suggestion.withdrawn_at is not null as "noLongerHolds", suggestion.evidence -> 'for' as grounds,
         (select coalesce(json_agg(version.definition -> 'clientExplanation' order by ground.place), '[]')
            from jsonb_array_elements(suggestion.evidence -> 'for') with ordinality as ground (rule, place)
            join rule_version version on version.rule = ground.rule ->> 'rule' and version.version = (ground.rule ->> 'version')::int
           where version.definition ? 'clientExplanation') as reasons,
         (select coalesce(json_agg(json_build_object('id', observed.id::text, 'source', observed.source)), '[]')
            from jsonb_path_query(suggestion.evidence, '$.for[*].observations[*]') as given (observation)
            join trait_observation observed
              on observed.id = (given.observation ->> 'id')::bigint and observed.observed_at = (given.observation ->> 'observedAt')::timestamptz
             and observed.trait = given.observation ->> 'trait' and observed.client_id = share.client_id) as sources,
         (select json_build_object('response', said.response, 'words', said.words, 'at', said.at, 'heardBy', heard.name)
            from client_response said left join staff heard on heard.id = said.staff_id
           where said.suggestion_id = share.suggestion_id order by said.at desc, said.id desc limit 1) as response,
         (select coalesce(json_agg(json_build_object('words', words, 'madeAt', made_at, 'handledAt', handled_at) order by made_at, id), '[]')
            from objection where suggestion_id = share.suggestion_id) as objections
    from suggestion_share share
    join suggestion on suggestion.id = share.suggestion_id
    join staff on staff.id = share.shared_by
   where share.client_id = $1 and share.withdrawn_at is null and ($2::text is null or share.how = $2)
     and ((suggestion.decided_at is null and suggestion.withdrawn_at is null) or share.shared_at > $3
          or exists (select from objection where suggestion_id = share.suggestion_id and handled_at is null))
   order by share.shared_at desc, share.id desc`;

/** What two rules rest on is said once, the latest first. What is not among the observations any more was not said to be their own. */
function answersOf(grounds: readonly RuleEvidence[], sources: ReadonlyMap<string, string>): ShownAnswer[] {
  const observations = new Map(grounds.flatMap((ground) => ground.observations).map((observation) => [observation.id, observation]));
  return [...observations.values()]
    .map(({ id, trait, value, label, level, observedAt }) => ({
      trait,
      value,
      label: findTrait(trait)?.clientLabel ?? label,
      level,
      observedAt: Temporal.Instant.from(observedAt),
      isOwn: sources.get(id) === 'self_report',
    }))
    .toSorted((one, other) => Temporal.Instant.compare(other.observedAt, one.observedAt));
}

/** `{health.self_rated}` becomes the level that was observed, as it does in the explanation for coaches. */
function filled(reason: Wording, grounds: readonly RuleEvidence[]): Wording {
  const observations = grounds.flatMap((ground) => ground.observations);
  const fill = (language: Language) =>
    reason[language].replaceAll(PLACEHOLDER, (_, trait: string) => {
      const level = observations.findLast((observation) => observation.trait === trait)?.level[language];
      return level ? `"${level}"` : { nl: 'onbekend', en: 'not known' }[language];
    });
  return { nl: fill('nl'), en: fill('en') };
}

function distinct(reasons: readonly Wording[]): Wording[] {
  return [...new Map(reasons.map((reason) => [reason.nl, reason])).values()];
}
