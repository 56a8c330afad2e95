using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Contacts;

public sealed record ChangeContactRequest : ContactFields;

/// <summary>Changes the fields that are sent. A champion or sponsor who leaves or changes role becomes an event at
/// once.</summary>
public static class ChangeContact
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts.MapPatch("/{id:guid}", HandleAsync).WithName(nameof(ChangeContact));

    private static async Task<Results<Ok<Contact>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeContactRequest request,
        Database database,
        ContactWriter writer,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var before = (await ContactReader.LockAsync(work, [id])).GetValueOrDefault(id);
        if (before is null)
            return Problem.NotFound("contact", id).ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, before.AccountId);
        if (expected is { } version && version != before.Version)
            return (await LostUpdates.DescribeAsync(work, "contact", id, version, before.Version, before)).ToResult();

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var after = ContactInput.Apply(before, request, errors);
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        var saved = (await writer.SaveAsync(work, [new ContactChange(before, after, [])])).GetValueOrDefault(
            id,
            before
        );
        await work.CommitAsync();
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }
}
