import { expositionOf } from './exposition.js';

describe('metrics as Prometheus reads them', () => {
  it('say of each what it is, once, and a line a value', () => {
    expect(
      expositionOf([
        { name: 'werkplein_due_messages', help: 'Messages whose time has come.', samples: [{ value: 3 }] },
        {
          name: 'werkplein_messages_24h',
          help: 'Messages.',
          samples: [
            { labels: { channel: 'sms', status: 'sent' }, value: 12 },
            { labels: { channel: 'email', status: 'sent' }, value: 0.5 },
          ],
        },
      ]),
    ).toBe(
      [
        '# HELP werkplein_due_messages Messages whose time has come.',
        '# TYPE werkplein_due_messages gauge',
        'werkplein_due_messages 3',
        '# HELP werkplein_messages_24h Messages.',
        '# TYPE werkplein_messages_24h gauge',
        'werkplein_messages_24h{channel="sms",status="sent"} 12',
        'werkplein_messages_24h{channel="email",status="sent"} 0.5',
        '',
      ].join('\n'),
    );
  });

  it('leave out what was not measured', () => {
    expect(expositionOf([{ name: 'ratio', help: 'A part.', samples: [] }])).toBe('');
  });

  it.each([
    ['a "quoted" word', String.raw`a \"quoted\" word`],
    [String.raw`C:\mail`, String.raw`C:\\mail`],
    ['two\nlines', String.raw`two\nlines`],
  ])('hold %j in a label as %s', (value, written) => {
    expect(expositionOf([{ name: 'm', help: 'h', samples: [{ labels: { l: value }, value: 1 }] }])).toContain(`m{l="${written}"} 1\n`);
  });

  it('hold a backslash and a new line in their explanation, and quotes as they are', () => {
    expect(expositionOf([{ name: 'm', help: 'a\\b\n"c"', samples: [{ value: 1 }] }])).toContain('# HELP m a\\\\b\\n"c"\n');
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
  ])('hold %f as %s', (value, written) => {
    expect(expositionOf([{ name: 'm', help: 'h', samples: [{ value }] }])).toContain(`\nm ${written}\n`);
  });

  it.each(['', '1m', 'a-b', 'a b', 'a{'])('have no name like %j', (name) => {
    expect(() => expositionOf([{ name, help: 'h', samples: [{ value: 1 }] }])).toThrow(RangeError);
    expect(() => expositionOf([{ name: 'm', help: 'h', samples: [{ labels: { [name]: 'x' }, value: 1 }] }])).toThrow(RangeError);
  });
});
