import { IsIn, IsString, MaxLength } from 'class-validator';
import { STEPS_BY_COACH, type StepByCoach } from './interventions.page.js';

/** Something that is offered or agreed upon, whatever was suggested. */
export class BeginningForm {
  @IsString()
  @MaxLength(60)
  interventie = '';

  @IsString()
  @MaxLength(20)
  hoe = '';

  @IsString()
  @MaxLength(40)
  startdatum = '';
}

/** Every field is there in every step, empty where it is not asked. */
export class StepForm {
  @IsIn(Object.keys(STEPS_BY_COACH))
  stap!: StepByCoach;

  @IsString()
  @MaxLength(40)
  datum = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}

export class EndingForm {
  @IsString()
  @MaxLength(40)
  einddatum = '';

  @IsString()
  @MaxLength(40)
  uitkomst = '';

  @IsString()
  @MaxLength(40)
  reden = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}
