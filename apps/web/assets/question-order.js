// Moves a question without loading the page anew, by an arrow or by dragging, and says where it came to stand. Without this the arrows work as
// well: they are buttons of a form.
let busy = false;

async function send(form, fields, focusOn) {
  if (busy) return;
  busy = true;
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of fields) body.append(name, value);
  const response = await fetch(form.action, { method: 'POST', body }).catch(() => null);
  busy = false;
  const page = response && new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page?.getElementById('vragen');
  // Signed out, or no network: the page as it is now says so.
  if (!fresh) {
    location.reload();
    return;
  }
  // Somebody else saved: everything is shown as it is now, with what happened on top.
  if (response.ok) form.replaceWith(fresh);
  else document.getElementById('inhoud').replaceWith(page.getElementById('inhoud'));
  document.getElementById('stand').textContent = fresh.dataset.moved ?? '';
  const card = document.getElementById(`vraag-${focusOn.key}`);
  const target = card?.querySelector(`button[name="${focusOn.button}"]`) ?? card?.querySelector('button') ?? card;
  target?.focus();
  makeDraggable();
}

document.addEventListener('submit', (event) => {
  const { submitter } = event;
  if (event.target.id !== 'vragen' || !submitter) return;
  event.preventDefault();
  void send(event.target, [[submitter.name, submitter.value]], { key: submitter.value, button: submitter.name });
});

function makeDraggable() {
  const form = document.getElementById('vragen');
  if (!form || !window.Sortable || !form.querySelector('.wp-item-card__grip')) return;
  for (const list of form.querySelectorAll('.wp-items__list'))
    window.Sortable.create(list, {
      group: 'vragen',
      handle: '.wp-item-card__grip',
      animation: 120,
      ghostClass: 'wp-item-card--ghost',
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        if (from === to && oldIndex === newIndex) return;
        const places = [...form.querySelectorAll('.wp-item-card')].map((card) => [
          'plaats',
          `${card.parentElement.dataset.section} ${card.dataset.key}`,
        ]);
        void send(form, [['gesleept', item.dataset.key], ...places], { key: item.dataset.key, button: 'omhoog' });
      },
    });
}

makeDraggable();
