using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.People;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>Up to 1,000 accounts of one source; larger files are imports.</summary>
/// <param name="Rows">At most 1,000 accounts, each by its external id.</param>
public sealed record UpsertAccountsRequest(string Source, IReadOnlyList<UpsertedAccount> Rows, bool DryRun = false);

/// <summary>Bulk upsert as a JSON API. Rows have outcomes of their own; one that fails does not fail the others, and
/// the same rows again change nothing.</summary>
public static class UpsertAccounts
{
    public const int MostRows = BulkRows.MostRows;

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/bulk", HandleAsync).WithName(nameof(UpsertAccounts));

    private static async Task<Results<Ok<UpsertedRows>, ProblemHttpResult>> HandleAsync(
        UpsertAccountsRequest request,
        Database database,
        AccountUpsert upsert,
        Caller caller,
        CancellationToken ct
    )
    {
        if (BulkRows.Refuse(caller, request.Source, request.Rows?.Count) is { } problem)
            return problem.ToResult();
        return TypedResults.Ok(BulkRows.Answer(await ApplyAsync(database, upsert, request, ct)));
    }

    /// <summary>The same for REST and gRPC.</summary>
    public static async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        Database database,
        AccountUpsert upsert,
        UpsertAccountsRequest request,
        CancellationToken ct
    )
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        return await BulkRows.ApplyAsync(
            database,
            request.Source.ToNfc(),
            request.DryRun,
            request.Rows,
            (row, line, errors) => Check(row, line, schema, errors),
            upsert.ApplyAsync,
            ct
        );
    }

    private static ImportedAccount Check(
        UpsertedAccount given,
        int line,
        IReadOnlyList<AttributeDefinition> schema,
        Dictionary<string, string[]> errors
    )
    {
        foreach (
            var (field, person) in new[]
            {
                ("csmEmail", given.CsmEmail),
                ("accountExecutiveEmail", given.AccountExecutiveEmail),
            }
        )
        {
            if (person.Value is not null && PersonIds.Mistake(person.Value) is { } mistake)
                errors[field] = [mistake];
        }
        // The rules for an account's fields, tried on one that exists: whether a new one may go without is decided when
        // it is known to be new.
        var sample = new Account
        {
            Id = Guid.Empty,
            Name = "sample",
            Lifecycle = Account.FirstLifecycle,
            Version = 1,
        };
        // What names no web site is left out with a warning, as in a file; alone it does not refuse the row.
        var domain =
            given.Domain.Value is { Length: <= 253 } text && DomainName.HostOf(text) is null ? default : given.Domain;
        var applied = AccountInput.Apply(sample, given with { Domain = domain }, schema, errors);
        return new ImportedAccount(line, (given.ExternalId ?? "").ToNfc())
        {
            // A bulk row names its parent by the source's id.
            Fields = given with { ParentId = default },
            ParentExternalId = Normal(given.ParentExternalId),
            CsmEmail = Normal(given.CsmEmail),
            AccountExecutiveEmail = Normal(given.AccountExecutiveEmail),
            Attributes = (given.Attributes ?? new Dictionary<string, JsonElement>()).Keys.ToDictionary(
                name => name,
                name => applied.Attributes[name],
                StringComparer.Ordinal
            ),
        };
    }

    private static Optional<string?> Normal(Optional<string?> given) => given.IsGiven ? given.Value.ToNfc() : given;
}
