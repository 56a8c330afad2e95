// The five accounts with most at risk, by a client whose types come from the gateway's OpenAPI document.
// node out/portfolio.js http://localhost:8080
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "http://localhost:8080" });

const issued = await client.POST("/v1/tokens", { body: { user: "maria", role: "csm" } });
if (!issued.data) throw new Error(JSON.stringify(issued.error));

const headers = { Authorization: `Bearer ${issued.data.accessToken}` };
const page = await client.GET("/v1/portfolio", { params: { query: { limit: 5 } }, headers });
if (!page.data) throw new Error(JSON.stringify(page.error));

for (const account of page.data.items) {
  console.log([account.name, account.band, account.arr.amount, account.drivers[0]?.label ?? "-"].join("\t"));
}
