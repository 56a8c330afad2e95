using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Platform.Contracts;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Overview;

public static class GetAccountOverview
{
    private static readonly string[] Parts =
    [
        "account",
        "owners",
        "score",
        "revenue",
        "contacts",
        "timeline",
        "plan",
        "onboarding",
        "renewal",
        "risks",
        "expansion",
        "tickets",
        "coverage",
        "feedback",
        "usage",
    ];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/accounts/{id:guid}/overview", HandleAsync)
            .WithName(nameof(GetAccountOverview))
            .WithTags("gateway")
            .WithSummary("Show an account from all sides")
            .WithDescription(
                "Composed from all services at once. A part that could not be had in time is marked as missing "
                    + "with its reason; the rest answers. fields names the parts that are wanted, comma-separated: "
                    + string.Join(", ", Parts)
                    + "."
            )
            .Produces<AccountOverview>()
            .Produces(StatusCodes.Status304NotModified)
            .RequireScope("accounts:read");

    private static async Task<
        Results<ContentHttpResult, FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>
    > HandleAsync(
        Guid id,
        Caller caller,
        HttpContext context,
        ComposeOverview compose,
        OverviewCache cache,
        ChangedAccounts changed,
        CancellationToken ct,
        string? fields = null
    )
    {
        var wanted = Wanted(fields);
        var access = OverviewCache.AccessOf(caller);
        var entry = await cache.FindAsync(id, access);
        if (entry is null)
        {
            var position = changed.Position;
            var overview = await compose.ComposeAsync(id, ct);
            if (overview.Account.Status == OverviewParts.None)
                return Problem.NotFound("account", id).ToResult();

            var composed = JsonSerializer.SerializeToUtf8Bytes(overview, ContractJson.Options);
            entry = cache.Put(id, access, composed, position, overview.IsComplete);
        }

        var json = wanted is null ? entry.Json : Select(entry.Json, wanted);
        var etag = wanted is null ? entry.ETag : OverviewCache.ETagOf(json);
        context.Response.Headers.ETag = etag;
        return context.Request.HasCurrent(etag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue(etag));
    }

    private static HashSet<string>? Wanted(string? fields)
    {
        if (string.IsNullOrEmpty(fields))
            return null;
        var wanted = fields
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        var unknown = wanted.Except(Parts, StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? wanted
            : throw Problem
                .Invalid("fields", $"'{string.Join(", ", unknown)}' is not one of {string.Join(", ", Parts)}")
                .ToException();
    }

    private static byte[] Select(byte[] json, HashSet<string> wanted)
    {
        var overview = JsonNode.Parse(json)!.AsObject();
        foreach (var part in Parts)
            if (!wanted.Contains(part))
                overview.Remove(part);
        return JsonSerializer.SerializeToUtf8Bytes(overview, ContractJson.Options);
    }
}
