import { FATES, type DayOfRounds, type Fate } from '#libs/operations';
import type { EChartsCoreOption } from 'echarts/core';

/** What each fate is drawn in; the same classes colour the key beside the picture. */
const COLOURS: Record<Fate, string> = {
  delivered: 'var(--wp-chart-1)',
  sent: 'var(--wp-sent)',
  waiting: 'var(--wp-line)',
  failed: 'var(--wp-failed)',
  unreachable: 'var(--wp-unreachable)',
  missed: 'var(--wp-missed)',
  withdrawn: 'var(--wp-withdrawn)',
};
/** A bar no wider than this, however few days there are. */
const WIDEST_BAR = 40;

/** Which fates there are anything of, in the order in which they are stacked: what went well at the bottom. */
export function fatesIn(days: readonly DayOfRounds[]): Fate[] {
  return FATES.filter((fate) => days.some(({ rounds }) => rounds[fate] > 0));
}

/** The highest bar, rounded up as the axis does: so long is its longest label. */
function highest(days: readonly DayOfRounds[]): number {
  return 1.2 * Math.max(...days.map(({ rounds }) => Object.values(rounds).reduce((sum, each) => sum + each, 0)));
}

/** A bar a day, stacked by what became of its rounds. @param dayLabel of the axis; '' for a day that is not named */
export function daysOption(
  days: readonly DayOfRounds[],
  {
    width,
    dayLabel,
    number,
  }: { width: number; dayLabel: (day: Temporal.PlainDate, index: number) => string; number: (value: number) => string },
): EChartsCoreOption {
  return {
    grid: { left: 14 + 8 * number(highest(days)).length, right: 8, top: 12, bottom: 28 },
    xAxis: {
      type: 'category',
      data: days.map(({ day }, index) => dayLabel(day, index)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--wp-line)' } },
      axisLabel: { color: 'var(--wp-quiet)', fontSize: 13, interval: 0 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { color: 'var(--wp-quiet)', fontSize: 13, formatter: number },
      splitLine: { lineStyle: { color: 'var(--wp-line)' } },
    },
    series: fatesIn(days).map((fate) => ({
      type: 'bar',
      stack: 'rounds',
      silent: true,
      barMaxWidth: WIDEST_BAR,
      barCategoryGap: width > 400 ? '30%' : '15%',
      itemStyle: { color: COLOURS[fate], borderColor: 'var(--wp-surface)', borderWidth: 1 },
      data: days.map(({ rounds }) => rounds[fate]),
    })),
  };
}
