import type { FieldValues } from './parse-template.js';

/** An address as long as that of a municipality with a long name, and a token as long as ours. */
const LINK = 'https://checkin.werkplein-voorbeeldgemeente.nl/c/0123456789abcdef';

/** What stands in the fields where there is no client: in a preview, and where a text is measured. Long as these come, so that it is no surprise. */
export const EXAMPLE_VALUES: Readonly<Record<'nl' | 'en', Required<FieldValues>>> = {
  nl: {
    link: LINK,
    stop: 'Geen sms meer? Antwoord STOP',
    lastDay: 'zondag 8 maart',
    questions: '6',
    question: 'Kunt u makkelijk naar werk reizen?',
    options: '1 ja\n2 soms\n3 nee',
    refusal: '0 = dat wil ik niet zeggen',
    message: 'Dank u wel voor uw bericht. Ik bel u morgen tussen tien en elf uur.',
  },
  en: {
    link: LINK,
    stop: 'No more texts? Reply STOP',
    lastDay: 'Sunday 8 March',
    questions: '6',
    question: 'Is it easy for you to travel to work?',
    options: '1 yes\n2 sometimes\n3 no',
    refusal: '0 = I would rather not say',
    message: 'Thank you for your message. I will call you tomorrow between ten and eleven.',
  },
};
