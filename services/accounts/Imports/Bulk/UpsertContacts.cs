using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Contacts;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>Up to 1,000 contacts of one source; larger files are imports.</summary>
/// <param name="Source">The system that the external ids are of.</param>
/// <param name="Rows">At most 1,000 contacts, each by its external id.</param>
/// <param name="DryRun">Only tells what would happen.</param>
public sealed record UpsertContactsRequest(string Source, IReadOnlyList<UpsertedContact> Rows, bool DryRun = false)
    : IBulkRequest<UpsertedContact>;

/// <summary>Bulk upsert of contacts as a JSON API, by the rules of contact files.</summary>
public static class UpsertContacts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/contacts/bulk", HandleAsync).WithName(nameof(UpsertContacts));

    private static Task<Results<Ok<UpsertedRows>, ProblemHttpResult>> HandleAsync(
        UpsertContactsRequest request,
        Database database,
        ContactUpsert upsert,
        Caller caller,
        CancellationToken ct
    ) => BulkRows.UpsertAsync(database, caller, request, Check, upsert.ApplyAsync, ct);

    private static ContactRow Check(UpsertedContact given, int line, Dictionary<string, string[]> errors)
    {
        // The rules for a contact's fields, tried on one that exists: whether a new one may go without is decided
        // when it is known to be new.
        var applied = ContactInput.Apply(
            new Contact
            {
                Id = Guid.Empty,
                AccountId = Guid.Empty,
                Name = "sample",
                Version = 1,
            },
            given,
            errors
        );
        return new ContactRow(line, given.ExternalId.ToNfc(), (given.Account ?? "").ToNfc())
        {
            Name = given.Name.IsGiven ? applied.Name : default(Optional<string?>),
            Email = given.Email.IsGiven ? applied.Email : default(Optional<string?>),
            Title = given.Title,
            Seniority = given.Seniority,
            Function = given.Function.IsGiven ? applied.Function : default(Optional<string?>),
            Roles = given.Roles.IsGiven ? new Optional<IReadOnlyList<string>>(true, applied.Roles) : default,
            ProductUserIds = given.ProductUserIds.IsGiven
                ? new Optional<IReadOnlyList<string>>(true, applied.ProductUserIds)
                : default,
            LastContactAt = given.LastTwoWayContactAt,
            Status = given.Status,
        };
    }
}
