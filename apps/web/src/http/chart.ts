import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, CustomChart, GraphicComponent, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

export interface Picture {
  /** Unique on its page: the names inside a drawing are shared by all drawings of a page. */
  name: string;
  /** What the picture shows, for who cannot see it; the numbers stand in a table beside it. */
  title: string;
  width: number;
  height: number;
}

/**
 * A chart as a piece of the page: no script in the browser, and nothing that the Content-Security-Policy forbids (inline style).
 * Colours may be `var(--…)`: the drawing then follows the theme and the reader's light or dark. About 3 ms of the event loop.
 */
export function drawChart(option: EChartsCoreOption, { name, title, width, height }: Picture): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return embeddable(chart.renderToSVGString(), name, title);
  } finally {
    chart.dispose();
  }
}

/** Exported for its test. */
export function embeddable(svg: string, name: string, title: string): string {
  return svg
    .replace(
      /^<svg[^>]*viewBox="([^"]*)"[^>]*>/,
      (_, box: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" role="img" aria-label="${escape(title)}">`,
    )
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => asAttributes(style))
    .replaceAll(/ (class|ecmeta_[a-z_]+)="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, `${name}-`);
}

/** `font-size:12px;fill:red` → `font-size="12px" fill="red"`: the same, in words that need no permission. Letters are those of the page. */
function asAttributes(style: string): string {
  return style
    .split(';')
    .map((rule) => rule.split(':').map((part) => part.trim()))
    .map(([property = '', value = '']) => (property === 'font' ? ['font-size', /[\d.]+px/.exec(value)?.[0] ?? ''] : [property, value]))
    .filter(([property = '', value]) => value && /^(fill|stroke|font-size|font-weight|opacity|paint-order)/.test(property))
    .map(([property, value]) => ` ${property}="${value}"`)
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
