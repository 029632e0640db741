import type { ClientResponse, ShareWay } from '#libs/sharing';
import type { Decision } from '#libs/rules';
import { putOff } from './put-off.js';

export interface FileSuggestion {
  id: string;
  intervention: string;
  stance: 'suggest' | 'advise_against';
  rank: number;
  fromWish: boolean;
  evidence: unknown;
  madeAt: string;
  confirmedAt: string;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  /** The decision that stands. */
  decision: {
    decision: Decision;
    reasonCode: string | null;
    reason: string | null;
    at: string;
    by: string;
    intervention: string | null;
  } | null;
  /** The latest decision that was taken back. */
  undone: { decision: Decision; at: string; by: string } | null;
  /** Open, and not to be looked at before that day. */
  putOff: { until: string; by: string } | null;
  /** Shown to the client, and not taken back. */
  share: { how: ShareWay; at: string; by: string } | null;
  /** What the client said last about it. */
  response: FileResponse | null;
  /** Oldest first. */
  objections: FileObjection[];
}

export interface FileResponse {
  response: ClientResponse;
  words: string | null;
  at: string;
  /** Who heard it; null: the client, behind the link. */
  heardBy: string | null;
}

export interface FileObjection {
  id: string;
  words: string;
  at: string;
  /** null: nobody has said yet what comes of it. */
  handledAt: string | null;
  handledBy: string | null;
  outcome: string | null;
}

/** The suggestions of client $1 as of moment $2, on day $3: open first and by rank, then what was decided or withdrawn, newest first. */
export const FILE_SUGGESTIONS = `
  select coalesce(json_agg(json_build_object('id', s.id, 'intervention', s.intervention, 'stance', s.stance, 'rank', s.rank,
           'fromWish', s.from_wish, 'evidence', s.evidence, 'madeAt', s.made_at, 'confirmedAt', s.confirmed_at,
           'withdrawnAt', s.withdrawn_at, 'withdrawnReason', s.withdrawn_reason,
           'decision', case when d.id is not null then json_build_object('decision', d.decision, 'reasonCode', d.reason_code, 'reason', d.reason,
             'at', d.decided_at, 'by', decider.name, 'intervention', i.type) end,
           'undone', (select json_build_object('decision', back.decision, 'at', back.undone_at, 'by', staff.name)
                        from coach_decision back join staff on staff.id = back.undone_by
                       where back.suggestion_id = s.id and back.undone_at is not null order by back.undone_at desc limit 1),
           'putOff', case when later.until is not null then json_build_object('until', later.until, 'by', putter.name) end,
           'share', (select json_build_object('how', share.how, 'at', share.shared_at, 'by', staff.name)
                       from suggestion_share share join staff on staff.id = share.shared_by
                      where share.suggestion_id = s.id and share.withdrawn_at is null),
           'response', (select json_build_object('response', said.response, 'words', said.words, 'at', said.at, 'heardBy', staff.name)
                          from client_response said left join staff on staff.id = said.staff_id
                         where said.suggestion_id = s.id order by said.at desc, said.id desc limit 1),
           'objections', (select coalesce(json_agg(json_build_object('id', o.id, 'words', o.words, 'at', o.made_at, 'handledAt', o.handled_at,
                              'handledBy', staff.name, 'outcome', o.outcome) order by o.made_at, o.id), '[]')
                            from objection o left join staff on staff.id = o.handled_by where o.suggestion_id = s.id))
           order by (s.decided_at is null and s.withdrawn_at is null) desc, s.from_wish desc,
                    case when s.decided_at is null and s.withdrawn_at is null then s.rank end, s.made_at desc), '[]')
    from suggestion s
    left join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
    left join staff decider on decider.id = d.staff_id
    left join intervention i on i.id = d.intervention_id
    left join lateral (${putOff('$3')}) as later on s.decided_at is null and s.withdrawn_at is null
    left join staff putter on putter.id = later.staff_id
   where s.client_id = $1 and s.made_at <= $2`;
