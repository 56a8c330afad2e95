using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Actions">2 or 3 features from the catalogue; when each was used for the first time, first value is
/// reached.</param>
public sealed record DefineFirstValueRequest(
    [Required, MinLength(FirstValue.FewestActions), MaxLength(FirstValue.MostActions)] IReadOnlyList<string> Actions
);

internal static class DefineFirstValue
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPut("/first-value/{product}", HandleAsync)
            .WithName(nameof(DefineFirstValue))
            .WithDescription("The features that all have to be used once for the product to give its first value.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<FirstValueDefinitionView>, ProblemHttpResult>> HandleAsync(
        string product,
        DefineFirstValueRequest request,
        Database database,
        CancellationToken ct
    )
    {
        string[] actions = [.. request.Actions.Select(a => a?.Trim() ?? "")];
        if (
            actions.Any(a => a.Length is 0 or > 200)
            || actions.Distinct(StringComparer.Ordinal).Count() < actions.Length
        )
            return Problem.Invalid("actions", "must be different names of features, none empty").ToResult();
        await using var work = await database.BeginAsync(ct);
        var view = await work.SingleOrDefaultAsync<FirstValueDefinitionView>(Upsert, new { product, actions });
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Upsert = """
        insert into first_value_definition as d (product, actions, version) values (@product, @actions, 1)
        on conflict (product) do update set actions = excluded.actions, version = d.version + 1
        returning product, actions, version
        """;
}
