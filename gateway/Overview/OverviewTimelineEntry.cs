namespace Platform.Gateway.Overview;

/// <param name="Type">What happened: activity, ticket_opened, survey_answered and so on.</param>
/// <param name="Service">The service that told of it.</param>
public sealed record OverviewTimelineEntry(
    string Id,
    string Type,
    string Title,
    string Actor,
    string Service,
    DateTimeOffset? OccurredAt
);
