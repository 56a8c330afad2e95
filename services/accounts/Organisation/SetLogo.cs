using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Organisation;

/// <param name="Image">A PNG, JPEG or WebP image of at most 256 KiB, in Base64.</param>
public sealed record SetLogoRequest(byte[] Image);

/// <summary>Replaces the logo, which stands on the pages that customers see. Needs If-Match.</summary>
public static class SetLogo
{
    public static void Map(IEndpointRouteBuilder organisation) =>
        organisation.MapPut("/logo", HandleAsync).WithName(nameof(SetLogo)).RequireRoles(Roles.Ops);

    private static async Task<Results<Ok<OrganisationResponse>, ProblemHttpResult>> HandleAsync(
        SetLogoRequest request,
        OrganisationWriter writer,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        if (request.Image is not { Length: > 0 and <= LogoImage.MostBytes } image)
            return Problem.Invalid("image", $"is required, at most {LogoImage.MostBytes} bytes").ToResult();
        if (LogoImage.MediaTypeOf(image) is not { } type)
            return Problem.Invalid("image", "is not a PNG, JPEG or WebP image").ToResult();
        var saved = await writer.WriteAsync(
            expected,
            "logo = @image, logo_type = @type",
            new { image, type },
            "logo_changed",
            ct
        );
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }
}
