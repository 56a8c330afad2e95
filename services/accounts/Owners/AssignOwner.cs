using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Owners;

public sealed record AssignOwnerRequest(string PersonId, string? Reason = null);

/// <summary>Makes a person accountable for a role from now on. Managers and operations decide so; people pass accounts
/// on to each other by hand-over.</summary>
public static class AssignOwner
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPut("/{id:guid}/owners/{role}", HandleAsync).WithName(nameof(AssignOwner));

    private static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string role,
        AssignOwnerRequest request,
        Database database,
        OwnerWriter owners,
        Caller caller,
        CancellationToken ct
    )
    {
        if (!OwnerRoles.All.Contains(role, StringComparer.Ordinal))
            return Problem.Invalid("role", $"'{role}' is not one of {string.Join(", ", OwnerRoles.All)}").ToResult();
        if (PersonIds.Mistake(request.PersonId) is { } mistake)
            return Problem.Invalid("personId", mistake).ToResult();
        if (!caller.WritesAllAccounts)
            return OwnerProblems.HandOverInstead(role).ToResult();

        await using var work = await database.BeginAsync(ct);
        await AccountReader.LockForChangeAsync(work, caller, id);
        if (await Roster.RefuseAsync(work, "personId", request.PersonId.ToNfc()) is { } unknown)
            return unknown.ToResult();
        await owners.AssignAsync(work, new Assignment(id, role, request.PersonId.ToNfc(), request.Reason));
        await work.CommitAsync();
        return TypedResults.Ok(AccountResponse.From((await AccountReader.FindAsync(database, id, ct))!));
    }
}
