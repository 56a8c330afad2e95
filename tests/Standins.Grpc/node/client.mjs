// node client.mjs ADDRESS SCENARIO: makes the calls of a scenario with grpc-js and writes what came of them as one line of JSON.
import { EchoService, grpc } from "./echo.mjs";

const [address, scenario] = process.argv.slice(2);
const connect = (options = {}) => new EchoService(address, grpc.credentials.createInsecure(), options);
const error = ({ code, details, metadata }) => ({
  code,
  details,
  why: metadata.get("why"),
  whyBytes: metadata.get("why-bin").map((bytes) => bytes.toString("base64")),
  richDetails: metadata.get("grpc-status-details-bin").map((bytes) => bytes.toString("base64")),
});

const say = (client, line, metadata = new grpc.Metadata(), options = {}) =>
  new Promise((resolve) => {
    const result = {};
    const call = client.Say(line, metadata, options, (failed, response) => Object.assign(result, failed ? error(failed) : { response }));
    call.on("metadata", (headers) => (result.headers = headers.toJSON()));
    call.on("status", (status) => setImmediate(() => resolve({ ...result, code: status.code, trailers: status.metadata.toJSON() })));
  });

const readAll = (call) =>
  new Promise((resolve) => {
    const result = { texts: [] };
    call.on("data", (line) => result.texts.push(line.text));
    call.on("error", (failed) => Object.assign(result, error(failed)));
    call.on("status", (status) => setImmediate(() => resolve({ ...result, code: status.code })));
  });

const scenarios = {
  unary: () => say(connect(), { text: "grüß" }),
  serverStream: () => readAll(connect().Repeat({ text: "again", times: 500 })),
  clientStream: () =>
    new Promise((resolve) => {
      const call = connect().Join((failed, response) => resolve(failed ? error(failed) : { response }));
      for (const text of ["one", "two", "three"]) call.write({ text });
      call.end();
    }),
  duplex: () => {
    const call = connect().Chat();
    const words = ["ping", "pong"];
    const next = () => (words.length ? call.write({ text: words.shift() }) : call.end());
    call.on("data", next);
    next();
    return readAll(call);
  },
  deadlineSeen: () => say(connect(), { text: "" }, new grpc.Metadata(), { deadline: Date.now() + 3_600_000 }),
  deadlinePassed: () => say(connect(), { wait_for_the_end: true }, new grpc.Metadata(), { deadline: Date.now() + 500 }),
  cancel: () => {
    const call = connect().Repeat({ times: 1, wait_for_the_end: true });
    call.once("data", () => call.cancel());
    return readAll(call);
  },
  error: () => say(connect(), { text: "ümlaut", fail_with: grpc.status.FAILED_PRECONDITION }),
  streamError: () => readAll(connect().Repeat({ text: "again", times: 3, fail_with: grpc.status.ABORTED })),
  metadata: () => {
    const metadata = new grpc.Metadata();
    metadata.set("echo-text", "a b");
    metadata.set("echo-data-bin", Buffer.from(Array.from({ length: 256 }, (_, i) => i)));
    return say(connect(), { text: "" }, metadata);
  },
  gzip: () => say(connect({ "grpc.default_compression_algorithm": 2 }), { text: "a".repeat(10_000) }),
  tooLarge: () => say(connect({ "grpc.max_send_message_length": -1 }), { payload: Buffer.alloc(4 * 1024 * 1024 + 1) }),
};

console.log(JSON.stringify(await scenarios[scenario]()));
process.exit();
