namespace Platform.HealthScoring.Scores;

/// <summary>The routes of this folder.</summary>
internal static class ScoreEndpoints
{
    public static void Map(IEndpointRouteBuilder usage, IEndpointRouteBuilder scores)
    {
        GetUsage.Map(usage.MapGroup("/accounts/{accountId:guid}"));
        ListScores.Map(scores.MapGroup("/scores"));

        var account = scores.MapGroup("/accounts/{accountId:guid}");
        GetScore.Map(account);
        GetScoreDifference.Map(account);
        GetMeasures.Map(account);
        ListScoreHistory.Map(account);
        CheckScore.Map(account);
        WhatIf.Map(account);
    }
}
