// The administration page: what was not answered, what was rated down, what was ingested. Text is put in as text, never as markup.

const byId = (id) => document.getElementById(id);
const storage = "release-bot-admin-key";
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

byId("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(storage, byId("key").value.trim());
  byId("key").value = "";
  load();
});

byId("refresh").addEventListener("click", load);
byId("leave").addEventListener("click", () => leave("Signed out."));
byId("export").addEventListener("click", download);

async function load() {
  const response = await call("GET", "../api/admin/overview");
  if (response === null) {
    return;
  }
  const { unanswered, lowRated, ingests } = await response.json();
  fill("unanswered", unanswered.map(unansweredCard), "Every question remembered got an answer.");
  fill("rated", lowRated.map(ratedCard), "No answer was rated down.");
  fill("ingests", ingests.flatMap(ingestRows), "Nothing was ingested yet.");
  count("unanswered-title", unanswered.length);
  count("rated-title", lowRated.length);
  count("ingests-title", ingests.length);
  byId("enter").hidden = true;
  byId("actions").hidden = false;
  byId("content").hidden = false;
  say(`As of ${moments.format(new Date())}.`);
}

// The response, or null when the page has said what is wrong.
async function call(method, address) {
  let response;
  try {
    response = await fetch(address, { method, headers: { Authorization: `Bearer ${sessionStorage.getItem(storage)}` } });
  } catch {
    say("The server cannot be reached. Is it still running?", true);
    return null;
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    leave("This key is not known here. Enter the value of Api:AdminKey, or a key that bot keys add NAME --scopes admin has printed.", true);
    return null;
  }
  const problem = await response.json().catch(() => ({ detail: `The server answered ${response.status}.` }));
  const words = [problem.detail, problem.remedy].filter(Boolean).join(" ");
  if (response.status === 403) {
    leave(words, true);
  } else {
    say(words, true);
  }
  return null;
}

async function download() {
  const response = await call("GET", "../api/admin/questions.jsonl");
  if (response === null) {
    return;
  }
  const link = element("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = "review-questions.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say("Exported. Fill in “answers” and “gold”, set “answerable”, and give the file to bot eval.");
}

function unansweredCard({ answer, times }) {
  const card = answerCard(answer, times === 1 ? [moment(answer.asked)] : [`${times} times, last `, moment(answer.asked)]);
  if (answer.releases.length > 0) {
    card.append(element("p", "note", `Nearest: ${answer.releases.join(", ")}`));
  }
  return card;
}

function ratedCard({ answer, feedback }) {
  const card = answerCard(answer, [moment(feedback.time), `, ${feedback.channel}`]);
  card.append(element("p", "shown", answer.shown));
  if (feedback.comment) {
    card.append(element("blockquote", "", feedback.comment));
  }
  if (answer.releases.length > 0) {
    card.append(element("p", "note", `${answer.answered ? "Cited" : "Nearest"}: ${answer.releases.join(", ")}`));
  }
  return card;
}

function answerCard(answer, when) {
  const card = element("li", "card");
  const head = element("div", "head");
  const forget = element("button", "quiet", "Forget");
  forget.type = "button";
  forget.setAttribute("aria-label", `Forget: ${answer.question}`);
  forget.addEventListener("click", async () => {
    if (await call("DELETE", `../api/admin/answers/${encodeURIComponent(answer.id)}`)) {
      await load();
    }
  });
  const note = element("p", "note");
  note.append(...when);
  head.append(element("h3", "", answer.question), forget);
  card.append(head, note);
  if (answer.standaloneQuestion !== answer.question) {
    card.append(element("p", "note", `Understood as: ${answer.standaloneQuestion}`));
  }
  return card;
}

function ingestRows({ finished, source, what, summary, failures }) {
  const row = element("tr");
  const when = element("td");
  when.append(moment(finished));
  row.append(when, element("td", "", source), element("td", "what", what));
  for (const name of ["read", "new", "changed", "unchanged", "failed", "removed", "passages", "embedded"]) {
    row.append(element("td", name === "failed" && summary.failed > 0 ? "number alert" : "number", summary[name]));
  }
  if (failures.length === 0) {
    return [row];
  }
  const reasons = element("tr");
  const cell = element("td", "failures");
  cell.colSpan = row.childElementCount;
  cell.append(...failures.map((failure) => element("p", "", failure)));
  reasons.append(cell);
  return [row, reasons];
}

function fill(id, items, otherwise) {
  const list = byId(id);
  if (items.length === 0) {
    const empty = element(list.localName === "tbody" ? "tr" : "li");
    const words = element(list.localName === "tbody" ? "td" : "p", "note", otherwise);
    if (words.localName === "td") {
      words.colSpan = 11;
    }
    empty.append(words);
    items = [empty];
  }
  list.replaceChildren(...items);
}

function count(id, number) {
  byId(id).querySelector(".count").textContent = number;
}

function leave(words, isAlert) {
  sessionStorage.removeItem(storage);
  byId("enter").hidden = false;
  byId("actions").hidden = true;
  byId("content").hidden = true;
  for (const id of ["unanswered", "rated", "ingests"]) {
    byId(id).replaceChildren();
  }
  say(words, isAlert);
  byId("key").focus();
}

function say(words, isAlert = false) {
  byId("status").textContent = words;
  byId("status").classList.toggle("alert", isAlert);
}

function moment(time) {
  const shown = element("time", "", moments.format(new Date(time)));
  shown.dateTime = time;
  return shown;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  return made;
}

if (sessionStorage.getItem(storage)) {
  await load();
} else {
  byId("key").focus();
}
