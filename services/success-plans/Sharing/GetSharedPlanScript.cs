using Microsoft.AspNetCore.Http.HttpResults;
using Platform.SuccessPlans.Pages;

namespace Platform.SuccessPlans.Sharing;

public static class GetSharedPlanScript
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/page.js", Handle).WithName(nameof(GetSharedPlanScript));

    private static ContentHttpResult Handle() => EmbeddedFile.Read("page.js", "text/javascript; charset=utf-8");
}
