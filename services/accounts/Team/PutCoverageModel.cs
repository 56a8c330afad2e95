using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="AccountsPerCsm">How many accounts of the size one CSM looks after at most.</param>
/// <param name="ArrPerCsm">How much ARR one CSM looks after at most, in the reporting currency.</param>
public sealed record PutCoverageModelRequest(string Motion, int? AccountsPerCsm = null, decimal? ArrPerCsm = null);

/// <summary>Sets how many accounts, or how much ARR, one CSM carries of a size of customer, and how those customers are
/// served.</summary>
public static class PutCoverageModel
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapPut("/coverage-models/{size}", HandleAsync)
            .WithName(nameof(PutCoverageModel))
            .WithDescription("Sets how many accounts, or how much ARR, a CSM looks after.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<CoverageModel>, ProblemHttpResult>> HandleAsync(
        string size,
        PutCoverageModelRequest request,
        Database database,
        AuditLog audit,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!Account.Sizes.Contains(size, StringComparer.Ordinal))
            errors["size"] = [$"'{size}' is not one of {string.Join(", ", Account.Sizes)}"];
        if (!Account.Motions.Contains(request.Motion, StringComparer.Ordinal))
            errors["motion"] = [$"'{request.Motion}' is not one of {string.Join(", ", Account.Motions)}"];
        if (request.AccountsPerCsm is null && request.ArrPerCsm is null)
            errors["accountsPerCsm"] = ["give accountsPerCsm, arrPerCsm or both"];
        if (request.AccountsPerCsm is <= 0)
            errors["accountsPerCsm"] = ["must be at least 1"];
        if (request.ArrPerCsm is <= 0)
            errors["arrPerCsm"] = ["must be above 0"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Upsert,
            new
            {
                size,
                request.Motion,
                request.AccountsPerCsm,
                request.ArrPerCsm,
            }
        );
        var model = new CoverageModel(size, request.Motion, request.AccountsPerCsm, request.ArrPerCsm);
        await audit.WriteAsync(work, new AuditEntry("changed", "coverage_model", Guid.Empty, null, null, model));
        await work.CommitAsync();
        return TypedResults.Ok(model);
    }

    private const string Upsert = """
        insert into coverage_model as known (size, motion, accounts_per_csm, arr_per_csm, version)
            values (@size, @Motion, @AccountsPerCsm, @ArrPerCsm, 1)
        on conflict (size) do update set motion = excluded.motion, accounts_per_csm = excluded.accounts_per_csm,
            arr_per_csm = excluded.arr_per_csm, version = known.version + 1
        """;
}
