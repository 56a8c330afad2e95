using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Attributes;
using Platform.Rules;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

public sealed record ListSegmentAttributesResponse(IReadOnlyList<RuleAttribute> Items);

public static class ListSegmentAttributes
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments
            .MapGet("/attributes", HandleAsync)
            .WithName(nameof(ListSegmentAttributes))
            .WithDescription("What a segment's rule may ask about, with each one's type.");

    private static async Task<Ok<ListSegmentAttributesResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListSegmentAttributesResponse([
                .. SegmentAttributes.All(await AttributeSchema.ReadAsync(database, ct)).Values,
            ])
        );
}
