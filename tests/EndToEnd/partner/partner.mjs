// Usage: node partner.mjs <host:port> <protos folder> <api key or -> <account source:id>
// Lists accounts, streams 10,000 usage events and reads a score; prints one line of JSON.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import path from 'node:path';

const [host, protos, key, account] = process.argv.slice(2);
const load = file => grpc.loadPackageDefinition(loader.loadSync(path.join(protos, file), { includeDirs: [protos], longs: Number, defaults: true })).platform;
const accounts = load('platform/accounts/v1/accounts.proto').accounts.v1;
const scoring = load('platform/scoring/v1/scoring.proto').scoring.v1;
const credentials = grpc.credentials.createInsecure();
const metadata = new grpc.Metadata();
if (key !== '-') metadata.set('x-api-key', key);

const unary = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, metadata, { deadline: Date.now() + 20_000 }, (error, answer) => (error ? reject(error) : resolve(answer))));

const stream = (client, batches) => new Promise((resolve, reject) => {
  const call = client.StreamEvents(metadata, { deadline: Date.now() + 60_000 }, (error, summary) => (error ? reject(error) : resolve(summary)));
  (async () => {
    for (const batch of batches) if (!call.write(batch)) await new Promise(next => call.once('drain', next));
    call.end();
  })();
});

const result = {};
try {
  const listed = await unary(new accounts.AccountsService(host, credentials), 'ListAccounts', { limit: 100 });
  result.accounts = listed.accounts.length;
  const seconds = Math.floor(Date.now() / 1000);
  const batches = Array.from({ length: 20 }, (_, b) => ({
    events: Array.from({ length: 500 }, (_, i) => ({
      eventId: `partner-${b}-${i}`, account, user: `p-${i % 9}`, feature: `feature-${i % 5}`, quantity: 1,
      occurredAt: { seconds: seconds - ((i * 7919) % (60 * 24)) * 3600, nanos: 0 }, // spread over 60 days
    })),
  }));
  const usage = new scoring.UsageService(host, credentials);
  const summary = await stream(usage, batches);
  result.accepted = summary.accepted;
  result.rejected = summary.rejected;
  const resolved = await unary(new accounts.AccountsService(host, credentials), 'ResolveExternalIds', { source: account.split(':')[0], externalIds: [account.split(':')[1]] });
  const accountId = resolved.accountIds[account.split(':')[1]];
  const scores = new scoring.ScoringService(host, credentials);
  for (let i = 0; i < 300 && result.score === undefined; i++) {
    try {
      const score = await unary(scores, 'GetScore', { accountId });
      result.band = score.band;
      if (score.contributions.length > 0 && score.score != null) result.score = score.score;
    } catch (error) {
      if (error.code !== grpc.status.NOT_FOUND) throw error;
    }
    if (result.score === undefined) await new Promise(next => setTimeout(next, 200));
  }
} catch (error) {
  result.error = grpc.status[error.code] ?? String(error);
  result.message = error.details ?? error.message;
}
console.log(JSON.stringify(result));
process.exit(0);
