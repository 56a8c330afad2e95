using System.Text.Json;

namespace Platform.Accounts.Timeline;

/// <param name="Service">The service that the entry comes from.</param>
/// <param name="SubjectId">The contact, ticket, activity or plan that it is about.</param>
/// <param name="Type">What happened: activity, ticket_opened, survey_answered, contract_signed and so on.</param>
/// <param name="Data">What the service that told of it knows more, by name.</param>
public sealed record TimelineEntryResponse(
    Guid Id,
    DateTimeOffset OccurredAt,
    string Type,
    string Service,
    string Title,
    string Actor,
    Guid? SubjectId,
    JsonElement Data
);
