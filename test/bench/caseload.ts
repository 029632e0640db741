import { CASELOAD, CaseloadReadModel } from '#libs/insight';
import { localDate } from '#libs/platform';
import type { BenchOffice } from './office.js';
import type { Contest } from './ratio.js';

const TIMES = 20;

/** The coach's first question, through the read model, against the same SQL on a bare connection. */
export function caseload({ dataSource, pool, staffId, now }: BenchOffice): Contest {
  const readModel = new CaseloadReadModel(dataSource);
  const parameters = [staffId, new Date(now.epochMilliseconds), localDate(now).toString()];
  return {
    name: 'the caseload page’s query',
    unit: 'caseloads of 150 clients',
    aim: 0.8,
    product: () => times(async () => (await readModel.forCoach(staffId, now)).length),
    bare: () => times(async () => (await pool.query(CASELOAD, parameters)).rowCount ?? 0),
  };
}

/** @returns how many were read whole */
async function times(read: () => Promise<number>): Promise<number> {
  let done = 0;
  for (let turn = 0; turn < TIMES; turn += 1) {
    const clients = await read();
    if (clients !== 150) throw new Error(`a caseload of ${clients} instead of 150`);
    done += 1;
  }
  return done;
}
