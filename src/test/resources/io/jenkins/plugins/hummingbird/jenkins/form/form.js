// What the script of Jenkins does with a form: unfolds groups, and shows what a button of the form is answered.
'use strict';
const post = (address) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('form'))) })
    .then((answer) => answer.text());
document.addEventListener('click', (event) => {
  const button = event.target;
  if (button.matches('.advanced-button')) {
    button.nextElementSibling.hidden = false;
  } else if (button.matches('.validate-button')) {
    post(button.dataset.method).then((html) => { button.nextElementSibling.innerHTML = html; });
  } else if (button.matches('#save')) {
    post('save').then(() => { document.title = 'saved'; });
  }
});
