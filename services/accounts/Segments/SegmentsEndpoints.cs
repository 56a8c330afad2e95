using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Segments;

internal static class SegmentsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var segments = app.MapGroup("/v1/segments").RequireArea("accounts").WithTags("Segments");
        PreviewSegment.Map(segments);
        ListSegmentAttributes.Map(segments);
        CreateSegment.Map(segments);
        ChangeSegment.Map(segments);
        ListSegments.Map(segments);
        GetSegment.Map(segments);
        DeleteSegment.Map(segments);

        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        OverridePriority.Map(accounts);
        RemovePriorityOverride.Map(accounts);
        GetPriorityOverride.Map(accounts);
    }
}
