import { RULES_THAT_SPEAK } from '#libs/rules';

/**
 * Until which day suggestion `s` is put off, and since when; no row when it is not. The latest time that a coach said later counts. Something new ends
 * it sooner: another rule speaks for or against it, or the client asks for it or answers about it since. The same answers once more do not.
 * @param today a parameter such as `$2`
 */
export const putOff = (today: `$${number}`) => `
  select later.until, later.staff_id, later.at
    from (select until, rules, staff_id, at from suggestion_deferral where suggestion_id = s.id order by at desc, id desc limit 1) as later
   where later.until > ${today}::date
     and (${RULES_THAT_SPEAK}) <@ later.rules
     and not exists (select from jsonb_path_query(s.evidence, '$.for[*] ? (@.wish == true).observations[*].observedAt') as asked
                      where (asked #>> '{}')::timestamptz > later.at)
     and not exists (select from client_response said where said.suggestion_id = s.id and said.staff_id is null and said.at > later.at)`;
