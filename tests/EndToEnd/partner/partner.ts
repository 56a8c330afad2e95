// Usage: npx tsc && node out/partner.js <host:port> <protos folder> <api key or -> <account source:id>
// Lists accounts, streams 10,000 usage events and reads a score; prints one line of JSON.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

type Summary = { accepted: number; rejected: number };
type Score = { score: number | null; band: string; contributions: unknown[] };
type Answer = { accounts?: number; accepted?: number; rejected?: number; score?: number; band?: string; error?: string; message?: string };

const [host = '', protos = '', key = '-', account = ''] = process.argv.slice(2);
const [source = '', externalId = ''] = account.split(':');
const credentials = grpc.credentials.createInsecure();
const metadata = new grpc.Metadata();
if (key !== '-') metadata.set('x-api-key', key);

/** A client of one service, made from its proto at run time. */
function client(file: string, service: string): grpc.Client {
  const definition = loader.loadSync(file, { includeDirs: [protos], longs: Number, defaults: true });
  const constructor = service.split('.').reduce((part: any, name) => part[name], grpc.loadPackageDefinition(definition)) as grpc.ServiceClientConstructor;
  return new constructor(host, credentials);
}

/** One call with a deadline; the key goes along as metadata. */
const unary = <T>(service: grpc.Client, method: string, request: object) => new Promise<T>((resolve, reject) =>
  (service as any)[method](request, metadata, { deadline: Date.now() + 20_000 }, (error: grpc.ServiceError | null, answer: T) => (error ? reject(error) : resolve(answer))));

/** Writes as fast as the other side takes it. A batch is repeated safely: an event id counts once for ever. */
const stream = (service: grpc.Client, batches: object[]) => new Promise<Summary>((resolve, reject) => {
  const call = (service as any).StreamEvents(metadata, { deadline: Date.now() + 60_000 }, (error: grpc.ServiceError | null, summary: Summary) => (error ? reject(error) : resolve(summary)));
  (async () => {
    for (const batch of batches) if (!call.write(batch)) await new Promise(next => call.once('drain', next));
    call.end();
  })();
});

const result: Answer = {};
try {
  const accounts = client('platform/accounts/v1/accounts.proto', 'platform.accounts.v1.AccountsService');
  const listed = await unary<{ accounts: unknown[] }>(accounts, 'ListAccounts', { limit: 100 });
  result.accounts = listed.accounts.length;
  const seconds = Math.floor(Date.now() / 1000);
  const batches = Array.from({ length: 20 }, (_, b) => ({
    events: Array.from({ length: 500 }, (_, i) => ({
      eventId: `partner-${b}-${i}`, account, user: `p-${i % 9}`, feature: `feature-${i % 5}`, quantity: 1,
      occurredAt: { seconds: seconds - ((i * 7919) % (60 * 24)) * 3600, nanos: 0 }, // spread over 60 days
    })),
  }));
  const scoring = 'platform/scoring/v1/scoring.proto';
  const usage = client(scoring, 'platform.scoring.v1.UsageService');
  const summary = await stream(usage, batches);
  result.accepted = summary.accepted;
  result.rejected = summary.rejected;
  const resolved = await unary<{ accountIds: Record<string, string> }>(accounts, 'ResolveExternalIds', { source, externalIds: [externalId] });
  const scores = client(scoring, 'platform.scoring.v1.ScoringService');
  for (let i = 0; i < 300 && result.score === undefined; i++) {
    try {
      const score = await unary<Score>(scores, 'GetScore', { accountId: resolved.accountIds[externalId] });
      result.band = score.band;
      if (score.contributions.length > 0 && score.score != null) result.score = score.score;
    } catch (error) {
      if ((error as grpc.ServiceError).code !== grpc.status.NOT_FOUND) throw error; // A new account is scored within seconds.
    }
    if (result.score === undefined) await new Promise(next => setTimeout(next, 200));
  }
} catch (error) {
  const failed = error as Partial<grpc.ServiceError>;
  result.error = failed.code === undefined ? String(error) : grpc.status[failed.code];
  result.message = failed.details ?? String(failed.message);
}
console.log(JSON.stringify(result));
process.exit(0);
