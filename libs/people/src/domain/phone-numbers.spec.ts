import { readPhoneNumber } from './phone-numbers.js';

describe('a telephone number as an office writes it', () => {
  it.each([
    ['0612345678', 'mobile', '+31612345678'],
    ['06-12345678', 'mobile', '+31612345678'],
    ['06 12 34 56 78', 'mobile', '+31612345678'],
    ['06.12.34.56.78', 'mobile', '+31612345678'],
    ['(06) 12345678', 'mobile', '+31612345678'],
    ['+31612345678', 'mobile', '+31612345678'],
    ['+31(0)612345678', 'mobile', '+31612345678'],
    ['0031612345678', 'mobile', '+31612345678'],
    ['612345678', 'mobile', '+31612345678'],
    ['0201234567', 'landline', '+31201234567'],
    ['+32470123456', 'foreign_mobile', '+32470123456'],
    ['+4915123456789', 'foreign_mobile', '+4915123456789'],
    ['0881234567', 'other_phone', '+31881234567'],
    // In the United States a number does not tell whether it is a mobile: then it is not treated as one.
    ['+16502530000', 'other_phone', '+16502530000'],
  ])('%s is a %s', (text, kind, address) => {
    expect(readPhoneNumber(text)).toEqual({ contactPoint: { kind, address } });
  });

  it.each([
    ['06123', 'phone-too-short'],
    ['061234567', 'phone-too-short'],
    ['+3161234567', 'phone-too-short'],
    ['06123456789', 'phone-too-long'],
    ['0612345678 / 0201234567', 'phone-too-long'],
    ['0670123456', 'phone-none-known'],
    ['+31 6 12345678 tst 12', 'phone-none-known'],
    ['0612345678 (moeder)', 'phone-none-known'],
    ['geen', 'phone-none-known'],
  ])('%s is refused: %s', (text, problem) => {
    expect(readPhoneNumber(text)).toEqual({ problem });
  });
});
