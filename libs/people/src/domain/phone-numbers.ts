// "max" knows which numbers are mobile; the smaller sets of the library do not.
import { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import type { ContactPoint, ContactPointKind } from '../contact-points.js';

export type PhoneProblem = 'phone-too-short' | 'phone-too-long' | 'phone-none-known';
export type ReadPhone = { contactPoint: ContactPoint } | { problem: PhoneProblem };

/** A telephone number as people in the Netherlands write it, as E.164 with what it is: 06…, 0031…, +31(0)6…, with spaces, dashes or dots. */
export function readPhoneNumber(text: string): ReadPhone {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'NL', extract: false });
  if (number?.isValid() && !number.ext) return { contactPoint: { kind: kindOf(number.country, number.getType()), address: number.number } };
  return { problem: problemOf(text) };
}

function kindOf(country: string | undefined, type: string | undefined): ContactPointKind {
  if (type === 'MOBILE') return country === 'NL' ? 'mobile' : 'foreign_mobile';
  return type === 'FIXED_LINE' ? 'landline' : 'other_phone';
}

function problemOf(text: string): PhoneProblem {
  if (/[^\d+()\s./-]/.test(text)) return 'phone-none-known';
  const length = validatePhoneNumberLength(text, { defaultCountry: 'NL' });
  if (length === 'TOO_LONG') return 'phone-too-long';
  // The library counts short service numbers (06123 might be one) as possible: a person's number in the Netherlands has ten digits.
  const digits = text
    .replace(/\D/g, '')
    .replace(/^(00)?31(?=\d{2})/, '0')
    .replace(/^00(?=[1-9])/, '0');
  if (length === 'TOO_SHORT' || digits.length < 10) return 'phone-too-short';
  return digits.length > 10 && digits.startsWith('0') ? 'phone-too-long' : 'phone-none-known';
}
