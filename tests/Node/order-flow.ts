// A partner's program, with a client that openapi-typescript made of the description: sells a product, orders it, receives
// the push, answers, and reads the answer. Every path, field and code below is checked by the compiler.
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import createClient from "openapi-fetch";
import { Webhook } from "standardwebhooks";
import type { components, paths, webhooks } from "./generated/api.js";

type Created = webhooks["order.created"]["post"]["requestBody"]["content"]["application/json"];
type Problem = components["schemas"]["Problem"];

const env = (name: string): string => process.env[name] ?? fail(`${name} is not set`);
const as = (key: string) => createClient<paths>({ baseUrl: env("SITE"), headers: { Authorization: `Bearer ${key}` } });
const provider = as(env("PROVIDER"));
const marketplace = as(env("MARKETPLACE"));

function fail(text: string): never {
  throw new Error(text);
}

function must<T>(what: string, answer: { data?: T; error?: Problem }): T {
  return answer.data ?? fail(`${what}: ${JSON.stringify(answer.error)}`);
}

// The receiver hands on each push as it came: the signature is over its bytes.
const receiver = createServer();
const pushes: { headers: Record<string, string>; body: string }[] = [];
receiver.on("request", async (request, response) => {
  let body = "";
  for await (const part of request) {
    body += part;
  }
  // A new endpoint proves that it is read by whoever gave its address.
  const { challenge } = JSON.parse(body) as { challenge?: string };
  if (challenge !== undefined) {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ challenge }));
    return;
  }
  pushes.push({ headers: request.headers as Record<string, string>, body });
  response.writeHead(204).end();
  receiver.emit("push");
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");

const endpoint = must("endpoint", await provider.POST("/webhook-endpoints", {
  body: { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks` },
}));
const deadline = AbortSignal.timeout(120_000);
for (let { status } = endpoint; status !== "enabled"; ) {
  deadline.throwIfAborted();
  ({ status } = must("endpoint", await provider.GET("/webhook-endpoints/{id}", { params: { path: { id: endpoint.id } } })));
}
const product = must("product", await provider.POST("/products", {
  body: { name: "Superfast 80", product_type: "utilities_broadband" },
}));
const price = must("price", await provider.POST("/products/{id}/pricing", {
  params: { path: { id: product.id } },
  body: { name: "Monthly", amount: 3999, currency: "GBP" },
}));

const pushed = once(receiver, "push", { signal: AbortSignal.timeout(120_000) });
const order = must("order", await marketplace.POST("/orders", {
  params: { header: { "Idempotency-Key": "my-first-order" } },
  body: { prod_id: product.id, pricing_id: price.id, user: { reference: "user-1" } },
}));
await pushed;

const push = pushes[0] ?? fail("no push came");
const event = new Webhook(endpoint.secret ?? fail("no secret")).verify(push.body, push.headers) as Created;
if (event.type !== "order.created" || event.data.id !== order.id) {
  fail(`another event came: ${push.body}`);
}

must("answer", await provider.POST("/orders/{id}", {
  params: { path: { id: event.data.id } },
  body: { status: "Successful", output: { booking: "B-1093" } },
}));
const again = await provider.POST("/orders/{id}", {
  params: { path: { id: event.data.id } },
  body: { status: "Failed", output: { error: "Over capacity" } },
});
if (again.error?.code !== "order_final") {
  fail(`a second answer should be refused: ${JSON.stringify(again.error)}`);
}

const read = must("read", await marketplace.GET("/orders/{id}", {
  params: { path: { id: order.id }, query: { expand: "product.prices,user" } },
}));

// What was asked for within it is typed as what it is, and null where it may not be seen.
const shown: components["schemas"]["Product"] = read.product ?? fail("the product is not shown");
const [first] = shown.prices?.data ?? fail("its prices are not shown");
if (first?.amount !== read.amount || read.user?.reference !== "user-1") {
  fail(`other objects are shown: ${JSON.stringify(read)}`);
}
receiver.close();
receiver.closeAllConnections();
console.log(`${read.id} ${read.status} ${read.output["booking"]} ${shown.name}`);
