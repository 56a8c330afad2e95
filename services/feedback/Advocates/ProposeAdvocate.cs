using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Advocates;

/// <summary>Proposes a power user that a colleague or a partner's system names; those that scoring finds arrive as
/// events.</summary>
public sealed record ProposeAdvocateRequest(
    Guid AccountId,
    Guid ContactId,
    [Required, StringLength(500)] string Evidence
);

public static class ProposeAdvocate
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates
            .MapPost("/", HandleAsync)
            .WithName(nameof(ProposeAdvocate))
            .WithDescription("Names a power user who might speak for us.");

    private static async Task<Results<Ok<AdvocateResponse>, ProblemHttpResult>> HandleAsync(
        ProposeAdvocateRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        AdvocateFinder finder,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await KnownAccounts.RequireAsync(work, request.AccountId, request.ContactId);
        await finder.ProposeAsync(work, request.AccountId, request.ContactId, "power_user", request.Evidence);
        var row = await work.SingleOrDefaultAsync<AdvocateRow>(
            $"select * from ({AdvocateRow.Select}) x where account_id = @AccountId and contact_id = @ContactId",
            new
            {
                request.AccountId,
                request.ContactId,
                Since = clock.GetUtcNow().AddDays(-options.Value.WithinDays),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(row!.ToResponse(options.Value));
    }
}
