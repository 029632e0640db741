import { beginnings, PERIOD_MONTHS, readMonth, usualPeriod, type AskedPeriod, type ChosenPeriod } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { monthOf, monthsOf } from './asking.js';
import { monthName } from './figures.js';

/** The form as it was filled in, the error beside its field; a month that is not offered stays in sight. Other pages over a period have the same. */
export function periodForm({ period, problems }: ChosenPeriod, asked: AskedPeriod, today: Temporal.PlainDate, language: Language) {
  const usual = usualPeriod(today);
  const from = period?.from ?? (asked.from ? readMonth(asked.from) : usual.from);
  const months = period ? String(monthsOf(period)) : asked.months || '12';
  const offered = beginnings(today);
  const isOffered = !from || offered.some((month) => month.equals(from));
  return {
    beginnings: (isOffered ? offered : [from, ...offered]).map((month) => ({
      value: monthOf(month),
      label: monthName(language, month),
      isChosen: from?.equals(month) ?? false,
    })),
    lengths: PERIOD_MONTHS.map((length) => ({
      value: String(length),
      label: texts.text(language, `outflow.form.length.${length}`),
      isChosen: String(length) === months,
    })),
    fromError: problems?.from ? texts.text(language, `outflow.problem.${problems.from}`) : null,
    monthsError: problems?.months ? texts.text(language, `outflow.problem.${problems.months}`) : null,
  };
}
