import { IsString, MaxLength } from 'class-validator';

export class RecordingForm {
  /** A number of the scale, or `unknown` or `refused`. */
  @IsString()
  @MaxLength(20)
  waarde = '';

  /** Since when it is so, or when it was told. */
  @IsString()
  @MaxLength(40)
  datum = '';
}
