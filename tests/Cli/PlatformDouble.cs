using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Cli.Gateway;

namespace Platform.Cli.Tests;

/// <summary>
/// Answers as the gateway documents it, for what this program does with the answers. That the platform answers so is
/// for the tests of the services and for the end-to-end tests.
/// </summary>
internal sealed class PlatformDouble : HttpMessageHandler
{
    private readonly Dictionary<Guid, object> _imports = [];
    private readonly Dictionary<Guid, string> _reports = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    public List<string> Requests { get; } = [];

    public Dictionary<string, string> Mappings { get; } = [];

    public HashSet<string> EventIds { get; } = [];

    public string? LastOccurredAt { get; private set; }

    /// <summary>What was put of each feature.</summary>
    public Dictionary<string, string> Features { get; } = [];

    /// <summary>What was put of each person of our side, and what the roster says beforehand.</summary>
    public Dictionary<string, string> People { get; } = [];

    /// <summary>Lines of answers, as sent to the survey's import.</summary>
    public List<string> Answers { get; } = [];

    public List<string> Surveys { get; } = [];

    /// <summary>Account, outcome and day of each.</summary>
    public List<string> Outcomes { get; } = [];

    /// <summary>All fields of the last event, with a blank between.</summary>
    public string? LastEvent { get; private set; }

    /// <summary>So many batches find their accounts unknown at first.</summary>
    public int BatchesBeforeAccountsAreKnown { get; set; }

    public List<string> DeclaredFeatures { get; } = [];

    /// <summary>How many rows of each import of this kind are refused; the others are taken.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    /// <summary>What was sent as imports, by kind.</summary>
    public Dictionary<string, List<(string Type, string Text)>> Sent { get; } = [];

    /// <summary>Report lines that an import of this kind ends with.</summary>
    public Dictionary<string, string> Reports { get; } = [];

    /// <summary>The status that an import of this kind first ends with, other than completed.</summary>
    public Dictionary<string, string> Endings { get; } = [];

    public GatewayClient Client() =>
        new(new HttpClient(this) { BaseAddress = new("http://gateway/") }, new("ops-01", "ops"));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query);
        var bytes = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (Requests)
        {
            Requests.Add($"{request.Method} {path.TrimStart('/')}{(query["kind"] is { } kind ? $" {kind}" : "")}");
            var answer = Answer(
                request.Method.Method,
                path,
                query,
                request.Content?.Headers.ContentType?.MediaType,
                bytes
            );
            answer.RequestMessage = request;
            return answer;
        }
    }

    private HttpResponseMessage Answer(
        string method,
        string path,
        System.Collections.Specialized.NameValueCollection query,
        string? type,
        byte[] body
    )
    {
        if (path == "/v1/tokens")
            return Json(new { accessToken = "token", expiresAt = DateTimeOffset.MaxValue });
        if (path.StartsWith("/v1/import-mappings/", StringComparison.Ordinal))
        {
            Mappings[path.Split('/')[^1]] = Encoding.UTF8.GetString(body);
            return Json(new { });
        }

        if (path == "/v1/imports")
            return Import(query, type, body);
        if (path.EndsWith("/confirm", StringComparison.Ordinal))
        {
            var id = Guid.Parse(path.Split('/')[^2]);
            _imports[id] = Done(id, "completed", 1, 0);
            return Json(_imports[id], HttpStatusCode.Accepted);
        }

        if (path.EndsWith("/report", StringComparison.Ordinal))
            return new(HttpStatusCode.OK) { Content = new StringContent(_reports[Guid.Parse(path.Split('/')[^2])]) };
        if (path.StartsWith("/v1/imports/", StringComparison.Ordinal))
            return Json(_imports[Guid.Parse(path.Split('/')[^1])]);
        if (path == "/v1/features")
            return Json(new { items = DeclaredFeatures.Select(name => new { name, declared = true }) });
        if (path.StartsWith("/v1/features/", StringComparison.Ordinal))
        {
            Features[path.Split('/')[^1]] = Encoding.UTF8.GetString(body);
            return Json(new { });
        }

        if (path == "/v1/predictions/outcomes")
            return Taken(body);
        if (path == "/v1/people")
            return new(HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"items":[{{string.Join(',', People.Values)}}]}"""),
            };
        if (path.StartsWith("/v1/people/", StringComparison.Ordinal))
            return Person(path.Split('/')[^1], Encoding.UTF8.GetString(body));
        if (path.StartsWith("/v1/surveys", StringComparison.Ordinal))
            return Survey(method, path, body);
        return path == "/v1/events" ? Events(body) : new(HttpStatusCode.NotFound);
    }

    private HttpResponseMessage Person(string id, string body)
    {
        People[id] = $$"""{"id":"{{id}}",{{body[1..]}}""";
        return Json(new { });
    }

    private HttpResponseMessage Survey(string method, string path, byte[] body)
    {
        if (path.EndsWith("/imports", StringComparison.Ordinal))
        {
            Answers.AddRange(Encoding.UTF8.GetString(body).Split('\n'));
            return Json(
                new
                {
                    read = 1,
                    recorded = 1,
                    repeated = 0,
                    failed = 1,
                    defects = new[]
                    {
                        new
                        {
                            line = 3,
                            column = "account",
                            reason = "no account here",
                        },
                    },
                }
            );
        }

        if (method == "POST")
        {
            using var survey = JsonDocument.Parse(body);
            Surveys.Add(survey.RootElement.GetProperty("name").GetString()!);
        }

        var all = Surveys.Select((name, i) => new { id = new Guid(i + 1, 0, 0, new byte[8]), name });
        return method == "POST" ? Json(all.Last(), HttpStatusCode.Created) : Json(new { items = all });
    }

    private HttpResponseMessage Taken(byte[] body)
    {
        using var sent = JsonDocument.Parse(body);
        Outcomes.AddRange(
            sent.RootElement.GetProperty("outcomes")
                .EnumerateArray()
                .Select(o => $"{o.GetProperty("account")} {o.GetProperty("outcome")} {o.GetProperty("decidedOn")}")
        );
        var refused = Outcomes
            .Index()
            .Where(o => o.Item.Contains("exploded", StringComparison.Ordinal))
            .Select(o => new
            {
                index = o.Index,
                field = "outcome",
                reason = "none of these",
            });
        return Json(new { taken = Outcomes.Count, refused });
    }

    private HttpResponseMessage Import(
        System.Collections.Specialized.NameValueCollection query,
        string? type,
        byte[] body
    )
    {
        var id = Guid.CreateVersion7();
        var kind = query["kind"]!;
        var isNew = _files.Add(kind + Convert.ToHexString(SHA256.HashData(body))) ? 1 : 0;
        var refused = Refused.GetValueOrDefault(kind);
        _imports[id] =
            refused > 0
                ? Done(id, "completed", 0, 0, refused)
                : Done(id, Endings.GetValueOrDefault(kind, "completed"), isNew, 1 - isNew);
        if (!Sent.TryGetValue(kind, out var sent))
            Sent[kind] = sent = [];
        sent.Add((type ?? "", Encoding.UTF8.GetString(body)));
        _reports[id] = Reports.GetValueOrDefault(kind, "");
        return Json(_imports[id], HttpStatusCode.Accepted);
    }

    private static object Done(Guid id, string status, int inserted, int unchanged, int failed = 0) =>
        new
        {
            id,
            status,
            rowsRead = 1,
            rowsInserted = inserted,
            rowsUpdated = 0,
            rowsUnchanged = unchanged,
            rowsFailed = failed,
            problem = status == "failed" ? "Line 1: has no header" : null,
            findings = new[]
            {
                new
                {
                    column = "signed",
                    type = "date",
                    format = (string?)null,
                    candidates = new[] { "DD/MM/YYYY", "MM/DD/YYYY" },
                },
            },
        };

    private HttpResponseMessage Events(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(gzip);
        var ids = document
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .Select(item => item.GetProperty("eventId").GetString()!)
            .ToList();
        if (BatchesBeforeAccountsAreKnown-- > 0)
            return Json(
                new
                {
                    accepted = 0,
                    rejected = ids.Count,
                    results = ids.Select(
                        (id, index) =>
                            new
                            {
                                index,
                                eventId = id,
                                status = "rejected",
                                code = "unknown_account",
                                reason = "no such account",
                            }
                    ),
                },
                HttpStatusCode.Accepted
            );
        EventIds.UnionWith(ids);
        LastEvent = string.Join(
            ' ',
            new[] { "eventId", "account", "user", "feature", "quantity", "occurredAt" }.Select(name =>
                document.RootElement.GetProperty("events").EnumerateArray().Last().GetProperty(name).ToString()
            )
        );
        LastOccurredAt = document
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .Last()
            .GetProperty("occurredAt")
            .GetString();
        return Json(
            new
            {
                accepted = ids.Count,
                rejected = 0,
                results = Array.Empty<object>(),
            },
            HttpStatusCode.Accepted
        );
    }

    private static HttpResponseMessage Json<T>(T body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = JsonContent.Create(body) };
}
