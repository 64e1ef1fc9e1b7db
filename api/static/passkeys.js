/**
 * A form that needs a passkey: the service says what to ask for, the browser asks its person, and the answer goes back
 * with the form. What goes wrong is said in the page, in a sentence that was there, hidden.
 */

/**
 * Show the sentence for a problem, or the last one, which fits any.
 * @param {HTMLFormElement} form @param {string} problem
 */
function say(form, problem) {
  const sentences = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-problem]"));
  const shown = [...sentences].find((it) => it.dataset.problem === problem) ?? sentences[sentences.length - 1];
  for (const sentence of sentences) {
    sentence.hidden = sentence !== shown;
  }
}

/**
 * What the service asks for, answered by the browser.
 * @param {HTMLFormElement} form @returns {Promise<string>} the answer, as WebAuthn writes it in JSON
 */
async function answer(form) {
  const asked = await fetch(/** @type {string} */ (form.dataset.challenge), {
    method: "POST",
    body: new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)])),
  });
  if (!asked.ok) {
    throw new DOMException(String(asked.status), asked.status === 410 ? "LinkUsedUp" : "Refused");
  }
  const { create, get } = await asked.json();
  const made = create
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(create) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(get) });
  return JSON.stringify(/** @type {PublicKeyCredential} */ (made).toJSON());
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button */
async function send(form, button) {
  button.disabled = true;
  try {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("answer"));
    field.value = await answer(form);
    form.submit();
  } catch (failure) {
    say(form, failure instanceof Error || failure instanceof DOMException ? failure.name : "other");
    button.disabled = false;
  }
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-challenge]"))) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  if (location.origin !== form.dataset.origin) {
    say(form, "elsewhere");
  } else if (!("PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential)) {
    say(form, "old");
  } else {
    button.disabled = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form, button);
    });
  }
}
