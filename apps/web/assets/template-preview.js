// Keeps the example beside a text as it is being written. Without this the button "Bekijken" shows the same.
const form = document.querySelector('form[data-preview]');
const place = document.getElementById('voorbeeld');
const spoken = document.getElementById('voorbeeld-stand');
const PAUSE_MS = 350;
let waiting;
let latest = 0;

async function refresh() {
  const mine = ++latest;
  const response = await fetch(form.dataset.preview, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  // Signed out, or no network: the page still works as a form, and says so when it is sent.
  if (!response?.ok || mine !== latest) return;
  place.innerHTML = await response.text();
  spoken.textContent = place.querySelector('[data-summary]')?.dataset.summary ?? '';
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void refresh(), PAUSE_MS);
});
