using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Access;
using Platform.Accounts.Attributes;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Accounts;

public sealed record CreateAccountRequest : AccountFields
{
    public IReadOnlyList<ExternalId>? ExternalIds { get; init; }
}

/// <summary>Adds an account. A CSM who does becomes its CSM; otherwise no one could go on working with it.</summary>
public static class CreateAccount
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/", HandleAsync).WithName(nameof(CreateAccount));

    private static async Task<Results<Created<AccountResponse>, ProblemHttpResult>> HandleAsync(
        CreateAccountRequest request,
        Database database,
        AccountWriter writer,
        OwnerWriter owners,
        Caller caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var blank = new Account
        {
            Id = Guid.CreateVersion7(),
            Name = "",
            Lifecycle = Account.FirstLifecycle,
        };
        var account = AccountInput.Apply(blank, request, schema, errors);
        ExternalIds.Check(request.ExternalIds, errors);
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        await using var work = await database.BeginAsync(ct);
        try
        {
            await writer.SaveAsync(work, [new AccountChange(null, account, ExternalIds.Normal(request.ExternalIds))]);
        }
        catch (PostgresException taken) when (taken.ConstraintName == "account_external_id_pkey")
        {
            await work.DisposeAsync();
            return AccountProblems
                .ExternalIdTaken(await ExternalIds.FirstTakenAsync(database, request.ExternalIds!, ct))
                .ToResult();
        }
        catch (PostgresException unknown) when (unknown.ConstraintName == "account_parent_fk")
        {
            return Problem.Invalid("parentId", $"there is no account {account.ParentId}").ToResult();
        }
        if (caller.Is(Roles.Csm))
            await owners.AssignAsync(work, new Assignment(account.Id, OwnerRoles.Csm, caller.Id, "added the account"));
        await work.CommitAsync();

        var details = await AccountReader.FindAsync(database, account.Id, ct);
        response.SetETag(details!.Account.Version);
        return TypedResults.Created($"/v1/accounts/{account.Id}", AccountResponse.From(details));
    }
}
