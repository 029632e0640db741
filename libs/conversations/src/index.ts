export { ConversationComposer } from './conversation-composer.service.js';
export { ConversationsModule } from './conversations.module.js';
export { ConversationsService } from './conversations.service.js';
export { HearingService, type Heard } from './hearing.service.js';
