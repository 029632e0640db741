import { ConflictError, InvalidInputError, NotFoundError, rowProblems } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openStaging, refuseContradictions, stageRows } from './client-staging.js';
import { writeStaged } from './client-writing.js';
import type { ContactPoint } from './contact-points.js';
import type { BenefitSpell } from './domain/export-row.js';
import { tell, type ReasonCode } from './domain/import-problems.js';
import { isTimeZone } from './domain/time-zones.js';

export interface NewClient {
  clientNumber: string;
  firstName: string;
  infix?: string | null;
  lastName: string;
  birthDate?: Temporal.PlainDate | null;
  /** ISO 639 code; Dutch unless said otherwise. */
  language?: string;
  contactPoints?: ContactPoint[];
  spells?: (Pick<BenefitSpell, 'scheme' | 'startsOn'> & Partial<BenefitSpell>)[];
  teamName: string;
  /** Known by name within the team; made when new. null: nobody in particular. */
  coachName: string | null;
  assignedFrom: Temporal.PlainDate;
}

/** Clients come in through here, from code as well as from a file: there is one way to write them. */
@Injectable()
export class ClientsService {
  /**
   * Adds clients, or brings those we know by their number up to date with what is given (a contact point that is not given has ended).
   * @returns the id of each, by client number
   * @throws ConflictError when two of them contradict each other or what is known, such as benefits that overlap
   */
  async register(tx: EntityManager, clients: readonly NewClient[], now: Temporal.Instant): Promise<Map<string, string>> {
    await openStaging(tx);
    const rows = clients.flatMap((client) =>
      (client.spells?.length ? client.spells : [null]).map((spell) => ({
        client,
        spell: spell && { endsOn: null, endReason: null, endReasonLiteral: null, ...spell },
      })),
    );
    await stageRows(
      tx,
      rows.map(({ client, spell }, index) => ({
        line: index + 1,
        clientNumber: client.clientNumber,
        firstName: client.firstName,
        infix: client.infix ?? null,
        lastName: client.lastName,
        birthDate: client.birthDate ?? null,
        language: client.language ?? 'nl',
        contactPoints: client.contactPoints ?? [],
        spell,
        teamName: client.teamName,
        coachName: client.coachName,
        assignedFrom: client.assignedFrom,
      })),
    );
    await refuseContradictions(tx);
    for await (const problem of rowProblems<ReasonCode>(tx))
      throw new ConflictError(`client ${problem.line} of ${rows.length}: ${problem.code} (${tell(problem).reason})`);
    await writeStaged(tx, now);
    const written = (await tx.query(`select client_number as number, client_id as id from staged_client`)) as {
      number: string;
      id: string;
    }[];
    return new Map(written.map(({ number, id }) => [number, id]));
  }

  /**
   * Where somebody is: from now on their dates and hours are counted there, also of what is planned already.
   * @throws InvalidInputError (field `timeZone`), NotFoundError
   */
  async moveTo(tx: EntityManager, clientId: string, timeZone: string, now: Temporal.Instant): Promise<void> {
    if (!isTimeZone(timeZone)) throw new InvalidInputError({ timeZone: 'form.unknown-time-zone' });
    const [, moved] = (await tx.query(`update client set time_zone = $2, updated_at = $3 where id = $1`, [clientId, timeZone, now])) as [
      unknown,
      number,
    ];
    if (moved === 0) throw new NotFoundError('no such client');
  }
}
