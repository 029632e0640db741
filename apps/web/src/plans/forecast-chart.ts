import type { EChartsCoreOption } from 'echarts/core';

export interface ForecastBars {
  /** One a day, in order. */
  bars: { date: Temporal.PlainDate; people: number }[];
  /** Words above the highest bar. */
  highestLabel: string;
  weekLabel: (date: Temporal.PlainDate) => string;
  numberLabel: (people: number) => string;
}

const HEIGHT = 260;
const INK = 'var(--wp-ink)';
const QUIET = 'var(--wp-quiet)';
const LINE = 'var(--wp-line)';
const BAR = 'var(--wp-chart-1)';
const HIGHEST = 'var(--wp-chart-2)';

/** One bar a day through a quarter, the busiest day in another colour and with its number. */
export function forecastOption(
  { bars, highestLabel, weekLabel, numberLabel }: ForecastBars,
  width: number,
): { option: EChartsCoreOption; height: number } {
  const most = Math.max(1, ...bars.map(({ people }) => people));
  const top = niceTop(most);
  const busiest = bars.findIndex(({ people }) => people === most);
  const mondays = bars.flatMap(({ date }, index) => (date.dayOfWeek === 1 ? [index] : []));
  const step = width > 600 ? 2 : 4;
  const labelled = new Set(mondays.filter((_, index) => index % step === 0));
  const option = {
    grid: { left: 14 + 9 * numberLabel(top).length, right: 8, top: 34, bottom: 28 },
    xAxis: {
      type: 'category',
      data: bars.map(({ date }) => date.toString()),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
      axisLabel: {
        color: QUIET,
        fontSize: 13,
        interval: (index: number) => labelled.has(index),
        formatter: (_: string, index: number) => weekLabel(bars[index]!.date),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      interval: top <= 4 ? 1 : top % 4 === 0 ? top / 4 : top / 2,
      axisLabel: { color: QUIET, fontSize: 13, formatter: numberLabel },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barCategoryGap: width > 600 ? '25%' : '15%',
        itemStyle: { color: BAR, borderRadius: [2, 2, 0, 0] },
        data: bars.map(({ people }, index) =>
          index === busiest && people > 0
            ? {
                value: people,
                itemStyle: { color: HIGHEST },
                label: {
                  show: true,
                  position: 'top',
                  formatter: highestLabel,
                  color: INK,
                  fontSize: 14,
                  fontWeight: 700,
                  align: index < bars.length * 0.2 ? 'left' : index > bars.length * 0.8 ? 'right' : 'center',
                },
              }
            : people,
        ),
      },
    ],
  };
  return { option, height: HEIGHT };
}

/** The end of the scale: a round number at or above the highest bar. */
export function niceTop(most: number): number {
  if (most <= 4) return most;
  const size = 10 ** Math.floor(Math.log10(most));
  return [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].map((times) => times * size).find((top) => top >= most && Number.isInteger(top)) ?? most;
}
