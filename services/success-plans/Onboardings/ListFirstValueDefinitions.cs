using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

internal static class ListFirstValueDefinitions
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapGet("/first-value", HandleAsync)
            .WithName(nameof(ListFirstValueDefinitions))
            .WithDescription("Which features give a product's first value.");

    private static async Task<Ok<IReadOnlyList<FirstValueDefinitionView>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<FirstValueDefinitionView>(All, null, ct));

    internal const string All = "select product, actions, version from first_value_definition order by product";
}
