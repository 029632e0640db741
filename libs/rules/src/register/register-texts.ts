/** What stays the same in the record of every municipality, in Dutch at B1. Each within the length of the standard; a test counts. */
export const REGISTER_TEXTS = {
  name: 'Werkplein Check-in: suggesties voor werkcoaches',
  description:
    'Mensen met een uitkering vertellen in korte vragen hoe het met hen gaat. Vaste regels, door mensen geschreven, laten de werkcoach zien welke hulp kan passen. De coach en de klant besluiten samen. Het systeem besluit niets en leert niet zelf.',
  goal: '<p>Het doel is dat mensen met een uitkering hulp krijgen die past bij hoe het nu met hen gaat. Wie ziek is of schulden heeft, heeft weinig aan een workshop solliciteren.</p><p>De suggesties helpen de werkcoach om niets te vergeten. Ze zijn er om te helpen. Ze worden niet gebruikt voor controle, een maatregel, een boete of een besluit over de uitkering. Niet antwoorden heeft geen gevolgen.</p>',
  proportionality:
    '<p>Zonder de suggesties moet een coach van veel klanten onthouden wat zij vertelden. Daardoor krijgen mensen vaak een standaardaanbod.</p><p>De regels lezen alleen wat nodig is voor hulp. Een antwoord telt maar een tijd. Elke vraag mag worden overgeslagen. Regels kunnen geen nationaliteit, geboorteland, taal, postcode, naam of geslacht lezen: het systeem weigert zo’n regel. Er is geen risicoscore en geen profiel met een cijfer.</p><p>Een lichter middel, zoals alleen een gesprek, blijft altijd mogelijk en is vaak zelf de suggestie.</p>',
  human:
    '<p>Een mens besluit altijd. De werkcoach ziet elke suggestie met de regel, de antwoorden en de datum daarvan, wat ertegen pleit en wat niet bekend is. De coach neemt de suggestie over, kiest iets anders, wijst haar af of wacht. Afwijzen is net zo makkelijk als overnemen. Er begint niets vanzelf.</p><p>De klant ziet wat is voorgesteld als de coach dit deelt, en kan zeggen: ja graag, liever niet of iets anders. De klant kan bezwaar maken tegen een suggestie.</p><p>Elke regel is door een ander goedgekeurd dan wie haar schreef. Regels die coaches vaak afwijzen, worden nagekeken.</p>',
  risks:
    '<ul><li>Een coach volgt een suggestie zonder na te denken. Daarom staat erbij wat ertegen pleit en wat niet bekend is, en meten wij hoe vaak coaches afwijken.</li><li>Een regel past niet bij een groep mensen. Daarom vergelijken wij per leeftijd hoe vaak mensen een suggestie krijgen, zonder kleine groepen te tonen.</li><li>Iemand antwoordt niet en krijgt daardoor geen suggestie. Niet antwoorden telt nooit als “het gaat goed” en heeft geen gevolgen.</li><li>Een antwoord is oud. Oude antwoorden tellen niet meer mee.</li><li>Antwoorden over gezondheid zijn gevoelig. Vragen daarover staan uit tot de grondslag en de DPIA zijn vastgelegd.</li></ul>',
  lawful:
    '<p>Ondersteuning bij arbeidsinschakeling is een taak van het college (artikel 7 en 10 Participatiewet). De verwerking is nodig voor die taak (artikel 6, eerste lid, onder e, AVG). Voor gezondheid geldt artikel 9 AVG met artikel 30 UAVG, of uitdrukkelijke toestemming.</p><p>Er is geen geautomatiseerd besluit in de zin van artikel 22 AVG.</p>',
  laws: [
    { title: 'Participatiewet', link: 'https://wetten.overheid.nl/BWBR0015703' },
    { title: 'Algemene verordening gegevensbescherming', link: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
    { title: 'Uitvoeringswet AVG', link: 'https://wetten.overheid.nl/BWBR0040940' },
  ],
  assessments:
    '<p>Voor het gebruik maakt de gemeente een DPIA en een IAMA. Bij het programma horen half ingevulde modellen daarvoor, met de gegevensstromen.</p>',
  sources:
    '<p>De klant geeft de antwoorden zelf, of samen met een medewerker. Sommige gegevens komen uit het eigen systeem van de gemeente. De regels lezen alleen dit:</p>',
  methods:
    '<p>Vaste regels van de vorm “als … dan …”, geschreven door mensen en goedgekeurd door een ander. Het algoritme is niet zelflerend en gebruikt geen kunstmatige intelligentie, geen kansberekening en geen score. Dezelfde antwoorden geven altijd dezelfde suggesties. Wat niet bekend is, telt als niet bekend en nooit als nee. Dit zijn de regels die nu gelden:</p>',
  tags: 'participatiewet, re-integratie, werk, bijstand, beslisregels',
  /** By the key of the condition. */
  circumstances: {
    silentForDays: 'Hoe lang er niets is gehoord, terwijl er wel iets is gevraagd',
    unreachable: 'Of berichten niet aankomen',
    benefitMonths: 'Hoe lang de uitkering loopt',
    ageBand: 'Leeftijd, in vijf brede groepen',
    intervention: 'Welke hulp loopt, is geprobeerd of is afgewezen',
  },
};
