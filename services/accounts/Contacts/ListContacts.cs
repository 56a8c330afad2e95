using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Contacts;

/// <summary>All contacts of an account; there are tens, so they come in one page.</summary>
public static class ListContacts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/contacts", HandleAsync).WithName(nameof(ListContacts));

    private static async Task<IResult> HandleAsync(Guid id, Database database, CancellationToken ct)
    {
        await AccountAccess.RequireKnownAsync(database, id, ct);
        return TypedResults.Ok(new { items = await ContactReader.OfAccountAsync(database, id, ct) });
    }
}
