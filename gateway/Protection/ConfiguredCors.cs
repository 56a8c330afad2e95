namespace Platform.Gateway.Protection;

/// <summary>Which web pages may call: <c>Cors:Origins:0…n</c>. None is configured: none may. Tokens go in a header, so
/// no credentials.</summary>
internal static class ConfiguredCors
{
    public static void AddConfiguredCors(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(origins)
                    .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                    .WithHeaders(
                        "Authorization",
                        "X-Api-Key",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Last-Event-ID"
                    )
                    .WithExposedHeaders("ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy")
                    .SetPreflightMaxAge(TimeSpan.FromHours(1))
            )
        );
    }
}
