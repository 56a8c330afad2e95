using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

public static class GetRenewals
{
    public static void Map(IEndpointRouteBuilder renewals)
    {
        renewals.MapGet("/", ListAsync).WithName("ListRenewals").WithDescription("Renewals by the end of their term.");
        renewals
            .MapGet("/stages", (Database database, CancellationToken ct) =>
                database.QueryAsync<StageView>(Stages, null, ct)
            )
            .WithName("ListRenewalStages")
            .WithDescription("The stages of a renewal with definition and probability.");
        renewals
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetRenewal")
            .WithDescription("One renewal with its milestones and history.");
    }

    private static async Task<Page<RenewalView>> ListAsync(
        Guid? accountId,
        DateOnly? from,
        DateOnly? to,
        string? owner,
        string? stage,
        bool? decided,
        PageRequest page,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<RenewalView>(
            List,
            new
            {
                accountId,
                from,
                to,
                owner,
                stage,
                decided,
                AfterEnd = after?.EndsOn,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
                Currency = organisation.Value.ReportingCurrency,
            },
            ct
        );
        return Page<RenewalView>.From(rows, page.Limit, r => r, r => new After(r.EndsOn, r.Id));
    }

    private static async Task<Results<Ok<RenewalDetail>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        OrganisationCalendar day,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var renewal = await database.SingleOrDefaultAsync<RenewalView>(
            $"{RenewalView.Select} where r.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency },
            ct
        );
        if (renewal is null)
            return Problem.NotFound("renewal", id).ToResult();
        response.SetETag(renewal.Version);
        return TypedResults.Ok(
            new RenewalDetail(
                renewal,
                await database.QueryAsync<MilestoneView>(MilestoneView.OfRenewal, new { id, day.Today }, ct),
                await database.QueryAsync<RenewalHistoryView>(RenewalHistoryView.OfRenewal, new { id }, ct)
            )
        );
    }

    private sealed record After(DateOnly EndsOn, Guid Id);

    private const string Stages =
        "select code, position, definition, probability, max_days, closed from renewal_stage order by position";

    private const string List = $"""
        {RenewalView.Select}
        where (@accountId::uuid is null or r.account_id = @accountId)
          and (@from::date is null or r.ends_on >= @from) and (@to::date is null or r.ends_on <= @to)
          and (@owner::text is null or c.owners ->> 'csm' = @owner) and (@stage::text is null or r.stage = @stage)
          and (@decided::bool is null or (r.outcome is not null) = @decided)
          and r.outcome is distinct from 'superseded'
          and (@AfterEnd::date is null or (r.ends_on, r.id) > (@AfterEnd, @AfterId))
        order by r.ends_on, r.id limit @Limit
        """;
}
