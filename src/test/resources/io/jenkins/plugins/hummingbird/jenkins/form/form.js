// What the script of Jenkins does with a form: unfolds groups, and shows what a button of the form is answered. It finds the fields
// that a button sends from the button backwards.
'use strict';
const form = () => document.querySelector('form');
const post = (address, body) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(body) }).then((answer) => answer.text());
const above = (button) => {
  const fields = new FormData(form());
  for (const field of form().elements) {
    if (button.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) {
      fields.delete(field.name);
    }
  }
  return fields;
};
document.addEventListener('click', (event) => {
  const button = event.target;
  if (button.matches('.advanced-button')) {
    button.nextElementSibling.hidden = false;
  } else if (button.matches('.validate-button')) {
    post(button.dataset.method, above(button)).then((html) => { button.nextElementSibling.innerHTML = html; });
  } else if (button.matches('#save')) {
    post('save', new FormData(form())).then(() => { document.title = 'saved'; });
  }
});
