using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Attributes;

public sealed record ListAttributesResponse(IReadOnlyList<AttributeResponse> Items);

public static class ListAttributes
{
    public static void Map(IEndpointRouteBuilder attributes) =>
        attributes
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListAttributes))
            .WithDescription("The attributes that the organisation declared, besides those that every account has.");

    private static async Task<Ok<ListAttributesResponse>> HandleAsync(Database database, CancellationToken ct)
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        return TypedResults.Ok(
            new ListAttributesResponse([
                .. schema.Select(it => new AttributeResponse(
                    it.Name,
                    it.Type.ToString().ToLowerInvariant(),
                    it.Choices,
                    it.Description
                )),
            ])
        );
    }
}
