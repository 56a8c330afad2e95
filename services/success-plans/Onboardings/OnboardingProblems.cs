using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

internal static class OnboardingProblems
{
    public static Problem AlreadyOpen(Guid accountId) =>
        new(
            "onboarding/already-open",
            StatusCodes.Status409Conflict,
            "The account has an open onboarding.",
            $"Account {accountId} is being brought on board; complete or cancel that onboarding first."
        );

    public static Problem NotOpen(Guid id, string status) =>
        new(
            "onboarding/not-open",
            StatusCodes.Status409Conflict,
            "The onboarding is over.",
            $"Onboarding {id} is {status}; nothing in it changes any more."
        );

    public static Problem MilestoneClosed(string name, string status, DateOnly? on) =>
        new(
            "onboarding/milestone-closed",
            StatusCodes.Status409Conflict,
            "The milestone is closed.",
            $"'{name}' is {status} since {on:yyyy-MM-dd}; nothing was changed."
        );

    public static Problem CheckInHeld(DateOnly? on) =>
        new(
            "onboarding/check-in-held",
            StatusCodes.Status409Conflict,
            "The check-in is recorded.",
            $"It was held on {on:yyyy-MM-dd}; nothing was changed."
        );

    public static Problem NeedsSponsor(string kind) =>
        new(
            "onboarding/sponsor-missing",
            StatusCodes.Status409Conflict,
            "No senior sponsor of the customer took part.",
            $"A {kind} needs a senior sponsor of the customer among its attendees: "
                + $"{SeniorSponsor.Means}. Meet again with one, or record a weekly status."
        );
}
