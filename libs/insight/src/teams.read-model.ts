import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The question of who may choose: which teams are there? */
@Injectable()
export class TeamsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Every team, by name; a municipality has tens of them. */
  async all(): Promise<{ id: string; name: string }[]> {
    return this.dataSource.query<{ id: string; name: string }[]>(`select id, name from team order by lower(name), id limit 1000`);
  }
}
