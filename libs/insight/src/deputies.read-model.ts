import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A coach, and who stands in for them now. */
export interface CoachLine {
  id: string;
  name: string;
  deputyName: string | null;
}

/** The administrator's question: who reads what is urgent when a coach is not there? */
@Injectable()
export class DeputiesReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Every coach who works here, whom nobody stands in for first, then by name. */
  async coaches(): Promise<CoachLine[]> {
    return this.dataSource.query<CoachLine[]>(
      `select staff.id, staff.name, other.name as "deputyName"
         from staff
         left join deputy on deputy.staff_id = staff.id and deputy.ended_at is null
         left join staff other on other.id = deputy.deputy_id
        where staff.role = 'coach' and staff.deactivated_at is null
        order by (deputy.id is not null), staff.name, staff.id`,
    );
  }

  /** @returns null when this is no coach, or does not work here any more */
  async coach(staffId: string): Promise<{ name: string } | null> {
    const [found] = await this.dataSource.query<{ name: string }[]>(
      `select name from staff where id = $1 and role = 'coach' and deactivated_at is null`,
      [staffId],
    );
    return found ?? null;
  }
}
