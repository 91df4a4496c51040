// Judges bearer tokens with the reference implementation: reads {metadataUrl, appId, activity, tokens: {name: authorization}} from
// standard input and prints {name: "accepted" | the reason}.
const { readFileSync } = require("node:fs");
const {
  AuthenticationConfiguration, AuthenticationConstants, BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory,
} = require("botframework-connector");

async function main() {
  const { metadataUrl, appId, activity, tokens } = JSON.parse(readFileSync(0, "utf8"));
  const authentication = BotFrameworkAuthenticationFactory.create(
    "", true, AuthenticationConstants.ToChannelFromBotLoginUrl, AuthenticationConstants.ToChannelFromBotOAuthScope,
    AuthenticationConstants.ToBotFromChannelTokenIssuer, AuthenticationConstants.OAuthUrl, metadataUrl, metadataUrl, "",
    new PasswordServiceClientCredentialFactory(appId, "secret"), new AuthenticationConfiguration());
  const verdicts = {};
  for (const [name, authorization] of Object.entries(tokens)) {
    try {
      await authentication.authenticateRequest(activity, authorization ?? "");
      verdicts[name] = "accepted";
    } catch (error) {
      verdicts[name] = String(error.message);
    }
  }
  console.log(JSON.stringify(verdicts));
}

main();
