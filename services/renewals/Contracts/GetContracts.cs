using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Contracts;

public static class GetContracts
{
    public static void Map(IEndpointRouteBuilder contracts)
    {
        contracts.MapGet("/", ListAsync).WithName("ListContracts").WithDescription("The contracts of an account.");
        contracts.MapGet("/{id:guid}", GetAsync).WithName("GetContract").WithDescription("One contract.");
    }

    private static async Task<Page<ContractResponse>> ListAsync(
        Guid? accountId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<Row>(
            $"{Select} where (@accountId::uuid is null or account_id = @accountId) and (@after::uuid is null or "
                + $"id > @after) order by id limit @Limit",
            new
            {
                accountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<ContractResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new After(r.Id));
    }

    private static async Task<Results<Ok<ContractResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (await database.SingleOrDefaultAsync<Row>($"{Select} where id = @id", new { id }, ct) is not { } row)
            return Problem.NotFound("contract", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }

    private sealed record After(Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Number { get; init; } = "";
        public DateOnly SignedOn { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public bool AutoRenew { get; init; }
        public int TermMonths { get; init; }
        public int NoticeDays { get; init; }
        public string Status { get; init; } = "";
        public int Version { get; init; }

        public ContractResponse ToResponse() =>
            new(Id, AccountId, Number, SignedOn, StartsOn, EndsOn, AutoRenew, TermMonths, NoticeDays, Status, Version);
    }

    private const string Select =
        "select id, account_id, number, signed_on, starts_on, ends_on, auto_renew, term_months, notice_days, "
        + "status, version from contract";
}
