using System.CommandLine;
using System.Globalization;
using Platform.Benchmarks;
using Platform.Benchmarks.Accounts;
using Platform.Benchmarks.Gateway;
using Platform.Benchmarks.Revenue;
using Platform.Benchmarks.Scores;

// Figures read the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var seconds = new Option<int>("--seconds") { Description = "Length of one measurement", DefaultValueFactory = _ => 12 };
var rounds = new Option<int>("--rounds")
{
    Description = "Rounds of limit, ours, ours, limit",
    DefaultValueFactory = _ => 3,
};
var replicas = new Option<int>("--replicas") { Description = "Scoring replicas", DefaultValueFactory = _ => 1 };
var direct = new Option<bool>("--direct") { Description = "Without the gateway: straight to a scoring replica" };
var latency = new Option<bool>("--latency")
{
    Description = "Also accepted → score visible at 10 % and 80 % of the measured rate",
};
var events = new Option<int>("--events") { Description = "Events to send", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<int>("--seed") { Description = "Of the moments of the faults", DefaultValueFactory = _ => 1 };

var breadth = new Option<int[]>("--accounts")
{
    Description = "Numbers of accounts on which events fall evenly, one curve",
    DefaultValueFactory = _ => [1_000, 10_000, 100_000],
    AllowMultipleArgumentsPerToken = true,
};
var users = new Option<int>("--users") { Description = "Users of an account", DefaultValueFactory = _ => 20 };
var warm = new Option<int>("--warm") { Description = "Seconds of warming up", DefaultValueFactory = _ => 12 };
var replays = new Option<bool>("--replays") { Description = "Also with one batch of 200 sent twice" };
var ingest = new Command("ingest", "Events per second, end to end, over raw COPY in the same run")
{
    breadth,
    users,
    warm,
    replays,
    seconds,
    rounds,
    replicas,
    direct,
    latency,
};
ingest.SetAction(
    (parsed, ct) =>
        IngestBenchmark.RunAsync(
            new IngestSettings(
                parsed.GetValue(breadth)!,
                parsed.GetValue(users),
                parsed.GetValue(seconds),
                parsed.GetValue(warm),
                parsed.GetValue(rounds),
                parsed.GetValue(replicas),
                parsed.GetValue(direct),
                parsed.GetValue(latency),
                parsed.GetValue(replays)
            ),
            ct
        )
);

var faults = new Command(
    "faults",
    "Sends events while scoring, RabbitMQ and PostgreSQL are killed, then checks that each counts once"
)
{
    events,
    replicas,
    seed,
};
faults.SetAction(
    (parsed, ct) => FaultRun.RunAsync(parsed.GetValue(events), parsed.GetValue(replicas), parsed.GetValue(seed), ct)
);

var accounts = new Option<int>("--accounts")
{
    Description = "Accounts in the ledger",
    DefaultValueFactory = _ => 200_000,
};
var revenue = new Command(
    "revenue",
    "NRR, GRR and cohorts over HTTP, over plain SQL on the same tables, while changes arrive"
)
{
    accounts,
    rounds,
    seconds,
};
revenue.SetAction(
    (parsed, ct) =>
        RevenueBenchmark.RunAsync(
            new RevenueSettings(parsed.GetValue(accounts), parsed.GetValue(rounds), parsed.GetValue(seconds)),
            ct
        )
);

var scored = new Option<int>("--accounts") { Description = "Accounts in the book", DefaultValueFactory = _ => 200_000 };
var score = new Command(
    "score",
    "Scores of a whole book from cold memory over one SQL aggregate of the same rollups; the kernel over its "
        + "scalar form"
)
{
    scored,
    rounds,
};
score.SetAction(
    (parsed, ct) => ScoreBenchmark.RunAsync(new ScoreSettings(parsed.GetValue(scored), parsed.GetValue(rounds)), ct)
);

var read = new Option<int>("--accounts") { Description = "Accounts in the book", DefaultValueFactory = _ => 100_000 };
var insights = new Command(
    "insights",
    "Every question to the scoring service on a book with a year of use of 20 features: seconds and memory"
)
{
    read,
};
insights.SetAction((parsed, ct) => InsightBenchmark.RunAsync(parsed.GetValue(read), ct));

var book = new Option<int>("--accounts") { Description = "Accounts in the book", DefaultValueFactory = _ => 100_000 };
var length = new Option<int>("--seconds") { Description = "Length of the measurement", DefaultValueFactory = _ => 30 };
var duringRound = new Option<bool>("--during-round") { Description = "While the daily round goes through the book" };
var portfolio = new Command(
    "portfolio",
    "Pages of a portfolio of 100,000 accounts at 50 requests/s, filtered and sorted, open-loop"
)
{
    book,
    length,
    duringRound,
};
portfolio.SetAction(
    (parsed, ct) =>
        PortfolioBenchmark.RunAsync(parsed.GetValue(book), parsed.GetValue(length), parsed.GetValue(duringRound), ct)
);

var rows = new Option<int>("--rows") { Description = "Rows of the file", DefaultValueFactory = _ => 100_000 };
var import = new Command(
    "import",
    "An import of accounts through the gateway: seconds, memory, exact report, second run, killed midway and resumed"
)
{
    rows,
};
import.SetAction((parsed, ct) => ImportBenchmark.RunAsync(parsed.GetValue(rows), ct));

// Four paths, both sides of each warmed and then measured four times a round: three rounds end within five minutes.
var shortSeconds = new Option<int>("--seconds")
{
    Description = "Length of one measurement",
    DefaultValueFactory = _ => 4,
};
var gateway = new Command(
    "gateway",
    "The gateway over bare nginx, the account overview over a one-row GET; needs " + "wrk and nginx"
)
{
    rounds,
    shortSeconds,
};
gateway.SetAction(
    (parsed, ct) =>
        GatewayBenchmark.RunAsync(new GatewaySettings(parsed.GetValue(shortSeconds), parsed.GetValue(rounds)), ct)
);

var crowd = new Command(
    "crowd",
    "What others notice of one caller at ten times its limit: the ratio of their 99th percentiles"
)
{
    rounds,
    seconds,
};
crowd.SetAction(
    (parsed, ct) => CrowdBenchmark.RunAsync(new CrowdSettings(parsed.GetValue(seconds), parsed.GetValue(rounds)), ct)
);

var clients = new Option<int>("--clients")
{
    Description = "Clients of the live stream",
    DefaultValueFactory = _ => 5_000,
};
var rate = new Option<int>("--rate") { Description = "Events per second", DefaultValueFactory = _ => 200 };
var streaming = new Option<int>("--seconds") { Description = "How long events arrive", DefaultValueFactory = _ => 30 };
var stream = new Command(
    "stream",
    "Thousands of clients of the live stream on one gateway while events arrive: each event once to each, memory "
        + "below 500 MB"
)
{
    clients,
    rate,
    streaming,
};
stream.SetAction(
    (parsed, ct) =>
        StreamBenchmark.RunAsync(
            new StreamSettings(parsed.GetValue(clients), parsed.GetValue(rate), parsed.GetValue(streaming)),
            ct
        )
);

var http = new Option<int>("--http");
var grpc = new Option<int>("--grpc");
var database = new Option<string>("--database") { Required = true };
var upstream = new Command("upstream", "What the gateway's measurement puts behind the proxies")
{
    http,
    grpc,
    database,
};
upstream.Hidden = true;
upstream.SetAction(
    (parsed, ct) => Upstream.RunAsync(parsed.GetValue(http), parsed.GetValue(grpc), parsed.GetValue(database)!, ct)
);

return await new RootCommand("Measures the platform on real servers of its own.")
{
    ingest,
    score,
    insights,
    faults,
    revenue,
    import,
    portfolio,
    gateway,
    crowd,
    stream,
    upstream,
}
    .Parse(args)
    .InvokeAsync();
