using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

public static class ListRisks
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListRisks))
            .WithDescription("Risks of accounts, the newest first.");

    private static async Task<Ok<Page<RiskResponse>>> HandleAsync(
        Guid? accountId,
        string? owner,
        bool? open,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<RiskResponse>(
            List,
            new
            {
                accountId,
                owner,
                open,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<RiskResponse>.From(rows, page.Limit, r => r, r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {RiskResponse.Select}
        where (@accountId::uuid is null or r.account_id = @accountId) and (@owner::text is null or r.owner = @owner)
          and (@open::bool is null or (r.closed_at is null) = @open) and (@before::uuid is null or r.id < @before)
        order by r.id desc limit @Limit
        """;
}
