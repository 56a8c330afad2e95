namespace Platform.HealthScoring.Scorecards;

/// <summary>The routes of this folder.</summary>
internal static class ScorecardEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var scorecards = scores.MapGroup("/scorecards");
        ListMeasures.Map(scorecards);
        ListScorecards.Map(scorecards);
        GetScorecard.Map(scorecards);
        DraftScorecard.Map(scorecards);
        ActivateScorecard.Map(scorecards);
        CompareScorecards.Map(scorecards);
    }
}
