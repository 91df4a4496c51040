// Validates a Teams app manifest, read from standard input, against Microsoft's schema of its version; prints the errors as JSON.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");

const manifest = JSON.parse(readFileSync(0, "utf8"));
const schema = join(
  __dirname, "node_modules/@microsoft/app-manifest/build/json-schemas/teams", `v${manifest.manifestVersion}`, "MicrosoftTeams.schema.json");
const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
(addFormats.default ?? addFormats)(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
console.log(JSON.stringify(validate(manifest) ? [] : validate.errors));
