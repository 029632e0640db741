import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import { QuestionnairesService, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import type { DataSource } from 'typeorm';

/** The same words in every language, so that every language can be asked for. */
const words = (text: string) => Object.fromEntries(CLIENT_LANGUAGES.map((language) => [language, text])) as Wording;
const options = (...labels: string[]) => labels.map((label, index) => ({ value: index + 1, label: words(label) }));
const whenCaring = { showWhen: { of: 'item' as const, key: 'caring', is: [1] } };
const item = (key: string, kind: Item['kind'], wording: string, rest: Partial<Item> = {}): Item => ({
  key,
  kind,
  trait: null,
  wording: words(wording),
  options: [],
  ...rest,
});

/**
 * A question of each kind. Who cares for somebody (`caring` 1) is asked `hours`, `since` and `feeling` too; `health` is of a module; `training` is asked
 * only of who was known to read well.
 */
export const EVERY_KIND: QuestionnaireDefinition = {
  key: 'van-alles',
  title: words('Van alles wat'),
  purpose: words('Om te weten of elke vraag te beantwoorden is.'),
  legalBasis: { ground: 'public_task', article: 'Participatiewet artikel 7' },
  retentionMonths: 24,
  maxItems: 12,
  refusal: words('Dat wil ik niet zeggen'),
  items: [
    item('caring', 'yes_no', 'Zorgt u voor iemand?', { trait: 'care.informal', options: options('Ja', 'Nee') }),
    item('hours', 'number', 'Hoeveel uur in de week?', { ...whenCaring, number: { unit: words('uur'), min: 1, max: 80 } }),
    item('since', 'date', 'Sinds wanneer?', { ...whenCaring, date: { from: '1950-01-01', until: 'today' } }),
    item('feeling', 'choice', 'Hoe is dat voor u?', {
      ...whenCaring,
      trait: 'wellbeing.general',
      options: options('Heel slecht', 'Slecht', 'Gaat wel', 'Goed', 'Heel goed'),
    }),
    item('help', 'several', 'Waar wilt u hulp bij?', {
      help: words('Denk aan wat u nu het meeste helpt.'),
      options: [...options('Geld', 'Reizen', 'Taal'), { value: null, state: 'unknown', label: words('Weet ik niet') }],
    }),
    item('health', 'choice', 'Hoe is uw gezondheid?', {
      trait: 'health.self_rated',
      module: 'health',
      sensitive: true,
      options: options('Zeer slecht', 'Slecht', 'Gaat wel', 'Goed', 'Zeer goed'),
    }),
    item('training', 'choice', 'Wilt u een cursus?', {
      showWhen: { of: 'trait', key: 'literacy.reading_nl', is: [1] },
      options: options('Ja', 'Nee'),
    }),
    item('more', 'text', 'Wat wilt u later doen?', { text: { maxLength: 100 } }),
  ],
};

/** A check-in that was opened asks every kind of question from now on. */
export async function askEveryKind(
  dataSource: DataSource,
  questionnaires: QuestionnairesService,
  checkInId: string,
  { known = {}, definition = EVERY_KIND }: { known?: Record<string, number>; definition?: QuestionnaireDefinition } = {},
): Promise<void> {
  const longAgo = Temporal.Instant.from('2020-01-02T09:00:00+01:00');
  const versionId = await dataSource.transaction((tx) => questionnaires.publish(tx, definition, longAgo));
  await dataSource.query(`update check_in set questionnaire_version_id = $2, items = $3, known = $4 where id = $1`, [
    checkInId,
    versionId,
    definition.items.map(({ key }) => key),
    JSON.stringify(known),
  ]);
}
