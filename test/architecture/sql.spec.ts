import { sources, withoutComments } from './sources.js';

describe('SQL is prose', () => {
  it('in the migrations', () => {
    expect(sources(['libs'], /\.sql$/).flatMap(({ file, text }) => sinsOf(text).map((sin) => `${file}: ${sin}`))).toEqual([]);
  });

  it('in the code', () => {
    const found = sources(['libs', 'apps'], /(?<!spec)\.ts$/).flatMap(({ file, text }) =>
      sqlIn(text).flatMap((sql) => [...sinsOf(sql), ...clockOf(sql)].map((sin) => `${file}: ${sin}`)),
    );

    expect(found).toEqual([]);
  });

  it.each([
    ['SELECT id from client', 'shouts SELECT'],
    ['select id from client WHERE id = $1', 'shouts WHERE'],
    ['select id from client where born between $1 and $2', 'says between: intervals are half-open (>= and <)'],
    ['create table t (id serial primary key)', 'says serial: ids are uuidv7() or an identity'],
    ['create table t (id bigserial)', 'says bigserial: ids are uuidv7() or an identity'],
    ['create table t (at timestamp not null)', 'says timestamp without a zone: timestamptz'],
    ['create table t (at timestamp without time zone)', 'says timestamp without a zone: timestamptz'],
    ['create table t (name varchar(80))', 'says varchar: text'],
  ])('is not: %s', (sql, sin) => {
    expect(sinsOf(sql)).toEqual([sin]);
  });

  it.each(['select now()', 'update t set at = current_timestamp', 'select current_date'])('has no clock of its own: %s', (sql) => {
    expect(clockOf(sql)).toHaveLength(1);
  });

  it('may quote what it wants and comment what it wants', () => {
    const sql = `-- BETWEEN the lines\nselect 'SELECT varchar' as "from", at at time zone 'UTC' from t where at >= $1 and at < $2 -- serial`;

    expect(sinsOf(sql)).toEqual([]);
  });

  it('is found in code by its first word, in backticks and in quotes', () => {
    const code = "await tx.query(`\n  select 1`, []);\nawait tx.query('update t set a = 1');\nconst text = 'Select a date';";

    expect(sqlIn(code)).toEqual(['\n  select 1', 'update t set a = 1']);
  });
});

function sinsOf(sql: string): string[] {
  const said = sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/"[^"]*"/g, '""');
  const matches = (pattern: RegExp) => [...new Set([...said.matchAll(pattern)].map(([word]) => word))];
  return [
    ...matches(
      /\b(SELECT|INSERT|INTO|UPDATE|DELETE|FROM|WHERE|JOIN|CREATE|ALTER|DROP|TABLE|INDEX|VALUES|SET|AND|OR|NOT|NULL|ORDER|GROUP|BY|LIMIT|WITH|AS|ON|IN|CASE|WHEN|END)\b/g,
    ).map((word) => `shouts ${word}`),
    ...matches(/\bbetween\b/gi).map((word) => `says ${word}: intervals are half-open (>= and <)`),
    ...matches(/\b(small|big)?serial\b/gi).map((word) => `says ${word}: ids are uuidv7() or an identity`),
    ...matches(/\btimestamp\b(?!\s+with\s+time\s+zone)/gi).map((word) => `says ${word} without a zone: timestamptz`),
    ...matches(/\b(varchar|character varying)\b/gi).map((word) => `says ${word}: text`),
  ];
}

/** When something happened comes in from the Clock: the database's own would be 18 months off while the demo is simulated. */
function clockOf(sql: string): string[] {
  return [...sql.matchAll(/\b(now\(\)|current_(date|time|timestamp)|clock_timestamp\(\)|localtimestamp)/gi)].map(
    ([word]) => `asks the time itself: ${word}`,
  );
}

function sqlIn(code: string): string[] {
  const verb = String.raw`\s*(?:select|insert|update|delete|with|create|alter|drop|lock|truncate|SELECT|INSERT|UPDATE|DELETE|WITH)\s`;
  const literals = withoutComments(code).matchAll(new RegExp(`\`(${verb}[^\`]*)\`|'(${verb}[^'\\n]*)'`, 'g'));
  return [...literals].map(([, inBackticks, inQuotes]) => String(inBackticks ?? inQuotes));
}
