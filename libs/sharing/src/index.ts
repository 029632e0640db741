export {
  CLIENT_RESPONSES,
  OBJECTION_LENGTH,
  OUTCOME_LENGTH,
  RESPONSE_LENGTH,
  SHARE_WAYS,
  type ClientResponse,
  type ShareWay,
} from './domain/share.js';
export { ObjectionsService, type NewObjection } from './objections.service.js';
export { ResponsesService, type NewResponse } from './responses.service.js';
export { SharingModule } from './sharing.module.js';
export { SharingService, type NewShare } from './sharing.service.js';
export type { StandingObjection, StandingResponse, StandingShare } from './standing.js';
