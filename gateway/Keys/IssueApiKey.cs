using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Gateway;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

/// <param name="Name">Whose key it is and for what; shown in lists.</param>
/// <param name="Scopes">What it may do, for example <c>usage:write</c>.</param>
/// <param name="ExpiresAt">When it ends by itself; without it, it lasts until it is revoked.</param>
/// <param name="RequestsPerSecond">A limit of its own in place of the default one.</param>
public sealed record IssueApiKeyRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    [property: Required, MinLength(1)] IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt = null,
    [property: Range(1, 1_000_000)] int? RequestsPerSecond = null
);

/// <param name="Secret">The key itself. It is shown this once and stored nowhere.</param>
/// <param name="Prefix">Its beginning, by which it can be recognised.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record IssueApiKeyResponse(
    Guid Id,
    string Secret,
    string Prefix,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt
);

public static class IssueApiKey
{
    // The kept answer of an idempotency key would keep the secret too, so this route has none.
    public static void Map(IEndpointRouteBuilder keys) =>
        keys.MapPost("/", HandleAsync)
            .WithName(nameof(IssueApiKey))
            .WithSummary("Issue an API key")
            .WithDescription("For partners' programs. The secret is in this answer and nowhere else.")
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Created<IssueApiKeyResponse>, ProblemHttpResult>> HandleAsync(
        IssueApiKeyRequest request,
        Caller caller,
        Database database,
        ApiKeyDirectory directory,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var unknown = request.Scopes.Except(ApiKeyScopes.All, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            return ApiKeyProblems.UnknownScopes(unknown).ToResult();
        if (request.ExpiresAt <= now)
            return Problem.Invalid("expiresAt", $"{request.ExpiresAt:O} is past").ToResult();

        var secret = ApiKeySecret.Create();
        ApiKeySecret.TryGetPrefix(secret, out var prefix);
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            Prefix = prefix!,
            SecretHash = ApiKeySecret.Hash(secret),
            Name = request.Name,
            Scopes = [.. request.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            RequestsPerSecond = request.RequestsPerSecond,
            ExpiresAt = request.ExpiresAt,
            CreatedAt = now,
            CreatedBy = caller.Id,
        };

        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(InsertApiKey.Sql, row);
        await work.EnqueueAsync(new ApiKeyIssued(row.Id, row.Name, row.Scopes), key: row.Id);
        await work.CommitAsync();
        await directory.RefreshAsync(ct);

        return TypedResults.Created(
            $"/v1/api-keys/{row.Id}",
            new IssueApiKeyResponse(row.Id, secret, row.Prefix, row.Name, row.Scopes, row.ExpiresAt)
        );
    }
}
