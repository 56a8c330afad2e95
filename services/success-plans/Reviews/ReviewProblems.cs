using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

internal static class ReviewProblems
{
    public static Problem Over(Guid id, string status) =>
        new(
            "reviews/over",
            StatusCodes.Status409Conflict,
            "The review is over.",
            $"Review {id} is {status}; what is still to be held is another review of the account."
        );

    public static Problem OneOpen(string type) =>
        new(
            "reviews/one-open",
            StatusCodes.Status409Conflict,
            "The account has an open review of this type.",
            $"An open {type} exists; schedule that one, or cancel it first."
        );

    public static Problem NotHeld(Guid id, string status) =>
        new(
            "reviews/not-held",
            StatusCodes.Status409Conflict,
            "The review was not held.",
            $"Review {id} is {status}; materials are shared after a review was held."
        );

    public static Problem NotASponsor(Guid contactId) =>
        new(
            "reviews/not-a-sponsor",
            StatusCodes.Status409Conflict,
            "Materials go to the customer's senior sponsor.",
            $"Contact {contactId} is none: {SeniorSponsor.Means}."
        );
}
