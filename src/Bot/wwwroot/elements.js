// Small elements, filled with text and never with markup.

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  return made;
}

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function dateElement(date) {
  const shown = element("time", "", dates.format(new Date(`${date}T00:00:00Z`)));
  shown.dateTime = date;
  return shown;
}
