using Platform.Accounts.Accounts;
using Platform.Accounts.Owners;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <summary>Who should get an account: of the people who take its size, whoever would be least full with it.</summary>
public static class ProposeOwner
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/proposed-owner", HandleAsync).WithName(nameof(ProposeOwner));

    private static async Task<IResult> HandleAsync(Guid id, string? role, Database database, CancellationToken ct)
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
        var models = await BookStore.ModelsAsync(database, ct);
        var proposed = Books.WithMostRoom(
            await BookStore.ReadAsync(database, role ?? OwnerRoles.Csm, ct),
            account.Size,
            account.Arr,
            models
        );
        return TypedResults.Ok(
            new
            {
                role = role ?? OwnerRoles.Csm,
                personId = proposed?.PersonId,
                useBefore = proposed is null ? (decimal?)null : Math.Round(Books.Use(proposed.Load, models), 4),
                useAfter = proposed is null
                    ? (decimal?)null
                    : Math.Round(
                        Books.Use(Books.With(proposed.Load, account.Size ?? Account.Sizes[0], account.Arr), models),
                        4
                    ),
            }
        );
    }

    private sealed class Row
    {
        public string? Size { get; init; }
        public decimal Arr { get; init; }
    }
}
