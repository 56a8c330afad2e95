using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Organisation;

/// <param name="Name">What customers read; left out until it is set.</param>
/// <param name="Locale">BCP 47 name by which dates and figures are written.</param>
/// <param name="Logo">Path of the logo; left out where there is none.</param>
public sealed record ShowOrganisationResponse(string? Name, string Locale, string? Logo);

/// <summary>Name and logo for anybody: for pages of one's own before a person has signed in.</summary>
public static class ShowOrganisation
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/", HandleAsync).WithName(nameof(ShowOrganisation)).AllowAnonymous();

    private static async Task<Ok<ShowOrganisationResponse>> HandleAsync(Database database, CancellationToken ct)
    {
        var row = (await database.SingleOrDefaultAsync<OrganisationRow>(OrganisationRow.Read, ct: ct))!;
        return TypedResults.Ok(
            new ShowOrganisationResponse(row.Name, row.Locale, row.HasLogo ? OrganisationProfile.LogoPath : null)
        );
    }
}
