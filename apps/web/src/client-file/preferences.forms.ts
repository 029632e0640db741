import type { DayPart, ReachChannel } from '#libs/people';
import { CLIENT_LANGUAGES, type ClientLanguage } from '#libs/platform';
import { IsIn, IsString, MaxLength } from 'class-validator';

/** Every choice has a way to say nothing in particular: an empty one. */
export class PreferenceForm {
  @IsIn(['', 'sms', 'email'])
  kanaal: ReachChannel | '' = '';

  @IsIn(['', 'message', 'link'])
  antwoord: 'message' | 'link' | '' = '';

  @IsIn(['', ...CLIENT_LANGUAGES])
  taal: ClientLanguage | '' = '';

  @IsIn(['', 'morning', 'afternoon', 'evening', 'own'])
  uren: DayPart | 'own' | '' = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}
