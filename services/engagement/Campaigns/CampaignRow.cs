namespace Platform.Engagement.Campaigns;

internal sealed class CampaignRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Topic { get; init; } = "";
    public int Priority { get; init; }
    public DateTimeOffset PlannedAt { get; init; }
    public int People { get; init; }
    public int TakenOut { get; init; }
    public string CreatedBy { get; init; } = "";

    public const string Select = """
        select c.id, c.name, c.channel, c.topic, c.priority, c.planned_at, c.created_by,
            (select count(*)::int from campaign_person p where p.campaign_id = c.id and p.removed_at is null) as people,
            (select count(*)::int from campaign_person p where p.campaign_id = c.id and p.removed_at is not null)
                as taken_out
        from campaign c
        """;

    public CampaignResponse ToResponse() =>
        new(Id, Name, Channel, Topic, Priority, PlannedAt, People, TakenOut, CreatedBy);
}
