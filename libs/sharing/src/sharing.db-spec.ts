import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { ObjectionsService, ResponsesService, ShownService } from '#libs/sharing';
import type { EntityManager } from 'typeorm';
import { aSharingOffice, type Reader, type SharingOffice } from '../../../test/support/sharing.js';
import { NotSharedError } from './sharing.errors.js';

const NOBODY = '018f0000-0000-7000-8000-000000000000';

describe('what stands between a coach and a client', () => {
  let office: SharingOffice;
  beforeAll(async () => void (office = await aSharingOffice()));
  afterAll(() => office.close());
  const inTransaction = <T>(story: (tx: EntityManager) => Promise<T>) => office.web.dataSource.transaction(story);
  const now = () => office.web.clock.now();
  const service = <T>(type: new (...args: never[]) => T): T => office.web.app.get(type, { strict: false });
  const standing = (reader: Reader) => office.sharing.standing(office.web.dataSource.manager, reader.id);
  const share = (reader: Reader, suggestionIds: string[], how: 'link' | 'together' = 'together') =>
    inTransaction((tx) => office.sharing.share(tx, { clientId: reader.id, suggestionIds, how, staffId: reader.coach.staffId }, now()));
  const hears = (reader: Reader, response: 'yes' | 'rather_not' | 'something_else', words: string | null = null) =>
    inTransaction((tx) =>
      service(ResponsesService).respond(
        tx,
        { suggestionId: reader.suggestions[0]!.id, response, words, staffId: reader.coach.staffId },
        now(),
      ),
    );

  it('is what was shared, how and by whom, with the latest that was said and every objection', async () => {
    const reader = await office.aReader();
    await office.shares(reader, { how: 'together' });
    await hears(reader, 'something_else', ' Liever in de avond.\r\n');
    await hears(reader, 'yes', 'Goed');
    const objection = { suggestionId: reader.suggestions[0]!.id, words: 'Klopt niet', staffId: reader.coach.staffId };
    await inTransaction((tx) => service(ObjectionsService).object(tx, objection, now()));
    expect(await standing(reader)).toMatchObject([
      {
        suggestionId: reader.suggestions[0]!.id,
        intervention: reader.suggestions[0]!.intervention,
        how: 'together',
        sharedBy: reader.coach.name,
        response: { response: 'yes', words: 'Goed', heardBy: reader.coach.name },
        objections: [{ words: 'Klopt niet', heardBy: reader.coach.name, handledAt: null, outcome: null }],
      },
    ]);
    expect((await standing(reader))[0]!.sharedAt.epochMilliseconds).toBe(now().epochMilliseconds);
  });

  it('goes from the table to the link, and not back', async () => {
    const reader = await office.aReader();
    await office.shares(reader, { how: 'together' });
    await office.shares(reader, { how: 'link' });
    await office.shares(reader, { how: 'together' });
    expect((await standing(reader)).map(({ how }) => how)).toEqual(['link']);
  });

  it('is one share and one message, however many coaches press at once', async () => {
    const reader = await office.aReader();
    await Promise.all(Array.from({ length: 5 }, () => office.shares(reader)));
    expect(await standing(reader)).toHaveLength(1);
    const messages = await office.web.dataSource.query(`select id from message where client_id = $1`, [reader.id]);
    expect(messages).toHaveLength(1);
  });

  it('is refused with the reason, and then nothing is shared and nothing is sent', async () => {
    const [reader, other] = [await office.aReader(), await office.aReader()];
    await expect(share(reader, [])).rejects.toEqual(new InvalidInputError({ suggestions: 'share-nothing-chosen' }));
    await expect(share(reader, [reader.suggestions[0]!.id, other.suggestions[0]!.id])).rejects.toBeInstanceOf(NotFoundError);
    await expect(share(reader, [NOBODY])).rejects.toBeInstanceOf(NotFoundError);
    const caution = await office.web.dataSource.query(`update suggestion set stance = 'advise_against' where id = $1 returning id`, [
      other.suggestions[0]!.id,
    ]);
    await expect(share(other, [caution[0][0].id])).rejects.toBeInstanceOf(NotFoundError);
    await office.web.dataSource.query(`update suggestion set withdrawn_at = made_at, withdrawn_reason = 'voorbij' where id = $1`, [
      reader.suggestions[0]!.id,
    ]);
    await expect(share(reader, [reader.suggestions[0]!.id], 'link')).rejects.toBeInstanceOf(ConflictError);
    await office.web.dataSource.query(`update contact_point set ended_at = created_at where client_id = $1`, [reader.id]);
    await expect(share(reader, [reader.suggestions[1]!.id], 'link')).rejects.toEqual(
      new InvalidInputError({ how: 'share-no-contact-point' }),
    );
    expect([...(await standing(reader)), ...(await standing(other))]).toEqual([]);
    expect(await office.web.dataSource.query(`select id from message where client_id = any ($1)`, [[reader.id, other.id]])).toEqual([]);
  });

  it('is read no more when it was decided and is long ago, unless somebody has yet to look at an objection', async () => {
    const reader = await office.aReader();
    await office.shares(reader);
    const { id: suggestionId } = reader.suggestions[0]!;
    const readIn = async (days: number) =>
      (await service(ShownService).shown(office.web.dataSource.manager, reader.id, null, now().add({ hours: 24 * days }))).length;
    expect(await readIn(100)).toBe(1);
    await office.web.dataSource.query(`update suggestion set decided_at = made_at where id = $1`, [suggestionId]);
    expect([await readIn(59), await readIn(61)]).toEqual([1, 0]);
    await inTransaction((tx) => service(ObjectionsService).object(tx, { suggestionId, words: 'Nee', staffId: null }, now()));
    expect(await readIn(100)).toBe(1);
  });

  it('can be answered and objected to only while it is shared', async () => {
    const reader = await office.aReader();
    await expect(hears(reader, 'yes')).rejects.toBeInstanceOf(NotSharedError);
    await office.shares(reader, { how: 'together' });
    const withdrawing = { clientId: reader.id, suggestionIds: [reader.suggestions[0]!.id], staffId: reader.coach.staffId };
    for (let twice = 0; twice < 2; twice += 1) await inTransaction((tx) => office.sharing.withdraw(tx, withdrawing, now()));
    await expect(hears(reader, 'yes')).rejects.toBeInstanceOf(NotSharedError);
    const objection = { suggestionId: reader.suggestions[0]!.id, words: 'Nee', staffId: null };
    await expect(inTransaction((tx) => service(ObjectionsService).object(tx, objection, now()))).rejects.toBeInstanceOf(NotSharedError);
    expect(await standing(reader)).toEqual([]);
  });

  it('keeps what was said while the client and the coach press at the same moment: both, one after the other', async () => {
    const reader = await office.aReader();
    await office.shares(reader);
    const { id: suggestionId } = reader.suggestions[0]!;
    const says = (response: 'yes' | 'rather_not', staffId: string | null) =>
      inTransaction((tx) => service(ResponsesService).respond(tx, { suggestionId, response, words: null, staffId }, now()));
    await Promise.all([says('rather_not', null), says('yes', reader.coach.staffId), says('rather_not', null)]);
    expect((await office.responsesOf(reader)).length).toBeGreaterThanOrEqual(2);
    expect(await standing(reader)).toHaveLength(1);
  });

  it('takes so many answers a day by the link and no more; a coach is not counted', async () => {
    const reader = await office.aReader();
    await office.shares(reader);
    const { id: suggestionId } = reader.suggestions[0]!;
    const says = (words: string, staffId: string | null) =>
      inTransaction((tx) => service(ResponsesService).respond(tx, { suggestionId, response: 'yes', words, staffId }, now()));
    for (let number = 0; number < 20; number += 1) await says(String(number), null);
    await expect(says('nog een', null)).rejects.toMatchObject({ code: 'too-many-attempts' });
    await says('aan tafel', reader.coach.staffId);
  });

  it('never changes what was said: the database refuses it', async () => {
    const reader = await office.aReader();
    await office.shares(reader, { how: 'together' });
    await hears(reader, 'rather_not');
    const rewriting = office.web.dataSource.query(`update client_response set response = 'yes' where client_id = $1`, [reader.id]);
    await expect(rewriting).rejects.toThrow();
  });
});
