using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Platform.SuccessPlans.Reviews;

internal static class GetReviewCadence
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapGet("/cadence", Handle)
            .WithName(nameof(GetReviewCadence))
            .WithDescription("How often which accounts are reviewed.");

    private static Ok<IReadOnlyDictionary<string, CadenceStep[]>> Handle(IOptions<ReviewOptions> options) =>
        TypedResults.Ok(options.Value.Effective);
}
