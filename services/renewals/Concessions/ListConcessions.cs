using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

public static class ListConcessions
{
    public static void Map(IEndpointRouteBuilder concessions) =>
        concessions
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListConcessions))
            .WithDescription("Concessions that were asked for, and what was decided.");

    private static async Task<Ok<IReadOnlyList<ConcessionResponse>>> HandleAsync(
        Guid? accountId,
        string? status,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<ConcessionResponse>(
                $"{ConcessionResponse.Select} where (@accountId::uuid is null or c.account_id = @accountId) and "
                    + $"(@status::text is null or c.status = @status) order by c.requested_at desc limit 500",
                new
                {
                    accountId,
                    status,
                    Currency = organisation.Value.ReportingCurrency,
                },
                ct
            )
        );
}
