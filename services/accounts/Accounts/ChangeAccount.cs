using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Access;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Accounts;

public sealed record ChangeAccountRequest : AccountFields
{
    /// <summary>External ids to add; those that the account has already stay.</summary>
    public IReadOnlyList<ExternalId>? AddExternalIds { get; init; }
}

/// <summary>Changes the fields that are sent. Needs If-Match; who comes second gets 412 and what the first one
/// changed.</summary>
public static class ChangeAccount
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPatch("/{id:guid}", HandleAsync).WithName(nameof(ChangeAccount));

    private static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeAccountRequest request,
        Database database,
        AccountWriter writer,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        var schema = await AttributeSchema.ReadAsync(database, ct);
        await using var work = await database.BeginAsync(ct);
        var before = await AccountReader.LockForChangeAsync(work, caller, id);
        if (expected is { } version && version != before.Version)
        {
            var current = AccountResponse.From((await AccountReader.WithDetailsAsync(work, [before]))[id]);
            return (await LostUpdates.DescribeAsync(work, "account", id, version, before.Version, current)).ToResult();
        }

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var after = AccountInput.Apply(before, request, schema, errors);
        ExternalIds.Check(request.AddExternalIds, errors);
        if (
            after.ParentId is { } parent
            && parent != before.ParentId
            && await AccountParents.WouldLoopAsync(work, id, parent)
        )
            errors["parentId"] = [$"{parent} is below this account already"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        try
        {
            await writer.SaveAsync(
                work,
                [
                    new AccountChange(
                        before,
                        after,
                        await NotYetOwnAsync(work, id, ExternalIds.Normal(request.AddExternalIds))
                    ),
                ]
            );
        }
        catch (PostgresException taken) when (taken.ConstraintName == "account_external_id_pkey")
        {
            await work.DisposeAsync();
            return AccountProblems
                .ExternalIdTaken(await ExternalIds.FirstTakenAsync(database, request.AddExternalIds!, ct))
                .ToResult();
        }
        catch (PostgresException unknown) when (unknown.ConstraintName == "account_parent_fk")
        {
            return Problem.Invalid("parentId", $"there is no account {after.ParentId}").ToResult();
        }
        await work.CommitAsync();

        var details = await AccountReader.FindAsync(database, id, ct);
        response.SetETag(details!.Account.Version);
        return TypedResults.Ok(AccountResponse.From(details));
    }

    private static async Task<IReadOnlyList<ExternalId>> NotYetOwnAsync(
        UnitOfWork work,
        Guid id,
        IReadOnlyList<ExternalId> ids
    )
    {
        var added = new List<ExternalId>();
        foreach (var externalId in ids)
        {
            var known = await ExternalIds.ResolveAsync(work, externalId.Source, [externalId.Id]);
            if (!known.TryGetValue(externalId.Id, out var owner) || owner != id)
                added.Add(externalId);
        }
        return added;
    }
}
