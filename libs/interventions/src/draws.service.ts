import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueService } from './catalogue.service.js';
import { drawLots, isForLots, type DrawnTicket, type Ticket } from './domain/draw.js';
import { refuse } from './held.js';
import { InterventionsService } from './interventions.service.js';
import { NothingToDrawError, TypeNotFoundError } from './interventions.errors.js';
import { claimOccupancy, standsInLine } from './places.js';

export interface PlaceDraw {
  type: string;
  /** The day that is agreed with who wins; their coach can agree on another. */
  startsOn: Temporal.PlainDate | null;
  staffId: string;
}

/** What is kept of a draw, so that anybody can draw again. */
export interface KeptDraw {
  id: string;
  type: string;
  places: number;
  seed: string;
  /** Who take part, in the order in which they were drawn. */
  entries: { interventionId: string; position: number; won: boolean }[];
}

/** Gives the places that are free by lot, where more people wait than there are places. */
@Injectable()
export class DrawsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: CatalogueService,
    private readonly interventions: InterventionsService,
  ) {}

  /**
   * Draws, in one transaction: everybody who stands in line takes part, who wins has a place, and who does not waits on where they stood. Places
   * are given one at a time (see `claimOccupancy`): of two draws at once there is one, and the other finds nothing to draw.
   * @param seed drawn by this machine when not given; a test has its own
   * @returns its id
   * @throws InvalidInputError (field `startsOn`), TypeNotFoundError, NothingToDrawError when no place is free, or one for everybody
   */
  async draw({ type: code, startsOn, staffId }: PlaceDraw, now: Temporal.Instant, seed = aSeed()): Promise<string> {
    const today = localDate(now);
    refuse(problemsWithDay(startsOn, today));
    return this.dataSource.transaction(async (tx) => {
      const type = (await this.catalogue.current(tx)).find(code);
      if (!type) throw new TypeNotFoundError();
      const { places, taken } = await claimOccupancy(tx, type, null, today);
      const waiting = await lineOf(tx, code, today);
      if (places === null || !isForLots({ places, taken }, waiting.length)) throw new NothingToDrawError(code);
      const free = places - taken;
      const drawn = drawLots(seed, waiting, free, sha256);
      const id = await keep(tx, { code, places: free, seed, staffId, drawn }, now);
      for (const { interventionId, won } of drawn)
        if (won) await this.interventions.givePlace(tx, interventionId, { staffId, startsOn: startsOn as Temporal.PlainDate }, now);
      return id;
    });
  }

  /** Whether drawing again from what was kept gives what was kept: true of every draw, unless somebody wrote in the tables. */
  isAsDrawn({ seed, places, entries }: KeptDraw): boolean {
    const tickets = entries.map(({ interventionId }): Ticket => ({ interventionId, clientId: '' }));
    const again = drawLots(seed, tickets, places, sha256);
    return entries.every(({ interventionId, position, won }) => {
      const same = again[position - 1];
      return same?.interventionId === interventionId && same.won === won;
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function aSeed(): string {
  return randomBytes(16).toString('hex');
}

/** Who won must be told first: it begins tomorrow at the earliest. */
function problemsWithDay(startsOn: Temporal.PlainDate | null, today: Temporal.PlainDate): Record<string, string> {
  if (!startsOn) return { startsOn: 'form.date-needed' };
  return Temporal.PlainDate.compare(startsOn, today) <= 0 ? { startsOn: 'form.day-in-past' } : {};
}

/** Who stand in line, held until the transaction ends: nobody leaves it while lots are drawn. */
async function lineOf(tx: EntityManager, code: string, today: Temporal.PlainDate): Promise<Ticket[]> {
  return tx.query<Ticket[]>(
    `select i.id as "interventionId", i.client_id as "clientId"
       from intervention i
      where i.type = $2 and i.ended_at is null and ${standsInLine('$1')}
      order by i.planned_at, i.id
        for update of i`,
    [today, code],
  );
}

interface NewDraw {
  code: string;
  places: number;
  seed: string;
  staffId: string;
  drawn: readonly DrawnTicket[];
}

async function keep(tx: EntityManager, { code, places, seed, staffId, drawn }: NewDraw, now: Temporal.Instant): Promise<string> {
  const [{ id }] = await tx.query<[{ id: string }]>(
    `insert into place_draw (type, places, seed, drawn_by, drawn_on, drawn_at) values ($1, $2, $3, $4, $5, $6) returning id`,
    [code, places, seed, staffId, localDate(now), now],
  );
  await tx.query(
    `insert into place_draw_entry (draw_id, client_id, intervention_id, position, won)
     select $1, client_id, intervention_id, position, won
       from jsonb_to_recordset($2::jsonb) as drawn (client_id uuid, intervention_id uuid, position int, won boolean)`,
    [
      id,
      JSON.stringify(
        drawn.map(({ clientId, interventionId, position, won }) => ({
          client_id: clientId,
          intervention_id: interventionId,
          position,
          won,
        })),
      ),
    ],
  );
  return id;
}
