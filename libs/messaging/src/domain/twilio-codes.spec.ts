import { readTwilioReceipt, reasonOfTwilioCode } from './twilio-codes.js';

describe("Twilio's error codes", () => {
  it.each([
    ['30003', 'phone_off'],
    ['30004', 'blocked'],
    ['30005', 'invalid_number'],
    ['30006', 'landline'],
    ['30007', 'filtered'],
    ['30008', 'unexplained'],
    ['21211', 'invalid_number'],
    ['21408', 'no_route'],
    ['21610', 'opted_out'],
    ['21612', 'no_route'],
    ['21614', 'landline'],
    ['21635', 'landline'],
  ])('%s means %s', (code, reason) => {
    expect(reasonOfTwilioCode(code, 'refused')).toBe(reason);
  });

  it('has a word for a code nobody told us about, too', () => {
    expect(reasonOfTwilioCode('99999', 'refused')).toBe('refused');
    expect(reasonOfTwilioCode('constructor', 'refused')).not.toBeInstanceOf(Function);
  });
});

describe('a status callback', () => {
  it.each(['accepted', 'scheduled', 'queued', 'sending', 'sent'])('%s: it left our building', (status) => {
    expect(readTwilioReceipt(status, null)).toEqual({ status: 'sent', failureReason: null, errorCode: null });
  });

  it('tells that it arrived', () => {
    expect(readTwilioReceipt('delivered', null)?.status).toBe('delivered');
  });

  it('tells why it did not', () => {
    expect(readTwilioReceipt('undelivered', '30003')).toEqual({ status: 'undelivered', failureReason: 'phone_off', errorCode: '30003' });
    expect(readTwilioReceipt('failed', null)).toEqual({ status: 'failed', failureReason: 'unexplained', errorCode: null });
  });

  it.each(['received', 'canceled', '', 'constructor'])('"%s" says nothing about a message of ours', (status) => {
    expect(readTwilioReceipt(status, null)).toBeNull();
  });
});
