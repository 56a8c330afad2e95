using System.Security.Cryptography;
using System.Text.Json;
using Platform.Workspace.Api;
using Platform.Workspace.Shell;

namespace Platform.Workspace.Book;

/// <summary>The whole book as columns for <c>grid.js</c>: words that repeat are sent once. The ETag saves the body of
/// a book that has not changed.</summary>
public static class GetBookColumns
{
    /// <summary>As many accounts as are read by pages.</summary>
    private const int Most = 20_000;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/data/book", HandleAsync).WithName(nameof(GetBookColumns));

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        GatewayApi api,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var filter = BookFilter.Of(http.Request.Query);
        var read = await api.ReadAllAsync<BookItem>("/v1/portfolio" + filter.Query(), Most, ct);
        if (read.Value is null)
            return TypedResults.Problem(read.Problem!.Words, statusCode: read.Problem.Status);
        var people = await viewer.PeopleAsync();
        var body = JsonSerializer.SerializeToUtf8Bytes(Columns.Of(read.Value, people), GatewayApi.Json);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = etag;
        return http.Request.Headers.IfNoneMatch.Contains(etag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json");
    }

    /// <summary>One list per column; a word stands in its list once and is named by its place.</summary>
    private sealed record Columns(
        IReadOnlyList<Guid> Id,
        IReadOnlyList<string> Name,
        IReadOnlyList<decimal?> Score,
        Columns.Coded Band,
        Columns.Coded Driver,
        IReadOnlyList<DateOnly?> RenewalDate,
        IReadOnlyList<decimal> Arr,
        Columns.Coded AtRisk,
        IReadOnlyList<decimal> ArrAtRisk,
        IReadOnlyList<decimal> ExpectedLoss,
        Columns.Coded Size,
        Columns.Coded Owner,
        IReadOnlyDictionary<string, string> People
    )
    {
        public static Columns Of(IReadOnlyList<BookItem> rows, IReadOnlyDictionary<string, Person> people) =>
            new(
                [.. rows.Select(row => row.AccountId)],
                [.. rows.Select(row => row.Name)],
                [.. rows.Select(row => row.Score)],
                Coded.Of(rows, row => row.Band),
                Coded.Of(rows, row => row.Drivers.Count > 0 ? row.Drivers[0].Label : ""),
                [.. rows.Select(row => row.RenewalDate)],
                [.. rows.Select(row => row.Arr.Amount)],
                Coded.Of(rows, row => string.Join(',', row.AtRisk)),
                [.. rows.Select(row => row.ArrAtRisk.Amount)],
                [.. rows.Select(row => row.ExpectedLoss.Amount)],
                Coded.Of(rows, row => row.Size ?? ""),
                Coded.Of(rows, row => row.Owner ?? ""),
                people.ToDictionary(person => person.Key, person => person.Value.Name, StringComparer.Ordinal)
            );

        internal sealed record Coded(IReadOnlyList<string> Words, IReadOnlyList<int> Rows)
        {
            public static Coded Of(IReadOnlyList<BookItem> rows, Func<BookItem, string> word)
            {
                var places = new Dictionary<string, int>(StringComparer.Ordinal);
                var coded = new int[rows.Count];
                for (var row = 0; row < coded.Length; row++)
                {
                    var text = word(rows[row]);
                    if (!places.TryGetValue(text, out var place))
                        places[text] = place = places.Count;
                    coded[row] = place;
                }

                return new([.. places.Keys], coded);
            }
        }
    }
}
