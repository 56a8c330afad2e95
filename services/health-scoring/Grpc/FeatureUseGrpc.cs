using System.Globalization;
using Platform.HealthScoring.Usage;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Grpc;

/// <summary>Use of named features by several accounts, for success plans: milestones that complete themselves, and
/// value from telemetry.</summary>
internal static class FeatureUseGrpc
{
    private const int MostAccounts = 200;
    private const int MostFeatures = 200;

    /// <summary>Ten accounts for 1,100 days, or 200 for 55: what one answer decodes.</summary>
    private const int MostDays = 11_000;
    private const int LongestSpan = 1_100;

    public static async Task<BatchGetFeatureUseResponse> ReadAsync(
        Database database,
        BatchGetFeatureUseRequest request,
        CancellationToken ct
    )
    {
        if (request.Accounts.Count is 0 or > MostAccounts)
            throw Problem
                .Invalid("accounts", $"holds {request.Accounts.Count} spans; ask for 1 to {MostAccounts}")
                .ToException();
        if (request.Features.Count > MostFeatures)
            throw Problem
                .Invalid(
                    "features",
                    $"holds {request.Features.Count} names; ask for at most {MostFeatures}, or for none to get all"
                )
                .ToException();
        if (request.Features.FirstOrDefault(f => f.Any(char.IsControl)) is { } name)
            throw Problem
                .Invalid("features", $"'{name}' is no feature's name: it holds control characters")
                .ToException();
        List<Usage.AccountSpan> spans = [.. request.Accounts.Select(Span)];
        if (spans.Sum(s => s.Days) > MostDays)
            throw Problem
                .Invalid(
                    "accounts",
                    $"ask for {spans.Sum(s => s.Days)} days over all accounts; at most {MostDays} in one call"
                )
                .ToException();
        if (spans.DistinctBy(s => s.AccountId).Count() < spans.Count)
            throw Problem.Invalid("accounts", "name an account twice; each once").ToException();

        var names = (
            await database.QueryAsync<Row>(
                "select number, name from feature where cardinality(@names) = 0 or name = any(@names)",
                new { names = request.Features.ToArray() },
                ct
            )
        ).ToDictionary(f => f.Number, f => f.Name);
        var days = (await StoredDays.ReadAsync(database, spans, ct)).ToLookup(d => d.AccountId);
        return new BatchGetFeatureUseResponse
        {
            Accounts = { spans.Select(s => Of(s.AccountId, days[s.AccountId], names)) },
            KnownFeatures = { request.Features.Count == 0 ? [] : names.Values.Order(StringComparer.Ordinal) },
        };
    }

    private static AccountFeatureUse Of(Guid accountId, IEnumerable<StoredDay> days, Dictionary<int, string> names)
    {
        var (whole, byFeature) = UseOfFeature.Sum(days);
        var answer = new AccountFeatureUse { AccountId = accountId.ToString() };
        if (whole is not null)
            answer.Whole = Use("", whole);
        answer.Features.AddRange(
            byFeature
                .Where(f => names.ContainsKey(f.Key))
                .Select(f => Use(names[f.Key], f.Value))
                .OrderBy(f => f.Feature, StringComparer.Ordinal)
        );
        return answer;
    }

    private static FeatureUse Use(string feature, UseOfFeature use) =>
        new()
        {
            Feature = feature,
            Events = use.Events,
            Quantity = use.Quantity,
            Users = use.Users,
            FirstDay = Text(use.FirstDay),
            LastDay = Text(use.LastDay),
        };

    private static Usage.AccountSpan Span(Protos.Scoring.V1.AccountSpan asked, int index)
    {
        if (!Guid.TryParse(asked.AccountId, out var id))
            throw Problem
                .Invalid($"accounts[{index}].account_id", $"'{asked.AccountId}' is no account id (a uuid)")
                .ToException();
        var span = new Usage.AccountSpan(
            id,
            Day(asked.From, $"accounts[{index}].from"),
            Day(asked.To, $"accounts[{index}].to")
        );
        if (span.Days is < 1 or > LongestSpan)
            throw Problem
                .Invalid($"accounts[{index}].from", $"{asked.From} to {asked.To} is no span of 1 to {LongestSpan} days")
                .ToException();
        return span;
    }

    private static DateOnly Day(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Problem.Invalid(field, $"'{text}' is no day: yyyy-mm-dd").ToException();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
    }
}
