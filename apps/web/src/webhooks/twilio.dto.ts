import { IsNotEmpty, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const SID = /^[A-Z]{2}[0-9a-f]{32}$/;

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
  @IsString() @IsNotEmpty() @MaxLength(40) From: string;
  @IsOptional() @IsString() @MaxLength(4000) Body?: string;
}
