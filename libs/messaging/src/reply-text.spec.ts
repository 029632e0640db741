import fc from 'fast-check';
import { LONGEST_REPLY, replyText } from './reply-text.js';

const ADDRESS = 'antwoord+019a43d0-0000-7000-8000-000000000001@werkplein.example';
const OURS = `> Goedendag,
>
> Hoe gaat het met u? Open de link:
> https://werkplein.example/c/abc
>
> Werkplein`;
const OURS_UNMARKED = OURS.replaceAll(/^> ?/gm, '');

describe('what somebody wrote in an e-mail', () => {
  it.each([
    ['nothing but an answer', 'Het gaat wel weer.', 'Het gaat wel weer.'],
    [
      'Gmail in Dutch',
      `Het gaat goed, dank u.\n\nOp ma 2 nov 2026 om 12:00 schreef Werkplein <${ADDRESS}>:\n\n${OURS}\n`,
      'Het gaat goed, dank u.',
    ],
    ['Gmail in Dutch, broken over lines', `Goed\n\nOp ma 2 nov. 2026 om 12:00 schreef Werkplein\n<${ADDRESS}>:\n\n${OURS}`, 'Goed'],
    ['Gmail in English', `I am fine.\r\n\r\nOn Mon, Nov 2, 2026 at 12:00 PM Werkplein <${ADDRESS}> wrote:\r\n\r\n${OURS}`, 'I am fine.'],
    ['Gmail in English, broken over lines', `Fine\n\nOn Mon, Nov 2, 2026 at 12:00 PM Werkplein <\n${ADDRESS}> wrote:\n\n${OURS}`, 'Fine'],
    ['Gmail in Turkish', `İyiyim\n\nWerkplein <${ADDRESS}>, 2 Kas 2026 Pzt, 12:00 tarihinde şunu yazdı:\n\n${OURS}`, 'İyiyim'],
    ['Gmail in Polish', `Dobrze\n\npon., 2 lis 2026 o 12:00 Werkplein <${ADDRESS}> napisał(a):\n\n${OURS}`, 'Dobrze'],
    ['Gmail in Ukrainian', `Добре\n\nпн, 2 лист. 2026 р. о 12:00 Werkplein <${ADDRESS}> пише:\n\n${OURS}`, 'Добре'],
    [
      'Gmail in Arabic',
      `أنا بخير\n\nفي الاثنين، 2 نوفمبر 2026 في 12:00 م تمت كتابة ما يلي بواسطة Werkplein <${ADDRESS}>:\n\n${OURS}`,
      'أنا بخير',
    ],
    [
      'an iPhone in Dutch',
      `Ik kom morgen langs.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 2 nov 2026 om 12:00 heeft Werkplein <${ADDRESS}> het volgende geschreven:\n> \n${OURS}`,
      'Ik kom morgen langs.',
    ],
    [
      'Apple Mail in Dutch',
      `Ik kom morgen langs.\n\nOp 2 nov 2026, om 12:00 heeft Werkplein <${ADDRESS}> het volgende geschreven:\n\n${OURS}`,
      'Ik kom morgen langs.',
    ],
    [
      'an iPhone in English',
      `See you.\n\nSent from my iPhone\n\n> On 2 Nov 2026, at 12:00, Werkplein <${ADDRESS}> wrote:\n>\n${OURS}`,
      'See you.',
    ],
    [
      'Outlook in Dutch',
      `Beste coach,\n\nIk ben ziek.\n\nMet vriendelijke groet,\nSam\n\n________________________________\nVan: Werkplein <${ADDRESS}>\nVerzonden: maandag 2 november 2026 12:00\nAan: sam@voorbeeld.nl <sam@voorbeeld.nl>\nOnderwerp: Hoe gaat het?\n\n${OURS_UNMARKED}`,
      'Beste coach,\n\nIk ben ziek.\n\nMet vriendelijke groet,\nSam',
    ],
    [
      'Outlook in English',
      `I am ill.\n\nFrom: Werkplein <${ADDRESS}>\nSent: Monday, November 2, 2026 12:00 PM\nTo: sam@voorbeeld.nl\nSubject: Hoe gaat het?\n\n${OURS_UNMARKED}`,
      'I am ill.',
    ],
    [
      'Outlook with bold heads',
      `Prima\n\n*Van:* Werkplein <${ADDRESS}>\n*Datum:* maandag 2 november 2026\n*Aan:* sam@voorbeeld.nl\n*Onderwerp:* Hoe gaat het?\n\n${OURS_UNMARKED}`,
      'Prima',
    ],
    [
      'Outlook on a telephone',
      `Prima hoor\n\nOutlook voor Android downloaden<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Werkplein <${ADDRESS}>\nSent: Monday, November 2, 2026 12:00:00 PM\nTo: sam@voorbeeld.nl\nSubject: Hoe gaat het?\n\n${OURS_UNMARKED}`,
      'Prima hoor',
    ],
    ['an older Outlook', `Prima\n\n-----Oorspronkelijk bericht-----\nVan: Werkplein\n${OURS_UNMARKED}`, 'Prima'],
    [
      'a Samsung',
      `Goed.\n\nVerzonden vanaf mijn Galaxy\n\n-------- Oorspronkelijk bericht --------\nVan: Werkplein <${ADDRESS}>\n${OURS_UNMARKED}`,
      'Goed.',
    ],
    ['a client that marks nothing', `Goed.\n\nOp 2-11-2026 om 12:00 schreef Werkplein <${ADDRESS}>:\n\n${OURS_UNMARKED}`, 'Goed.'],
    [
      'who answers below',
      `Op ma 2 nov 2026 om 12:00 schreef Werkplein <${ADDRESS}>:\n${OURS}\n\nHet gaat beter dan toen.\n\nSam`,
      'Het gaat beter dan toen.\n\nSam',
    ],
    ['who answers below, from a telephone', `${OURS}\n\nVerstuurd vanaf mijn iPhone\n\nHet gaat beter.`, 'Het gaat beter.'],
    ['who answers in between', `> Hoe gaat het met u?\n\nGoed.\n\n> Hoe slaapt u?\n\nSlecht.`, 'Goed.\n\nSlecht.'],
    ['a card under it', `Tot maandag.\n\n-- \nSam Voorbeeld\nVoorbeeldstraat 1\n06 12345678`, 'Tot maandag.'],
    [
      'Proton',
      `Goed.\n\nVerzonden met Proton Mail beveiligde e-mail.\n\nOp maandag 2 november 2026 om 12:00 schreef Werkplein <${ADDRESS}>:\n\n${OURS}`,
      'Goed.',
    ],
    ['a signature in another language', `Tamam\n\niPhone’umdan gönderildi\n\n> Hoe gaat het?`, 'Tamam'],
    ['nothing', '', ''],
    ['only what it answers', `\n\nOp ma 2 nov 2026 om 12:00 schreef Werkplein <${ADDRESS}>:\n\n${OURS}`, ''],
  ])('with %s', (_, text, written) => {
    expect(replyText(text)).toBe(written);
  });

  it.each([
    'Op maandag schreef ik een brief. Ik vroeg:\n\nkan dat?',
    'Mijn coach schreef op 3 november:\n\nkom langs. Dat lukt niet.',
    'Van: mij\nIk wil dit zeggen.',
    'Dit zijn mijn vragen:\n\n1. Hoe lang nog?\n2. Wie belt mij?',
    'Regards to all. I feel bad.\n\nRegards,\nSam\n\nPS I need help',
    'Groeten\n\nik wil niet meer leven',
    'Het is 5 > 3',
    'Ik wacht op de mail van jan@voorbeeld.nl: die komt niet.',
  ])('stays whole when nothing in it is quoted: %j', (text) => {
    expect(replyText(text)).toBe(text);
  });

  it('is cut off after so many characters', () => {
    const long = replyText('Het gaat niet goed. '.repeat(1000));
    expect(long).toHaveLength(LONGEST_REPLY);
    expect(long.endsWith('…')).toBe(true);
  });

  it('is found in anything at all, without a crash and in little time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Op 2 ', '\n', '> ', 'schreef ', ':', '<a@b.nl>', 'Van: x\n', '-- \n')),
        ),
        (parts) => {
          expect(replyText(parts.join('')).length).toBeLessThanOrEqual(LONGEST_REPLY);
        },
      ),
    );
    for (const nasty of ['\n', 'Op 2 \n', 'On 1 a\n', 'Van: ', 'a@b '.repeat(3), ' ', 'W dniu \n', '在\n', '>\n', '.\n'])
      replyText(nasty.repeat(40_000));
  });
});
