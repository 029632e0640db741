/**
 * The traits that client $1 was ever asked after, whatever came of it: asked and not answered is something else than never asked. What was called
 * off, missed or reached nobody was not asked.
 */
export const ASKED_TRAITS = `
  select coalesce(json_agg(distinct item ->> 'trait'), '[]')
    from check_in r
    join questionnaire_version v on v.id = r.questionnaire_version_id
   cross join lateral jsonb_array_elements(v.definition -> 'items') as item
   where r.client_id = $1 and r.channel is not null and coalesce(r.outcome, 'open') not in ('missed', 'canceled', 'unreachable')
     and item ->> 'key' = any (r.items) and item ->> 'trait' is not null`;
