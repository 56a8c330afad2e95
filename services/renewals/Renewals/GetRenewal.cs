using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <param name="Renewal">The renewal itself.</param>
/// <param name="Milestones">What is to be done before the term ends.</param>
/// <param name="History">How it went, the newest first.</param>
public sealed record GetRenewalResponse(
    RenewalResponse Renewal,
    IReadOnlyList<RenewalMilestoneResponse> Milestones,
    IReadOnlyList<RenewalHistoryResponse> History
);

public static class GetRenewal
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetRenewal))
            .WithDescription("One renewal with its milestones and history.");

    private static async Task<Results<Ok<GetRenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        OrganisationCalendar day,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var renewal = await database.SingleOrDefaultAsync<RenewalResponse>(
            $"{RenewalResponse.Select} where r.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency },
            ct
        );
        if (renewal is null)
            return Problem.NotFound("renewal", id).ToResult();
        response.SetETag(renewal.Version);
        return TypedResults.Ok(
            new GetRenewalResponse(
                renewal,
                await database.QueryAsync<RenewalMilestoneResponse>(
                    RenewalMilestoneResponse.OfRenewal,
                    new { id, day.Today },
                    ct
                ),
                await database.QueryAsync<RenewalHistoryResponse>(RenewalHistoryResponse.OfRenewal, new { id }, ct)
            )
        );
    }
}
