import { CLIENT_LANGUAGES, directionOf, type ClientLanguage, type Language } from '#libs/platform';
import {
  shippedText,
  TEMPLATE_CHANNELS,
  type AddressForm,
  type LanguageStatus,
  type TemplateChannel,
  type TemplateKey,
  type TemplatePurpose,
  type TemplateVersion,
} from '#libs/wording';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { languageName } from './languages.page.js';
import { channelsOf, formsOf, GROUPS, pathOf, variantName, type TemplateGroup } from './template-names.js';

export interface TemplatesGiven {
  /** The newest version of every text that was ever changed. */
  changed: readonly TemplateVersion[];
  statuses: readonly LanguageStatus[];
  /** In which form the office writes. */
  form: AddressForm;
  /** What is looked at; null: both channels. */
  filter: { language: ClientLanguage; channel: TemplateChannel | null };
}

/** Exactly what the list of messages prints: what each is for, whose words it has, and how it begins. */
export function templatesPage({ changed, statuses, form: used, filter }: TemplatesGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.${key}`, values);
  const isUsable = (of: ClientLanguage) => statuses.find((status) => status.language === of)?.isUsable ?? false;
  return {
    formUsed: say(`form-used.${used}`),
    languages: {
      label: say('filter.language'),
      options: CLIENT_LANGUAGES.map((of) => ({
        href: hrefOf(of, filter.channel),
        text: isUsable(of) ? languageName(of, language) : say('filter.draft', { name: languageName(of, language) }),
        isDraft: !isUsable(of),
        isChosen: of === filter.language,
      })),
    },
    channels: {
      label: say('filter.channel'),
      options: [null, ...TEMPLATE_CHANNELS].map((channel) => ({
        href: hrefOf(filter.language, channel),
        text: channel === null ? say('filter.all') : say(`channel.${channel}`),
        isDraft: false,
        isChosen: channel === filter.channel,
      })),
    },
    notReviewed: isUsable(filter.language) ? null : notReviewedInWords(filter.language, language),
    groups: (Object.keys(GROUPS) as TemplateGroup[])
      .map((key) => ({
        key,
        title: say(`group.${key}`),
        rows: GROUPS[key].map((purpose) => row(purpose)).filter(({ variants }) => variants.length > 0),
      }))
      .filter(({ rows }) => rows.length > 0),
  };

  function row(purpose: TemplatePurpose) {
    const keys = channelsOf(purpose)
      .filter((channel) => filter.channel === null || channel === filter.channel)
      .flatMap((channel) => formsOf(filter.language).map((form): TemplateKey => ({ purpose, channel, language: filter.language, form })));
    return { name: say(`purpose.${purpose}.name`), when: say(`purpose.${purpose}.when`), variants: keys.map((key) => variant(key)) };
  }

  function variant(key: TemplateKey) {
    const own = changed.find(
      (each) => each.purpose === key.purpose && each.channel === key.channel && each.language === key.language && each.form === key.form,
    );
    const text = (own?.text ?? shippedText(key))?.body ?? null;
    const label = variantName(key, language);
    const isUsed = key.language !== 'nl' || key.form === used;
    return {
      href: pathOf(key),
      label,
      fullLabel: `${texts.text(language, `templates.purpose.${key.purpose}.name`)}: ${label}`,
      isUsed: isUsed && text !== null,
      isChanged: own !== undefined && own.text !== null,
      state: text === null ? say('state.missing') : stateInWords(own, language),
      notUsed: isUsed ? null : say('state.not-used'),
      text: text ?? '',
      lang: key.language,
      dir: directionOf(filter.language),
    };
  }
}

/** That a language may not be used yet, and where to change that. */
export function notReviewedInWords(of: ClientLanguage, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.not-reviewed.${key}`, values);
  return {
    title: say('title', { language: languageName(of, language) }),
    text: say('text'),
    href: `/beheer/talen/${of}`,
    action: say('action'),
  };
}

function stateInWords(own: TemplateVersion | undefined, language: Language): string {
  if (own === undefined) return texts.text(language, 'templates.state.product');
  const values = { date: formatDate(language, own.publishedAt), who: own.publishedBy ?? texts.text(language, 'templates.unknown-person') };
  return texts.text(language, own.text === null ? 'templates.state.restored' : 'templates.state.changed', values);
}

function hrefOf(language: ClientLanguage, channel: TemplateChannel | null): string {
  return `/beheer/berichten?taal=${language}${channel === null ? '' : `&manier=${channel}`}`;
}
