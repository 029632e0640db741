import { IsNotEmpty, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const SID = /^[A-Z]{2}[0-9a-f]{32}$/;

/** A number, or the name that a company sends with. */
const SENDER = /^[^\p{C}]{1,40}$/u;

/** The fields of a status callback that we use; Twilio sends more. */
export class StatusForm {
  @Matches(SID) MessageSid: string;
  @IsString() @IsNotEmpty() @MaxLength(32) MessageStatus: string;
  @IsOptional() @IsString() @MaxLength(10) ErrorCode?: string;
}

/** Our own part of the address that Twilio calls. */
export class StatusQuery {
  @IsOptional() @IsUUID() message?: string;
}

/** The fields of a reply that we use. */
export class InboundForm {
  @Matches(SID) MessageSid: string;
  @Matches(SENDER) From: string;
  /** Not there when somebody sends only a picture. */
  @IsOptional() @IsString() @MaxLength(4000) Body?: string;
  /** Where the account keeps its own list of who stopped: it read this as a keyword, obeyed it, and answered it. */
  @IsOptional() @IsString() @MaxLength(20) OptOutType?: string;
}
