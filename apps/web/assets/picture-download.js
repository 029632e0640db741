// Beside a link to a picture as SVG: a button that makes a PNG of it, in this browser. Without this the SVG can be downloaded all the same.
const SCALE = 2;

for (const link of document.querySelectorAll('a[data-png]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.textContent = link.dataset.png;
  button.addEventListener('click', () => void download(link, button));
  const item = document.createElement('li');
  item.append(button);
  link.closest('li').after(item);
}

async function download(link, button) {
  button.disabled = true;
  const picture = await fetch(link.href)
    .then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))))
    .then(paint)
    .catch(() => null);
  button.disabled = false;
  // Signed out, or no network: the link beside it says so.
  if (!picture) return link.click();
  const save = document.createElement('a');
  save.href = URL.createObjectURL(picture);
  save.download = `${link.dataset.name}.png`;
  save.click();
  setTimeout(() => URL.revokeObjectURL(save.href), 60_000);
}

/** The picture at twice its size, so that it stays sharp in a report. */
async function paint(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
