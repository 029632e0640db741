import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, InvalidInputError, NotFoundError, TooManyAttemptsError, type Configuration } from '#libs/platform';
import { isEmail } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { checkPassword, hashPassword, isPassword } from './passwords.js';
import { hashOf, mintToken } from './domain/secret-token.js';
import { PASSWORD_LINK_LIFE } from './domain/session-life.js';
import { accountHash, FAILURE_WINDOW, MOST_FAILURES, normalEmail } from './domain/sign-in-throttle.js';
import { EmailTakenError, PasswordLinkInvalidError, WrongCredentialsError } from './people.errors.js';
import { SessionsService } from './sessions.service.js';
import type { SignedInStaff, StaffRole } from './staff.js';

export interface NewStaff {
  email: string;
  name: string;
  role: StaffRole;
  teamName?: string | undefined;
}

export interface PasswordLink {
  staffId: string;
  /** Shown once, to whoever passes it on; only its hash is stored. */
  passwordToken: string;
  expiresAt: Temporal.Instant;
}

export interface AddedStaff extends PasswordLink {
  /** A coach known by name only, from an import, was completed instead of doubled. */
  completed: boolean;
  /** The team did not exist yet. */
  teamIsNew: boolean;
}

@Injectable()
export class StaffService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionsService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Opens an account without a password: the link sets it.
   * @throws InvalidInputError for an address that is none, an empty name, or a team lead without a team
   * @throws EmailTakenError when somebody signs in with this address already
   */
  async add({ email, name, role, teamName }: NewStaff, now: Temporal.Instant): Promise<AddedStaff> {
    const fields = { email: normalEmail(email), name: name.trim(), team: teamName?.trim() || null };
    if (!isEmail(fields.email)) throw new InvalidInputError({ email: 'email-invalid' });
    if (!fields.name) throw new InvalidInputError({ name: 'name-missing' });
    if (role === 'team_lead' && !fields.team) throw new InvalidInputError({ team: 'team-missing' });
    return this.dataSource.transaction(async (tx) => {
      const team = fields.team ? await ensureTeam(tx, fields.team, now) : null;
      const completedId = await complete(tx, { ...fields, role, teamId: team?.id ?? null });
      const staffId = completedId ?? (await insert(tx, { ...fields, role, teamId: team?.id ?? null }, now));
      return { ...(await mintPasswordLink(tx, staffId, now)), completed: completedId !== null, teamIsNew: team?.isNew ?? false };
    });
  }

  /** Who works here under this address, for what is done by command in their name. @throws NotFoundError */
  async idOf(email: string): Promise<string> {
    const [staff] = (await this.dataSource.query(`select id from staff where lower(email) = $1 and deactivated_at is null`, [
      normalEmail(email),
    ])) as { id: string }[];
    if (!staff) throw new NotFoundError('no staff member with this address');
    return staff.id;
  }

  /** A new link for who lost the password or let the first link expire. @throws NotFoundError */
  async renewPasswordLink(email: string, now: Temporal.Instant): Promise<PasswordLink> {
    return this.dataSource.transaction(async (tx) => {
      const [staff] = (await tx.query(`select id from staff where lower(email) = $1 and deactivated_at is null`, [normalEmail(email)])) as {
        id: string;
      }[];
      if (!staff) throw new NotFoundError('no staff member with this address');
      return mintPasswordLink(tx, staff.id, now);
    });
  }

  /** Whose password a link sets, for the page that asks for it; null when the link is no longer good. */
  async findPasswordLink(token: string, now: Temporal.Instant): Promise<{ name: string; email: string } | null> {
    const [found] = (await this.dataSource.query(
      `select staff.name, staff.email from password_link join staff on staff.id = password_link.staff_id
        where token_hash = $1 and used_at is null and expires_at > $2 and deactivated_at is null`,
      [hashOf(token), now],
    )) as { name: string; email: string }[];
    return found ?? null;
  }

  /**
   * Sets the password, once: the link is spent, other links and every session of this person end.
   * @throws PasswordLinkInvalidError, InvalidInputError for a password that is too short or too long
   */
  async setPassword(token: string, password: string, now: Temporal.Instant): Promise<void> {
    if (!(await this.findPasswordLink(token, now))) throw new PasswordLinkInvalidError('unknown, used or expired');
    checkPassword(password);
    // Before the transaction: 25 ms of computing should hold no connection.
    const passwordHash = await hashPassword(password);
    await this.dataSource.transaction(async (tx) => {
      const [claimed] = (await tx.query(
        `with claimed as (
           update password_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning staff_id)
         select staff.id, staff.email from claimed join staff on staff.id = claimed.staff_id where deactivated_at is null for update of staff`,
        [hashOf(token), now],
      )) as { id: string; email: string }[];
      if (!claimed) throw new PasswordLinkInvalidError('somebody was first');
      await tx.query(`update staff set password_hash = $2 where id = $1`, [claimed.id, passwordHash]);
      await tx.query(`update password_link set used_at = $2 where staff_id = $1 and used_at is null`, [claimed.id, now]);
      await tx.query(`delete from sign_in_failure where account_hash = $1`, [this.accountHash(claimed.email)]);
      await this.sessions.endAll(claimed.id, now, tx);
    });
  }

  /**
   * Who this is, if the password is right.
   * @throws WrongCredentialsError, for whatever reason it failed; TooManyAttemptsError after five failures within fifteen minutes
   */
  async authenticate(email: string, password: string, now: Temporal.Instant): Promise<SignedInStaff> {
    const account = this.accountHash(email);
    await this.countAttempt(account, now);
    const [found] = (await this.dataSource.query(
      `select id as "staffId", name, email, role, team_id as "teamId", password_hash as "passwordHash"
         from staff where lower(email) = $1 and deactivated_at is null`,
      [normalEmail(email)],
    )) as (SignedInStaff & { passwordHash: string | null })[];
    if (!(await isPassword(found?.passwordHash ?? null, password)) || !found) throw new WrongCredentialsError('wrong address or password');
    await this.dataSource.query(`delete from sign_in_failure where account_hash = $1`, [account]);
    const { passwordHash: _, ...staff } = found;
    return staff;
  }

  /** Closes an account; what this person did stays on record. */
  async deactivate(staffId: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`update staff set deactivated_at = $2 where id = $1 and deactivated_at is null`, [staffId, now]);
      await this.sessions.endAll(staffId, now, tx);
    });
  }

  /**
   * Every attempt counts as a failure until the password proves right: counted before it is tried, and one at a time per account,
   * so that a hundred guesses at the same moment are five guesses.
   */
  private async countAttempt(account: Buffer, now: Temporal.Instant): Promise<void> {
    const since = now.subtract(FAILURE_WINDOW);
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 0))`, [account]);
      await tx.query(`delete from sign_in_failure where account_hash = $1 and failed_at <= $2`, [account, since]);
      const [{ failures }] = (await tx.query(`select count(*)::int as failures from sign_in_failure where account_hash = $1`, [
        account,
      ])) as [{ failures: number }];
      if (failures >= MOST_FAILURES) throw new TooManyAttemptsError('too many failures for this account');
      await tx.query(`insert into sign_in_failure (account_hash, failed_at) values ($1, $2)`, [account, now]);
    });
  }

  private accountHash(email: string): Buffer {
    return accountHash(this.configuration.sessionSecret, email);
  }
}

interface StaffFields {
  email: string;
  name: string;
  role: StaffRole;
  teamId: string | null;
}

/** An import knows coaches by name and team; the account an administrator adds for such a coach is that same person. */
async function complete(tx: EntityManager, { email, name, role, teamId }: StaffFields): Promise<string | null> {
  if (role !== 'coach' || teamId === null) return null;
  await refuseTakenEmail(tx, email);
  const [[row]] = (await tx.query(
    `update staff set email = $1 where id = (
       select id from staff where lower(name) = lower($2) and team_id = $3 and role = 'coach' and email is null and deactivated_at is null order by id limit 1 for update)
     returning id`,
    [email, name, teamId],
  )) as [{ id: string }[], number];
  return row?.id ?? null;
}

async function insert(tx: EntityManager, { email, name, role, teamId }: StaffFields, now: Temporal.Instant): Promise<string> {
  const [row] = (await tx.query(
    `insert into staff (name, email, role, team_id, created_at) values ($1, $2, $3, $4, $5)
     on conflict (lower(email)) do nothing returning id`,
    [name, email, role, teamId, now],
  )) as { id: string }[];
  if (!row) throw new EmailTakenError('this address is in use');
  return row.id;
}

async function refuseTakenEmail(tx: EntityManager, email: string): Promise<void> {
  const taken = (await tx.query(`select from staff where lower(email) = $1`, [email])) as unknown[];
  if (taken.length > 0) throw new EmailTakenError('this address is in use');
}

async function ensureTeam(tx: EntityManager, name: string, now: Temporal.Instant): Promise<{ id: string; isNew: boolean }> {
  const [made] = (await tx.query(`insert into team (name, created_at) values ($1, $2) on conflict (name) do nothing returning id`, [
    name,
    now,
  ])) as { id: string }[];
  if (made) return { id: made.id, isNew: true };
  const [known] = (await tx.query(`select id from team where name = $1`, [name])) as [{ id: string }];
  return { id: known.id, isNew: false };
}

async function mintPasswordLink(tx: EntityManager, staffId: string, now: Temporal.Instant): Promise<PasswordLink> {
  const passwordToken = mintToken();
  const expiresAt = now.add(PASSWORD_LINK_LIFE);
  await tx.query(`update password_link set used_at = $2 where staff_id = $1 and used_at is null`, [staffId, now]);
  await tx.query(`insert into password_link (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)`, [
    hashOf(passwordToken),
    staffId,
    now,
    expiresAt,
  ]);
  return { staffId, passwordToken, expiresAt };
}
