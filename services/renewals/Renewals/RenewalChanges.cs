using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Changes one undecided renewal that is still at the version the caller saw, and writes its
/// history.</summary>
public sealed class RenewalChanges(
    Database database,
    Ownership ownership,
    TimeProvider clock,
    IOptions<OrganisationOptions> organisation
)
{
    public async Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id,
        HttpContext http,
        string? note,
        Func<UnitOfWork, RenewalResponse, DateTimeOffset, Task<DomainEvent?>> change,
        CancellationToken ct
    )
    {
        var (expected, caller) = (http.Request.ExpectedVersion(), Caller.From(http.User));
        await using var work = await database.BeginAsync(ct);
        if (await LockAsync(work, id) is not { } renewal)
            return Problem.NotFound("renewal", id).ToResult();
        await ownership.RequireAsync(caller, renewal.AccountId, ct);
        if (expected is { } version && version != renewal.Version)
            return (await LostUpdateAsync(work, renewal, version)).ToResult();
        if (renewal.Outcome is not null)
            return RenewalProblems.Decided(renewal).ToResult();

        var announced = await change(work, renewal, clock.GetUtcNow());
        await work.ExecuteAsync(
            Record,
            new
            {
                id,
                note,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        if (announced is not null)
            await work.EnqueueAsync(announced, renewal.AccountId);
        var changed = await ReadAsync(work, id);
        await work.CommitAsync();
        http.Response.SetETag(changed!.Version);
        return TypedResults.Ok(changed);
    }

    public async Task<RenewalResponse?> LockAsync(UnitOfWork work, Guid id)
    {
        // Locks the row first, so that a caller who waited reads what the other one wrote.
        await work.ExecuteAsync("select 1 from renewal where id = @id for update", new { id });
        return await ReadAsync(work, id);
    }

    public Task<RenewalResponse?> ReadAsync(UnitOfWork work, Guid id) =>
        work.SingleOrDefaultAsync<RenewalResponse>(
            $"{RenewalResponse.Select} where r.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency }
        );

    public static async Task<Problem> LostUpdateAsync(UnitOfWork work, RenewalResponse renewal, int expected) =>
        ETags.LostUpdate(
            "renewal",
            expected,
            renewal.Version,
            renewal,
            await work.QueryAsync<VersionChange>(Since, new { renewal.Id, expected })
        );

    private const string Since = """
        select version, at, by as actor,
            json_build_object('stage', stage, 'call', call, 'outcome', outcome, 'note', note)::text as after_json
        from renewal_history where renewal_id = @Id and version > @expected order by version limit 50
        """;

    public const string Record = """
        with moved as (update renewal set version = version + 1 where id = @id
            returning id, version, stage, call, outcome)
        insert into renewal_history (renewal_id, version, stage, call, outcome, note, at, by)
        select id, version, stage, call, outcome, @note, @Now, @By from moved
        """;
}
