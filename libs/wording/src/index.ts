export { CLIENT_TEXTS, clientTexts } from './client-texts.js';
export { layOutEmail, type EmailText } from './domain/email-layout.js';
export { exampleValues, problemsWithTemplate, remarksOnTemplate, type Finding, type TemplateToCheck } from './domain/check-template.js';
export { hardWords, LONG_SENTENCE, longSentences } from './domain/plain-language.js';
export { readableIn } from './domain/readable-in.js';
export { canBeAnswered } from './domain/sender.js';
export { SMS_COST_CENTS, smsShape, type OffendingCharacter, type SmsShape } from './domain/sms-shape.js';
export {
  ADDRESS_FORMS,
  isTemplatePurpose,
  TEMPLATE_CHANNELS,
  TEMPLATE_PURPOSES,
  TEMPLATES,
  type AddressForm,
  type TemplateChannel,
  type TemplateField,
  type TemplateKey,
  type TemplatePurpose,
  type TemplateRules,
  type TemplateText,
} from './domain/templates.js';
export { TEXT_PARTS, textsBesideDutch, type TextPair, type TextPart } from './language-texts.js';
export { previewOf } from './preview.js';
export { LanguagesService, type LanguageStatus } from './languages.service.js';
export { itemTexts, shippedText } from './shipped-texts.js';
export { TemplateBook, type BookOptions, type TemplateValues, type WrittenMessage } from './template-book.js';
export { TemplatesService, type NewTemplate, type TemplateVersion } from './templates.service.js';
export { WordingModule } from './wording.module.js';
