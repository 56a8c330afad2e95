namespace Platform.Renewals.Targets;

internal static class TargetEndpoints
{
    public static void MapTargets(this IEndpointRouteBuilder v1)
    {
        var targets = v1.MapGroup("/targets").WithTags("Revenue");
        ListTargets.Map(targets);
        SetTarget.Map(targets);
        GetTarget.Map(targets);
        ChangeTarget.Map(targets);
        DeleteTarget.Map(targets);
    }
}
