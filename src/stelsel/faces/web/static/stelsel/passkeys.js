// SPDX-License-Identifier: EUPL-1.2
// Forms that use a passkey. Without this script, or in a browser without passkeys, they stay hidden.
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const ready = (options) => {
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials])
      for (const one of list || []) one.id = toBytes(one.id);
    return options;
  };

  const told = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    const { id, type } = credential;
    return JSON.stringify({ id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} });
  };

  const ask = async (form) => {
    const body = new FormData(form);
    body.set("vraag", "1");
    const reply = await fetch(form.action, { method: "POST", body });
    if (!reply.ok) return form.submit(); // the page that follows says why
    const publicKey = ready((await reply.json()).publicKey);
    const made = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.elements.antwoord.value = told(made);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      failed.textContent = "";
      ask(form).catch(() => { failed.textContent = failed.dataset.passkeyFailed; });
    });
  }
  for (const one of document.querySelectorAll("[data-with-passkey]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-without-passkey]")) one.hidden = true;
})();
