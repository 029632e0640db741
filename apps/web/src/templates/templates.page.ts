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
import { channelsOf, formsOf, GROUPS, pathOf, type TemplateGroup } from './template-names.js';

export interface TemplatesGiven {
  /** The newest version of every text that was ever changed. */
  changed: readonly TemplateVersion[];
  statuses: readonly LanguageStatus[];
  /** In which form the office writes. */
  form: AddressForm;
  /** What is looked at; null: both channels. */
  filter: { language: ClientLanguage; channel: TemplateChannel | null; form: AddressForm };
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
        href: hrefOf({ ...filter, language: of }),
        text: isUsable(of) ? languageName(of, language) : say('filter.draft', { name: languageName(of, language) }),
        isDraft: !isUsable(of),
        isChosen: of === filter.language,
      })),
    },
    channels: {
      label: say('filter.channel'),
      options: [null, ...TEMPLATE_CHANNELS].map((channel) => ({
        href: hrefOf({ ...filter, channel }),
        text: channel === null ? say('filter.all') : say(`channel.${channel}`),
        isDraft: false,
        isChosen: channel === filter.channel,
      })),
    },
    forms:
      formsOf(filter.language).length === 1
        ? null
        : {
            label: say('filter.form'),
            options: formsOf(filter.language).map((form) => ({
              href: hrefOf({ ...filter, form }),
              text: form === used ? say('filter.used', { form: say(`form.${form}`) }) : say(`form.${form}`),
              isDraft: false,
              isChosen: form === filter.form,
            })),
          },
    notUsed: filter.language === 'nl' && filter.form !== used ? say('form-not-used') : null,
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
      .map((channel): TemplateKey => ({ purpose, channel, language: filter.language, form: formIn(filter) }));
    return { name: say(`purpose.${purpose}.name`), when: say(`purpose.${purpose}.when`), variants: keys.map((key) => variant(key)) };
  }

  function variant(key: TemplateKey) {
    const own = changed.find(
      (each) => each.purpose === key.purpose && each.channel === key.channel && each.language === key.language && each.form === key.form,
    );
    const text = (own?.text ?? shippedText(key))?.body ?? null;
    const label = say(`channel.${key.channel}`);
    return {
      href: pathOf(key),
      label,
      fullLabel: `${texts.text(language, `templates.purpose.${key.purpose}.name`)}: ${label}`,
      isChanged: own !== undefined && own.text !== null,
      state: text === null ? say('state.missing') : stateInWords(own, language),
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

/** Only Dutch has both forms. */
function formIn({ language, form }: TemplatesGiven['filter']): AddressForm {
  return formsOf(language).includes(form) ? form : 'u';
}

function hrefOf({ language, channel, form }: TemplatesGiven['filter']): string {
  const query = new URLSearchParams({ taal: language, ...(channel && { manier: channel }), ...(language === 'nl' && { vorm: form }) });
  return `/beheer/berichten?${query.toString()}`;
}
