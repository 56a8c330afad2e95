using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Protection;

/// <summary>What pages of the configured origins may send and read. Tokens go in a header, so no credentials.</summary>
internal sealed class CrossOriginPolicy(IOptions<CrossOriginOptions> configured) : IConfigureOptions<CorsOptions>
{
    public void Configure(CorsOptions options) =>
        options.AddDefaultPolicy(policy =>
            policy
                .WithOrigins([.. configured.Value.Origins])
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
        );
}
