import { openDatabase, TooManyAttemptsError, type Configuration } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { EmailTakenError, PasswordLinkInvalidError, WrongCredentialsError } from './people.errors.js';
import { SessionsService } from './sessions.service.js';
import { StaffService } from './staff.service.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const PASSWORD = 'vier woorden op rij';

describe('staff', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let sessions: SessionsService;
  let staff: StaffService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    sessions = new SessionsService(dataSource);
    staff = new StaffService(dataSource, sessions, { sessionSecret: 'a secret for this test' } as Configuration);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  let number = 0;
  const anEmail = () => `medewerker${(number += 1)}@werkplein.example`;
  async function aColleague(email = anEmail()) {
    const { staffId, passwordToken } = await staff.add({ email, name: 'Anouk de Wit', role: 'coach', teamName: 'Team Noord' }, now);
    await staff.setPassword(passwordToken, PASSWORD, now);
    return { staffId, email };
  }

  describe('an account', () => {
    it('is opened with a link that sets the password once', async () => {
      const { staffId, passwordToken, expiresAt, completed, teamIsNew } = await staff.add(
        { email: ' Nieuw@Werkplein.Example ', name: 'Nieuw', role: 'admin', teamName: 'Team Nieuw' },
        now,
      );
      expect({ completed, teamIsNew, expiresAt }).toEqual({ completed: false, teamIsNew: true, expiresAt: now.add({ hours: 72 }) });
      expect(await staff.findPasswordLink(passwordToken, now)).toEqual({ name: 'Nieuw', email: 'nieuw@werkplein.example' });
      await staff.setPassword(passwordToken, PASSWORD, now);
      await expect(staff.setPassword(passwordToken, 'een heel ander wachtwoord', now)).rejects.toThrow(PasswordLinkInvalidError);
      expect(await staff.authenticate('NIEUW@werkplein.example', PASSWORD, now)).toMatchObject({ staffId, role: 'admin', name: 'Nieuw' });
    });

    it('keeps no token and no password, only their hashes', async () => {
      const { passwordToken } = await staff.add({ email: anEmail(), name: 'Stil', role: 'admin' }, now);
      const stored = JSON.stringify(await dataSource.query(`select encode(token_hash, 'escape') as hash from password_link`));
      expect(stored).not.toContain(passwordToken);
      await aColleague();
      const hashes = (await dataSource.query(`select password_hash as hash from staff where password_hash is not null`)) as {
        hash: string;
      }[];
      for (const { hash } of hashes) expect(hash).toMatch(/^\$argon2id\$/);
    });

    it('cannot be opened twice for one address', async () => {
      const { email } = await aColleague();
      const again = { email: email.toUpperCase(), name: 'Iemand anders', role: 'coach', teamName: 'Team Noord' } as const;
      await expect(staff.add(again, now)).rejects.toThrow(EmailTakenError);
      await expect(staff.add({ ...again, role: 'admin' }, now)).rejects.toThrow(EmailTakenError);
    });

    it.each([
      ['geen adres', { email: 'geen', name: 'X', role: 'coach' }, { email: 'email-invalid' }],
      ['geen naam', { email: 'x@werkplein.example', name: ' ', role: 'coach' }, { name: 'name-missing' }],
      ['een teamleider zonder team', { email: 'x@werkplein.example', name: 'X', role: 'team_lead' }, { team: 'team-missing' }],
    ] as const)('is refused for %s', async (_, given, fields) => {
      await expect(staff.add(given, now)).rejects.toThrow(expect.objectContaining({ fields }));
    });

    it('completes the coach whom an import knew by name and team', async () => {
      const [team] = await dataSource.query(`insert into team (name) values ('Team Import') returning id`);
      const [known] = await dataSource.query(`insert into staff (name, role, team_id) values ('K. Aydin', 'coach', $1) returning id`, [
        team.id,
      ]);
      const inAnotherTeam = await staff.add({ email: anEmail(), name: 'K. Aydin', role: 'coach', teamName: 'Team Zuid' }, now);
      expect(inAnotherTeam).toMatchObject({ completed: false });
      const added = await staff.add({ email: anEmail(), name: 'k. aydin', role: 'coach', teamName: 'Team Import' }, now);
      expect(added).toMatchObject({ staffId: known.id, completed: true, teamIsNew: false });
      expect(await staff.add({ email: anEmail(), name: 'K. Aydin', role: 'coach', teamName: 'Team Import' }, now)).toMatchObject({
        completed: false,
      });
    });
  });

  describe('a password link', () => {
    it('expires', async () => {
      const { passwordToken, expiresAt } = await staff.add({ email: anEmail(), name: 'Laat', role: 'admin' }, now);
      expect(await staff.findPasswordLink(passwordToken, expiresAt)).toBeNull();
      await expect(staff.setPassword(passwordToken, PASSWORD, expiresAt)).rejects.toThrow(PasswordLinkInvalidError);
      await staff.setPassword(passwordToken, PASSWORD, expiresAt.subtract({ seconds: 1 }));
    });

    it('is replaced by a newer one', async () => {
      const email = anEmail();
      const old = await staff.add({ email, name: 'Kwijt', role: 'admin' }, now);
      const renewed = await staff.renewPasswordLink(email, now);
      await expect(staff.setPassword(old.passwordToken, PASSWORD, now)).rejects.toThrow(PasswordLinkInvalidError);
      await staff.setPassword(renewed.passwordToken, PASSWORD, now);
      await expect(staff.renewPasswordLink('niemand@werkplein.example', now)).rejects.toThrow(
        expect.objectContaining({ code: 'not-found' }),
      );
    });

    it('survives a password that is too short', async () => {
      const { passwordToken } = await staff.add({ email: anEmail(), name: 'Kort', role: 'admin' }, now);
      await expect(staff.setPassword(passwordToken, 'kort', now)).rejects.toThrow(
        expect.objectContaining({ fields: { password: 'password-too-short' } }),
      );
      await staff.setPassword(passwordToken, PASSWORD, now);
    });

    it('sets one password when it is used twice at the same moment', async () => {
      const email = anEmail();
      const { passwordToken } = await staff.add({ email, name: 'Dubbel', role: 'admin' }, now);
      const passwords = ['het eerste wachtwoord', 'het tweede wachtwoord'];
      const outcomes = await Promise.allSettled(passwords.map((password) => staff.setPassword(passwordToken, password, now)));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const set = passwords[outcomes.findIndex(({ status }) => status === 'fulfilled')]!;
      expect(await staff.authenticate(email, set, now)).toMatchObject({ email });
    });
  });

  describe('signing in', () => {
    it('says the same of a wrong password, an unknown account, one without a password and a closed one', async () => {
      const { email, staffId } = await aColleague();
      const withoutPassword = anEmail();
      await staff.add({ email: withoutPassword, name: 'Nog niet', role: 'admin' }, now);
      const errors = [
        await staff.authenticate(email, 'een verkeerd wachtwoord', now).catch(String),
        await staff.authenticate('onbekend@werkplein.example', PASSWORD, now).catch(String),
        await staff.authenticate(withoutPassword, PASSWORD, now).catch(String),
        await staff.deactivate(staffId, now).then(() => staff.authenticate(email, PASSWORD, now).catch(String)),
      ];
      expect(new Set(errors)).toEqual(new Set(['WrongCredentialsError: wrong address or password']));
    });

    it('stops after five failures, also with the right password, and opens again after a quarter of an hour', async () => {
      const { email } = await aColleague();
      for (let attempt = 0; attempt < 5; attempt += 1)
        await expect(staff.authenticate(email, 'verkeerd wachtwoord', now.add({ minutes: attempt }))).rejects.toThrow(
          WrongCredentialsError,
        );
      await expect(staff.authenticate(email, PASSWORD, now.add({ minutes: 5 }))).rejects.toThrow(TooManyAttemptsError);
      // The first of the five is out of the window then.
      expect(await staff.authenticate(email, PASSWORD, now.add({ minutes: 15 }))).toMatchObject({ email });
    });

    it('stops for unknown accounts as it does for known ones', async () => {
      const email = anEmail();
      for (let attempt = 0; attempt < 5; attempt += 1) await staff.authenticate(email, PASSWORD, now).catch(() => undefined);
      await expect(staff.authenticate(email, PASSWORD, now)).rejects.toThrow(TooManyAttemptsError);
    });

    it('counts from nothing again after the right password', async () => {
      const { email } = await aColleague();
      for (let round = 0; round < 3; round += 1) {
        for (let attempt = 0; attempt < 4; attempt += 1) await staff.authenticate(email, 'verkeerd wachtwoord', now).catch(() => undefined);
        expect(await staff.authenticate(email, PASSWORD, now)).toMatchObject({ email });
      }
    });

    it('is guessed at five times at most, however many guesses come at the same moment', async () => {
      const { email } = await aColleague();
      // Every connection of the pool is open, so that they really come at once.
      await Promise.all(Array.from({ length: 10 }, () => dataSource.query(`select pg_sleep(0.1)`)));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => staff.authenticate(email, 'verkeerd wachtwoord', now).catch((error: Error) => error.name)),
      );
      expect(outcomes.filter((name) => name === 'WrongCredentialsError')).toHaveLength(5);
      expect(outcomes.filter((name) => name === 'TooManyAttemptsError')).toHaveLength(15);
    });

    it('remembers failures without the address that was typed', async () => {
      await staff.authenticate('herkenbaar@werkplein.example', PASSWORD, now).catch(() => undefined);
      expect(JSON.stringify(await dataSource.query(`select *, encode(account_hash, 'escape') from sign_in_failure`))).not.toContain(
        'herkenbaar',
      );
    });
  });

  describe('a session', () => {
    it('tells who is at the screen until it is ended', async () => {
      const { staffId, email } = await aColleague();
      const token = await sessions.begin(staffId, now);
      expect(await sessions.find(token, now)).toEqual({
        staffId,
        email,
        name: 'Anouk de Wit',
        role: 'coach',
        teamId: expect.any(String) as string,
      });
      await sessions.end(token, now);
      expect(await sessions.find(token, now)).toBeNull();
      expect(await sessions.find('made up', now)).toBeNull();
    });

    it('ends by itself after an hour of silence, not while somebody works', async () => {
      const { staffId } = await aColleague();
      const token = await sessions.begin(staffId, now);
      expect(await sessions.find(token, now.add({ minutes: 59 }))).not.toBeNull();
      expect(await sessions.find(token, now.add({ minutes: 118 }))).not.toBeNull();
      expect(await sessions.find(token, now.add({ minutes: 178 }))).toBeNull();
    });

    it('ends after twelve hours, however busy', async () => {
      const { staffId } = await aColleague();
      const token = await sessions.begin(staffId, now);
      for (let minutes = 30; minutes < 12 * 60; minutes += 30) expect(await sessions.find(token, now.add({ minutes }))).not.toBeNull();
      expect(await sessions.find(token, now.add({ hours: 12 }))).toBeNull();
    });

    it('ends everywhere at once, on request, with a new password and with the account', async () => {
      const { staffId, email } = await aColleague();
      const another = await aColleague();
      const untouched = await sessions.begin(another.staffId, now);
      const both = () => Promise.all([sessions.begin(staffId, now), sessions.begin(staffId, now)]);
      const gone = async (tokens: string[]) =>
        expect(await Promise.all(tokens.map((token) => sessions.find(token, now)))).toEqual([null, null]);

      const first = await both();
      await sessions.endAll(staffId, now);
      await gone(first);

      const second = await both();
      await staff.setPassword((await staff.renewPasswordLink(email, now)).passwordToken, PASSWORD, now);
      await gone(second);

      const third = await both();
      await staff.deactivate(staffId, now);
      await gone(third);
      expect(await sessions.find(untouched, now)).not.toBeNull();
    });
  });
});
