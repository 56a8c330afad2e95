using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Organisation;

/// <summary>Takes the logo off. Needs If-Match.</summary>
public static class DeleteLogo
{
    public static void Map(IEndpointRouteBuilder organisation) =>
        organisation.MapDelete("/logo", HandleAsync).WithName(nameof(DeleteLogo)).RequireRoles(Roles.Ops);

    private static async Task<Ok<OrganisationResponse>> HandleAsync(
        OrganisationWriter writer,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var saved = await writer.WriteAsync(
            http.ExpectedVersion(),
            "logo = null, logo_type = null",
            new { },
            "logo_deleted",
            ct
        );
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }
}
