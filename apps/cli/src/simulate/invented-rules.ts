import { DEMO_ACCOUNTS } from '#libs/people';
import { RuleApprovalService, RuleDraftsService, type RuleWriting } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What the second administrator of the demo would like: it waits for the first. */
const WISHED_FOR: RuleWriting = {
  rule: '',
  title: { nl: 'Zorgt voor iemand en heeft veel stress', en: 'Cares for somebody and has much stress' },
  forWhom: {
    nl: 'Mensen die vaak voor iemand zorgen en veel stress hebben.',
    en: 'People who often care for somebody and have much stress.',
  },
  when: {
    all: [
      { trait: 'care.informal', is: 1 },
      { trait: 'health.mental', atLeast: 3 },
      { none: [{ intervention: 'INFORMAL_CARE_SUPPORT', was: 'running' }] },
    ],
  },
  then: [{ stance: 'talk_first', strength: 2 }],
  explanation: {
    nl: 'De klant zorgt vaak voor iemand anders en heeft veel stress of zorgen. Vraag eerst wat er nu lichter kan.',
    en: 'The client often cares for somebody and has much stress or worry. Ask first what could be lighter now.',
  },
  clientExplanation: {
    nl: 'U zorgt vaak voor iemand en u heeft veel stress. Daarom wil uw coach eerst met u praten.',
    en: 'You often care for somebody and you have much stress. That is why your coach would like to talk with you first.',
  },
};
const NOTE = 'Drie coaches vroegen hierom: nu komt dit pas ter sprake als iemand al vastloopt.';

/** A rule that waits for the approval of somebody else, so that the first administrator has something to look at. */
export async function writeInventedRule(app: INestApplicationContext, now: Temporal.Instant): Promise<void> {
  const { email } = DEMO_ACCOUNTS.find(({ key }) => key === 'second_admin')!;
  const [author] = await app.get(DataSource).query<[{ id: string }?]>(`select id from staff where email = $1`, [email]);
  if (!author) return;
  const drafts = app.get(RuleDraftsService);
  const rule = await drafts.create(WISHED_FOR, author.id, now);
  const { revision, definition } = await drafts.open(rule);
  const next = await drafts.save(rule, { revision, definition, note: NOTE }, author.id, now);
  await app.get(RuleApprovalService).submit(rule, next, author.id, now);
}
