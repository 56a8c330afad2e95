using Platform.ServiceKit.Http;

namespace Platform.Renewals.Accounts;

internal static class AccountProblems
{
    public static Problem UnknownAccount(Guid id) => Problem.Invalid("accountId", $"there is no account {id}");
}
