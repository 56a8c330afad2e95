using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Contacts;

public sealed record ListContactsResponse(IReadOnlyList<Contact> Items);

/// <summary>All contacts of an account; there are tens, so they come in one page.</summary>
public static class ListContacts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/contacts", HandleAsync).WithName(nameof(ListContacts));

    private static async Task<Ok<ListContactsResponse>> HandleAsync(Guid id, Database database, CancellationToken ct)
    {
        await AccountAccess.RequireKnownAsync(database, id, ct);
        return TypedResults.Ok(new ListContactsResponse(await ContactReader.OfAccountAsync(database, id, ct)));
    }
}
