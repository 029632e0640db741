import type { Wording } from '#libs/platform';
import type { Item, ItemOption, QuestionnaireDefinition } from './definition.js';

/** What nobody else should read over a shoulder: health, money, care, a roof, friends, and what help is wished for. */
const SENSITIVE = /^(health|finance)\.|^(care\.informal|housing\.stability|social\.network|wish\.help)$/;

/** The key of the questionnaire that comes with the product. */
export const STANDARD_KEY = 'hoe-gaat-het';

/**
 * "Hoe gaat het met u?": our own item bank (CC0), A2 Dutch, neutral, answerable with one digit.
 * Change a word here and the next start publishes the next version; answers stay with the version they were given to.
 */
export const STANDARD_QUESTIONNAIRE: QuestionnaireDefinition = {
  key: STANDARD_KEY,
  title: { nl: 'Hoe gaat het met u?', en: 'How are you?' },
  purpose: {
    nl: 'Met uw antwoorden kan uw coach hulp kiezen die bij u past. Meedoen is vrijwillig. Uw antwoorden hebben nooit gevolgen voor uw uitkering.',
    en: 'Your answers help your coach choose support that suits you. Taking part is voluntary. Your answers never affect your benefit.',
  },
  maxItems: 6,
  refusal: { nl: 'Dat wil ik niet zeggen', en: 'I would rather not say' },
  items: [
    choice('wellbeing.general', say('Hoe gaat het met u?', 'How are you doing?'), [
      face(1, 'Heel slecht', 'Very bad'),
      face(2, 'Slecht', 'Bad'),
      face(3, 'Gaat wel', 'All right'),
      face(4, 'Goed', 'Good'),
      face(5, 'Heel goed', 'Very good'),
    ]),
    // Wording and order of the European health interview (EHIS): best first, stored with 5 as best.
    choice('health.self_rated', say('Hoe is over het algemeen uw gezondheid?', 'How is your health in general?'), [
      face(5, 'Zeer goed', 'Very good'),
      face(4, 'Goed', 'Good'),
      face(3, 'Gaat wel', 'Fair'),
      face(2, 'Slecht', 'Bad'),
      face(1, 'Zeer slecht', 'Very bad'),
    ]),
    choice(
      'health.physical',
      say('Kunt u door uw lichaam minder doen dan u wilt?', 'Does your body keep you from doing what you want?'),
      [option(1, 'Nee', 'No'), option(2, 'Een beetje', 'A little'), option(3, 'Veel', 'A lot')],
      say(
        'Bijvoorbeeld tillen, lang staan of lopen. U hoeft niet te zeggen wat u heeft.',
        'For example lifting, standing or walking. You do not have to say what is wrong.',
      ),
    ),
    choice('health.mental', say('Heeft u veel stress of zorgen?', 'Do you have a lot of stress or worries?'), [
      option(1, 'Nooit', 'Never'),
      option(2, 'Soms', 'Sometimes'),
      option(3, 'Vaak', 'Often'),
      option(4, 'Altijd', 'Always'),
    ]),
    choice('finance.making_ends_meet', say('Kunt u rondkomen met uw geld?', 'Can you make ends meet with your money?'), [
      face(1, 'Heel moeilijk', 'With great difficulty'),
      face(2, 'Moeilijk', 'With difficulty'),
      face(3, 'Gaat wel', 'It is all right'),
      face(4, 'Makkelijk', 'Easily'),
      face(5, 'Heel makkelijk', 'Very easily'),
    ]),
    choice('finance.debt', say('Heeft u schulden of betaalt u rekeningen te laat?', 'Do you have debts or do you pay bills too late?'), [
      option(1, 'Ja', 'Yes'),
      option(2, 'Nee', 'No'),
      { value: null, state: 'unknown', label: { nl: 'Weet ik niet', en: 'I do not know' } },
    ]),
    choice(
      'literacy.reading_nl',
      say('Kunt u brieven van de gemeente lezen en begrijpen?', 'Can you read and understand letters from the municipality?'),
      [option(1, 'Ja, altijd', 'Yes, always'), option(2, 'Soms', 'Sometimes'), option(3, 'Nee', 'No')],
    ),
    choice('language.dutch_speaking', say('Kunt u Nederlands praten in een gesprek?', 'Can you speak Dutch in a conversation?'), [
      option(1, 'Goed', 'Well'),
      option(2, 'Een beetje', 'A little'),
      option(3, 'Niet', 'Not at all'),
    ]),
    choice(
      'digital.skills',
      say('Kunt u zelf dingen regelen op internet?', 'Can you arrange things on the internet by yourself?'),
      [option(1, 'Ja', 'Yes'), option(2, 'Met hulp', 'With help'), option(3, 'Nee', 'No')],
      say('Bijvoorbeeld een formulier invullen of een afspraak maken.', 'For example filling in a form or making an appointment.'),
    ),
    choice('care.childcare', say('Heeft u opvang voor uw kinderen als u gaat werken?', 'Do you have childcare if you start working?'), [
      option(1, 'Ja', 'Yes'),
      option(2, 'Nee', 'No'),
      option(3, 'Ik heb geen jonge kinderen', 'I have no young children'),
    ]),
    choice(
      'care.informal',
      say('Zorgt u vaak voor iemand die ziek is of hulp nodig heeft?', 'Do you often care for someone who is ill or needs help?'),
      [option(1, 'Ja', 'Yes'), option(2, 'Nee', 'No')],
    ),
    choice(
      'mobility.transport',
      say('Kunt u makkelijk naar werk reizen?', 'Can you easily travel to work?'),
      [option(1, 'Ja', 'Yes'), option(2, 'Soms', 'Sometimes'), option(3, 'Nee', 'No')],
      say('Bijvoorbeeld met de fiets, de bus of een auto.', 'For example by bicycle, bus or car.'),
    ),
    choice('housing.stability', say('Heeft u een vaste plek om te wonen?', 'Do you have a steady place to live?'), [
      option(1, 'Ja', 'Yes'),
      option(2, 'Nee', 'No'),
      // Not "weet ik niet": who does not know how long they can stay has told us something about the house.
      option(3, 'Ik weet niet hoe lang nog', 'I do not know for how long'),
    ]),
    choice('social.network', say('Heeft u mensen die u helpen als het nodig is?', 'Do you have people who help you when needed?'), [
      option(1, 'Ja', 'Yes'),
      option(2, 'Een paar', 'A few'),
      option(3, 'Nee', 'No'),
    ]),
    choice(
      'confidence.work',
      say('Denkt u dat u binnen een half jaar kunt werken?', 'Do you think you can be working within half a year?'),
      [option(1, 'Ja', 'Yes'), option(2, 'Misschien', 'Maybe'), option(3, 'Nee', 'No')],
    ),
    {
      key: 'workability.self',
      trait: 'workability.self',
      kind: 'scale',
      wording: say('Hoe goed kunt u nu werken?', 'How well can you work now?'),
      help: say('0 is helemaal niet. 10 is zo goed als in uw beste tijd.', '0 is not at all. 10 is as well as at your best.'),
      options: Array.from({ length: 11 }, (_, value) => option(value, ...scaleLabel(value))),
    },
    choice('wish.help', say('Wilt u hulp? Waarmee?', 'Would you like help? With what?'), [
      option(1, 'Geld', 'Money'),
      option(2, 'Gezondheid', 'Health'),
      option(3, 'Taal', 'Language'),
      option(4, 'Kinderen', 'Children'),
      option(5, 'Reizen', 'Travelling'),
      option(6, 'Wonen', 'Housing'),
      option(7, 'Werk zoeken', 'Finding work'),
      option(8, 'Iets anders', 'Something else'),
      option(9, 'Nee, geen hulp', 'No help'),
    ]),
    choice('wish.contact', say('Wilt u dat uw coach u belt?', 'Would you like your coach to call you?'), [
      option(1, 'Ja', 'Yes'),
      option(2, 'Nee', 'No'),
    ]),
  ],
};

/** In our own bank an item and its trait carry the same key. */
function choice(key: string, wording: Wording, options: ItemOption[], help?: Wording): Item {
  return { key, trait: key, kind: 'choice', wording, ...(help && { help }), ...(SENSITIVE.test(key) && { sensitive: true }), options };
}

function say(nl: string, en: string): Wording {
  return { nl, en };
}

function option(value: number, nl: string, en: string): ItemOption {
  return { value, label: { nl, en } };
}

function face(value: number, nl: string, en: string): ItemOption {
  return { ...option(value, nl, en), icon: `face-${value}` };
}

function scaleLabel(value: number): [nl: string, en: string] {
  if (value === 0) return ['0, helemaal niet', '0, not at all'];
  if (value === 10) return ['10, zo goed als in uw beste tijd', '10, as well as at your best'];
  return [String(value), String(value)];
}
