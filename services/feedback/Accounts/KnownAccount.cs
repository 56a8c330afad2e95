using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Accounts;

public static class KnownAccount
{
    /// <summary>Of a route under an account: one that nobody knows is not found, rather than an account about which
    /// there is nothing.</summary>
    public static TBuilder RequireKnownAccount<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var accountId = Guid.Parse(http.GetRouteValue("accountId")!.ToString()!);
                var database = http.RequestServices.GetRequiredService<Database>();
                return await database.ScalarAsync<bool>(
                    "select exists (select from account_copy where account_id = @accountId)",
                    new { accountId },
                    http.RequestAborted
                )
                    ? await next(context)
                    : Problem.NotFound("account", accountId).ToResult();
            }
        );
}
