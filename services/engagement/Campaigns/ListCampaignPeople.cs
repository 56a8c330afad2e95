using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Campaigns;

public static class ListCampaignPeople
{
    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapGet("/{id:guid}/people", HandleAsync)
            .WithName(nameof(ListCampaignPeople))
            .WithDescription("Whom a campaign means to reach, with lines of the accounts' own people.");

    /// <param name="accountId">Only people of this account.</param>
    private static async Task<Results<Ok<Page<CampaignPersonResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid? accountId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from campaign where id = @id)", new { id }, ct))
            return Problem.NotFound("campaign", id).ToResult();
        var after = Cursor.Read<Position>(page.Cursor)?.Email;
        var rows = await database.QueryAsync<CampaignPersonRow>(
            List,
            new
            {
                id,
                accountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<CampaignPersonResponse>.From(rows, page.Limit, row => row.ToResponse(), row => new Position(row.Email))
        );
    }

    private sealed record Position(string Email);

    private const string List = $"""
        select {CampaignPersonRow.Columns} from campaign_person
        where campaign_id = @id and (@accountId::uuid is null or account_id = @accountId)
          and (@after::text is null or email > @after)
        order by email limit @Limit
        """;
}
