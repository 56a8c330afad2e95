using Platform.ServiceKit.Http;

namespace Platform.Engagement.Accounts;

public static class AccountProblems
{
    public static Problem UnknownAccount(Guid id) =>
        new(
            "engagement/unknown-account",
            StatusCodes.Status422UnprocessableEntity,
            "No such account.",
            $"There is no account {id} here; one that was created a moment ago takes a second to arrive."
        );

    public static Problem UnknownContact(Guid id, Guid account) =>
        new(
            "engagement/unknown-contact",
            StatusCodes.Status422UnprocessableEntity,
            "No such contact.",
            $"Contact {id} is not known here as a person of account {account}."
        );
}
