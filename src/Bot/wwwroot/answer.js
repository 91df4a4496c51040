// Shows one answer as it comes. Everything from a release is set as text, never as markup.

import { dateElement, element } from "./elements.js";
import { releaseToggle } from "./release.js";

export class AnswerView {
  constructor(turnNumber) {
    this.prefix = `turn-${turnNumber}`;
    this.root = element("div", "answer");
    this.words = element("p", "words waiting", "Searching the releases");
    this.root.append(this.words);
    this.text = "";
    this.citations = [];
  }

  show({ type, data }) {
    switch (type) {
      case "delta":
        this.text += data.text;
        this.writeWords([]);
        break;
      case "citation":
        this.citations.push(data);
        break;
      case "restarted":
        this.text = "";
        this.citations = [];
        break;
      case "failed":
        this.fail(data.reason, data.remedy);
        break;
      case "completed":
        this.complete(data);
        break;
    }
  }

  complete(answer) {
    this.text = answer.text;
    this.citations = answer.citations;
    this.writeWords(answer.spans);
    const words = answer.filters?.words ?? [];
    if (words.length > 0) {
      this.root.append(element("p", "note", `Searched with “${words.join("”, “")}” in mind.`));
    }
    if (answer.standaloneQuestion && answer.standaloneQuestion !== answer.question) {
      this.root.append(element("p", "note", `Understood as: ${answer.standaloneQuestion}`));
    }
    if (answer.mode === "generative" && answer.answered) {
      this.root.append(element("p", "note", "Written by a language model; every sentence was checked against the quotations below."));
    } else if (answer.note) {
      this.root.append(element("p", "note", `Quoted from the releases. ${answer.note}`));
    }
    if (answer.citations.length > 0) {
      this.writeCitations();
    }
    if (!answer.answered && answer.nearest.length > 0) {
      this.writeNearest(answer.nearest);
    }
  }

  fail(reason, remedy) {
    this.words.className = "words failure";
    this.words.textContent = [reason, remedy].filter(Boolean).join(" ");
  }

  // "… [1] …" with each marker a button to its citation, and the short answers emphasised.
  writeWords(spans) {
    this.words.className = "words";
    this.words.replaceChildren();
    for (const part of this.text.split(/(\[\d+\])/)) {
      const number = /^\[(\d+)\]$/.exec(part)?.[1];
      const citation = this.citations.find((each) => String(each.number) === number);
      if (citation) {
        this.words.append(this.marker(citation));
      } else {
        this.words.append(...emphasise(part, spans));
      }
    }
  }

  marker(citation) {
    const button = element("button", "ref", String(citation.number));
    button.type = "button";
    button.setAttribute("aria-label", `Source ${citation.number}: ${citation.title}`);
    button.addEventListener("click", () => {
      const target = document.getElementById(`${this.prefix}-${citation.number}`);
      target?.scrollIntoView({ block: "nearest" });
      target?.querySelector("button, a")?.focus();
    });
    return button;
  }

  writeCitations() {
    const list = element("ol", "citations");
    list.setAttribute("aria-label", "Sources");
    for (const citation of this.citations) {
      const item = element("li");
      item.id = `${this.prefix}-${citation.number}`;
      const head = element("div", "head");
      const title = element("span", "title", citation.title);
      head.append(element("span", "number", `${citation.number}`), title);
      if (citation.date) {
        head.append(dateElement(citation.date));
      }
      const links = element("div", "links");
      links.append(releaseToggle(citation, item));
      if (/^https?:\/\//i.test(citation.link ?? citation.url ?? "")) {
        const link = element("a", "", "Official page");
        link.href = citation.link ?? citation.url;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        links.append(link);
      }
      item.append(head, element("blockquote", "", citation.quote), links);
      list.append(item);
    }
    this.root.append(list);
  }

  writeNearest(releases) {
    const title = element("p", "note", "The nearest releases, which may or may not help:");
    const list = element("ul", "nearest");
    for (const release of releases) {
      const item = element("li");
      const head = element("div", "");
      head.append(element("span", "", release.title), " ");
      if (release.date) {
        head.append(dateElement(release.date));
      }
      const links = element("div", "links");
      links.append(releaseToggle({ releaseId: release.id, title: release.title }, item));
      item.append(head, links);
      list.append(item);
    }
    this.root.append(title, list);
  }
}

function emphasise(text, spans) {
  const span = spans.filter((each) => each && text.includes(each)).sort((a, b) => b.length - a.length)[0];
  if (!span) {
    return text ? [document.createTextNode(text)] : [];
  }
  const at = text.indexOf(span);
  const others = spans.filter((each) => each !== span);
  return [...emphasise(text.slice(0, at), others), element("strong", "", span), ...emphasise(text.slice(at + span.length), others)];
}
