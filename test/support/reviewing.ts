import type { ClientLanguage } from '#libs/platform';
import { LanguagesService } from '#libs/wording';
import type { ServedWeb } from './web.js';

/** An administrator records that somebody who reads these languages has looked at their texts. @returns what takes that back */
export async function reviewLanguages({ app, dataSource, clock }: ServedWeb, ...languages: ClientLanguage[]): Promise<() => Promise<void>> {
  const service = app.get(LanguagesService, { strict: false });
  const [{ id: staffId }] = (await dataSource.query(`insert into staff (name, role) values ('Beheer', 'admin') returning id`)) as [
    { id: string },
  ];
  await dataSource.transaction(async (tx) => {
    for (const language of languages) await service.review(tx, { language, reviewedBy: 'Een lezer', staffId }, clock.now());
  });
  return () =>
    dataSource.transaction(async (tx) => {
      for (const language of languages) await service.withdraw(tx, { language, staffId }, clock.now());
    });
}
