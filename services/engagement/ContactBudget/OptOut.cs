namespace Platform.Engagement.ContactBudget;

/// <summary>What a person does not want to get; <see cref="Any"/> stands for all.</summary>
internal sealed class OptOut
{
    public const string Any = "*";

    public Guid RecipientId { get; init; }
    public string Topic { get; init; } = "";
    public string Channel { get; init; } = "";

    public bool Covers(string topic, string channel) =>
        (Topic == Any || Topic == topic) && (Channel == Any || Channel == channel);
}
