// The page: a conversation with the releases.

import { AnswerView } from "./answer.js";
import { element } from "./elements.js";
import { ask, getJson } from "./events.js";

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const input = byId("question");
const turns = byId("turns");
const status = byId("status");

let conversationId = null;
let turnNumber = 0;
let running = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(input.value);
});

input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

byId("stop").addEventListener("click", () => running?.abort());

byId("restart").addEventListener("click", () => {
  running?.abort();
  conversationId = null;
  turns.replaceChildren();
  byId("restart").hidden = true;
  byId("welcome").hidden = byId("examples").childElementCount === 0;
  status.textContent = "A new conversation.";
  input.focus();
});

async function submit(text) {
  const question = text.trim();
  if (question === "" || running) {
    return;
  }
  input.value = "";
  const view = new AnswerView(++turnNumber);
  const turn = element("li", "turn");
  turn.append(element("h2", "asked", question), view.root);
  turns.append(turn);
  byId("welcome").hidden = true;
  byId("restart").hidden = false;
  turn.scrollIntoView({ block: "start" });
  setBusy(new AbortController());
  try {
    for await (const event of ask(question, conversationId, running.signal)) {
      view.show(event);
      if (event.type === "completed") {
        conversationId = event.data.conversationId;
        status.textContent = event.data.text;
      } else if (event.type === "failed") {
        status.textContent = event.data.reason;
      }
    }
  } catch (problem) {
    if (problem.name === "AbortError") {
      view.fail("Stopped.", "");
    } else {
      view.fail(problem.remedy === undefined ? "The server cannot be reached." : problem.message, problem.remedy ?? "Is it still running?");
    }
    status.textContent = view.words.textContent;
  } finally {
    setBusy(null);
    input.focus();
  }
}

function setBusy(controller) {
  running = controller;
  byId("send").hidden = controller !== null;
  byId("stop").hidden = controller === null;
  turns.setAttribute("aria-busy", String(controller !== null));
}

async function introduce() {
  try {
    const about = await getJson("api/about");
    const years = about.oldest ? `, ${about.oldest.slice(0, 4)} to ${about.newest.slice(0, 4)}` : "";
    byId("about").textContent = about.releases === 0
      ? "There are no releases yet: run “bot ingest” with a folder of them."
      : `Answers from ${about.releases} press release${about.releases === 1 ? "" : "s"}${years}, word for word.`;
    byId("samples").hidden = !about.samples;
    for (const example of about.examples) {
      const item = element("li");
      const button = element("button", "", example);
      button.type = "button";
      button.addEventListener("click", () => submit(example));
      item.append(button);
      byId("examples").append(item);
    }
    byId("welcome").hidden = about.examples.length === 0 || turns.childElementCount > 0;
  } catch (problem) {
    byId("about").textContent = [problem.message, problem.remedy].filter(Boolean).join(" ");
  }
}

const asked = new URLSearchParams(location.search).get("q");
await introduce();
if (asked) {
  await submit(asked);
} else {
  input.focus();
}
