// The press room's own ways to ask; the widget does the rest.

const form = document.getElementById("ask");
const field = document.getElementById("question");
const address = new URL(location.href);

async function ask(question) {
  await customElements.whenDefined("release-bot");
  document.querySelector("release-bot").ask(question);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(field.value);
  field.value = "";
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-question]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    ask(link.dataset.question);
  }
});

// "/?q=…" asks once: a reload shows the conversation as it was left.
const asked = address.searchParams.get("q");
if (asked) {
  address.searchParams.delete("q");
  history.replaceState(null, "", address);
  ask(asked);
}
