namespace Platform.Engagement.ContactBudget;

/// <summary>Where a touch stands. The first two count.</summary>
public static class TouchState
{
    public const string Reserved = "reserved";
    public const string Sent = "sent";
    public const string Released = "released";
    public const string Refused = "refused";
}
