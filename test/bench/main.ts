import { answering } from './answering.js';
import { caseload } from './caseload.js';
import { openOffice } from './office.js';
import { measure, type Ratio } from './ratio.js';
import { recording } from './recording.js';

/** `npm run bench [-- --json]`: how fast the product is, as ratios against the barest code that does the same, in one run on one machine. */
const asJson = process.argv.includes('--json');
const office = await openOffice();
const ratios: Ratio[] = [];
try {
  for (const contest of [await answering(office), caseload(office), recording(office)]) {
    const ratio = await measure(contest);
    ratios.push(ratio);
    if (!asJson) process.stdout.write(`${line(ratio)}\n`);
    await contest.close?.();
  }
  if (asJson) process.stdout.write(`${JSON.stringify(ratios, null, 2)}\n`);
} finally {
  await office.close();
}

function line({ name, unit, ratio, aim, productPerSecond, barePerSecond }: Ratio): string {
  const verdict = ratio >= aim ? 'reached' : 'NOT reached';
  return `${name}: ${ratio.toFixed(2)} of bare (aim ${aim}, ${verdict}); ${Math.round(productPerSecond)} against ${Math.round(barePerSecond)} ${unit} a second`;
}
