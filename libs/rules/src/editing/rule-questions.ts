/** Of a rule its newest version (as `v`) and its draft (as `d`). */
const NEWEST_AND_DRAFT = `
  left join lateral (select * from rule_version of_it where of_it.rule = r.rule order by version desc limit 1) v on true
  left join rule_draft d on d.rule = r.rule`;

/** Every rule with its newest version and its draft; at most `$1`. */
export const LIST_RULES = `
  select r.rule,
         case when v.id is not null then json_build_object(
           'version', v.version, 'definition', v.definition, 'author', v.author, 'approver', v.approver,
           'validFrom', v.valid_from, 'validUntil', v.valid_until, 'isStandard', v.approver_id is null
         ) end as newest,
         case when d.rule is not null then json_build_object(
           'kind', d.kind, 'definition', d.definition, 'revision', d.revision, 'authorIds', d.author_ids, 'changedBy', changer.name,
           'changedAt', d.changed_at, 'isSubmitted', d.submitted_at is not null, 'isReturned', d.returned_note is not null
         ) end as draft
    from (select rule from rule_version union select rule from rule_draft) r ${NEWEST_AND_DRAFT}
    left join staff changer on changer.id = d.changed_by
   order by coalesce(d.definition, v.definition) -> 'title' ->> 'nl', r.rule
   limit $1`;

/** One rule (`$1`) to work on. */
export const OPEN_RULE = `
  select case when v.id is not null then json_build_object(
           'version', v.version, 'definition', v.definition, 'isEnded', v.ended_by is not null
         ) end as newest,
         case when d.rule is not null then json_build_object(
           'kind', d.kind, 'definition', d.definition, 'revision', d.revision, 'basedOn', d.based_on, 'note', d.note,
           'authors', (select json_agg(json_build_object('staffId', s.id, 'name', s.name) order by s.name) from staff s where s.id = any(d.author_ids)),
           'changedBy', changer.name, 'changedAt', d.changed_at, 'submittedBy', submitter.name, 'submittedAt', d.submitted_at,
           'returnedNote', d.returned_note
         ) end as draft
    from (select $1::text as rule) r ${NEWEST_AND_DRAFT}
    left join staff changer on changer.id = d.changed_by
    left join staff submitter on submitter.id = d.submitted_by
   where v.id is not null or d.rule is not null`;

/**
 * What somebody saw of `$1`, if it is still so: the draft of revision `$2`, or that version when there is no draft and it is the newest.
 * `same`: saving `$3` with note `$4` as kind `$5` would change nothing.
 */
export const SEEN_RULE = `
  select v.version as "newestVersion",
         case when d.rule is not null then d.definition = $3::jsonb and coalesce(d.note, '') = $4 and d.kind = $5
              else $5 = 'change' and v.definition - 'version' - 'author' - 'approver' - 'validFrom' = $3::jsonb end as same
    from (select $1::text as rule) r ${NEWEST_AND_DRAFT}
   where coalesce(d.revision, -v.version) = $2`;
