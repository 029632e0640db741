import type { MonthCounts, MonthLine } from '#libs/outflow';
import type { EChartsCoreOption } from 'echarts/core';

/** What the months are drawn in; the same classes colour the key beside the picture. */
export const TREND_COLOURS = {
  came: 'var(--wp-chart-2)',
  work: 'var(--wp-chart-1)',
  other: 'var(--wp-chart-3)',
  outOfSight: 'var(--wp-quiet)',
  pending: 'var(--wp-line)',
} as const;
/** Below the line, the nearest first. */
const LEAVING = ['work', 'other', 'outOfSight', 'pending'] as const;
const WIDEST_BAR = 34;

export interface TrendChartGiven {
  width: number;
  height: number;
  /** Of the axis; '' for a month that is not named. */
  monthLabel: (month: Temporal.PlainDate, index: number) => string;
  number: (value: number) => string;
  /** What the upper and the lower half show. */
  titles: { stock: string; flow: string };
}

/**
 * Two pictures above each other with the same months: how many there are, with a thin line for a year earlier; and who came (up) beside who left
 * (down). What may not be shown is left open.
 */
export function trendOption(
  months: readonly MonthLine[],
  { width, height, monthLabel, number, titles }: TrendChartGiven,
): EChartsCoreOption {
  const counts = months.map((line) => line.counts);
  const labels = months.map(({ month }, index) => monthLabel(month, index));
  const left = 16 + 8 * Math.max(...counts.flatMap((each) => (each ? [number(highestOf(each)).length] : [1])));
  const split = Math.round(height * 0.4);
  const grids = [
    { left, right: 12, top: 34, height: split - 48 },
    { left, right: 12, top: split + 34, height: height - split - 34 - 28 },
  ];
  return {
    graphic: [text(titles.stock, 4), text(titles.flow, split + 4)],
    grid: grids,
    xAxis: [0, 1].map((gridIndex) => ({
      gridIndex,
      type: 'category',
      data: gridIndex === 0 ? labels.map(() => '') : labels,
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: 'var(--wp-quiet)' } },
      axisLabel: { color: 'var(--wp-quiet)', fontSize: 13, interval: 0, margin: 10 },
    })),
    yAxis: [0, 1].map((gridIndex) => ({
      gridIndex,
      type: 'value',
      min: gridIndex === 0 ? 0 : null,
      minInterval: 1,
      splitNumber: gridIndex === 0 ? 2 : 4,
      axisLabel: { color: 'var(--wp-quiet)', fontSize: 13, formatter: (value: number) => number(Math.abs(value)) },
      splitLine: { lineStyle: { color: 'var(--wp-line)' } },
    })),
    series: [
      line(
        0,
        months.map(({ before }) => before?.stock ?? null),
        { color: 'var(--wp-quiet)', width: 1, type: 'dashed' },
      ),
      {
        ...line(
          0,
          counts.map((each) => each?.stock ?? null),
          { color: 'var(--wp-ink)', width: 2.5 },
        ),
        ...namedAtItsEnds(counts, number),
      },
      bar(
        'came',
        counts.map((each) => each?.came ?? null),
        width,
      ),
      ...LEAVING.filter((kind) => counts.some((each) => (each?.[kind] ?? 0) > 0)).map((kind) =>
        bar(
          kind,
          counts.map((each) => (each ? -each[kind] : null)),
          width,
        ),
      ),
    ],
  };
}

/** Titles are words in the drawing: the component for them is not loaded. */
function text(words: string, top: number) {
  return { type: 'text', left: 0, top, style: { text: words, fill: 'var(--wp-ink)', fontSize: 14, fontWeight: 'bold' } };
}

function highestOf({ stock, came }: MonthCounts): number {
  return 1.2 * Math.max(stock, came);
}

function line(gridIndex: number, data: (number | null)[], lineStyle: { color: string; width: number; type?: string }) {
  return { type: 'line', xAxisIndex: gridIndex, yAxisIndex: gridIndex, silent: true, symbol: 'none', connectNulls: false, lineStyle, data };
}

/** The first and the last of a line say how many they are; so few labels need no room. */
function namedAtItsEnds(counts: readonly (MonthCounts | null)[], number: (value: number) => string) {
  const known = counts.flatMap((each, index) => (each ? [index] : []));
  const ends = new Set([known[0], known.at(-1)]);
  return {
    symbol: 'circle',
    symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (ends.has(dataIndex) ? 7 : 0),
    showAllSymbol: true,
    itemStyle: { color: 'var(--wp-ink)' },
    label: {
      show: true,
      position: 'bottom',
      color: 'var(--wp-ink)',
      fontSize: 13,
      formatter: ({ dataIndex, value }: { dataIndex: number; value: unknown }) =>
        ends.has(dataIndex) && typeof value === 'number' ? number(value) : '',
    },
  };
}

function bar(kind: keyof typeof TREND_COLOURS, data: (number | null)[], width: number) {
  return {
    type: 'bar',
    stack: 'flow',
    xAxisIndex: 1,
    yAxisIndex: 1,
    silent: true,
    barMaxWidth: WIDEST_BAR,
    barCategoryGap: width > 400 ? '30%' : '15%',
    itemStyle: { color: TREND_COLOURS[kind], borderColor: 'var(--wp-surface)', borderWidth: 1 },
    data,
  };
}
