using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

public static class ScoreProblems
{
    public static Problem NoScore(Guid accountId, DateTimeOffset? at) =>
        new(
            "score/not-found",
            StatusCodes.Status404NotFound,
            "There is no score.",
            at is { } instant
                ? $"Nothing was known of account {accountId} at {instant:O}."
                : $"Account {accountId} is unknown, or was never scored; a new account is scored within seconds."
        );
}
