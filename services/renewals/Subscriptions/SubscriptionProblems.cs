using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

internal static class SubscriptionProblems
{
    public static Problem NoRate(string field, MissingRateException missing) => Problem.Invalid(field, missing.Message);

    public static Problem NoTrial(Subscription s) =>
        new(
            "renewals/no-trial",
            StatusCodes.Status409Conflict,
            "The subscription is no trial.",
            $"It is paid for since {s.StartsOn:yyyy-MM-dd}; nothing was changed."
        );

    public static Problem Outside(string field, DateOnly day, Subscription s) =>
        Problem.Invalid(
            field,
            $"{day:yyyy-MM-dd} is no day on which the subscription runs ({s.StartsOn:yyyy-MM-dd} to "
                + $"{(s.EndsOn is { } end ? end.ToString("yyyy-MM-dd", null) : "open")})"
        );
}
