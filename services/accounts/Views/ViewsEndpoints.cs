using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Views;

internal static class ViewsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var views = app.MapGroup("/v1/views").RequireArea("accounts").WithTags("Accounts");
        CreateView.Map(views);
        ListViews.Map(views);
        ChangeView.Map(views);
        DeleteView.Map(views);
        ShowView.Map(views);
    }
}
