namespace Platform.Gateway.Keys;

public static class ApiKeyRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/v1/api-keys").WithTags("gateway");
        IssueApiKey.Map(keys);
        ListApiKeys.Map(keys);
        RotateApiKey.Map(keys);
        RevokeApiKey.Map(keys);
    }
}
