using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Gateway;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

/// <param name="OverlapSeconds">For how long the old key still works beside the new one; a day where it is not said, a
/// month at most.</param>
public sealed record RotateApiKeyRequest([property: Range(0, 31 * 86_400)] int OverlapSeconds = 86_400);

public static class RotateApiKey
{
    public static void Map(IEndpointRouteBuilder keys) =>
        keys.MapPost("/{id:guid}/rotate", HandleAsync)
            .WithName(nameof(RotateApiKey))
            .WithSummary("Rotate an API key")
            .WithDescription(
                "Issues a new key with the same name, scopes and limit; the old one ends after the overlap."
            )
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Created<IssueApiKeyResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RotateApiKeyRequest request,
        Caller caller,
        Database database,
        ApiKeyDirectory directory,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var old = await work.SingleOrDefaultAsync<ApiKeyRow>(Lock, new { Id = id });
        if (old is null)
            return Problem.NotFound("api-key", id).ToResult();
        if (old.RevokedAt is not null)
            return ApiKeyProblems.Revoked(id).ToResult();

        var secret = ApiKeySecret.Create();
        ApiKeySecret.TryGetPrefix(secret, out var prefix);
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            Prefix = prefix!,
            SecretHash = ApiKeySecret.Hash(secret),
            Name = old.Name,
            Scopes = old.Scopes,
            RequestsPerSecond = old.RequestsPerSecond,
            ExpiresAt = old.ExpiresAt,
            RotatedFrom = old.Id,
            CreatedAt = now,
            CreatedBy = caller.Id,
        };

        await work.ExecuteAsync(InsertApiKey.Sql, row);
        await work.ExecuteAsync(EndOld, new { Id = id, EndsAt = now.AddSeconds(request.OverlapSeconds) });
        await work.EnqueueAsync(new ApiKeyIssued(row.Id, row.Name, row.Scopes), key: row.Id);
        await work.CommitAsync();
        await directory.RefreshAsync(ct);

        return TypedResults.Created(
            $"/v1/api-keys/{row.Id}",
            new IssueApiKeyResponse(row.Id, secret, row.Prefix, row.Name, row.Scopes, row.ExpiresAt)
        );
    }

    private const string Lock =
        "select id, name, scopes, requests_per_second, expires_at, revoked_at from api_key where id = @Id for update";

    private const string EndOld = "update api_key set expires_at = least(expires_at, @EndsAt) where id = @Id";
}
