using System.Text.Json;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports;
using Platform.Accounts.Imports.Jobs;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Mapping;
using Platform.Accounts.Imports.Upserts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Accounts;

/// <summary>One account by external id; what is left out stays as it is.</summary>
public sealed record UpsertedAccount : AccountFields
{
    public string ExternalId { get; init; } = "";

    /// <summary>External id, of the same source, of the account above it.</summary>
    public Given<string?> ParentExternalId { get; init; }

    /// <summary>E-mail of the CSM; found in the team's list.</summary>
    public Given<string?> CsmEmail { get; init; }

    /// <summary>E-mail of the account executive; found in the team's list.</summary>
    public Given<string?> AccountExecutiveEmail { get; init; }
}

/// <summary>Up to 1,000 accounts of one source; larger files are imports.</summary>
/// <param name="Rows">At most 1,000 accounts, each by its external id.</param>
public sealed record UpsertAccountsRequest(string Source, IReadOnlyList<UpsertedAccount> Rows, bool DryRun = false);

public sealed record UpsertedRow(int Row, string ExternalId, Guid? Id, string Result, IReadOnlyList<ImportProblem> Problems);

/// <summary>Bulk upsert as a JSON API. Rows have outcomes of their own; one that fails does not fail the others, and the same rows again change nothing.</summary>
public static class UpsertAccounts
{
    public const int MostRows = 1000;

    public static void Map(IEndpointRouteBuilder accounts) => accounts.MapPost("/bulk", HandleAsync).WithName(nameof(UpsertAccounts));

    private static async Task<IResult> HandleAsync(UpsertAccountsRequest request, Database database, AccountUpsert upsert, Caller caller, CancellationToken ct)
    {
        if (!caller.WritesAllAccounts) return ImportProblems.NotAllowed().ToResult();
        if (string.IsNullOrWhiteSpace(request.Source) || request.Source.Length > 100) return Problem.Invalid("source", "is required, at most 100 characters").ToResult();
        if (request.Rows is not { Count: > 0 and <= MostRows }) return Problem.Invalid("rows", $"must have 1 to {MostRows} rows; import larger files").ToResult();
        var outcomes = await ApplyAsync(database, upsert, request, ct);
        return TypedResults.Ok(new { items = outcomes.Select(outcome => new UpsertedRow(outcome.Line, outcome.ExternalId, outcome.Id, outcome.Result.ToString().ToLowerInvariant(), outcome.Problems)) });
    }

    /// <summary>The same for REST and gRPC.</summary>
    public static async Task<IReadOnlyList<RowOutcome>> ApplyAsync(Database database, AccountUpsert upsert, UpsertAccountsRequest request, CancellationToken ct)
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        var failed = new List<RowOutcome>();
        var rows = new List<AccountRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < request.Rows.Count; i++)
        {
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            var row = Check(request.Rows[i], i + 1, schema, errors);
            if (!seen.Add(row.ExternalId)) errors["externalId"] = ["stands in an earlier row already"];
            if (errors.Count == 0) rows.Add(row);
            else failed.Add(RowOutcome.Failed(i + 1, row.ExternalId, [.. errors.Select(error => ImportProblem.Error(i + 1, error.Key, null, "invalid", $"{error.Key} {error.Value[0]}"))]));
        }

        await using var work = await database.BeginAsync(ct);
        var outcomes = await upsert.ApplyAsync(work, UpsertContext.OfRequest(request.Source, request.DryRun), rows);
        if (!request.DryRun) await work.CommitAsync();
        return [.. failed.Concat(outcomes).OrderBy(outcome => outcome.Line)];
    }

    private static AccountRow Check(UpsertedAccount given, int line, IReadOnlyList<AttributeDefinition> schema, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(given.ExternalId) || given.ExternalId.Length > 200) errors["externalId"] = ["is required, at most 200 characters"];
        // The rules for an account's fields, tried on one that exists: whether a new one may go without is decided when it is known to be new.
        var sample = new Account { Id = Guid.Empty, Name = "sample", Lifecycle = Account.FirstLifecycle, Version = 1 };
        var applied = AccountInput.Apply(sample, given, schema, errors);
        return new AccountRow(line, given.ExternalId)
        {
            Name = given.Name.IsGiven ? given.Name.Value?.Trim() : given.Name,
            Domain = given.Domain,
            Industry = given.Industry,
            Country = given.Country,
            Employees = given.Employees,
            ParentExternalId = given.ParentExternalId,
            Lifecycle = given.Lifecycle,
            CustomerSince = given.CustomerSince,
            Size = given.DeclaredSize,
            CsmEmail = given.CsmEmail,
            AccountExecutiveEmail = given.AccountExecutiveEmail,
            Attributes = (given.Attributes ?? new Dictionary<string, JsonElement>()).Keys.ToDictionary(name => name, name => applied.Attributes[name], StringComparer.Ordinal),
        };
    }
}
