import { Injectable } from '@nestjs/common';
import { ConflictError, InvalidInputError, localDate } from '#libs/platform';
import { DataSource } from 'typeorm';
import { problemsWithSelection, selectionCondition, type SelectionCriteria } from './domain/selection.js';

export interface Selection {
  id: string;
  name: string;
  criteria: SelectionCriteria;
}

export interface SelectionCount {
  /** Everybody, whatever their team; null when there are fewer than ten. */
  total: number | null;
  teams: { teamId: string; teamName: string; count: number | null }[];
}

/** Groups of fewer people are not told apart (docs/decisions/0007). */
const FEWEST_SHOWN = 10;

export class SelectionNameTakenError extends ConflictError {
  override readonly code = 'selection-name-taken';
}

/** Saved groups of clients by what is known of them: kept as data, read again each time, so that people enter and leave by themselves. */
@Injectable()
export class SelectionsService {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns its id. @throws InvalidInputError with everything that is wrong, by field; SelectionNameTakenError */
  async save(name: string, criteria: SelectionCriteria, staffId: string | null, now: Temporal.Instant): Promise<string> {
    const problems = problemsWithSelection(name, criteria);
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    const [saved] = await this.dataSource.query<{ id: string }[]>(
      `insert into selection (name, criteria, made_by, created_at) values ($1, $2, $3, $4) on conflict (name) do nothing returning id`,
      [name.trim(), JSON.stringify(criteria), staffId, now],
    );
    if (!saved) throw new SelectionNameTakenError('another selection has this name');
    return saved.id;
  }

  /** By name. */
  async all(): Promise<Selection[]> {
    return this.dataSource.query<Selection[]>(`select id, name, criteria from selection order by lower(name) limit 500`);
  }

  /**
   * Everybody who is in the saved group of that name now: for who takes their data out, never for a screen. Nobody has a name here.
   * @returns null when no group has that name
   */
  async membersOf(name: string, now: Temporal.Instant): Promise<string[] | null> {
    const [saved] = await this.dataSource.query<{ criteria: SelectionCriteria }[]>(`select criteria from selection where name = $1`, [
      name,
    ]);
    if (!saved) return null;
    const today = localDate(now);
    const condition = selectionCondition(saved.criteria, 2, now, today);
    const rows = await this.dataSource.query<{ id: string }[]>(
      `select client.id from client
        where client.deceased_on is null
          and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
          and ${condition.sql}`,
      [today, ...condition.values],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * How many are in it now, of who is alive and on a benefit, also before it is saved. Small groups are not shown.
   * @throws InvalidInputError
   */
  async count(criteria: SelectionCriteria, now: Temporal.Instant): Promise<SelectionCount> {
    const { name: _, ...problems } = problemsWithSelection('', criteria);
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    const today = localDate(now);
    const condition = selectionCondition(criteria, 2, now, today);
    const rows = await this.dataSource.query<{ teamId: string | null; teamName: string | null; count: number }[]>(
      `select team.id as "teamId", team.name as "teamName", count(*)::int as count
         from client
         left join caseload_assignment assignment on assignment.client_id = client.id and assignment.during @> $1::date
         left join team on team.id = assignment.team_id
        where client.deceased_on is null
          and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
          and ${condition.sql}
        group by team.id, team.name
        order by team.name`,
      [today, ...condition.values],
    );
    const shown = (count: number) => (count < FEWEST_SHOWN ? null : count);
    return {
      total: shown(rows.reduce((sum, { count }) => sum + count, 0)),
      teams: rows.flatMap(({ teamId, teamName, count }) =>
        teamId === null || teamName === null ? [] : [{ teamId, teamName, count: shown(count) }],
      ),
    };
  }
}
