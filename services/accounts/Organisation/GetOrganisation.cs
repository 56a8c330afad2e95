using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Organisation;

public static class GetOrganisation
{
    public static void Map(IEndpointRouteBuilder organisation) =>
        organisation
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetOrganisation))
            .WithDescription("The organisation that runs the installation: name, logo, time zone, locale.");

    private static async Task<Ok<OrganisationResponse>> HandleAsync(
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = (await database.SingleOrDefaultAsync<OrganisationRow>(OrganisationRow.Read, ct: ct))!;
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
