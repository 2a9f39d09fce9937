// Scenarios with the unmodified npm package "openai". Prints events as lines while it goes and ends with one line
// "result {json}", which the C# tests judge.
//   node client.mjs <scenario> <base URL> <API key> <model>
import { File } from "node:buffer";
import OpenAI, { toFile } from "openai";

// Node.js 18 has no such global yet; the client needs it for uploads and says so.
globalThis.File ??= File;

const [, , scenario, baseURL, apiKey, model] = process.argv;
let attempts = 0;
const client = new OpenAI({
  baseURL,
  apiKey,
  fetch: (url, init) => {
    attempts++;
    return fetch(url, init);
  },
});

const ask = (content, options = {}) => client.chat.completions.create({
  model,
  messages: [{ role: "user", content }],
  ...options,
});

const weather = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Tells the weather of a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

async function collect(stream, onFirst) {
  const seen = { text: "", chunks: 0, usage: null, finish: null };
  for await (const chunk of stream) {
    seen.chunks++;
    seen.usage = chunk.usage ?? seen.usage;
    seen.finish = chunk.choices[0]?.finish_reason ?? seen.finish;
    const piece = chunk.choices[0]?.delta?.content ?? "";
    if (piece && !seen.text) onFirst?.(piece);
    seen.text += piece;
  }
  return seen;
}

const startUpload = bytes =>
  client.uploads.create({ purpose: "model", filename: "node-tiny.gguf", bytes, mime_type: "application/octet-stream" });

const sendPart = async (upload, text) =>
  client.uploads.parts.create(upload.id, { data: await toFile(Buffer.from(text), "blob") });

const scenarios = {
  plain: () => ask("Say hello."),
  held: async () => collect(await ask("node-held", { stream: true }), () => console.log("first token")),
  "streamed-usage": async () =>
    collect(await ask("Say hello.", { stream: true, stream_options: { include_usage: true } })),
  "streamed-no-usage": async () => collect(await ask("Say hello.", { stream: true })),
  tools: () => ask("What is the weather in Bern?", { tools: [weather], tool_choice: "required" }),
  format: () => ask("Answer in JSON.", { response_format: { type: "json_object" } }),
  embeddings: () => client.embeddings.create({ model, input: ["one", "two"] }),
  models: async () => ({ ids: (await client.models.list()).data.map(each => each.id) }),
  cancelled: async () => {
    const stream = await ask("node-cancelled", { stream: true });
    for await (const _ of stream) break;
    return { broke: true };
  },
  limited: async () => {
    await ask("node-limited");
    return ask("node-limited");
  },
  upload: async () => {
    const created = await startUpload(11);
    const second = await sendPart(created, "world");
    const first = await sendPart(created, "hello ");
    const completed = await client.uploads.complete(created.id, {
      part_ids: [first.id, second.id],
      md5: "5eb63bbbe01eeed093cb22bb8f5acdc3",
    });
    return { created, parts: [first, second], completed };
  },
  "upload-other-md5": async () => {
    const created = await startUpload(1);
    const part = await sendPart(created, "x");
    return client.uploads.complete(created.id, { part_ids: [part.id], md5: "5eb63bbbe01eeed093cb22bb8f5acdc3" });
  },
  "upload-cancelled": async () => client.uploads.cancel((await startUpload(1)).id),
  "upload-short": async () => {
    const created = await startUpload(2);
    const part = await sendPart(created, "x");
    return client.uploads.complete(created.id, { part_ids: [part.id] });
  },
  "wrong-type": () => ask("hello", { temperature: "hot" }),
  broken: async () => collect(await ask("node-broken", { stream: true }), () => console.log("first token")),
};

try {
  const answer = await scenarios[scenario]();
  console.log("result " + JSON.stringify({ ...answer, attempts }));
} catch (error) {
  const { status, code, type, param, message } = error;
  const kind = error.constructor.name;
  console.log("result " + JSON.stringify({ error: { kind, status, code, type, param, message }, attempts }));
}
