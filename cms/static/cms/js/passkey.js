// Passkeys need a script, so what asks for them only shows where one runs; and where one fails, a sentence says so.
for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-failed").hidden = false;
});
