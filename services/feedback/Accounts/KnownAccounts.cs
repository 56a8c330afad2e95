using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Accounts;

/// <summary>Checks that an account, or a person of it, is known to this service.</summary>
public static class KnownAccounts
{
    /// <summary>Answers 404 on a route under an account that does not exist, instead of an empty list.</summary>
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

    /// <exception cref="ProblemException">422: the account or the person is not known.</exception>
    internal static async Task RequireAsync(UnitOfWork work, Guid accountId, Guid? contactId)
    {
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from account_copy where account_id = @accountId)",
                new { accountId }
            )
        )
            throw AccountProblems.UnknownAccount(accountId).ToException();
        if (
            contactId is { } contact
            && !await work.ScalarAsync<bool>(
                "select exists (select from contact_copy where contact_id = @contact and account_id = @accountId)",
                new { contact, accountId }
            )
        )
            throw AccountProblems.UnknownContact(contact, accountId).ToException();
    }
}
