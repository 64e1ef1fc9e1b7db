// A button beside each text that is there to be copied. Without this script the texts are selected and copied by hand.
for (const code of document.querySelectorAll("code[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = code.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "quiet";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = code.dataset.copied;
    } catch {
      getSelection()?.selectAllChildren(code); // no clipboard on a plain http page: Ctrl+C copies what is selected
      code.parentElement.focus();
    }
  });
  code.parentElement.after(button, said);
}
