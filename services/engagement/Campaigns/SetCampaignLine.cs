using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Campaigns;

/// <param name="Line">The sentence; null takes it away.</param>
public sealed record SetCampaignLineRequest([StringLength(500)] string? Line);

public static class SetCampaignLine
{
    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapPut("/{id:guid}/people/{personId:guid}/line", HandleAsync)
            .WithName(nameof(SetCampaignLine))
            .WithDescription("Adds a line of one's own to what a person gets; the CSM of the account may.");

    private static async Task<Results<Ok<CampaignPersonResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid personId,
        SetCampaignLineRequest request,
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
            "update campaign_person set line = @Line, line_by = @Actor where id = @personId",
            new
            {
                personId,
                request.Line,
                Actor = caller.Id,
            }
        );
        var changed = await CampaignPersonRow.FindAsync(work, id, personId);
        await work.CommitAsync();
        return TypedResults.Ok(changed.ToResponse());
    }
}
