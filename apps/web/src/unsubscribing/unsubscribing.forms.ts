import { IsOptional } from 'class-validator';

/** Whatever else comes in is not what is meant, and is no mistake either. */
export class UnsubscribeForm {
  /** What a program for e-mail posts: `One-Click`. */
  @IsOptional() 'List-Unsubscribe'?: unknown;
  /** The button of the page. */
  @IsOptional() afmelden?: unknown;
}
