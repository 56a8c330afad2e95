using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Contacts;

public static class GetContact
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetContact))
            .WithDescription("One person of a customer.");

    private static async Task<Results<Ok<Contact>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var contact = await ContactReader.FindAsync(database, id, ct);
        if (contact is null)
            return Problem.NotFound("contact", id).ToResult();
        response.SetETag(contact.Version);
        return TypedResults.Ok(contact);
    }
}
