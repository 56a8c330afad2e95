using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Accounts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Contacts;

public sealed record CreateContactRequest : ContactFields
{
    public IReadOnlyList<ExternalId>? ExternalIds { get; init; }
}

public static class CreateContact
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapPost("/{id:guid}/contacts", HandleAsync)
            .WithName(nameof(CreateContact))
            .WithDescription("Adds a person to an account. The e-mail need not be unique; external ids must be.");

    private static async Task<Results<Created<Contact>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CreateContactRequest request,
        Database database,
        ContactWriter writer,
        Caller caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await AccountReader.LockForChangeAsync(work, caller, id);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var contact = ContactInput.Apply(
            new Contact
            {
                Id = Guid.CreateVersion7(),
                AccountId = id,
                Name = "",
            },
            request,
            errors
        );
        ExternalIds.Check(request.ExternalIds, errors);
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        try
        {
            var saved = await writer.SaveAsync(
                work,
                [new ContactChange(null, contact, ExternalIds.Normal(request.ExternalIds))]
            );
            await work.CommitAsync();
            response.SetETag(1);
            return TypedResults.Created($"/v1/contacts/{contact.Id}", saved[contact.Id]);
        }
        catch (PostgresException taken) when (taken.ConstraintName == "contact_external_id_pkey")
        {
            return new Problem(
                "contacts/external-id-taken",
                StatusCodes.Status409Conflict,
                "The external id belongs to another contact.",
                "One of the external ids is known already. Change that contact instead."
            ).ToResult();
        }
    }
}
