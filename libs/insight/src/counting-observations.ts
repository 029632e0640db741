/**
 * The observations of client $1 up to $2 that count: of one trait and moment only the one recorded last, for what it replaced is nobody's to
 * read here. Rows of one trait and moment lie side by side in the primary key.
 */
export const COUNTING_OBSERVATIONS = `
  select distinct on (o.trait, o.observed_at) o.*
    from trait_observation o where o.client_id = $1 and o.observed_at <= $2
   order by o.trait, o.observed_at, o.id desc`;
