import { AnsweringService } from '#libs/checkins';
import { QuestionnairesService } from '#libs/questionnaires';
import { aConversingWerkplein, type ConversingClient, type ConversingWerkplein } from '../support/conversation.js';
import { askEveryKind, EVERY_KIND } from '../support/factories/every-kind.js';

describe('questions of every kind, in text messages', () => {
  let office: ConversingWerkplein;
  beforeAll(async () => void (office = await aConversingWerkplein()));
  afterAll(() => office.close());

  /** Who was invited to the usual questions, and is asked these from the next message on. */
  async function anAsked(given: ConversingClient = {}) {
    const client = await office.aClient(given);
    await askEveryKind(office.web.dataSource, office.web.app.get(QuestionnairesService, { strict: false }), client.checkInId);
    // By then every invitation of the hour has left.
    await office.aMinuteLater(90);
    return client;
  }

  it('are those that a digit answers; an answer decides what follows, and the rest stands behind the link', async () => {
    const client = await anAsked();
    expect(office.textsTo(client)[0]).toContain('Zorgt u voor iemand?');
    await office.says(client, '1');
    // A number and a date are for the page: the next that fits in a message.
    expect(office.textsTo(client).at(-1)).toContain('Hoe is dat voor u?');
    await office.says(client, '4');
    expect(office.textsTo(client).at(-1)).toMatch(/\/c\/\S+/);
    expect(await office.answersOf(client)).toEqual({ caring: '1 sms', feeling: '4 sms' });
    const view = await office.web.app
      .get(AnsweringService, { strict: false })
      .find({ checkInId: client.checkInId }, office.web.clock.now());
    expect([view.state, view.nextItem]).toEqual(['open', 'hours']);
  });

  it('are not asked when an answer leads past them', async () => {
    const client = await anAsked();
    await office.says(client, '2');
    expect(office.textsTo(client).join('\n')).not.toContain('Hoe is dat voor u?');
    expect(office.textsTo(client).at(-1)).toMatch(/\/c\/\S+/);
    expect(EVERY_KIND.items.find(({ key }) => key === 'feeling')?.showWhen).toBeDefined();
  });
});
