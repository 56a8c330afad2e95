using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Filters of the list; what is left out filters nothing.</summary>
public sealed class ListRenewalsQuery
{
    public Guid? AccountId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string? Owner { get; init; }
    public string? Stage { get; init; }
    public bool? Decided { get; init; }
}

public static class ListRenewals
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListRenewals))
            .WithDescription("Renewals by the end of their term.");

    private static async Task<Ok<Page<RenewalResponse>>> HandleAsync(
        [AsParameters] ListRenewalsQuery query,
        PageRequest page,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<RenewalResponse>(
            List,
            new
            {
                query.AccountId,
                query.From,
                query.To,
                query.Owner,
                query.Stage,
                query.Decided,
                AfterEnd = after?.EndsOn,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
                Currency = organisation.Value.ReportingCurrency,
            },
            ct
        );
        return TypedResults.Ok(Page<RenewalResponse>.From(rows, page.Limit, r => r, r => new Position(r.EndsOn, r.Id)));
    }

    private sealed record Position(DateOnly EndsOn, Guid Id);

    private const string List = $"""
        {RenewalResponse.Select}
        where (@accountId::uuid is null or r.account_id = @accountId)
          and (@from::date is null or r.ends_on >= @from) and (@to::date is null or r.ends_on <= @to)
          and (@owner::text is null or c.owners ->> 'csm' = @owner) and (@stage::text is null or r.stage = @stage)
          and (@decided::bool is null or (r.outcome is not null) = @decided)
          and r.outcome is distinct from 'superseded'
          and (@AfterEnd::date is null or (r.ends_on, r.id) > (@AfterEnd, @AfterId))
        order by r.ends_on, r.id limit @Limit
        """;
}
