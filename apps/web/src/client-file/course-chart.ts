import type { EChartsCoreOption } from 'echarts/core';

/** One trait through time; a null is a refusal or "weet ik niet". */
export interface Panel {
  label: string;
  latest: string;
  lowest: number;
  highest: number;
  /** A lower value is better: drawn upside down, so that up is better in every panel. */
  isInverse: boolean;
  points: [at: number, value: number | null][];
}

export interface Band {
  label: string;
  from: number;
  to: number;
  isRunning: boolean;
}

export interface Span {
  from: number;
  to: number;
  monthLabel: (epochMilliseconds: number) => string;
}

const PANEL = { head: 26, body: 52, gap: 10 };
const LANE = 30;
const AXIS = 28;
const SIDE = 12;
const INK = 'var(--wp-ink)';
const QUIET = 'var(--wp-quiet)';
const LINE = 'var(--wp-line)';

/** Small multiples on one time axis: a panel a trait with its name and latest word above it, and below them a lane an intervention, whose band runs through every panel. */
export function courseOption(
  panels: readonly Panel[],
  bands: readonly Band[],
  span: Span,
  width: number,
): { option: EChartsCoreOption; height: number } {
  const tops = panels.map((_, index) => index * (PANEL.head + PANEL.body + PANEL.gap) + PANEL.head);
  const lanesTop = panels.length * (PANEL.head + PANEL.body + PANEL.gap);
  const lanesHeight = bands.length * LANE;
  const grids = [...tops.map((top) => ({ top, height: PANEL.body })), { top: lanesTop, height: lanesHeight }].map((grid) => ({
    ...grid,
    left: SIDE,
    right: SIDE,
    show: false,
  }));
  const option = {
    grid: grids,
    xAxis: grids.map((_, index) => ({
      type: 'time',
      gridIndex: index,
      min: span.from,
      max: span.to,
      splitNumber: width > 600 ? 9 : 3,
      axisLine: { show: index === panels.length, lineStyle: { color: LINE } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        show: index === panels.length,
        color: QUIET,
        fontSize: 13,
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: span.monthLabel,
      },
    })),
    yAxis: [
      ...panels.map(({ lowest, highest, isInverse }, index) => ({
        type: 'value',
        gridIndex: index,
        min: lowest,
        max: highest,
        inverse: isInverse,
        show: false,
      })),
      { type: 'value', gridIndex: panels.length, min: 0, max: Math.max(bands.length, 1), inverse: true, show: false },
    ],
    series: [
      ...panels.map((panel, index) => line(panel, index, bands, span)),
      ...(bands.length > 0 ? [lanes(bands, panels.length, width)] : []),
    ],
  };
  return { option, height: lanesTop + lanesHeight + AXIS };
}

function line(panel: Panel, index: number, bands: readonly Band[], span: Span) {
  const { points, lowest, highest, isInverse } = panel;
  const refusals = points.filter(([, value]) => value === null).map(([at]) => ({ xAxis: at }));
  const [best, worst] = isInverse ? [lowest, highest] : [highest, lowest];
  const last = points.findLastIndex(([, value]) => value !== null);
  return {
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data: points.map(([at, value], place) => ({
      value: [at, value ?? '-'],
      ...(place === last ? { symbol: 'circle', symbolSize: 9, itemStyle: { color: 'var(--wp-chart-1)', borderWidth: 0 } } : {}),
    })),
    silent: true,
    clip: false,
    showAllSymbol: true,
    symbol: 'circle',
    symbolSize: 7,
    color: 'var(--wp-chart-1)',
    itemStyle: { color: 'var(--wp-surface)', borderColor: 'var(--wp-chart-1)', borderWidth: 2 },
    lineStyle: { width: 2, color: 'var(--wp-chart-1)' },
    markArea: {
      silent: true,
      itemStyle: { color: 'var(--wp-chart-band)', opacity: 0.6 },
      data: bands.map(({ from, to }) => [
        { xAxis: from, yAxis: best },
        { xAxis: to, yAxis: worst },
      ]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: QUIET, type: [3, 3], width: 1 },
      data: [mark(span, best), mark(span, worst), ...refusals],
    },
  };
}

function mark({ from, to }: Span, value: number) {
  return [{ coord: [from, value], lineStyle: { color: LINE, type: 'solid', width: 1 } }, { coord: [to, value] }];
}

/** A bar a lane with its name above it: from where it begins, or up to where it ends when it begins too far to the right for its name. */
function lanes(bands: readonly Band[], index: number, width: number) {
  return {
    type: 'custom',
    xAxisIndex: index,
    yAxisIndex: index,
    silent: true,
    clip: false,
    data: bands.map(({ from, to }, lane) => [from, lane, to]),
    renderItem: (_: unknown, api: { value: (dimension: number) => number; coord: (point: [number, number]) => [number, number] }) => {
      const lane = api.value(1);
      const [x, y] = api.coord([api.value(0), lane]);
      const [end] = api.coord([api.value(2), lane]);
      const isLate = x > width * 0.55;
      const label = bands[lane]?.label ?? '';
      return {
        type: 'group',
        children: [
          { type: 'rect', shape: { x, y: y + 21, width: Math.max(end - x, 3), height: 6, r: 3 }, style: { fill: 'var(--wp-chart-2)' } },
          {
            type: 'text',
            style: {
              x: isLate ? end : x,
              y: y + 4,
              text: label,
              align: isLate ? 'right' : 'left',
              fill: 'var(--wp-chart-2)',
              fontSize: 13,
            },
          },
        ],
      };
    },
  };
}
