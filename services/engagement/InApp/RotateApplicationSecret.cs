using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="OverlapDays">How long the secret that is replaced still signs, 0–30 days; 2 unless configured
/// otherwise.</param>
public sealed record RotateApplicationSecretRequest([Range(0, 30)] int? OverlapDays);

/// <param name="Kid">The new secret's id, for the token's header.</param>
/// <param name="Secret">Signs users' tokens (HS256, the bytes of this base64url text). Shown this once.</param>
/// <param name="OthersExpireAt">Until then the secrets that it replaces still sign, UTC.</param>
public sealed record RotateApplicationSecretResponse(Guid Kid, string Secret, DateTimeOffset OthersExpireAt);

public static class RotateApplicationSecret
{
    public static void Map(IEndpointRouteBuilder applications) =>
        applications
            .MapPost("/{id:guid}/secrets", HandleAsync)
            .WithName(nameof(RotateApplicationSecret))
            .WithDescription("Makes a new secret; the ones before sign for a while longer, so that nobody is cut off.");

    private static async Task<Results<Ok<RotateApplicationSecretResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RotateApplicationSecretRequest request,
        Database database,
        SecretMaker secrets,
        LiveInApp live,
        IOptions<InAppOptions> options,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<Guid?>("select id from application where id = @id for update", new { id }) is null)
            return Problem.NotFound("application", id).ToResult();
        var until = work.Context.Now.AddDays(request.OverlapDays ?? options.Value.SecretOverlapDays);
        await work.ExecuteAsync(
            "update application_secret set expires_at = least(coalesce(expires_at, @until), @until) "
                + "where application_id = @id",
            new { id, until }
        );
        var (kid, secret) = await secrets.MakeAsync(work, id);
        await live.ChangeAsync(work);
        await work.CommitAsync();
        return TypedResults.Ok(new RotateApplicationSecretResponse(kid, secret, until));
    }
}
