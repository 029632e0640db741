import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hashOf, mintToken } from './domain/secret-token.js';
import { ABSOLUTE_LIFE, IDLE_LIFE, SEEN_EVERY } from './domain/session-life.js';
import type { SignedInStaff } from './staff.js';

/** Who is signed in, kept in PostgreSQL: any web process knows every session, and ending one ends it everywhere at once. */
@Injectable()
export class SessionsService {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns the token for the cookie; only its hash is stored */
  async begin(staffId: string, now: Temporal.Instant): Promise<string> {
    const token = mintToken();
    await this.dataSource.query(
      `insert into staff_session (id_hash, staff_id, created_at, last_seen_at, expires_at) values ($1, $2, $3, $3, $4)`,
      [hashOf(token), staffId, now, now.add(ABSOLUTE_LIFE)],
    );
    return token;
  }

  /** The person behind a token; null when it is unknown, ended, silent for too long or too old, or the account was closed. */
  async find(token: string, now: Temporal.Instant): Promise<SignedInStaff | null> {
    const id = hashOf(token);
    const [found] = (await this.dataSource.query(
      `select staff.id as "staffId", staff.name, staff.email, staff.role, staff.team_id as "teamId", session.last_seen_at < $3 as "seenLongAgo"
         from staff_session session
         join staff on staff.id = session.staff_id
        where session.id_hash = $1 and session.ended_at is null and session.expires_at > $2 and session.last_seen_at > $4
          and staff.deactivated_at is null and staff.email is not null`,
      [id, now, now.subtract(SEEN_EVERY), now.subtract(IDLE_LIFE)],
    )) as (SignedInStaff & { seenLongAgo: boolean })[];
    if (!found) return null;
    const { seenLongAgo, ...staff } = found;
    if (seenLongAgo)
      await this.dataSource.query(`update staff_session set last_seen_at = $2 where id_hash = $1 and last_seen_at < $2`, [id, now]);
    return staff;
  }

  async end(token: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.query(`update staff_session set ended_at = $2 where id_hash = $1 and ended_at is null`, [hashOf(token), now]);
  }

  /** Signs a person out on every device. */
  async endAll(staffId: string, now: Temporal.Instant, tx: EntityManager = this.dataSource.manager): Promise<void> {
    await tx.query(`update staff_session set ended_at = $2 where staff_id = $1 and ended_at is null`, [staffId, now]);
  }
}
