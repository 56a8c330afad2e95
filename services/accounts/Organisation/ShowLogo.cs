using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Organisation;

/// <summary>The logo, for anybody: it stands on the pages that customers see.</summary>
public static class ShowLogo
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/logo", HandleAsync).WithName(nameof(ShowLogo)).AllowAnonymous();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<Row>(
            "select logo, logo_type, version from organisation_setting where logo is not null",
            ct: ct
        );
        if (row is null)
            return new Problem(
                "organisation/no-logo",
                StatusCodes.Status404NotFound,
                "There is no logo.",
                "PUT /v1/organisation/logo sets one."
            ).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Bytes(row.Logo, row.LogoType);
    }

    private sealed class Row
    {
        public byte[] Logo { get; init; } = [];
        public string LogoType { get; init; } = "";
        public int Version { get; init; }
    }
}
