// Asks a question and yields the server-sent events of its answer: { type, data }.

export class Problem extends Error {
  constructor(detail, remedy) {
    super(detail);
    this.remedy = remedy ?? "";
  }
}

export async function* ask(question, conversationId, signal) {
  const response = await fetch("api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(conversationId ? { question, conversationId } : { question }),
    signal,
  });
  if (!response.ok || !response.body) {
    throw await problemOf(response);
  }
  yield* parse(response.body.pipeThrough(new TextDecoderStream()).getReader());
}

export async function getJson(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}

async function problemOf(response) {
  try {
    const problem = await response.json();
    return new Problem(problem.detail ?? problem.title, problem.remedy);
  } catch {
    return new Problem(`The server answered ${response.status}.`, "Try again.");
  }
}

// The event stream format: fields on lines, an empty line ends an event; lines end in \n, \r or \r\n.
async function* parse(reader) {
  let rest = "";
  let event = { type: "message", lines: [] };
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = done ? "" : lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (event.lines.length > 0) {
          yield { type: event.type, data: JSON.parse(event.lines.join("\n")) };
        }
        event = { type: "message", lines: [] };
      } else {
        addField(event, line);
      }
    }
    if (done) {
      return;
    }
  }
}

function addField(event, line) {
  const colon = line.indexOf(":");
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "event") {
    event.type = value;
  } else if (name === "data") {
    event.lines.push(value);
  }
}
