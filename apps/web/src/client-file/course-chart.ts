import type { EChartsCoreOption } from 'echarts/core';

/** One trait through time; a null is a refusal or "weet ik niet", undefined a time of which nothing was known. */
export interface Panel {
  label: string;
  latest: string;
  lowest: number;
  highest: number;
  /** A lower value is better: drawn upside down, so that up is better in every panel. */
  isInverse: boolean;
  points: [at: number, value: number | null | undefined][];
}

export interface Band {
  label: string;
  from: number;
  to: number;
}

export interface Span {
  from: number;
  to: number;
  monthLabel: (epochMilliseconds: number) => string;
}

const PANEL = { head: 28, body: 60, gap: 12 };
const LANE = 32;
const AXIS = 30;
const SIDE = 10;
/** Part of the scale above its best and below its worst, so that no answer lies on the edge. */
const AIR = 0.14;
const INK = 'var(--wp-ink)';
const QUIET = 'var(--wp-quiet)';
const LINE = 'var(--wp-line)';
const MAIN = 'var(--wp-chart-1)';

/**
 * Small multiples on one time axis: a panel a trait with its name and latest word above it, and below them a lane an intervention,
 * whose band runs through every panel.
 */
export function courseOption(
  panels: readonly Panel[],
  bands: readonly Band[],
  span: Span,
  width: number,
): { option: EChartsCoreOption; height: number } {
  const tops = panels.map((_, index) => index * (PANEL.head + PANEL.body + PANEL.gap) + PANEL.head);
  const lanesTop = panels.length * (PANEL.head + PANEL.body + PANEL.gap);
  const lanesHeight = bands.length * LANE;
  const grids = [...tops.map((top) => ({ top, height: PANEL.body })), { top: lanesTop, height: lanesHeight }];
  const option = {
    grid: grids.map((grid) => ({ ...grid, left: SIDE, right: SIDE })),
    xAxis: grids.map((_, index) => timeAxis(index, index === panels.length, span, width)),
    yAxis: [
      ...panels.map((panel, index) => ({ type: 'value', gridIndex: index, ...extent(panel), inverse: panel.isInverse, show: false })),
      { type: 'value', gridIndex: panels.length, min: 0, max: Math.max(bands.length, 1), inverse: true, show: false },
    ],
    graphic: panels.flatMap(({ label, latest }, index) => {
      const top = (tops[index] ?? 0) - 21;
      return [
        { type: 'text', x: SIDE, y: top, style: { text: label, fill: INK, fontSize: 14, fontWeight: 700 } },
        { type: 'text', x: width - SIDE, y: top, style: { text: latest, fill: QUIET, fontSize: 13, align: 'right' } },
      ];
    }),
    series: [
      ...panels.map((panel, index) => line(panel, index, bands, span)),
      ...(bands.length > 0 ? [lanes(bands, panels.length, width)] : []),
    ],
  };
  return { option, height: lanesTop + lanesHeight + AXIS };
}

function extent({ lowest, highest }: Panel): { min: number; max: number } {
  const air = (highest - lowest) * AIR;
  return { min: lowest - air, max: highest + air };
}

function timeAxis(gridIndex: number, isLast: boolean, { from, to, monthLabel }: Span, width: number) {
  return {
    type: 'time',
    gridIndex,
    min: from,
    max: to,
    splitNumber: width > 600 ? 9 : 3,
    axisLine: { show: isLast, lineStyle: { color: LINE } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      show: isLast,
      color: QUIET,
      fontSize: 13,
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: monthLabel,
    },
  };
}

function line(panel: Panel, index: number, bands: readonly Band[], { from, to }: Span) {
  const { points } = panel;
  const { min, max } = extent(panel);
  const last = points.findLastIndex(([, value]) => typeof value === 'number');
  const edge = (value: number) => [{ coord: [from, value], lineStyle: { color: LINE, type: 'solid', width: 1 } }, { coord: [to, value] }];
  return {
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    // "-" is ECharts' word for a gap.
    data: points.map(([at, value], place) => ({
      value: [at, value ?? '-'],
      ...(place === last ? { symbolSize: 9, itemStyle: { color: MAIN } } : {}),
    })),
    silent: true,
    clip: false,
    z: 3,
    showAllSymbol: true,
    symbol: 'circle',
    symbolSize: 7,
    itemStyle: { color: 'var(--wp-surface)', borderColor: MAIN, borderWidth: 2 },
    lineStyle: { width: 2, color: MAIN },
    markArea: {
      silent: true,
      itemStyle: { color: 'var(--wp-chart-band)' },
      data: bands.map((band) => [
        { xAxis: band.from, yAxis: min },
        { xAxis: band.to, yAxis: max },
      ]),
    },
    markLine: {
      silent: true,
      z: 2,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: QUIET, type: [3, 3], width: 1 },
      data: [edge(min), edge(max), ...points.filter(([, value]) => value === null).map(([at]) => ({ xAxis: at }))],
    },
  };
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
      const isLate = x > width * 0.5;
      const words = { text: bands[lane]?.label ?? '', fill: 'var(--wp-chart-2)', fontSize: 13 };
      return {
        type: 'group',
        children: [
          { type: 'rect', shape: { x, y: y + 22, width: Math.max(end - x, 4), height: 6, r: 3 }, style: { fill: 'var(--wp-chart-2)' } },
          { type: 'text', style: { ...words, x: isLate ? end : x, y: y + 5, align: isLate ? 'right' : 'left' } },
        ],
      };
    },
  };
}
