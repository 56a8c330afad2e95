namespace Platform.Engagement.InApp;

/// <summary>One showing of a message to a user, and what a batch of reports adds to it.</summary>
internal sealed class ShowingRow
{
    private readonly Dictionary<string, DateTimeOffset> _set = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ticked = new(StringComparer.Ordinal);
    private readonly DateTimeOffset? _seenAt;

    public Guid MessageId { get; init; }
    public Guid AccountId { get; init; }
    public int Showing { get; init; }
    public string Variant { get; init; } = "";
    public Guid? ContactId { get; init; }

    /// <summary>The place in the contact budget that it takes.</summary>
    public Guid? TouchId { get; init; }
    public string[] Done { get; init; } = [];

    public DateTimeOffset? SeenAt
    {
        get => _seenAt ?? (_set.TryGetValue(SdkEventKinds.Seen, out var at) ? at : null);
        init => _seenAt = value;
    }

    public bool IsChanged => _set.Count > 0 || _ticked.Count > 0;

    public bool IsNewlySeen => _seenAt is null && SeenAt is not null;

    public IEnumerable<string> DoneItems => Done.Concat(_ticked);

    /// <summary>The first report counts.</summary>
    public void Set(string kind, DateTimeOffset at)
    {
        if (kind != SdkEventKinds.Seen || _seenAt is null)
            _set.TryAdd(kind, at);
    }

    public void TickOff(string item)
    {
        if (!Done.Contains(item, StringComparer.Ordinal))
            _ticked.Add(item);
    }

    public object ToParameters(string userId) =>
        new
        {
            MessageId,
            AccountId,
            UserId = userId,
            Showing,
            Seen = At(SdkEventKinds.Seen),
            Clicked = At(SdkEventKinds.Clicked),
            Completed = At(SdkEventKinds.Completed),
            Dismissed = At(SdkEventKinds.Dismissed),
            Snoozed = At(SdkEventKinds.Snoozed),
            Goal = At("goal"),
            Items = DoneItems.ToArray(),
        };

    private DateTimeOffset? At(string kind) => _set.TryGetValue(kind, out var at) ? at : null;

    public const string Lock = """
        select message_id, account_id, showing, variant, contact_id, touch_id, seen_at, done_items as done
        from impression where account_id = any(@Accounts) and user_id = @UserId
        order by account_id, message_id, showing for update
        """;

    public const string Save = """
        update impression
        set seen_at = coalesce(seen_at, @Seen), clicked_at = coalesce(clicked_at, @Clicked),
            completed_at = coalesce(completed_at, @Completed), dismissed_at = coalesce(dismissed_at, @Dismissed),
            snoozed_until = coalesce(snoozed_until, @Snoozed), goal_at = coalesce(goal_at, @Goal),
            done_items = @Items
        where account_id = @AccountId and user_id = @UserId and message_id = @MessageId and showing = @Showing
        """;
}
