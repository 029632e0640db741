export {
  CRISIS_NOTE_LENGTH,
  CrisisService,
  MINUTES_TO_ACKNOWLEDGE,
  SIGNALS_PAGE,
  type StandingAlert,
  type ToldAs,
} from './crisis.service.js';
export { CrisisWordsService, type CrisisWordList } from './crisis-words.service.js';
export { CrisisWords, LONGEST_CRISIS_WORD, MOST_CRISIS_WORDS } from './domain/crisis-words.js';
export { DeputiesService, type Deputy } from './deputies.service.js';
export { INBOX_CHANNELS, INBOX_KINDS, InboxService, type InboxChannel, type InboxKind, type NewInboxMessage } from './inbox.service.js';
export { InboxModule } from './inbox.module.js';
export { ReadingService } from './reading.service.js';
export { RepliesService, REPLY_LENGTH, type NewReply } from './replies.service.js';
export { COACH_REPLY, CRISIS_HELP, MESSAGE_RECEIVED, WritingService } from './writing.service.js';
