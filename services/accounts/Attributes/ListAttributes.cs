using Platform.ServiceKit.Data;

namespace Platform.Accounts.Attributes;

public static class ListAttributes
{
    public static void Map(IEndpointRouteBuilder attributes) =>
        attributes
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListAttributes))
            .WithDescription("The attributes that the organisation declared, besides those that every account has.");

    private static async Task<IResult> HandleAsync(Database database, CancellationToken ct)
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        return TypedResults.Ok(
            new
            {
                items = schema.Select(it => new AttributeAnswer(
                    it.Name,
                    it.Type.ToString().ToLowerInvariant(),
                    it.Choices,
                    it.Description
                )),
            }
        );
    }
}
