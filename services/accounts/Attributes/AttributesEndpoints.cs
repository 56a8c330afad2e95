using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Attributes;

internal static class AttributesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var attributes = app.MapGroup("/v1/attributes").RequireArea("accounts").WithTags("Attributes");
        DeclareAttribute.Map(attributes);
        ListAttributes.Map(attributes);
    }
}
