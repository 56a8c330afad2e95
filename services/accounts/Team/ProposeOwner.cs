using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="PersonId">User id of who should get the account; left out where no one takes its size.</param>
/// <param name="UseBefore">How full the person's book is: 1 is full.</param>
/// <param name="UseAfter">How full it would be with the account.</param>
/// <param name="Role">The role for which an owner is proposed.</param>
public sealed record ProposeOwnerResponse(string Role, string? PersonId, decimal? UseBefore, decimal? UseAfter);

/// <summary>Who should get an account: of the people who take its size, the one who would be least full with
/// it.</summary>
public static class ProposeOwner
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/proposed-owner", HandleAsync).WithName(nameof(ProposeOwner));

    private static async Task<Results<Ok<ProposeOwnerResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string? role,
        Database database,
        CancellationToken ct
    )
    {
        if (role is not null && !OwnerRoles.All.Contains(role, StringComparer.Ordinal))
            return Problem.Invalid("role", $"'{role}' is not one of {string.Join(", ", OwnerRoles.All)}").ToResult();
        var account = await database.SingleOrDefaultAsync<Row>(
            "select size, arr from portfolio_entry where account_id = @id",
            new { id },
            ct
        );
        if (account is null)
            return AccountProblems.NotFound(id).ToResult();
        var models = await BookReader.ModelsAsync(database, ct);
        var proposed = Books.WithMostRoom(
            await BookReader.ReadAsync(database, role ?? OwnerRoles.Csm, ct),
            account.Size,
            account.Arr,
            models
        );
        if (proposed is null)
            return TypedResults.Ok(new ProposeOwnerResponse(role ?? OwnerRoles.Csm, null, null, null));
        var after = Books.With(proposed.Load, account.Size ?? Account.Sizes[0], account.Arr);
        return TypedResults.Ok(
            new ProposeOwnerResponse(
                role ?? OwnerRoles.Csm,
                proposed.PersonId,
                Math.Round(Books.Use(proposed.Load, models), 4),
                Math.Round(Books.Use(after, models), 4)
            )
        );
    }

    private sealed class Row
    {
        public string? Size { get; init; }
        public decimal Arr { get; init; }
    }
}
