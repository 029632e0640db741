/**
 * How `there (id, client_id, on_day)`, people from a day on, went on: `left_for (id, on_day, kind)` has the first time each left the benefit for a month
 * or more after it. `kind` as `exitOf` tells it: 'work', 'other' or 'out-of-sight'. Set-based: of thirty thousand beginnings the benefits are walked once.
 * @param of the numbers of the parameters: BACK_WITHIN, WORK_REASONS, OUT_OF_SIGHT_REASONS
 */
export function leftFor(of: { backWithin: `$${number}`; work: `$${number}`; outOfSight: `$${number}` }): string {
  return `
  piece as (
    select spell.id, spell.client_id, upper(spell.during) as ends, spell.end_reason as reason,
           lead(lower(spell.during)) over (partition by spell.client_id order by lower(spell.during)) as again
      from (select distinct client_id from there) as looked_at join benefit_spell spell using (client_id)
  ), stop as materialized (
    select client_id, ends as on_day, reason from piece
     where ends is not null and (again is null or again > (ends + ${of.backWithin}::interval)::date)
  ), worked as (
    select stop.client_id, stop.on_day, bool_or(upper_inf(job.during) or upper(job.during) > stop.on_day) as is_told,
           bool_or(job.during @> (stop.on_day + ${of.backWithin}::interval)::date) as is_so
      from stop join paid_work job using (client_id)
     group by stop.client_id, stop.on_day
  ), left_for as (
    select distinct on (there.id) there.id, stop.on_day,
           case when stop.reason = any (${of.outOfSight}::text[]) then 'out-of-sight'
                when worked.is_told then case when worked.is_so then 'work' else 'other' end
                when stop.reason = any (${of.work}::text[]) then 'work'
                else 'other' end as kind
      from there
      join stop on stop.client_id = there.client_id and stop.on_day > there.on_day
      left join worked on worked.client_id = stop.client_id and worked.on_day = stop.on_day
     order by there.id, stop.on_day
  )`;
}
