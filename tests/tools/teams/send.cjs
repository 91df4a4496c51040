// Sends activities with the reference client: reads {serviceUrl, token, calls: [{operation, conversation, id, activity}]} from standard
// input and prints the ids it was given.
const { readFileSync } = require("node:fs");
const { ConnectorClient } = require("botframework-connector");

async function main() {
  const { serviceUrl, token, calls } = JSON.parse(readFileSync(0, "utf8"));
  const credentials = {
    async signRequest(request) {
      request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  };
  const { conversations } = new ConnectorClient(credentials, { baseUri: serviceUrl });
  const ids = [];
  for (const { operation, conversation, id, activity } of calls) {
    const sent = operation === "reply" ? await conversations.replyToActivity(conversation, id, activity)
      : operation === "update" ? await conversations.updateActivity(conversation, id, activity)
      : await conversations.sendToConversation(conversation, activity);
    ids.push(sent.id ?? null);
  }
  console.log(JSON.stringify(ids));
}

main();
