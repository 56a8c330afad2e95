using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

public static class ListApiKeys
{
    private sealed record Position(Guid Id);

    public static void Map(IEndpointRouteBuilder keys) =>
        keys.MapGet("/", HandleAsync)
            .WithName(nameof(ListApiKeys))
            .WithSummary("List API keys")
            .WithDescription(
                "Newest first, revoked ones too. Secrets are not stored and so never shown; when a key was last "
                    + "used is exact to about five seconds."
            )
            .RequireRoles(Roles.Ops);

    private static async Task<Ok<Page<ApiKeyItem>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<ApiKeyRow>(List, new { After = after?.Id, Limit = page.Limit + 1 }, ct);
        return TypedResults.Ok(Page<ApiKeyItem>.From(rows, page.Limit, ToItem, row => new Position(row.Id)));
    }

    private static ApiKeyItem ToItem(ApiKeyRow row) =>
        new(
            row.Id,
            row.Prefix,
            row.Name,
            row.Scopes,
            row.RequestsPerSecond,
            row.ExpiresAt,
            row.CreatedAt,
            row.CreatedBy,
            row.LastUsedAt,
            row.RevokedAt,
            row.RotatedFrom
        );

    private const string List = """
        select id, prefix, name, scopes, requests_per_second, expires_at, created_at, created_by, last_used_at,
            revoked_at, rotated_from
          from api_key
         where @After::uuid is null or id < @After
         order by id desc
         limit @Limit
        """;
}
