using Microsoft.AspNetCore.Http.HttpResults;
using Platform.SuccessPlans.Pages;

namespace Platform.SuccessPlans.Sharing;

public static class GetSharedPlanStyles
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/page.css", Handle).WithName(nameof(GetSharedPlanStyles));

    private static ContentHttpResult Handle() => EmbeddedFile.Read("page.css", "text/css; charset=utf-8");
}
