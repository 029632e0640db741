// Says while a coach types how much room is left and how many text messages it becomes; without it the page says so when something is wrong.
const GSM7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const TWICE = /[\^{}\\[~\]|€]/g;

const field = document.querySelector('[data-most]');
const line = document.querySelector('[data-live]');

/** As a telephone counts: 160 or 70 characters alone, 153 or 67 when there are more. */
function messages(text) {
  const isPlain = GSM7.test(text);
  const size = isPlain ? text.length + (text.match(TWICE) ?? []).length : text.length;
  const [alone, each] = isPlain ? [160, 153] : [70, 67];
  return size <= alone ? 1 : Math.ceil(size / each);
}

function say() {
  const text = field.value.trim();
  const left = Number(field.dataset.most) - text.length;
  const { before } = field.dataset;
  const isSms = before !== undefined;
  const count = isSms ? messages(before + text) : 1;
  const words = left < 0 ? line.dataset.over : count > 1 ? line.dataset.more : isSms ? line.dataset.one : line.dataset.left;
  line.textContent = words.replace('[left]', left).replace('[count]', left < 0 ? -left : count);
}

if (field && line) {
  field.addEventListener('input', say);
  say();
}

// A second click on a slow line would send it twice.
let isSent = false;
field?.form.addEventListener('submit', (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
addEventListener('pageshow', () => (isSent = false));
