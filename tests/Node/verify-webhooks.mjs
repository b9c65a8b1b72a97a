// Verifies pushes as a partner would: with the published library of Standard Webhooks; ed25519, which that library does
// not do, with Node's own crypto. Reads a file of cases, writes what came of each: "ok", or why not.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import standardwebhooks from "standardwebhooks";

const spki = Buffer.from("302a300506032b6570032100", "hex");

function check({ key, headers, body }) {
  if (!key.startsWith("whpk_")) {
    new standardwebhooks.Webhook(key).verify(body, headers);
    return;
  }

  const open = createPublicKey({ key: Buffer.concat([spki, Buffer.from(key.slice(5), "base64")]), format: "der", type: "spki" });
  const signed = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  const signatures = headers["webhook-signature"].split(" ").filter((one) => one.startsWith("v1a,"));
  if (!signatures.some((one) => verify(null, signed, open, Buffer.from(one.slice(4), "base64")))) {
    throw new Error("No matching signature found");
  }
}

const results = JSON.parse(readFileSync(process.argv[2], "utf8")).map((one) => {
  try {
    check(one);
    return "ok";
  } catch (error) {
    return error.message;
  }
});
console.log(JSON.stringify(results));
