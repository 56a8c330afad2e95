using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Preferences;

/// <param name="Email">The person's address in any spelling.</param>
public sealed record CreatePreferenceLinkRequest([Required, StringLength(254, MinimumLength = 3)] string Email);

/// <param name="Id">To revoke it.</param>
/// <param name="Path">The page's path at the gateway. The secret in it is shown this once; only its hash is
/// kept.</param>
public sealed record CreatePreferenceLinkResponse(Guid Id, string Path);

public static class CreatePreferenceLink
{
    public static void Map(IEndpointRouteBuilder links) =>
        links
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreatePreferenceLink))
            .WithDescription("Makes a link to the page where a person chooses what they get. It is shown this once.");

    private static async Task<Results<Created<CreatePreferenceLinkResponse>, ProblemHttpResult>> HandleAsync(
        CreatePreferenceLinkRequest request,
        Caller caller,
        Database database,
        PreferenceLinks links,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (RecipientAddress.Normalise(request.Email) is not { } email)
            return Problem.Invalid("email", $"'{request.Email}' is not an e-mail address").ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        var recipient = await work.ScalarAsync<Guid>(KeepRecipient, new { email, work.Context.Now });
        var token = await links.CreateAsync(work, id, recipient, topic: null);
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/preferences/links/{id}",
            new CreatePreferenceLinkResponse(id, PreferencePages.PathOf(token))
        );
    }

    private const string KeepRecipient = """
        insert into recipient as r (id, email, created_at) values (gen_random_uuid(), @email, @Now)
        on conflict (email) do update set email = r.email returning id
        """;
}
