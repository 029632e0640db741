import { Injectable } from '@nestjs/common';
import { standsInLine, type KeptDraw } from '#libs/interventions';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';

/** A draw as everybody may see it, and who of one's own caseload took part. */
export interface DrawInFull extends KeptDraw {
  drawnOn: string;
  drawnBy: string;
  own: { interventionId: string; clientId: string; firstName: string; infix: string | null; lastName: string; won: boolean }[];
}

export interface DrawLine {
  id: string;
  type: string;
  drawnOn: string;
  places: number;
  people: number;
}

/** What was drawn by lot, for who wants to see that it was fair. */
@Injectable()
export class DrawsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Since when each who stands in line waits, the longest first: no names, because whoever draws is not to know who is in it. */
  async inLine(type: string, now: Temporal.Instant): Promise<string[]> {
    const rows = await this.dataSource.query<{ since: string }[]>(
      `select to_json(i.planned_at) #>> '{}' as since from intervention i
        where i.type = $2 and i.ended_at is null and ${standsInLine('$1')}
        order by i.planned_at, i.id`,
      [localDate(now), type],
    );
    return rows.map(({ since }) => since);
  }

  /** The latest draw of each kind of help of which there ever was one. */
  async latest(): Promise<Map<string, DrawLine>> {
    const rows = await this.dataSource.query<DrawLine[]>(
      `select distinct on (draw.type) draw.id, draw.type, draw.drawn_on::text as "drawnOn", draw.places,
              (select count(*) from place_draw_entry entry where entry.draw_id = draw.id)::int as people
         from place_draw draw order by draw.type, draw.drawn_on desc, draw.drawn_at desc`,
    );
    return new Map(rows.map((row) => [row.type, row]));
  }

  /** One draw. @param staffId of whose caseload names are given; null: no names @returns null when there is no such draw */
  async one(id: string, staffId: string | null, now: Temporal.Instant): Promise<DrawInFull | null> {
    const [found] = await this.dataSource.query<[DrawInFull?]>(
      `select draw.id, draw.type, draw.places, draw.seed, draw.drawn_on::text as "drawnOn", staff.name as "drawnBy",
              (select json_agg(json_build_object('interventionId', entry.intervention_id, 'position', entry.position, 'won', entry.won) order by entry.position)
                 from place_draw_entry entry where entry.draw_id = draw.id) as entries,
              (select coalesce(json_agg(json_build_object('interventionId', entry.intervention_id, 'clientId', c.id, 'firstName', c.first_name,
                        'infix', c.infix, 'lastName', c.last_name, 'won', entry.won) order by entry.position), '[]')
                 from place_draw_entry entry
                 join caseload_assignment a on a.client_id = entry.client_id and a.staff_id = $2::uuid and a.during @> $3::date
                 join client c on c.id = entry.client_id
                where entry.draw_id = draw.id) as own
         from place_draw draw join staff on staff.id = draw.drawn_by
        where draw.id = $1`,
      [id, staffId, localDate(now)],
    );
    return found ?? null;
  }
}
