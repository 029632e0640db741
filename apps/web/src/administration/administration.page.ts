import type { AdministrationOverview } from '#libs/insight';
import { wordingIn, type Language } from '#libs/platform';
import { adviceOf, type RuleDefinition } from '#libs/rules';
import type { Catalogue } from '#libs/interventions';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** In the order of a message's life. */
const STATUSES = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled'];

/** Everything an administrator keeps an eye on; no client and no answer is in it. */
export function administrationPage(overview: AdministrationOverview, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `administration.${key}`, values);
  const date = (text: string) => formatDate(language, Temporal.Instant.from(text));
  return {
    clients: say('clients', { count: overview.clients.onBenefit, planned: overview.clients.withPlan }),
    staff: overview.staff.map(({ name, email, role, team, active, hasPassword, clients }) => ({
      name,
      email: email ?? say('staff.no-email'),
      role: texts.text(language, `site.role.${role}`),
      team: team ?? '–',
      clients: role === 'coach' ? String(clients) : '–',
      state: say(!active ? 'staff.closed' : hasPassword ? 'staff.ready' : email ? 'staff.no-password' : 'staff.no-account'),
      needsCare: active && !hasPassword,
    })),
    questionnaires: overview.questionnaires.map(({ key, title, version, publishedAt, items, plans }) => ({
      title: wordingIn(title, language),
      key,
      version,
      published: date(publishedAt),
      items,
      plans,
    })),
    rules: overview.rules.map(({ definition, rule, version, author, approver, validFrom }) =>
      ruleInWords(definition as RuleDefinition, { rule, version, author, approver, since: date(validFrom) }, catalogue, language),
    ),
    messages: delivery(overview, language),
  };
}

function ruleInWords(
  definition: RuleDefinition,
  facts: { rule: string; version: number; author: string; approver: string; since: string },
  catalogue: Catalogue,
  language: Language,
) {
  const effects = adviceOf(definition).map(({ stance, intervention }) =>
    texts.text(language, `administration.rules.${stance}`, { name: catalogue.of(intervention).name[language] }),
  );
  return { ...facts, title: definition.title[language], effects: effects.join('; ') };
}

function delivery({ messages }: AdministrationOverview, language: Language) {
  const total = messages.reduce((sum, { count }) => sum + count, 0);
  const rows = STATUSES.map((status) => {
    const count = messages.filter((each) => each.status === status).reduce((sum, each) => sum + each.count, 0);
    return { label: texts.text(language, `client-file.messages.status.${status}`), count, share: total === 0 ? 0 : count / total };
  });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return {
    total,
    rows: rows
      .filter(({ count }) => count > 0)
      .map(({ label, count, share }) => ({ label, count, percent: percent.format(share), width: (share * 100).toFixed(1) })),
  };
}
