using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Campaigns;

/// <param name="Reason">Why the person is not to get it.</param>
public sealed record RemoveCampaignPersonRequest([Required, StringLength(500, MinimumLength = 3)] string Reason);

public static class RemoveCampaignPerson
{
    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapPost("/{id:guid}/people/{personId:guid}/removal", HandleAsync)
            .WithName(nameof(RemoveCampaignPerson))
            .WithDescription("Takes one person out of a campaign; the CSM of the account may.");

    private static async Task<Results<Ok<CampaignPersonResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid personId,
        RemoveCampaignPersonRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var person = await CampaignPersonRow.FindAsync(work, id, personId);
        await ownership.RequireAsync(caller, person.AccountId, ct);
        await work.ExecuteAsync(
            "update campaign_person set removed_at = coalesce(removed_at, @Now), "
                + "removed_by = coalesce(removed_by, @Actor), removed_reason = coalesce(removed_reason, @Reason) "
                + "where id = @personId",
            new
            {
                personId,
                request.Reason,
                work.Context.Now,
                Actor = caller.Id,
            }
        );
        var removed = await CampaignPersonRow.FindAsync(work, id, personId);
        await work.CommitAsync();
        return TypedResults.Ok(removed.ToResponse());
    }
}
