// Release Bot's chat: <script type="module" src="https://bot.example/widget.js"></script> puts it on a page.
// What comes from a release, a question or an answer is set as text, never as markup. Objects for the platform have no prototype:
// what a page adds to Object.prototype would count as an option.

const languages = ["en", "fr", "ru"];
const strings = {
  title: ["Ask about our releases", "Une question sur nos communiqués ?", "Вопрос о наших сообщениях"],
  lead: ["Every answer quotes its source", "Chaque réponse cite sa source", "Каждый ответ с цитатой источника"],
  hint: ["Ask a question…", "Posez une question…", "Задайте вопрос…"],
  send: ["Send", "Envoyer", "Отправить"],
  stop: ["Stop", "Arrêter", "Остановить"],
  fresh: ["New conversation", "Nouvelle conversation", "Новая беседа"],
  close: ["Close", "Fermer", "Закрыть"],
  back: ["Back", "Retour", "Назад"],
  hello: ["What would you like to know?", "Que souhaitez-vous savoir ?", "Что вы хотите узнать?"],
  seek: ["Searching the releases…", "Recherche dans les communiqués…", "Поиск в сообщениях…"],
  slow: ["This takes longer than usual…", "C’est plus long que d’habitude…", "Дольше, чем обычно…"],
  silent: ["The releases don’t say.", "Les communiqués ne le disent pas.", "В сообщениях об этом не говорится."],
  nearest: ["The nearest releases", "Les communiqués les plus proches", "Ближайшие сообщения"],
  sources: ["Sources", "Sources", "Источники"],
  source: ["Source {0}", "Source {0}", "Источник {0}"],
  official: ["Open the official page", "Ouvrir la page officielle", "Открыть официальную страницу"],
  dates: ["Dates: {0}", "Dates : {0}", "Даты: {0}"],
  anyDate: ["Search all dates instead of: {0}", "Chercher à toutes les dates au lieu de : {0}", "Искать за всё время вместо: {0}"],
  meant: ["Understood as: {0}", "Compris comme : {0}", "Понято как: {0}"],
  copy: ["Copy", "Copier", "Копировать"],
  copied: ["Copied", "Copié", "Скопировано"],
  up: ["Helpful", "Utile", "Полезно"],
  down: ["Not helpful", "Pas utile", "Не помогло"],
  why: ["What was wrong or missing? (optional)", "Qu’est-ce qui est faux ou manque ? (facultatif)", "Что неверно или чего не хватает? (необязательно)"],
  thanks: ["Thank you for your feedback.", "Merci pour votre avis.", "Спасибо за отзыв."],
  again: ["Try again", "Réessayer", "Повторить"],
  offline: ["No connection to the server. Check the network.", "Pas de connexion au serveur. Vérifiez le réseau.", "Нет связи с сервером. Проверьте сеть."],
  stopped: ["Stopped.", "Arrêté.", "Остановлено."],
  busy: ["Too many questions at the moment. Try again in {0} s.", "Trop de questions en ce moment. Réessayez dans {0} s.", "Слишком много вопросов. Повторите через {0} с."],
  asked: ["You asked:", "Votre question :", "Ваш вопрос:"],
};

const icons = {
  chat: "M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5", close: "M6 6l12 12M18 6L6 18", fresh: "M12 5v14M5 12h14", send: "M12 19V5M6 11l6-6 6 6",
  stop: "M8 8h8v8H8z", back: "M15 5l-7 7 7 7", copy: "M9 9h11v11H9zM5 15H4V4h11v1", again: "M19 8A8 8 0 1 0 20 13M19 3v5h-5",
  up: "M7 11l4-8c2 0 2 2 2 3v3h6l-1.5 10H7zH4v10h3", down: "M17 13l-4 8c-2 0-2-2-2-3v-3H5L6.5 5H17zh3V5h-3", open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  date: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
};

const css = `
:host { all:initial !important; display:block !important; position:fixed !important; inset:auto !important;
  color-scheme:light dark !important; }
:host([data-theme="light"]) { color-scheme:light !important; }
:host([data-theme="dark"]) { color-scheme:dark !important; }
:host([hidden]) { display:none !important; }
@media print { :host { display:none !important; } }
* { box-sizing:border-box; }
[hidden] { display:none !important; }
.all { --accent:var(--release-bot-accent, light-dark(#0b5685, #8ecbf5)); --on:var(--release-bot-on-accent, light-dark(#fff, #05202f));
  --bg:var(--release-bot-surface, light-dark(#fff, #14191f)); --fg:var(--release-bot-text, light-dark(#17202a, #e8edf2));
  --faint:var(--release-bot-muted, light-dark(#55616e, #a7b3bf)); --line:var(--release-bot-line, light-dark(#dfe5eb, #303a45));
  --mark:var(--release-bot-mark, light-dark(#ffe897, #66520f)); --round:var(--release-bot-radius, 18px);
  --tint:color-mix(in srgb, var(--accent) 8%, var(--bg)); --gap:var(--release-bot-offset, 20px);
  font:var(--release-bot-font-size, 16px)/1.5 var(--release-bot-font, system-ui, sans-serif);
  color:var(--fg); text-align:start; overflow-wrap:anywhere; }
button, textarea { font:inherit; color:inherit; }
button { cursor:pointer; border:0; background:none; padding:0; text-align:start; }
svg { width:1.25em; height:1.25em; flex:none; fill:none; stroke:currentColor; stroke-width:1.8; stroke-linecap:round; stroke-linejoin:round; }
:focus-visible { outline:2px solid var(--accent); outline-offset:2px; }
textarea:focus-visible { outline-offset:-1px; }
h2, h3, p, ol, ul { margin:0; padding:0; font-size:1em; list-style:none; }
.launcher, dialog { position:fixed; inset:auto; inset-block-end:var(--gap); inset-inline-end:var(--gap); max-width:calc(100vw - 2 * var(--gap)); }
.launcher, .button { display:flex; justify-content:center; align-items:center; gap:.6em; padding:.65em 1.2em; border-radius:2em; font-weight:600;
  text-decoration:none; background:var(--accent); color:var(--on); }
.launcher { padding-block:.8em; box-shadow:0 8px 28px #0b203366; }
dialog { flex-direction:column; width:var(--release-bot-width, 420px); height:var(--release-bot-height, 700px); max-height:calc(100dvh - 2 * var(--gap));
  margin:0; padding:0; overflow:hidden; border:1px solid var(--line); border-radius:var(--round); background:var(--bg); color:inherit;
  box-shadow:0 16px 56px #0b203347; }
dialog[open] { display:flex; animation:rise .18s ease-out; }
dialog::backdrop { background:none; }
@keyframes rise { from { opacity:0; translate:0 12px; } }
.main, .card { display:flex; flex-direction:column; flex:1; min-height:0; }
.card { position:absolute; inset:0; background:var(--bg); animation:rise .15s ease-out; }
.header { display:flex; align-items:center; gap:.25em; padding:.8em .8em .8em 1.1em; border-block-end:1px solid var(--line); }
.header > div { flex:1; min-width:0; }
h2, h3, .answer strong { font-weight:650; line-height:1.3; }
.lead, .meta, .note, .label, .pill { color:var(--faint); font-size:.8125em; }
.icon { display:grid; place-items:center; width:2.25em; height:2.25em; border-radius:50%; color:var(--faint); }
.icon:hover { background:var(--tint); color:var(--accent); }
[aria-pressed="true"] { color:var(--accent); }
[aria-pressed="true"] svg { fill:currentColor; }
.messages, .release { flex:1; min-height:0; overflow-y:auto; overscroll-behavior:contain; position:relative; padding:1.1em; outline-offset:-3px; }
.hello, .release h3 { font-size:1.25em; margin-block:.3em; }
.label { font-weight:600; margin-block:.8em .5em; }
.suggestion, .source { display:flex; gap:.7em; width:100%; padding:.6em .85em; margin-block-start:.45em; border:1px solid var(--line); border-radius:12px;
  font-size:.9em; line-height:1.4; }
.suggestion:hover, .source:hover, .chip:hover { border-color:var(--accent); background:var(--tint); }
.source b { color:var(--accent); flex:none; }
.source .meta { display:block; }
.turn { margin-block-end:1.6em; }
.question { width:fit-content; max-width:88%; margin-inline-start:auto; margin-block-end:.9em; padding:.6em .95em; white-space:pre-wrap; font-weight:400;
  background:var(--accent); color:var(--on); border-radius:var(--round); border-end-end-radius:5px; }
.words { white-space:pre-wrap; margin-block-end:.7em; }
.words strong { background:linear-gradient(transparent 62%, var(--mark) 62%); }
.wait { color:var(--faint); animation:pulse 1.2s infinite alternate; }
@keyframes pulse { to { opacity:.6; } }
.failure { color:light-dark(#9a2a1c, #ffb0a4); margin-block-end:.7em; }
.chip { min-width:1.9em; padding:.25em .4em; margin-inline:.1em; font-size:.75em; font-weight:700; line-height:1.1; vertical-align:.15em; text-align:center;
  border-radius:.6em; background:var(--tint); color:var(--accent); border:1px solid var(--line); }
.pill { display:inline-flex; align-items:center; gap:.4em; padding:.1em .2em .1em .7em; border-radius:2em; background:var(--tint); border:1px solid var(--line); }
.pill .icon { width:1.9em; height:1.9em; }
.actions { display:flex; margin:.4em -.5em 0; }
form { display:flex; gap:.5em; align-items:flex-end; }
.composer { padding:.7em .8em calc(.8em + env(safe-area-inset-bottom)); border-block-start:1px solid var(--line); }
textarea { flex:1; min-width:0; min-height:2.85em; max-height:8em; padding:.6em .9em; resize:none; field-sizing:content; background:var(--bg);
  border:1px solid color-mix(in srgb, var(--faint) 65%, var(--bg)); border-radius:14px; }
::placeholder { color:var(--faint); opacity:1; }
.send { display:grid; place-items:center; width:2.85em; height:2.85em; border-radius:14px; background:var(--accent); color:var(--on); }
.feedback { flex-direction:column; align-items:stretch; margin-block-start:.5em; font-size:.9em; }
.back:dir(rtl) svg { scale:-1 1; }
.body { white-space:pre-wrap; margin-block-start:1em; }
.link { margin:.8em; }
mark { background:var(--mark); color:inherit; border-radius:3px; padding-block:.12em; }
.unseen { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); white-space:nowrap; }
@media (max-width:480px) { dialog { inset:0; width:100%; max-width:none; height:100dvh; max-height:none; border:0; border-radius:0; } }
@media (prefers-reduced-motion:reduce) { * { animation:none !important; } }
`;

// "div.a b": the classes are the element's parts too. An attribute that is a function listens to the event of its name.
function make(kind, attributes, ...children) {
  const [tag, names] = kind.split(".");
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  for (const [name, value] of Object.entries({ class: names, part: names, ...attributes })) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  path.setAttribute("d", icons[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

const iconButton = (name, label, click, pressed) => make(`button.icon ${name}`, { "aria-label": label, title: label, "aria-pressed": pressed, click }, icon(name));

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]);

class Api {
  #token;

  constructor(base) {
    this.base = base;
  }

  /** Sends with the session's token; one that has run out is renewed once. */
  async call(path, body, accept = "application/json", signal) {
    for (let renewed = false; ; renewed = true) {
      if (renewed || this.#token === undefined) this.#token = await this.#session();
      const headers = { __proto__: null, Accept: accept };
      if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
      if (body) headers["Content-Type"] = "application/json";
      const response = await fetch(this.base + path,
        { __proto__: null, method: body ? "POST" : "GET", credentials: "omit", headers, body: body && JSON.stringify(body), signal });
      if (response.ok) return response;
      if (response.status !== 401 || !this.#token || renewed) throw await problem(response);
    }
  }

  // The token is bound to the page's origin; a server without sessions needs none.
  async #session() {
    const response = await fetch(`${this.base}api/session`, { __proto__: null, method: "POST", credentials: "omit" });
    if (!response.ok && response.status !== 404) throw await problem(response);
    return response.ok ? (await response.json()).token : "";
  }
}

async function problem(response) {
  const { detail, remedy } = await response.json().catch(() => ({ detail: `HTTP ${response.status}`, remedy: "" }));
  return Object.assign(new Error(detail), { remedy, status: response.status, wait: response.headers.get("Retry-After") ?? 30 });
}

// Server-sent events: fields on lines, an empty line ends an event; lines end in \n, \r or \r\n.
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, type, data] = ["", "", []];
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? "")).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("event:")) type = line.slice(6).trim();
      else if (line.startsWith("data:")) data.push(line.slice(5));
      else if (line === "") {
        if (data.length > 0) yield { type, data: data.join(" ") };
        [type, data] = ["", []];
      }
    }
    if (done) return;
  }
}

const script = [...document.scripts].find((each) => each.src === import.meta.url);

class ReleaseBot extends HTMLElement {
  #settings; #t; #date; #api; #store; #launcher; #dialog; #main; #card; #log; #list; #hello; #input; #send; #status;
  #turns = [];
  #conversation;
  #running = null;
  #cameFrom;
  #introduced = false;
  #phone = matchMedia("(max-width: 480px)");

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    // In the top layer it is above every z-index, and fixed whatever the page transforms.
    this.popover = "manual";
    this.showPopover();
  }

  open() {
    if (this.#dialog.open) return;
    this.#dialog[this.#phone.matches ? "showModal" : "show"]();
    this.#launcher.hidden = true;
    this.#focus();
    this.#save();
    this.#introduce();
  }

  // On a phone the keyboard would cover the panel.
  #focus() {
    (this.#phone.matches ? this.#log : this.#input).focus();
  }

  close() {
    this.#dialog.close();
  }

  /** Opens the panel and asks. */
  ask(question) {
    const text = String(question).trim();
    this.open();
    if (text === "" || this.#running) return;
    this.#input.value = "";
    this.#run(this.#addTurn(text));
  }

  #build() {
    const settings = this.#settings = { __proto__: null, ...script?.dataset, ...this.dataset };
    if (settings.theme) this.dataset.theme = settings.theme;
    const known = Math.max(0, languages.indexOf((settings.lang || document.documentElement.lang || navigator.language).slice(0, 2)));
    const lang = settings.lang || languages[known];
    const t = this.#t = { __proto__: null };
    for (const [name, each] of Object.entries(strings)) t[name] = settings[name] ?? each[known];
    this.#date = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { __proto__: null, dateStyle: "long", timeZone: "UTC" });
    this.#api = new Api(new URL(settings.api ?? ".", import.meta.url).href.replace(/\/*$/, "/"));
    this.#store = `release-bot ${this.#api.base}`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const root = this.attachShadow({ __proto__: null, mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(make("div.all", { lang }, ...this.#frame(t)));
    this.#phone.addEventListener("change", () => {
      if (!this.#dialog.open) return;
      this.close();
      this.open();
    });
    addEventListener("pagehide", () => this.#save());
    this.#restore();
  }

  #frame(t) {
    this.#launcher = make("button.launcher", { "aria-haspopup": "dialog", click: () => this.open() }, icon("chat"), t.title);
    this.#status = make("div.unseen", { role: "status" });
    this.#hello = make("div", {}, make("h3.hello", {}, t.hello));
    this.#list = make("ol", {});
    this.#log = make("div.messages", { role: "region", "aria-label": t.title, tabindex: 0 }, this.#hello, this.#list);
    this.#input = make("textarea.input", { rows: 1, maxlength: 2000, placeholder: t.hint, "aria-label": t.hint, enterkeyhint: "send", dir: "auto",
      keydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.ask(this.#input.value);
      } });
    this.#send = make("button.send", { type: "submit" });
    this.#busy(null);
    const submit = (event) => {
      event.preventDefault();
      if (this.#running) this.#running.abort();
      else this.ask(this.#input.value);
    };
    this.#main = make("div.main", {},
      make("div.header", {}, make("div", {}, make("h2.title", { id: "title" }, t.title), make("p.lead", {}, t.lead)),
        iconButton("fresh", t.fresh, () => this.#begin()), iconButton("close", t.close, () => this.close())),
      this.#log, make("form.composer", { submit }, this.#input, this.#send));
    this.#card = make("section.card", { hidden: "" });
    this.#dialog = make("dialog.panel", { "aria-labelledby": "title", close: () => this.#closed(), keydown: (event) => this.#key(event) },
      this.#main, this.#card, this.#status);
    return [this.#launcher, this.#dialog];
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#card.hidden) this.close();
    else this.#closeSource();
  }

  #closed() {
    if (this.#dialog.open) return;
    if (!this.#card.hidden) this.#closeSource();
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#save();
  }

  async #introduce() {
    if (this.#introduced) return;
    this.#introduced = true;
    let questions = this.#settings.suggestions?.split("|").filter(Boolean);
    try {
      questions ??= (await (await this.#api.call("api/suggestions")).json()).suggestions;
    } catch {
      this.#introduced = false;
    }
    this.#hello.append(...(questions ?? []).map((each) => make("button.suggestion", { dir: "auto", click: () => this.ask(each) }, each)));
  }

  #begin() {
    this.#running?.abort();
    this.#turns = [];
    this.#conversation = undefined;
    this.#list.replaceChildren();
    this.#hello.hidden = false;
    this.#input.value = "";
    this.#focus();
    this.#say(this.#t.fresh);
    this.#save();
  }

  #addTurn(question) {
    const turn = { question, body: make("div.answer", {}), answer: null, raw: "", rating: " " };
    turn.node = make("li.turn", {}, make("h3.question", { dir: "auto" }, make("span.unseen", {}, this.#t.asked), question), turn.body);
    this.#turns.push(turn);
    this.#list.append(turn.node);
    this.#hello.hidden = true;
    return turn;
  }

  async #run(turn, anyDate) {
    if (this.#running) return;
    const t = this.#t;
    const { signal } = this.#busy(new AbortController());
    const wait = make("p.wait", {}, t.seek);
    turn.answer = null;
    turn.body.replaceChildren(wait);
    this.#focus();
    this.#scrollTo(turn);
    this.#say(t.seek);
    this.#save();
    const slow = setTimeout(() => { wait.textContent = t.slow; }, 8000);
    try {
      const body = { __proto__: null, question: turn.question, conversationId: this.#conversation };
      if (anyDate) body.filters = { __proto__: null, anyDate };
      await this.#listen(turn, await this.#api.call("api/ask", body, "text/event-stream", signal));
      this.#conversation = turn.answer.conversationId;
      this.#show(turn);
      this.#say(`${this.#textOf(turn.answer).replace(/ ?\[\d+\]/g, "")} ${t.sources}: ${turn.answer.citations.length}`);
    } catch (error) {
      this.#fail(turn, error);
    }
    clearTimeout(slow);
    this.#busy(null);
    this.#save();
  }

  async #listen(turn, response) {
    let text = "";
    const cited = [];
    for await (const event of events(response.body)) {
      const data = JSON.parse(event.data);
      if (event.type === "delta") turn.body.replaceChildren(...this.#words((text += data.text), cited, []));
      else if (event.type === "citation") cited.push(data);
      else if (event.type === "restarted") [text, cited.length] = ["", 0];
      else if (event.type === "failed") throw Object.assign(new Error(data.reason), data);
      else if (event.type === "completed") [turn.answer, turn.raw, turn.rating] = [data, event.data, " "];
    }
    if (!turn.answer) throw new TypeError("The stream ended early.");
  }

  #fail(turn, error) {
    const t = this.#t;
    const words = error.name === "AbortError" ? t.stopped : error.status === 429 ? fill(t.busy, error.wait) : this.#wordsOf(error);
    turn.answer = null;
    turn.body.replaceChildren(make("p.failure", { dir: "auto" }, words),
      make("button.button", { click: () => this.#run(turn) }, icon("again"), t.again));
    this.#say(words);
  }

  #wordsOf(error) {
    return error instanceof TypeError ? this.#t.offline : `${error.message} ${error.remedy ?? ""}`;
  }

  // Silence is told in the reader's language, unless the bot asks back.
  #textOf(answer) {
    return answer.answered || answer.nearest.length === 0 ? answer.text : this.#t.silent;
  }

  #show(turn) {
    const [t, answer] = [this.#t, turn.answer];
    const dates = answer.filters.words.join(", ");
    const found = answer.answered ? answer.citations : answer.nearest;
    turn.body.replaceChildren(...this.#words(this.#textOf(answer), answer.citations, answer.spans));
    if (dates) turn.body.append(make("p.pill", { dir: "auto" }, icon("date"), fill(t.dates, dates), iconButton("close", fill(t.anyDate, dates), () => this.#run(turn, true))));
    for (const note of [answer.standaloneQuestion !== answer.question && fill(t.meant, answer.standaloneQuestion), answer.note]) {
      if (note) turn.body.append(make("p.note", { dir: "auto" }, note));
    }
    if (found.length > 0) {
      turn.body.append(make("p.label", {}, answer.answered ? t.sources : t.nearest), make("ul", {}, ...found.map((each) => this.#source(each, found))));
    }
    turn.body.append(this.#actions(turn));
  }

  // Paragraphs with a button for every marker such as [1].
  #words(text, citations, spans) {
    return text.split(/\n{2,}/).map((paragraph) => make("p.words", { dir: "auto" }, ...paragraph.split(/(\[\d+\])/).flatMap((part) => {
      const cited = citations.find((each) => part === `[${each.number}]`);
      return cited ? this.#chip(cited) : emphasise(part, spans);
    })));
  }

  #chip(citation) {
    return make("button.chip", { "aria-label": `${fill(this.#t.source, citation.number)}: ${citation.title}`, title: citation.title,
      click: (event) => this.#openSource(citation, event.currentTarget) }, citation.number);
  }

  // A release is listed once, with the numbers of all its quotes.
  #source(first, found) {
    const same = found.filter((each) => each.releaseId === first.releaseId);
    if (first.number && same[0] !== first) return "";
    return make("li", {}, make("button.source", { click: (event) => this.#openSource(first, event.currentTarget) },
      make("b", {}, first.number ? same.map((each) => each.number).join(", ") : "·"),
      make("span", { dir: "auto" }, first.title, make("span.meta", {}, this.#dateOf(first)))));
  }

  #dateOf({ date }) {
    return date ? this.#date.format(new Date(date)) : "";
  }

  #actions(turn) {
    const t = this.#t;
    const rate = (rating) => iconButton(rating === "+" ? "up" : "down", rating === "+" ? t.up : t.down, (event) => {
      turn.rating = rating;
      for (const each of row.querySelectorAll("[aria-pressed]")) each.ariaPressed = String(each === event.currentTarget);
      this.#report(turn, rating === "+" ? t.thanks : "");
      if (rating === "-") this.#askWhy(turn, event.currentTarget);
    }, String(turn.rating === rating));
    const row = make("div.actions", {}, ...(navigator.clipboard ? [iconButton("copy", t.copy, () => this.#copy(turn))] : []), rate("+"), rate("-"),
      iconButton("again", t.again, () => this.#run(turn)));
    return row;
  }

  async #copy(turn) {
    const { answer } = turn;
    const sources = answer.citations.map((each) => `[${each.number}] ${each.title} (${this.#dateOf(each)})\n${this.#link(each)}`);
    await navigator.clipboard.writeText([this.#textOf(answer), ...sources].join("\n\n"));
    this.#note(turn, this.#t.copied);
  }

  #askWhy(turn, button) {
    const t = this.#t;
    const text = make("textarea.input", { rows: 2, maxlength: 2000, "aria-label": t.why, placeholder: t.why, dir: "auto" });
    const submit = (event) => {
      event.preventDefault();
      event.currentTarget.remove();
      button.focus();
      this.#report(turn, t.thanks, text.value.trim());
    };
    turn.body.querySelector("form")?.remove();
    const form = make("form.feedback", { submit }, text, make("button.button", { type: "submit" }, t.send));
    turn.body.append(form);
    form.scrollIntoView(false);
    text.focus();
  }

  async #report(turn, thanks, comment) {
    this.#save();
    try {
      await this.#api.call("api/feedback", { __proto__: null, answerId: turn.answer.id, helpful: turn.rating === "+", comment: comment || undefined });
      if (thanks) this.#note(turn, thanks);
    } catch (error) {
      this.#note(turn, this.#wordsOf(error));
    }
  }

  // Said, and shown below the answer.
  #note(turn, words) {
    this.#say(words);
    turn.body.querySelector(".said")?.remove();
    turn.body.append(make("p.note said", {}, words));
  }

  async #openSource(citation, cameFrom) {
    const t = this.#t;
    const back = iconButton("back", t.back, () => this.#closeSource());
    const body = make("div.body", { dir: "auto" }, "…");
    const text = make("div.release", { tabindex: 0, role: "region", "aria-label": citation.title },
      make("h3", { dir: "auto" }, citation.title), make("p.meta", {}, this.#dateOf(citation)), body);
    this.#card.replaceChildren(
      make("div.header", {}, back, make("div", {}, make("h2", {}, citation.number ? fill(t.source, citation.number) : t.nearest))), text, this.#linkTo(citation));
    this.#cameFrom = cameFrom;
    this.#main.inert = true;
    this.#card.hidden = false;
    back.focus();
    try {
      const release = await (await this.#api.call(`api/releases/${encodeURIComponent(citation.releaseId ?? citation.id)}`)).json();
      body.replaceChildren(...this.#quoted(release, citation));
      text.scrollTop = body.querySelector("mark")?.offsetTop - text.clientHeight / 3;
    } catch (error) {
      body.textContent = this.#wordsOf(error);
    }
  }

  // The canonical text below its headline, with the quote marked.
  #quoted({ text, titleSpan }, { quote, start }) {
    const at = !quote ? -1 : text.slice(start, start + quote.length) === quote ? start : text.indexOf(quote);
    const begin = at >= 0 && at < titleSpan.end ? 0 : titleSpan.end + text.slice(titleSpan.end).search(/\S|$/);
    if (at < 0) return [text.slice(begin)];
    return [text.slice(begin, at), make("mark.mark", {}, quote), text.slice(at + quote.length)];
  }

  #closeSource() {
    this.#main.inert = false;
    this.#card.hidden = true;
    this.#cameFrom.focus();
  }

  #linkTo(citation) {
    const href = this.#link(citation);
    const here = new URL(href).origin === location.origin;
    return make("a.button link", { href, target: here ? "_self" : "_blank", rel: "noopener noreferrer", click: () => {
      if (here && this.#phone.matches) this.close();
    } }, this.#t.official, icon("open"));
  }

  // The page's own page of the release, else the official page at the words, else the bot's page.
  #link({ releaseId, id = releaseId, start = 0, end = 0, link, url }) {
    const facts = { __proto__: null, id: encodeURIComponent(id), start, end };
    const page = (template) => template?.replace(/\{(id|start|end)\}/g, (_, name) => facts[name]);
    for (const address of [page(this.#settings.releasePage), link, url]) {
      const target = address && URL.parse(address, document.baseURI);
      if (/^https?:/.test(target?.protocol)) return target.href;
    }
    return this.#api.base + page("releases/{id}?mark={start}-{end}#quote");
  }

  #busy(running) {
    this.#running = running;
    this.#send.replaceChildren(icon(running ? "stop" : "send"));
    this.#send.ariaLabel = running ? this.#t.stop : this.#t.send;
    this.#log.ariaBusy = String(running !== null);
    return running;
  }

  #say(words) {
    this.#status.textContent = words;
  }

  #scrollTo(turn) {
    this.#log.scrollTop = turn.node.offsetTop - 14;
  }

  // A line with "1" if open and what is being asked or written, then one for each answer: its rating and its JSON as it came.
  #save() {
    const draft = this.#running ? this.#turns.at(-1)?.question : this.#input.value;
    const lines = this.#turns.filter((turn) => turn.answer).slice(-20).map((turn) => turn.rating + turn.raw);
    try {
      sessionStorage.setItem(this.#store, [Number(this.#dialog.open) + encodeURIComponent(draft ?? ""), ...lines].join("\n"));
    } catch { /* The conversation ends with the page. */ }
  }

  #restore() {
    let head = "0";
    try {
      const [first, ...lines] = sessionStorage.getItem(this.#store)?.split("\n") ?? [head];
      for (const line of lines) {
        const answer = JSON.parse(line.slice(1));
        const turn = Object.assign(this.#addTurn(answer.question), { answer, raw: line.slice(1), rating: line[0] });
        this.#conversation = answer.conversationId;
        this.#show(turn);
      }
      this.#input.value = decodeURIComponent(first.slice(1));
      head = first;
    } catch { /* Nothing of ours. */ }
    if (head[0] === "1" || "open" in this.#settings) queueMicrotask(() => {
      this.open();
      if (this.#turns.length > 0) this.#scrollTo(this.#turns.at(-1));
    });
  }
}

// The text with the short answers in it emphasised, the longest first.
function emphasise(text, spans) {
  const span = spans.filter((each) => each && text.includes(each)).sort((a, b) => b.length - a.length).at(0);
  if (!span) return text;
  const at = text.indexOf(span);
  const others = spans.filter((each) => each !== span);
  return [emphasise(text.slice(0, at), others), make("strong", {}, span), emphasise(text.slice(at + span.length), others)].flat();
}

if (!customElements.get("release-bot")) {
  customElements.define("release-bot", ReleaseBot);
  if (!document.querySelector("release-bot")) document.body.append(document.createElement("release-bot"));
}
