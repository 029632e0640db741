import fc from 'fast-check';
import { CONTACT_POINT_KINDS } from '../contact-points.js';
import { chooseContactPoint, type ReachFacts } from './reach.js';

const mobile = { kind: 'mobile', address: '+31611111111', state: 'unverified' } as const;
const email = { kind: 'email', address: 'a@example.nl', state: 'verified' } as const;
const facts = (changed: Partial<ReachFacts> = {}): ReachFacts => ({
  deceased: false,
  hasBenefit: true,
  language: 'nl',
  contactPoints: [mobile, email],
  optedOut: [],
  ...changed,
});

describe('how somebody can be reached', () => {
  it.each([
    ['by the channel the plan prefers', facts(), 'email', { channel: 'email', address: email.address, language: 'nl' }],
    ['by text message when nothing is preferred', facts(), null, { channel: 'sms', address: mobile.address, language: 'nl' }],
    [
      'by the other channel when the preferred one has no address',
      facts({ contactPoints: [email] }),
      'sms',
      { channel: 'email', address: email.address, language: 'nl' },
    ],
    [
      'by the other channel when the preferred one was stopped',
      facts({ optedOut: ['sms'] }),
      'sms',
      { channel: 'email', address: email.address, language: 'nl' },
    ],
    [
      'by the other channel when the preferred address is broken',
      facts({ contactPoints: [{ ...mobile, state: 'invalid' }, email] }),
      'sms',
      { channel: 'email', address: email.address, language: 'nl' },
    ],
    [
      'by the newest of two numbers',
      facts({ contactPoints: [mobile, { ...mobile, address: '+31622222222' }] }),
      'sms',
      { channel: 'sms', address: mobile.address, language: 'nl' },
    ],
    ['not after an opt-out of everything', facts({ optedOut: [null] }), 'sms', { unreachable: 'opted_out' }],
    ['not when every channel was stopped one by one', facts({ optedOut: ['sms', 'email'] }), 'sms', { unreachable: 'opted_out' }],
    ['not without an address', facts({ contactPoints: [] }), 'sms', { unreachable: 'no_contact_point' }],
    ['not on a landline', facts({ contactPoints: [{ ...mobile, kind: 'landline' }] }), 'sms', { unreachable: 'no_contact_point' }],
    [
      'not on a foreign mobile',
      facts({ contactPoints: [{ ...mobile, kind: 'foreign_mobile' }] }),
      'sms',
      { unreachable: 'no_contact_point' },
    ],
    [
      'not on an address that bounced',
      facts({ contactPoints: [{ ...mobile, state: 'invalid' }] }),
      'sms',
      { unreachable: 'invalid_contact_point' },
    ],
    ['not without a benefit', facts({ hasBenefit: false }), 'sms', { unreachable: 'no_benefit' }],
    [
      'never after death, whatever else is true',
      facts({ deceased: true, hasBenefit: false, optedOut: [null] }),
      'sms',
      { unreachable: 'deceased' },
    ],
  ] as const)('%s', (_, given, preferred, expected) => {
    expect(chooseContactPoint(given, preferred)).toEqual(expected);
  });

  it('texts only mobiles and mails only e-mail addresses that work and whose channel was not stopped', () => {
    const point = fc.record({
      kind: fc.constantFrom(...CONTACT_POINT_KINDS),
      address: fc.uuid(),
      state: fc.constantFrom('unverified', 'verified', 'invalid'),
    });
    const anyFacts = fc.record({
      deceased: fc.boolean(),
      hasBenefit: fc.boolean(),
      language: fc.constant('nl'),
      contactPoints: fc.array(point, { maxLength: 5 }),
      optedOut: fc.uniqueArray(fc.constantFrom('sms', 'email', null), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('sms', 'email', null), (given, preferred) => {
        const reach = chooseContactPoint(given, preferred);
        if ('unreachable' in reach) return;
        const used = given.contactPoints.find(({ address }) => address === reach.address)!;
        expect(used.state).not.toBe('invalid');
        expect(used.kind).toBe(reach.channel === 'sms' ? 'mobile' : 'email');
        expect(given.optedOut).not.toContain(reach.channel);
        expect(given.optedOut).not.toContain(null);
        expect(given.deceased || !given.hasBenefit).toBe(false);
      }),
    );
  });
});
