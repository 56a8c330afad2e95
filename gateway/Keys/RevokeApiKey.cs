using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Gateway;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

public static class RevokeApiKey
{
    public static void Map(IEndpointRouteBuilder keys) =>
        keys.MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(RevokeApiKey))
            .WithSummary("Revoke an API key")
            .WithDescription(
                "At once here, within a second on every other instance. Revoking it again changes nothing."
            )
            .RequireRoles(Roles.Ops);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        ApiKeyDirectory directory,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var revoked = await work.SingleOrDefaultAsync<ApiKeyRow>(
            Revoke,
            new
            {
                Id = id,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        if (revoked is not null)
        {
            await work.EnqueueAsync(new ApiKeyRevoked(id), key: id);
            await work.CommitAsync();
            await directory.RefreshAsync(ct);
            return TypedResults.NoContent();
        }

        return await work.ScalarAsync<bool>("select exists (select from api_key where id = @Id)", new { Id = id })
            ? TypedResults.NoContent()
            : Problem.NotFound("api-key", id).ToResult();
    }

    private const string Revoke = """
        update api_key set revoked_at = @Now, revoked_by = @By
         where id = @Id and revoked_at is null
        returning id
        """;
}
