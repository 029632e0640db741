import { isClientLanguage, NotFoundError } from '#libs/platform';
import {
  ADDRESS_FORMS,
  isTemplatePurpose,
  TEMPLATE_CHANNELS,
  type AddressForm,
  type TemplateChannel,
  type TemplateKey,
  type TemplateText,
} from '#libs/wording';
import { IsOptional, IsString } from 'class-validator';
import { FIELD_NAMES } from './template.page.js';
import { channelsOf, formsOf } from './template-names.js';

/** Which message, as its address says. */
export class TemplatePath {
  @IsString()
  purpose = '';

  @IsString()
  channel = '';

  @IsString()
  language = '';

  @IsString()
  form = '';
}

/** What a browser sends of a text that is being written. */
export class TemplateForm {
  @IsOptional()
  @IsString()
  [FIELD_NAMES.subject]?: string;

  @IsOptional()
  @IsString()
  [FIELD_NAMES.body]?: string;

  @IsOptional()
  @IsString()
  [FIELD_NAMES.reviewedBy]?: string;

  @IsOptional()
  @IsString()
  actie?: string;
}

/** @throws NotFoundError when there is no such message */
export function keyFrom({ purpose, channel, language, form }: TemplatePath): TemplateKey {
  if (!isTemplatePurpose(purpose) || !isClientLanguage(language)) throw new NotFoundError('no such message');
  const isThere =
    TEMPLATE_CHANNELS.includes(channel as TemplateChannel) &&
    channelsOf(purpose).includes(channel as TemplateChannel) &&
    ADDRESS_FORMS.includes(form as AddressForm) &&
    formsOf(language).includes(form as AddressForm);
  if (!isThere) throw new NotFoundError('no such message');
  return { purpose, channel: channel as TemplateChannel, language, form: form as AddressForm };
}

/** A browser ends lines as a typewriter does; a text message has no room for that. */
export function textFrom(form: TemplateForm, { channel }: TemplateKey): TemplateText {
  const read = (text = '') => text.replaceAll('\r\n', '\n');
  return { subject: channel === 'email' ? read(form[FIELD_NAMES.subject]) : null, body: read(form[FIELD_NAMES.body]) };
}
