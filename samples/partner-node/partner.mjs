// A partner with nothing but Node's standard library: receives orders, verifies that they come from Actors, answers each.
// node samples/partner-node/partner.mjs --key sk_test_…   [--secret whsec_…] [--actors http://localhost:5080] [--port 5090]
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const text = (value) => ({ type: "string", default: value });
const { key, secret: given, actors, port } = parseArgs({
  options: { key: text(), secret: text(), actors: text("http://localhost:5080"), port: text("5090") },
}).values;
let secret = given;
const seen = new Set();

const call = (method, path, body, idempotencyKey = randomUUID()) => fetch(new URL(path, actors), {
  method,
  headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": idempotencyKey },
  body: JSON.stringify(body),
});

export function verify(secret, headers, body, now = Date.now() / 1000) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures = "" } = headers;
  if (!/^\d+$/.test(timestamp) || Math.abs(now - timestamp) > 300) return false;
  const expected = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64")).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(" ").some((one) => {
    const code = Buffer.from(one.replace(/^v1,/, ""), "base64");
    return one.startsWith("v1,") && code.length === expected.length && timingSafeEqual(code, expected);
  });
}

async function receive(headers, body) {
  if (!secret || !verify(secret, headers, body)) return 401;
  const id = headers["webhook-id"];
  const { type, data: order } = JSON.parse(body);
  if (!["order.created", "order.updated"].includes(type) || seen.has(id)) return 204; // not for us to answer, or a duplicate
  seen.add(id);
  // Here you would do the work. The push's id makes the answer safe to repeat; 409 means that somebody else has answered.
  const answer = await call("POST", `/orders/${order.id}`, { status: "Succesful", output: { message: "Done by the sample partner" } }, id).catch((error) => error);
  console.log(`${type} ${order.id}: answered, ${answer.status ?? answer}`);
  if (answer.ok || answer.status === 409) return 204;
  seen.delete(id);
  return 503; // it will be pushed again
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  response.writeHead(await receive(request.headers, Buffer.concat(parts)).catch(() => 400)).end();
}).listen(Number(port), "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  // A secret is shown once, when it is made. After a restart we do not have it any more, so we take a new one.
  secret ??= (await (await call("PUT", "/webhook-endpoint", { url, description: "Sample partner" })).json()).secret;
  secret ??= (await (await call("POST", "/webhook-endpoint/rotate", { overlap_seconds: 0 })).json()).secret;
  console.log(secret ? `Listening on ${url}` : "Actors gave no secret: is the key right?");
});
