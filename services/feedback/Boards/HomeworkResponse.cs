namespace Platform.Feedback.Boards;

public sealed class HomeworkResponse
{
    public Guid Id { get; init; }
    public Guid SessionId { get; init; }
    public Guid? MemberId { get; init; }
    public string? Owner { get; init; }
    public string Text { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? Result { get; init; }
    public bool Overdue { get; init; }
}
