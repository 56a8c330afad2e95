using Platform.Contracts.Accounts;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Access;

/// <summary>What can be wrong with a request about accounts.</summary>
internal static class AccountProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("account", id);

    public static Problem ExternalIdTaken(ExternalId id) =>
        new(
            "accounts/external-id-taken",
            StatusCodes.Status409Conflict,
            "The external id belongs to another account.",
            $"{id.Source}:{id.Id} is the id of another account already. Look that one up with GET "
                + $"/v1/accounts?externalId={id.Source}:{id.Id}, or merge the two."
        );

    public static Problem NotYours(Guid id) =>
        new(
            "accounts/not-yours",
            StatusCodes.Status403Forbidden,
            "You do not own this account.",
            $"A CSM changes accounts that they own; you have no role on {id}. Ask its owner or a manager."
        );

    public static Problem Merged(Guid id, Guid into) =>
        new(
            "accounts/merged",
            StatusCodes.Status409Conflict,
            "The account was merged into another.",
            $"{id} was merged into {into}. Change that one."
        );
}
