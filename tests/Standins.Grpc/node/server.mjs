// A grpc-js server on a free port of 127.0.0.1. Writes "port N" when it listens and "ended METHOD" when a call that waited was told
// of its end; stops when its input ends.
import { EchoService, grpc } from "./echo.mjs";

const trailersOf = (call) => {
  const trailers = new grpc.Metadata();
  for (const key of Object.keys(call.metadata.getMap()).filter((name) => name.startsWith("echo-"))) {
    for (const value of call.metadata.get(key)) trailers.add(key, value);
  }
  return trailers;
};

const failure = (line) => {
  const metadata = new grpc.Metadata();
  metadata.set("why", "asked");
  metadata.set("why-bin", Buffer.from([0, 255]));
  return { code: line.fail_with, details: `asked for: ${line.text}`, metadata };
};

const answer = (call, line) => {
  const deadline = new Date(call.getDeadline()).getTime();
  if (!Number.isFinite(deadline)) return line;
  return { ...line, deadline: { seconds: Math.floor(deadline / 1000), nanos: (deadline % 1000) * 1e6 } };
};

const waits = (call) => call.on("cancelled", () => console.log(`ended ${call.getPath()}`));

const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
server.addService(EchoService.service, {
  Say(call, respond) {
    call.sendMetadata(trailersOf(call));
    if (call.request.wait_for_the_end) return waits(call);
    if (call.request.fail_with) return respond(failure(call.request));
    respond(null, answer(call, call.request), trailersOf(call));
  },
  Repeat(call) {
    call.sendMetadata(trailersOf(call));
    for (let i = 0; i < call.request.times; i++) call.write({ text: call.request.text });
    if (call.request.wait_for_the_end) return waits(call);
    if (call.request.fail_with) return call.emit("error", failure(call.request));
    call.end(trailersOf(call));
  },
  Join(call, respond) {
    const texts = [];
    call.sendMetadata(trailersOf(call));
    call.on("data", (line) => texts.push(line.text));
    call.on("end", () => respond(null, { text: texts.join(" ") }, trailersOf(call)));
  },
  Chat(call) {
    call.sendMetadata(trailersOf(call));
    call.on("data", (line) => call.write(answer(call, line)));
    call.on("end", () => call.end(trailersOf(call)));
  },
});

server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`port ${port}`);
});
process.stdin.resume().on("end", () => process.exit());
