namespace Platform.HealthScoring.Challengers;

/// <summary>The routes of this folder.</summary>
internal static class ChallengerEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        ShowChallenger.Map(scores.MapGroup("/accounts/{accountId:guid}"));

        var scorecards = scores.MapGroup("/scorecards");
        TryScorecard.Map(scorecards);
        EndTrial.Map(scorecards);
    }
}
