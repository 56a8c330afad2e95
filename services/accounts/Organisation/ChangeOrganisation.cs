using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Organisation;

/// <param name="Name">What colleagues and customers read, 1 to 200 characters.</param>
/// <param name="Locale">BCP 47 name, such as en-GB, by which dates and figures are written.</param>
/// <param name="OwnersFromRoster">Whether owners must be active people of the roster, once it has one.</param>
public sealed record ChangeOrganisationRequest(string Name, string Locale = "en-GB", bool OwnersFromRoster = true);

/// <summary>Replaces the organisation's name and settings; its logo and its calendar have routes of their own. Needs
/// If-Match.</summary>
public static class ChangeOrganisation
{
    public static void Map(IEndpointRouteBuilder organisation) =>
        organisation.MapPut("/", HandleAsync).WithName(nameof(ChangeOrganisation)).RequireRoles(Roles.Ops);

    private static async Task<Results<Ok<OrganisationResponse>, ProblemHttpResult>> HandleAsync(
        ChangeOrganisationRequest request,
        OrganisationWriter writer,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200 || request.Name.Any(char.IsControl))
            errors["name"] = ["is required, at most 200 characters"];
        if (Locales.LocaleMistake(request.Locale ?? "") is { } mistake)
            errors["locale"] = [mistake];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        var saved = await writer.WriteAsync(
            expected,
            "name = @Name, locale = @Locale, owners_from_roster = @OwnersFromRoster",
            new
            {
                Name = request.Name.Trim().ToNfc(),
                request.Locale,
                request.OwnersFromRoster,
            },
            "changed",
            ct
        );
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }
}
