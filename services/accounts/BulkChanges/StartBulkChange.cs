using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Portfolio;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <param name="Operation">set_priority, hand_over, set_attributes or log_note.</param>
/// <param name="Query">The accounts that match, as GET /v1/portfolio filters; left out: those of ids.</param>
/// <param name="Ids">The accounts, at most 10,000; left out: those that match the query.</param>
/// <param name="DryRun">Whether to say what would become of each account, and to write nothing.</param>
/// <param name="Priority">For set_priority.</param>
/// <param name="HandOver">For hand_over: proposes to each account's CSM that another one takes over.</param>
/// <param name="Attributes">For set_attributes: custom attributes by name; null clears one.</param>
/// <param name="Note">For log_note.</param>
public sealed record StartBulkChangeRequest(
    string Operation,
    PortfolioQuery? Query = null,
    IReadOnlyList<Guid>? Ids = null,
    bool DryRun = false,
    BulkPriority? Priority = null,
    BulkHandover? HandOver = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null,
    BulkNote? Note = null
);

/// <summary>
/// Changes many accounts in the background, each in a transaction of its own and by the caller's rights. What is
/// interrupted goes on where it was; nothing is done twice.
/// </summary>
public static class StartBulkChange
{
    private const int MostAccounts = 10_000;

    public static void Map(IEndpointRouteBuilder bulk) =>
        bulk.MapPost("/", HandleAsync).WithName(nameof(StartBulkChange));

    private static async Task<Results<Accepted<BulkChangeResponse>, ProblemHttpResult>> HandleAsync(
        StartBulkChangeRequest request,
        Database database,
        IEnumerable<IBulkOperation> operations,
        SetAttributesOperation attributes,
        BulkSignal signal,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var known = operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);
        if (!known.TryGetValue(request.Operation ?? "", out var wanted))
            errors["operation"] = [$"'{request.Operation}' is not one of {string.Join(", ", known.Keys)}"];
        wanted?.Check(request, errors);
        if (wanted == attributes)
            await attributes.CheckSchemaAsync(request, errors, ct);
        if ((request.Query is null) == (request.Ids is null))
            errors["query"] = ["send either query or ids"];
        if (request.Ids is { Count: 0 or > MostAccounts })
            errors["ids"] = [$"has {request.Ids.Count} accounts; 1 to {MostAccounts}"];
        foreach (var (filter, mistake) in request.Query?.Mistakes() ?? [])
            errors[$"query.{filter}"] = mistake;
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        var ids = request.Ids?.Distinct().ToArray() ?? await MatchingAsync(database, request.Query!, ct);
        if (ids.Length is 0 or > MostAccounts)
            return Problem.Invalid("query", $"matches {ids.Length} accounts; 1 to {MostAccounts}").ToResult();
        await using var work = await database.BeginAsync(ct);
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.Operation,
                Request = JsonSerializer.Serialize(request with { Ids = null, Query = null }, ContractJson.Options),
                request.DryRun,
                BulkChangeRow.Queued,
                CreatedBy = caller.Id,
                caller.Role,
                Scopes = caller.Scopes.ToArray(),
                context.Now,
            }
        );
        await work.ExecuteAsync(InsertItems, new { id, ids });
        work.AfterCommit(signal.Set);
        var made = (
            await work.SingleOrDefaultAsync<BulkChangeRow>($"{BulkChangeRow.Read} where id = @id", new { id })
        )!.ToResponse();
        await work.CommitAsync();
        return TypedResults.Accepted($"/v1/bulk/{id}", made);
    }

    private static async Task<Guid[]> MatchingAsync(Database database, PortfolioQuery query, CancellationToken ct)
    {
        await PortfolioPages.CheckSegmentAsync(database, query, ct);
        var page = new PageRequest(MostAccounts, null);
        var rows = await database.QueryAsync<Match>(
            PortfolioSql.ComposeColumns(query, ["name"], onlyChanged: false) + " limit @Take",
            PortfolioSql.Arguments(query, page, null),
            ct
        );
        return [.. rows.Select(row => row.AccountId)];
    }

    private sealed class Match
    {
        public Guid AccountId { get; init; }
    }

    private const string Insert = """
        insert into bulk_change (id, operation, request, dry_run, status, created_by, role, scopes, created_at)
        values (@id, @Operation, @Request::jsonb, @DryRun, @Queued, @CreatedBy, @Role, @Scopes, @Now)
        """;

    private const string InsertItems = """
        insert into bulk_change_item (bulk_id, account_id, place, result)
        select @id, account, place, 'waiting' from unnest(@ids) with ordinality as given (account, place)
        """;
}
