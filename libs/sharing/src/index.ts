export {
  CLIENT_RESPONSES,
  LINK_DAYS,
  OBJECTION_LENGTH,
  OUTCOME_LENGTH,
  RESPONSE_LENGTH,
  SHARE_WAYS,
  WRONG_ATTEMPTS,
  type ClientResponse,
  type ShareWay,
} from './domain/share.js';
export type { ShareLinkState } from './domain/share-link.js';
export { LINK_CLOSED, LinksService, type FollowedLink, type Proof } from './links.service.js';
export { ObjectionsReadModel, type ObjectionLine } from './objections.read-model.js';
export { ObjectionsService, type NewObjection } from './objections.service.js';
export { ResponsesService, type NewResponse } from './responses.service.js';
export { SharingComposer } from './sharing-composer.service.js';
export { NotSharedError, ShareLinkNotOpenError, ShareLinkUnknownError } from './sharing.errors.js';
export { SharingModule } from './sharing.module.js';
export { SharingService, SUGGESTION_SHARED, type NewShare } from './sharing.service.js';
export { ShownService, type ShownAnswer, type ShownObjection, type ShownSuggestion } from './shown.service.js';
export { SpeakingService, type Opened } from './speaking.service.js';
export type { StandingObjection, StandingResponse, StandingShare } from './standing.js';
