using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

internal static class ViewProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("view", id);

    public static Problem NameTaken(string name) =>
        new(
            "views/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"You have a view '{name}' already."
        );
}
