// Shows what came in without a reload: asks for this same page now and then, and swaps the part that changed. Without script, reload.
const EVERY_MS = 3000;

async function look() {
  const shown = document.querySelector('[data-live]');
  if (shown && !document.hidden && !shown.contains(document.activeElement)) {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('[data-live]');
    if (response.ok && fresh && fresh.dataset.live !== shown.dataset.live) shown.replaceWith(fresh);
  }
}

setInterval(() => void look().catch(() => undefined), EVERY_MS);
