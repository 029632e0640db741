// Counts beside a rule while it is being written, and looks back on request. Without this each button shows a page of its own.
const panel = document.querySelector('[data-rule-effects]');
const form = panel && document.getElementById(panel.dataset.ruleEffects);
const spoken = panel?.querySelector('[data-effect-spoken]');
const PAUSE_MS = 600;
const asked = new WeakMap();
let waiting;

async function fill(place, isAskedFor) {
  const mine = (asked.get(place) ?? 0) + 1;
  asked.set(place, mine);
  place.setAttribute('aria-busy', 'true');
  if (isAskedFor) spoken.textContent = spoken.dataset.busy;
  const body = new URLSearchParams(new FormData(form));
  // While somebody is writing a smaller sample will do.
  if (!isAskedFor) body.set('tussendoor', 'ja');
  const response = await fetch(place.dataset.effect, { method: 'POST', body }).catch(() => null);
  if (mine !== asked.get(place)) return;
  place.removeAttribute('aria-busy');
  // Signed out, or no network: what was counted stays, and the button still shows a page.
  if (!response?.ok) {
    if (isAskedFor) spoken.textContent = spoken.dataset.failed;
    return;
  }
  place.innerHTML = await response.text();
  const summary = place.querySelector('[data-summary]')?.dataset.summary ?? '';
  if (isAskedFor || spoken.textContent !== summary) spoken.textContent = summary;
}

if (form) {
  const follows = panel.querySelector('[data-follows]');
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void fill(follows, false), PAUSE_MS);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  for (const button of panel.querySelectorAll('button[formaction]'))
    button.addEventListener('click', (event) => {
      event.preventDefault();
      void fill(button.closest('section').querySelector('[data-effect]'), true);
    });
  void fill(follows, false);
}
