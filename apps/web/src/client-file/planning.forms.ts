import { IsString, IsUUID, MaxLength } from 'class-validator';

export class PauseForm {
  @IsString()
  @MaxLength(40)
  reden = '';

  @IsString()
  @MaxLength(40)
  tot = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}

export class ResumeForm {
  @IsUUID()
  pauze!: string;
}

export class TimeZoneForm {
  @IsString()
  @MaxLength(100)
  tijdzone = '';
}

export class TaskForm {
  @IsString()
  @MaxLength(40)
  resultaat = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}
