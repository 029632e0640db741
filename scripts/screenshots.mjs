// Takes the pictures of README.md (docs/pictures) from the demo as it runs: `npm start` in one terminal, `npm run screenshots` in another.
// With a folder behind it (`npm run screenshots -- /some/folder`) every screen is taken at 320, 768 and 1280 px, whole, to be looked at.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openBrowser } from '../test/support/browser.ts';

const WEB = process.env.PUBLIC_URL ?? 'http://127.0.0.1:3000';
const SIMULATOR = `http://127.0.0.1:${process.env.SIMULATOR_PORT ?? 3100}`;
const PICTURES = path.resolve(import.meta.dirname, '../docs/pictures');
const PASSWORD = 'demo-werkplein';
const WIDTHS = [320, 768, 1280];

const browser = await openBrowser();
try {
  await fetch(`${WEB}/health/live`).catch(() => {
    throw new Error(`Op ${WEB} draait geen demo. Start die eerst met "npm start".`);
  });
  const [, , folder] = process.argv;
  if (folder) {
    await mkdir(folder, { recursive: true });
    // First, while there are links that nobody has begun with.
    for (const language of ['nl', 'ar', 'ti']) await takeClient(folder, language);
    for (const width of WIDTHS) await takeEverything(folder, width);
  } else await takeReadme();
} finally {
  await browser.close();
}

async function takeReadme() {
  await mkdir(PICTURES, { recursive: true });
  const phone = await browser.newPage({ viewport: { width: 390, height: 760 } });
  await openFaces(phone);
  await phone.screenshot({ path: path.join(PICTURES, 'answering.png') });

  const coach = await signIn('coach', { width: 1280, height: 1000 });
  await coach.screenshot({ path: path.join(PICTURES, 'caseload.png') });
  await coach.locator('main a[href^="/klanten/"]').first().click();
  await coach.screenshot({ path: path.join(PICTURES, 'client-file.png') });

  await coach.goto(`${coach.url()}/verloop`);
  const lines = await coach.locator('.wp-lines').first().boundingBox();
  await coach.evaluate((top) => scrollTo({ top, behavior: 'instant' }), lines.y - 24);
  await coach.screenshot({ path: path.join(PICTURES, 'course.png') });

  await takeSuggestion(coach);

  await coach.goto(`${WEB}/berichten`);
  await coach.screenshot({ path: path.join(PICTURES, 'inbox.png'), clip: { x: 0, y: 0, width: 1280, height: 690 } });

  const telephone = await browser.newPage({ viewport: { width: 390, height: 760 } });
  if (await converse(telephone, ['4 maar het gaat wel'])) await telephone.screenshot({ path: path.join(PICTURES, 'conversation.png') });
  else console.log('Vandaag krijgt niemand in de demo een vraag in het bericht zelf: conversation.png blijft wat het was.');

  await takeArabic(phone);

  await takeOutflow();

  const admin = await signIn('beheer', { width: 1280, height: 1000 });
  await admin.goto(`${WEB}/beheer/verzending`);
  await admin.screenshot({ path: path.join(PICTURES, 'sending.png') });
  await admin.goto(`${WEB}/beheer/berichten/check_in_question/sms/nl/u`);
  await admin.screenshot({ path: path.join(PICTURES, 'template.png') });
  await admin.goto(`${WEB}/beheer/vragenlijsten/hoe-gaat-het`);
  await admin.screenshot({ path: path.join(PICTURES, 'questionnaire.png') });
  await admin.goto(`${WEB}/beheer/vragenlijsten/hoe-gaat-het/voorbeeld?vraag=1`);
  await admin.screenshot({ path: path.join(PICTURES, 'questionnaire-preview.png') });
  await admin.goto(`${WEB}/leren`);
  await admin.screenshot({ path: path.join(PICTURES, 'learning.png') });
  await admin.goto(`${WEB}/beheer/regels/debts/wijzigen`);
  await admin.getByRole('button', { name: 'Reken door' }).click();
  await admin.locator('.wp-effect').first().waitFor();
  await admin.screenshot({ path: path.join(PICTURES, 'rule.png') });
  await openPlan(admin);
  // As high as the picture of the coming quarter needs.
  await admin.setViewportSize({ width: 1280, height: 1480 });
  await admin.screenshot({ path: path.join(PICTURES, 'plan.png') });
}

/** The outflow of all teams: of one team of the demo too few people are left to tell much apart. */
async function takeOutflow() {
  const management = await signIn('management', { width: 1280, height: 1500 });
  await management.evaluate(() => document.querySelector('.wp-outflow__part').scrollIntoView({ behavior: 'instant' }));
  await management.screenshot({ path: path.join(PICTURES, 'outflow.png') });
  for (const [name, page] of [
    ['outflow-trait', 'kenmerk/health.self_rated'],
    ['outflow-reach', 'bereik'],
    ['outflow-trend', 'verloop'],
    ['outflow-report', 'bericht'],
  ]) {
    await management.setViewportSize({ width: 1280, height: 1180 });
    await management.goto(`${WEB}/uitstroom/${page}`);
    await management.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  }
}

/** A suggestion that was shared, as the coach reads it, and what the client reads of it (here on paper; behind the link the words are the same). */
async function takeSuggestion(coach) {
  await coach.goto(`${WEB}/klanten`);
  const files = await coach.locator('main a[href^="/klanten/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const file of new Set(files)) {
    await coach.goto(`${WEB}${file}`);
    const paper = coach.getByRole('link', { name: 'Wat de klant leest' }).first();
    // One that says something of everything.
    const whole = coach.locator('.wp-suggestion', { hasText: 'Anderen' }).first();
    if ((await paper.count()) === 0 || (await whole.count()) === 0) continue;
    await whole.screenshot({ path: path.join(PICTURES, 'suggestion.png') });
    const address = await paper.getAttribute('href');
    await coach.setViewportSize({ width: 480, height: 900 });
    await coach.goto(new URL(address, WEB).href);
    await coach.screenshot({ path: path.join(PICTURES, 'shared.png') });
    return coach.setViewportSize({ width: 1280, height: 1000 });
  }
  throw new Error('Niemand heeft een gedeelde suggestie.');
}

/** The same in a language that is written the other way, as soon as somebody has reviewed it: a question, and the editor of a message. */
async function takeArabic(phone) {
  const admin = await signIn('beheer', { width: 1280, height: 900 });
  await review(admin, 'ar');
  await admin.goto(`${WEB}/beheer/berichten/check_in_question/sms/ar/u`);
  await admin.screenshot({ path: path.join(PICTURES, 'template-arabic.png') });
  await phone.goto(`${await openLink(phone)}?taal=ar`);
  await press(phone, phone.locator('main form button'));
  await phone.screenshot({ path: path.join(PICTURES, 'answering-arabic.png') });
}

/** A link of the simulator whose first question has faces. */
async function openFaces(page) {
  for (const link of await linksInSimulator(page)) {
    await page.goto(link);
    const start = page.getByRole('button', { name: 'Start' });
    if ((await start.count()) === 0) continue;
    await start.click();
    if ((await page.locator('main button svg').count()) >= 5) return;
  }
}

/** On a telephone in the simulator that was asked a question in the message itself. @returns whether there is one today */
async function converse(page, replies) {
  await page.goto(SIMULATOR);
  const asked = page.locator('a', { hasText: /\? 1 / });
  if ((await asked.count()) === 0) return false;
  await asked.first().click();
  for (const words of replies) {
    await page.fill('#body', words);
    await press(page, page.locator('form.reply button'));
    // The worker sends what comes next within seconds.
    await page.waitForTimeout(6_000);
    await page.reload();
  }
  return true;
}

async function linksInSimulator(page) {
  await page.goto(SIMULATOR);
  return [...new Set((await page.content()).match(/http:\/\/[^\s"<]+\/c\/\w+/g) ?? [])];
}

async function signIn(account, viewport) {
  const page = await browser.newPage({ viewport });
  await page.goto(`${WEB}/aanmelden`);
  await page.fill('main [name=email]', `${account}@werkplein.example`);
  await page.fill('main [name=wachtwoord]', PASSWORD);
  await page.click('main form .wp-button--primary');
  await page.waitForLoadState();
  return page;
}

/** The plan that asks everybody. */
async function openPlan(page) {
  await page.goto(`${WEB}/beheer/plannen`);
  await page
    .getByRole('link', { name: /vier weken/ })
    .first()
    .click();
  await page.waitForLoadState();
}

async function takeEverything(folder, width) {
  const viewport = { width, height: width < 500 ? 640 : 900 };
  const take = async (page, name) => page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });

  const visitor = await browser.newPage({ viewport });
  for (const [name, url] of [
    ['simulator', SIMULATOR],
    ['aanmelden', `${WEB}/aanmelden`],
    ['onbekende-link', `${WEB}/c/abcdefgh01234567`],
    ['niet-gevonden', `${WEB}/bestaat-niet`],
  ]) {
    await visitor.goto(url);
    await take(visitor, name);
  }
  const links = await linksInSimulator(visitor);
  await visitor.goto(links.at(-1) ?? WEB);
  await take(visitor, 'begin');
  await openFaces(visitor);
  await take(visitor, 'vraag');

  const coach = await signIn('coach', viewport);
  await take(coach, 'klanten');
  await coach.locator('main a[href^="/klanten/"]').first().click();
  await coach.waitForLoadState();
  const file = coach.url();
  for (const part of ['', '/verloop', '/profiel', '/verbeteren', '/antwoorden', '/berichten', '/planning', '/voorkeuren', '/samen']) {
    await coach.goto(`${file}${part}`);
    await take(coach, `klant${part.replace('/', '-')}`);
  }
  for (const page of ['berichten', 'signalen', 'vervanging']) {
    await coach.goto(`${WEB}/${page}`);
    await take(coach, `coach-${page}`);
  }
  for (const account of ['teamleider', 'management']) {
    const reader = await signIn(account, viewport);
    for (const page of [
      '',
      '/kenmerk/health.self_rated',
      '/interventies',
      '/interventies/LANGUAGE_COURSE',
      '/bereik',
      '/verloop',
      '/bericht',
    ]) {
      await reader.goto(`${WEB}/uitstroom${page}`);
      await take(reader, `${account}-uitstroom${page.replaceAll('/', '-')}`);
    }
  }
  const admin = await signIn('beheer', viewport);
  await take(admin, 'beheer');
  for (const page of [
    'verzending',
    'plannen',
    'plannen/nieuw',
    'keuzes',
    'keuzes/nieuw',
    'berichten',
    'berichten/check_in_invitation/sms/nl/u',
    'berichten/check_in_invitation/email/nl/u',
    'berichten/check_in_question/sms/ar/u',
    'talen',
    'talen/ar',
    'signaalwoorden/nl',
    'vragenlijsten',
    'vragenlijst-nieuw',
    'vragenlijst-inlezen',
    'vragenlijsten/hoe-gaat-het',
    'vragenlijsten/hoe-gaat-het/algemeen',
    'vragenlijsten/hoe-gaat-het/versies',
    'vragenlijsten/hoe-gaat-het/voorbeeld',
    'modules',
    'kenmerken',
    'redenen',
  ]) {
    await admin.goto(`${WEB}/beheer/${page}`);
    await take(admin, page.replaceAll('/', '-'));
  }
  await openPlan(admin);
  await take(admin, 'plan');

  const officer = await signIn('privacy', viewport);
  for (const page of ['privacy', 'privacy/verbeteringen', 'privacy/vragenlijsten', 'privacy/uitvoer']) {
    await officer.goto(`${WEB}/${page}`);
    await take(officer, page.replaceAll('/', '-'));
  }
}

/** Every page of one client, from the choice of language to whom to call: at every width, for a link can be used up only once. */
async function takeClient(folder, language) {
  if (language !== 'nl') await review(await signIn('beheer', { width: 1280, height: 900 }), language);
  const page = await browser.newPage();
  const take = async (name) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 500 ? 640 : 900 });
      await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
    }
  };
  const link = await openLink(page);
  const open = async (part, name) => {
    await page.goto(`${link}${part}?taal=${language}`);
    await take(`pagina-${language}-${name}`);
  };
  await open('', 'begin');
  await press(page, page.locator('main form button'));
  for (let number = 1; page.url().includes('/vraag/'); number += 1) {
    await take(`pagina-${language}-vraag-${number}`);
    await press(page, page.locator('main .wp-card').nth(1));
  }
  await open('', 'terug');
  await open('/geen-berichten', 'geen-berichten');
  await open('/nakijken', 'nakijken');
  await press(page, page.locator('main form button'));
  await take(`pagina-${language}-klaar`);
  await open('', 'al-beantwoord');
  await open('/voorkeur', 'voorkeur');
  await press(page, page.locator('button[name=uren][aria-current]'));
  await take(`pagina-${language}-voorkeur-geregeld`);
  for (const [words, name] of [
    ['', 'bericht-leeg'],
    [language === 'ar' ? 'أبحث عن دراجة' : 'Ik zoek een fiets', 'bericht-verstuurd'],
    ['ik wil dood', 'hulp'],
  ]) {
    await page.goto(`${link}/bericht?taal=${language}`);
    await page.fill('textarea', words);
    await press(page, page.locator('main form button'));
    await take(`pagina-${language}-${name}`);
  }
}

/** The address of a link in the simulator that nobody has begun with. */
async function openLink(page) {
  for (const link of await linksInSimulator(page)) {
    await page.goto(link);
    if ((await page.locator('main form button[name=taal]').count()) > 0) return link;
  }
  throw new Error('In de simulator staat geen link meer waarmee niemand is begonnen.');
}

/** As somebody would who reads the language and has looked at its texts. */
async function review(admin, language) {
  await admin.goto(`${WEB}/beheer/talen/${language}`);
  const form = admin.locator('[aria-labelledby=nakijken] form');
  if ((await form.count()) === 0) return;
  await form.locator('input[type=text]').fill('Een lezer');
  await form.locator('[name=gelezen]').check();
  await press(admin, form.locator('button'));
}

async function press(page, button) {
  await Promise.all([page.waitForEvent('load'), button.click()]);
}
