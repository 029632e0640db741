/** One metric in Prometheus' words: a gauge with its values, one for each set of labels. */
export interface Metric {
  name: string;
  /** What it measures and in which unit: one line. */
  help: string;
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

/** The content type of the format, for the answer to Prometheus. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Metrics in Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/): HELP and TYPE once a metric, then a
 * line a sample. A metric without samples is left out: what was not measured is absent, never nought.
 * @throws RangeError for a name that Prometheus does not take
 */
export function expositionOf(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, samples }) =>
      [
        `# HELP ${checked(name, METRIC_NAME)} ${escapeHelp(help)}`,
        `# TYPE ${name} gauge`,
        ...samples.map(({ labels = {}, value }) => `${name}${labelsOf(labels)} ${numberOf(value)}`),
      ]
        .map((line) => `${line}\n`)
        .join(''),
    )
    .join('');
}

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${checked(name, LABEL_NAME)}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function checked(name: string, pattern: RegExp): string {
  if (!pattern.test(name)) throw new RangeError(`"${name}" is no name for Prometheus`);
  return name;
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}

function numberOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
