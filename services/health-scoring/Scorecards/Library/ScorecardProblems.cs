using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scorecards.Library;

public static class ScorecardProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("scorecard", id);

    public static Problem NotADraft(ScorecardRow row) =>
        new(
            "scorecards/not-a-draft",
            StatusCodes.Status409Conflict,
            "Only a draft, or a scorecard on trial, can be activated.",
            $"Version {row.Version} for '{row.Segment}' is {row.Status}; draft a new version from it."
        );
}
