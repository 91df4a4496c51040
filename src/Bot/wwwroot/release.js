// A release's canonical text with a quote marked.

import { element } from "./elements.js";
import { getJson } from "./events.js";

// A button that opens the release below the citation, with the quote marked.
export function releaseToggle(citation, item) {
  const button = element("button", "", "Show in the release");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  let shown = null;
  button.addEventListener("click", async () => {
    if (shown === null) {
      button.disabled = true;
      shown = await releaseText(citation);
      button.disabled = false;
      item.append(shown);
      shown.hidden = true;
    }
    shown.hidden = !shown.hidden;
    button.setAttribute("aria-expanded", String(!shown.hidden));
    button.textContent = shown.hidden ? "Show in the release" : "Hide the release";
    const mark = shown.querySelector("mark");
    if (mark && !shown.hidden) {
      shown.scrollTop = mark.offsetTop - shown.offsetTop - shown.clientHeight / 3;
    }
    button.focus();
  });
  return button;
}

async function releaseText({ releaseId, title, start, end }) {
  const shown = element("div", "release");
  shown.tabIndex = 0;
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", `Release: ${title}`);
  try {
    const { text } = await getJson(`api/releases/${encodeURIComponent(releaseId)}`);
    if (end > start) {
      shown.append(text.slice(0, start), element("mark", "", text.slice(start, end)), text.slice(end));
    } else {
      shown.textContent = text;
    }
  } catch (problem) {
    shown.textContent = [problem.message, problem.remedy].filter(Boolean).join(" ");
  }
  return shown;
}
