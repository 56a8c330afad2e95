using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <param name="Rows">How many accounts there are in the columns.</param>
/// <param name="IsComplete">Whether these are all accounts that match; false: only those that changed.</param>
/// <param name="Ids">The accounts' ids in Base64: 16 bytes a row, in the order in which an id is written.</param>
/// <param name="Gone">Ids of accounts that changed and do not match, in the same form; a copy drops them.</param>
/// <param name="Columns">The columns by name.</param>
/// <param name="Next">To be sent as since with the next call.</param>
public sealed record GetPortfolioColumnsResponse(
    int Rows,
    bool IsComplete,
    byte[] Ids,
    byte[] Gone,
    IReadOnlyDictionary<string, PortfolioColumn> Columns,
    string Next
);

/// <summary>The accounts that match, all at once, as columns: for programs that sort, filter and draw a whole
/// book.</summary>
public static class GetPortfolioColumns
{
    public static void Map(IEndpointRouteBuilder portfolio) =>
        portfolio
            .MapGet("/columns", HandleAsync)
            .WithName(nameof(GetPortfolioColumns))
            .WithSummary("Read the portfolio as columns")
            .WithDescription(
                "Filters and sorts as GET /v1/accounts does; without sort the rows stand in no particular order. "
                    + "columns names what is wanted, separated by commas: "
                    + string.Join(", ", ColumnCatalogue.All.Keys)
                    + "; left out: "
                    + string.Join(", ", ColumnCatalogue.Usual)
                    + ". A column of text is a list of its words, each once, and a code per row: the place of its "
                    + "word, -1 for none; the codes are left out where each row has a word of its own. Figures are a "
                    + "list of numbers, money in the reporting currency; dates are days since 1970-01-01. Ids are 16 "
                    + "bytes a row in Base64. The answer is compressed with Brotli for callers that accept br. "
                    + "Send next as since to get what changed: the rows that match, and in gone the ids of those "
                    + "that do not. "
                    + "With a segment or an external id, and after a restore, the answer is complete in any case: "
                    + "isComplete says so."
            )
            .Produces<GetPortfolioColumnsResponse>();

    /// <param name="query">Filters and sorting.</param>
    /// <param name="columns">Names of columns, separated by commas.</param>
    /// <param name="since">next of an earlier answer: only what changed since then.</param>
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> HandleAsync(
        [AsParameters] PortfolioQuery query,
        string? columns,
        string? since,
        ColumnsReader reader,
        HttpRequest request,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var answer = await reader.ReadAsync(ColumnsQuery.Of(query, columns, since), ct);
        response.Headers.ETag = answer.ETag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.HasCurrent(answer.ETag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (!Accepts(request, "br"))
            return TypedResults.Bytes(Expand(answer.Body), "application/json; charset=utf-8");
        response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(answer.Body, "application/json; charset=utf-8");
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private static byte[] Expand(byte[] body)
    {
        using var brotli = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        using var text = new MemoryStream();
        brotli.CopyTo(text);
        return text.ToArray();
    }
}
