using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>What first value means, per product. Which product a customer has begun to use shows in the actions
/// themselves.</summary>
internal static class FirstValueDefinitions
{
    public static void Map(IEndpointRouteBuilder onboardings)
    {
        onboardings
            .MapGet("/first-value", (Database database, CancellationToken ct) =>
                database.QueryAsync<FirstValueDefinitionView>(All, null, ct)
            )
            .WithName("ListFirstValueDefinitions")
            .WithDescription("Which features give a product's first value.");
        onboardings
            .MapPut("/first-value/{product}", DefineAsync)
            .WithName("DefineFirstValue")
            .WithDescription("The features that all have to be used once for the product to give its first value.")
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<Results<Ok<FirstValueDefinitionView>, ProblemHttpResult>> DefineAsync(
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

    internal const string All = "select product, actions, version from first_value_definition order by product";

    private const string Upsert = """
        insert into first_value_definition as d (product, actions, version) values (@product, @actions, 1)
        on conflict (product) do update set actions = excluded.actions, version = d.version + 1
        returning product, actions, version
        """;
}
