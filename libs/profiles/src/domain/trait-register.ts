import type { Wording } from '#libs/platform';
import type { TraitSensitivity } from './trait.js';

/** What the register of processing says of a trait: whom it is about reads this too. */
export interface TraitRegistration {
  clientLabel: Wording;
  purpose: Wording;
  sensitivity: TraitSensitivity;
  ggm: string | null;
}

function registered(
  sensitivity: TraitSensitivity,
  client: readonly [nl: string, en: string],
  purpose: readonly [nl: string, en: string],
  ggm: string | null = null,
): TraitRegistration {
  return { clientLabel: { nl: client[0], en: client[1] }, purpose: { nl: purpose[0], en: purpose[1] }, sensitivity, ggm };
}

/** A domain of the GGM's ZelfredzaamheidScore (2.5.1): the term that stands nearest, not the same instrument. */
const domain = (name: string) => `ZelfredzaamheidScore: ${name}`;

/** By trait: what the person it is about calls it, why it may be known at all, how sensitive it is, and the GGM term that stands nearest. */
export const TRAIT_REGISTER: Readonly<Record<string, TraitRegistration>> = {
  'wellbeing.general': registered(
    'ordinary',
    ['Hoe het met u gaat', 'How you are'],
    [
      'Om te merken wanneer het slechter gaat, zodat uw coach met u kan praten.',
      'To notice when things get worse, so that your coach can talk with you.',
    ],
  ),
  'health.self_rated': registered(
    'health',
    ['Uw gezondheid', 'Your health'],
    ['Om geen stappen te vragen die nu niet kunnen door uw gezondheid.', 'To ask no steps of you that your health does not allow now.'],
    domain('Lichamelijke gezondheid'),
  ),
  'health.physical': registered(
    'health',
    ['Wat uw lichaam kan', 'What your body can do'],
    ['Om werk en hulp te zoeken die passen bij wat uw lichaam kan.', 'To look for work and help that fit what your body can do.'],
    domain('Lichamelijke gezondheid'),
  ),
  'health.mental': registered(
    'health',
    ['Uw stress en zorgen', 'Your stress and worries'],
    ['Om rust te geven of hulp te bieden als u veel stress heeft.', 'To give rest or offer help when you have much stress.'],
    domain('Geestelijke gezondheid'),
  ),
  'finance.making_ends_meet': registered(
    'sensitive',
    ['Hoe u rondkomt', 'How you make ends meet'],
    ['Om hulp met geld aan te bieden voordat er schulden komen.', 'To offer help with money before there are debts.'],
    domain('Financiën'),
  ),
  'finance.debt': registered(
    'sensitive',
    ['Uw schulden', 'Your debts'],
    [
      'Om hulp bij schulden aan te bieden: schulden maken werk zoeken moeilijk.',
      'To offer help with debts: debts make it hard to look for work.',
    ],
    domain('Financiën'),
  ),
  'literacy.reading_nl': registered(
    'sensitive',
    ['Hoe u leest', 'How you read'],
    [
      'Om zo te schrijven dat u het kunt lezen, en om een cursus aan te bieden.',
      'To write so that you can read it, and to offer a course.',
    ],
  ),
  'language.dutch_speaking': registered(
    'ordinary',
    ['Hoe u Nederlands praat', 'How you speak Dutch'],
    [
      'Om een taalcursus aan te bieden en werk te zoeken dat past bij uw Nederlands.',
      'To offer a language course and look for work that fits your Dutch.',
    ],
  ),
  'digital.skills': registered(
    'ordinary',
    ['Hoe internet voor u gaat', 'How you do online'],
    [
      'Om hulp of een cursus aan te bieden, en u niet naar een website te sturen als dat niet lukt.',
      'To offer help or a course, and not send you to a website that you cannot use.',
    ],
  ),
  'care.childcare': registered(
    'ordinary',
    ['Opvang voor uw kinderen', 'Care for your children'],
    ['Alleen om opvang voor uw kinderen te helpen regelen.', 'Only to help arrange care for your children.'],
  ),
  'care.informal': registered(
    'sensitive',
    ['Of u voor iemand zorgt', 'Whether you care for somebody'],
    [
      'Om rekening te houden met uw zorg voor iemand anders, en u daarbij te steunen.',
      'To take your care for somebody else into account, and to support you in it.',
    ],
  ),
  'mobility.transport': registered(
    'ordinary',
    ['Hoe u kunt reizen', 'How you can travel'],
    ['Om werk te zoeken waar u kunt komen, of te helpen met reizen.', 'To look for work that you can reach, or to help you travel.'],
  ),
  'housing.stability': registered(
    'sensitive',
    ['Uw woning', 'Your home'],
    ['Om hulp met wonen aan te bieden als u geen vaste plek heeft.', 'To offer help with housing when you have no permanent place.'],
    domain('Huisvesting'),
  ),
  'social.network': registered(
    'sensitive',
    ['Mensen die u helpen', 'People who help you'],
    [
      'Om te weten of er iemand is die u kan helpen, en anders steun te zoeken.',
      'To know whether somebody can help you, and otherwise to look for support.',
    ],
    domain('Sociaal netwerk'),
  ),
  'confidence.work': registered(
    'ordinary',
    ['Of u verwacht te gaan werken', 'Whether you expect to work'],
    ['Om met u te bespreken wat er nodig is om te gaan werken.', 'To discuss with you what it takes to start working.'],
  ),
  'workability.self': registered(
    'ordinary',
    ['Hoe goed u nu kunt werken', 'How well you can work now'],
    ['Om niet te veel en niet te weinig van u te vragen.', 'To ask neither too much nor too little of you.'],
    domain('Werk & Opleiding'),
  ),
  'wish.help': registered(
    'sensitive',
    ['Waar u hulp mee wilt', 'What you want help with'],
    ['Om u de hulp aan te bieden die u zelf vraagt.', 'To offer you the help that you ask for.'],
  ),
  'wish.contact': registered(
    'ordinary',
    ['Of u gebeld wilt worden', 'Whether you want a call'],
    ['Om u te bellen als u dat vraagt.', 'To call you when you ask for it.'],
  ),
  'social.loneliness': registered(
    'sensitive',
    ['Of u zich alleen voelt', 'Whether you feel alone'],
    [
      'Om samen te kijken of u meer contact met mensen wilt. Er hangt niets van af.',
      'To see together whether you want more contact with people. Nothing depends on it.',
    ],
    domain('Sociaal netwerk'),
  ),
  'mental.distress': registered(
    'health',
    ['Spanning en somberheid', 'Tension and low mood'],
    [
      'Om een gesprek voor te stellen als het zwaarder wordt. Het zegt niet of u ziek bent.',
      'To propose a talk when it gets heavier. It does not say whether you are ill.',
    ],
    domain('Geestelijke gezondheid'),
  ),
  'wellbeing.who5': registered(
    'health',
    ['Hoe u zich voelt', 'How you feel'],
    ['Om te zien of u zich in de loop van de tijd beter of slechter voelt.', 'To see whether you feel better or worse over time.'],
    domain('Geestelijke gezondheid'),
  ),
  'work.hours_possible': registered(
    'ordinary',
    ['Hoeveel uur u kunt werken', 'How many hours you can work'],
    ['Om werk te zoeken voor het aantal uren dat u kunt.', 'To look for work for as many hours as you can.'],
    domain('Werk & Opleiding'),
  ),
  'education.start_qualification': registered(
    'ordinary',
    ['Uw diploma', 'Your diploma'],
    ['Om te weten of een opleiding u kan helpen om werk te vinden.', 'To know whether a training can help you find work.'],
    domain('Werk & Opleiding'),
  ),
  'experience.recent_work': registered(
    'ordinary',
    ['Of u pas nog heeft gewerkt', 'Whether you worked lately'],
    ['Om te weten of u eerst weer wilt oefenen met werken.', 'To know whether you want to practise working first.'],
    domain('Werk & Opleiding'),
  ),
  'participation.ladder': registered(
    'ordinary',
    ['Hoe u meedoet', 'How you take part'],
    [
      'Om samen te zien of u meer meedoet dan eerst, ook zonder betaald werk.',
      'To see together whether you take part more than before, also without paid work.',
    ],
    domain('Maatschappelijke participatie'),
  ),
  'motivation.work_wish': registered(
    'ordinary',
    ['Of u wilt werken', 'Whether you want to work'],
    ['Om te beginnen bij wat u zelf wilt. Er hangt niets van af.', 'To begin with what you want yourself. Nothing depends on it.'],
  ),
  'work.target_group': registered(
    'health',
    ['Of u in het doelgroepregister staat', 'Whether you are in the job agreement register'],
    ['Om de steun te regelen waar u bij werk recht op heeft.', 'To arrange the support that you are entitled to at work.'],
    'Participatiedossier: Indicatie doelgroepregister',
  ),
  'work.capacity': registered(
    'health',
    ['Welk werk u aankunt', 'Which work you can do'],
    ['Om werk en steun te zoeken die passen bij wat u kunt.', 'To look for work and support that fit what you can do.'],
    'Participatiedossier: Arbeidsvermogen',
  ),
  'work.wage_value': registered(
    'ordinary',
    ['Of uw loonwaarde is bepaald', 'Whether your wage value was determined'],
    ['Om te weten of loonkostensubsidie al geregeld kan worden.', 'To know whether a wage subsidy can be arranged already.'],
  ),
  'work.sheltered_advice': registered(
    'health',
    ['Het advies van UWV over beschut werk', 'The advice of UWV on sheltered work'],
    ['Om beschut werk aan te bieden als UWV dat adviseert.', 'To offer sheltered work when UWV advises it.'],
    'Participatiedossier: Beschut werk',
  ),
  'work.adaptation': registered(
    'health',
    ['Of uw werk is aangepast', 'Whether your work is adapted'],
    ['Om eerst te regelen wat u nodig heeft om te kunnen werken.', 'To arrange first what you need to be able to work.'],
    domain('Lichamelijke gezondheid'),
  ),
  'health.in_treatment': registered(
    'health',
    ['Of u een behandelteam heeft', 'Whether you have a treatment team'],
    [
      'Om werk en behandeling samen te laten gaan als u dat wilt. Waarvoor u behandeld wordt, staat hier nooit.',
      'To let work and treatment go together when you want that. What you are treated for is never noted here.',
    ],
    domain('Geestelijke gezondheid'),
  ),
  'finance.debt_scheme': registered(
    'sensitive',
    ['Of u een regeling voor schulden heeft', 'Whether you have a debt scheme'],
    [
      'Om te overleggen met wie u al helpt, en niet twee keer hetzelfde te beginnen.',
      'To talk with who helps you already, and not to begin the same thing twice.',
    ],
    domain('Financiën'),
  ),
  'language.course_route': registered(
    'sensitive',
    ['Welke taalcursus bij u past', 'Which language course fits you'],
    ['Alleen om de taalcursus te kiezen die bij u past.', 'Only to choose the language course that fits you.'],
  ),
  'situation.acute': registered(
    'sensitive',
    ['Of er nu iets dringends is', 'Whether something urgent is going on'],
    ['Om u nu met rust te laten met wat kan wachten, en eerst te helpen.', 'To leave you in peace with what can wait, and to help first.'],
  ),
};
