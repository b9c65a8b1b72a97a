// A partner with nothing but Node's standard library: receives orders, verifies that they come from Actors, answers each.
// node samples/partner-node/partner.mjs --key sk_test_…   [--secret whsec_…] [--actors http://localhost:5080] [--port 5090]
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const text = (value) => ({ type: "string", default: value });
const { key, secret: given, actors, port } = parseArgs({
  options: { key: text(), secret: text(), actors: text("http://localhost:5080"), port: text("5090") },
}).values;
let known;
const secret = new Promise((resolve) => { known = resolve; }); // the first push, a challenge, may be here before it
const seen = new Set();

const call = (method, path, body, idempotencyKey = randomUUID()) => fetch(new URL(path, actors), {
  method,
  headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": idempotencyKey },
  body: body && JSON.stringify(body),
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
  if (!verify(await secret, headers, body)) return [401];
  const id = headers["webhook-id"];
  const { type, data: order, challenge } = JSON.parse(body);
  if (type === "endpoint.verification") return [200, JSON.stringify({ challenge })]; // yes, we want these pushes
  if (!["order.created", "order.updated"].includes(type) || seen.has(id)) return [204]; // not for us to answer, or a duplicate
  seen.add(id);
  // Here you would do the work. The push's id makes the answer safe to repeat; 409 means that somebody else has answered.
  const answer = await call("POST", `/orders/${order.id}`, { status: "Succesful", output: { message: "Done by the sample partner" } }, id).catch((error) => error);
  console.log(`${type} ${order.id}: answered, ${answer.status ?? answer}`);
  if (answer.ok || answer.status === 409) return [204];
  seen.delete(id);
  return [503]; // it will be pushed again
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const [status, text] = await receive(request.headers, Buffer.concat(parts)).catch(() => [400]);
  response.writeHead(status).end(text);
}).listen(Number(port), "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  // A secret is shown once, when it is made. After a restart we do not have it any more, so we take a new one.
  const endpoint = { url, description: "Sample partner" };
  const ours = given ? undefined : (await (await call("GET", "/webhook-endpoints?limit=100")).json()).data?.find((one) => one.description === endpoint.description);
  if (ours) await call("PATCH", `/webhook-endpoints/${ours.id}`, endpoint);
  const mine = given ?? (await (await (ours
    ? call("POST", `/webhook-endpoints/${ours.id}/rotate`, { overlap_seconds: 0 })
    : call("POST", "/webhook-endpoints", endpoint))).json()).secret;
  if (mine) known(mine);
  console.log(mine ? `Listening on ${url}` : "Actors gave no secret: is the key right?");
});
